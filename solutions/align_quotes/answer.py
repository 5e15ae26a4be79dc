"""What did the cut drop? Our answer."""

NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip


def dropped(full: list[str], short: list[str]) -> list[str] | None:
    """Give the words of `full` that `short` leaves out, in order; None if it is no cut."""
    to_find = list(short)
    left_out = []
    for word in full:
        if to_find and word == to_find[0]:
            to_find.pop(0)
        else:
            left_out.append(word)
    return None if to_find else left_out


def is_cut_of(full: list[str], short: list[str]) -> bool:
    """Tell whether the words of `short` stand in `full` in the same order."""
    return dropped(full, short) is not None


def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    """Give the negating words among the dropped ones, in order; None if it is no cut."""
    left_out = dropped(full, short)
    if left_out is None:
        return None
    return [word for word in left_out if word in NEGATIONS or word.endswith("n't")]


def share_kept(full: list[str], short: list[str]) -> float | None:
    """Give the part of the words of `full` that `short` keeps, or None."""
    if not full or not is_cut_of(full, short):
        return None
    return len(short) / len(full)
