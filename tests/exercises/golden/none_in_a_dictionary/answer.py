def words_by_speaker(rows):
    return {row["speaker"]: None for row in rows}


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
