def words_by_speaker(rows):
    return {"kelly": "a" * 2_000_000}


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
