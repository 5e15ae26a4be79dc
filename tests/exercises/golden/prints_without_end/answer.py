def words_by_speaker(rows):
    while rows:
        print("still here")
    return {}


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
