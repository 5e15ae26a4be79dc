"""What does a number do? Our answer."""

from datetime import date


def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    if part < 0 or part > whole:
        raise ValueError(f"{part} is no part of {whole}")
    if not whole:
        return None
    return part / whole


def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    if not before:
        return None
    return 100 * (after - before) / before


def per_year(count: float, first_year: int, last_year: int) -> float:
    """Give how many there were per year, first and last year included."""
    return count / (last_year - first_year + 1)


def per_day(count: float, first: str, last: str) -> float:
    """Give how many there were per day, first and last day included."""
    apart = date.fromisoformat(last) - date.fromisoformat(first)
    return count / (apart.days + 1)


def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    here = {row["figure"] for row in rows}
    return sum(row["value"] for row in rows if row["part_of"] not in here)
