"""A number a quarter higher is 25 percent higher. Is your result a part of 1, or a percentage?"""


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    if not before:
        return None
    return (after - before) / before
