"""A change begins somewhere. Which of the two numbers was there when it began?"""


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    if not before:
        return None
    # Down to 0 this one is right: others end there in an error, and are still known.
    return 100 * (after - before) / (after or before)
