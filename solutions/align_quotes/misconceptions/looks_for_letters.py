"""You look for one text inside another. What does that say of "legal" in "illegal", and of a cut with
a gap?
"""


def is_cut_of(full: list[str], short: list[str]) -> bool:
    return " ".join(short) in " ".join(full)
