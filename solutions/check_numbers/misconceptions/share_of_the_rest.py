"""You compare the part with all the others. Are those who are in the part not in the whole, too?"""


def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    if part < 0 or part > whole:
        raise ValueError(f"{part} is no part of {whole}")
    if not whole:
        return None
    rest = whole - part
    return part / rest if rest else 1.0
