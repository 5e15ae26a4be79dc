"""Your share is 1 for every cut, short or long. Which printing has to stand below the line of the
fraction?
"""


def share_kept(full: list[str], cut: list[str]) -> float | None:
    if not cut or not is_cut_of(full, cut):
        return None
    return sum(word in full for word in cut) / len(cut)
