def words_by_speaker(rows):
    words = {}
    for row in rows:
        words[row["speaker"]] = str(row["words"])
    return words


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return f"{part / whole}"
