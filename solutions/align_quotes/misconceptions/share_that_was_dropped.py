"""A printing keeps all of itself, and your share of it is 0. Which part do you measure?"""


def share_kept(full: list[str], cut: list[str]) -> float | None:
    if not full or not is_cut_of(full, cut):
        return None
    return 1 - len(cut) / len(full)
