words = {}


def words_by_speaker(rows):
    for row in rows:
        words[row["speaker"]] = row["words"]
    return words


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
