"""Can a part be greater than its whole, or less than nothing? What would your share say then?"""


def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    if not whole:
        return None
    return part / whole
