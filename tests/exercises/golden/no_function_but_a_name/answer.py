words_by_speaker = {"kelly": 7}


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
