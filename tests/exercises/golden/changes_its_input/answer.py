def words_by_speaker(rows):
    words = {}
    while rows:
        row = rows.pop()
        words[row["speaker"]] = row["words"]
    return dict(sorted(words.items()))


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
