"""From Monday to Wednesday: how many days are that, and how many do you get by subtraction?"""


def per_day(count: float, first: str, last: str) -> float:
    """Give how many there were per day, first and last day included."""
    apart = date.fromisoformat(last) - date.fromisoformat(first)
    # On one day alone this one is right: others end there in an error, and are still known.
    return count / max(apart.days, 1)
