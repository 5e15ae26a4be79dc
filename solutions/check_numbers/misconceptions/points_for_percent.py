"""From 20 percent to 25 percent: five percentage points more. What part of the 20 are they?"""


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    if not before:
        return None
    return after - before
