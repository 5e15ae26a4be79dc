def words_by_speaker(rows):
    words = {}
    words["all"] = words
    return words


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
