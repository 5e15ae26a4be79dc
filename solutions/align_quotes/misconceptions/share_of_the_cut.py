"""Your share is 1 for every cut, short or long. Which printing has to stand below the line of the
fraction?
"""


def share_kept(full: list[str], short: list[str]) -> float | None:
    if not short or not is_cut_of(full, short):
        return None
    return sum(word in full for word in short) / len(short)
