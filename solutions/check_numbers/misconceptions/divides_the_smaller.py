"""You always divide the smaller number by the greater. Who says that the smaller one is a part?"""


def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    if not whole:
        return None
    return min(part, whole) / max(part, whole)
