"""You give 0 where nobody of many is meant, and where there is nobody at all. Are these the same
finding?
"""


def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    if part < 0 or part > whole:
        raise ValueError(f"{part} is no part of {whole}")
    return part / whole if whole else 0.0
