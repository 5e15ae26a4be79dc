def words_by_speaker(rows):
    words = {}
    for row in rows:
        words[row["speaker"]] = words.get(row["speaker"], 0) + row["words"]
    return words


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole


def show(row):
    return f"{row["speaker"]}: {row["words"]}"
