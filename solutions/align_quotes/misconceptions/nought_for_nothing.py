"""A cut that keeps nothing has 0, and a text that is no cut has 0, too. How does a reader tell them
apart?
"""


def share_kept(full: list[str], short: list[str]) -> float | None:
    if not full or not is_cut_of(full, short):
        return 0.0
    return len(short) / len(full)
