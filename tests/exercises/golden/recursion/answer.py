def words_by_speaker(rows):
    return words_by_speaker(rows)


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
