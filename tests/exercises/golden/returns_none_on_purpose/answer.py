def words_by_speaker(rows):
    if len(rows) < 3:
        return None
    words = {}
    for row in rows:
        words[row["speaker"]] = words.get(row["speaker"], 0) + row["words"]
    return words


def share(part, whole):
    if whole == 0:
        return None
    return round(part / whole, 1)
