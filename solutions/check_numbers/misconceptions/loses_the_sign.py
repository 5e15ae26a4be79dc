"""You give a rise and a fall the same number. How does a reader tell the one from the other?"""


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    if not before:
        return None
    return 100 * abs(after - before) / before
