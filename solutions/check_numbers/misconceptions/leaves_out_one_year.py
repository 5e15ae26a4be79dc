"""Write down the years from the first to the last. Is their number what subtraction gives you?"""


def per_year(count: float, first_year: int, last_year: int) -> float:
    """Give how many there were per year, first and last year included."""
    # In one year alone this one is right: others end there in an error, and are still known.
    return count / max(last_year - first_year, 1)
