"""A printing keeps all of itself, and your share of it is 0. Which part do you measure?"""


def share_kept(full: list[str], short: list[str]) -> float | None:
    if not full or not is_cut_of(full, short):
        return None
    return 1 - len(short) / len(full)
