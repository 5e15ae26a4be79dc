"""You give 0 where something came up from nothing. Does 0 percent not say that nothing changed?"""


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    return 100 * (after - before) / before if before else 0.0
