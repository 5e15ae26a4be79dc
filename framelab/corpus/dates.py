"""Dates of the tables in words."""

from datetime import date


def in_words(when: str) -> str:
    """Write a date of the tables in words.

    Parameters
    ----------
    when : str
        A year, month, day or window, as in the table of events.

    Examples
    --------
    >>> in_words("2017-04-20/2017-04-21")
    '20 to 21 April 2017'
    >>> in_words("2017-02")
    'February 2017'
    """
    first, _, last = when.partition("/")
    if not last:
        return _day(first)
    shared = (first[:4] == last[:4]) + (first[:7] == last[:7])  # the year, and the month
    return f"{' '.join(_day(first).split()[: 3 - shared])} to {_day(last)}"


def _day(when: str) -> str:
    match when.count("-"):
        case 0:
            return when
        case 1:
            return f"{date.fromisoformat(when + '-01'):%B %Y}"
        case _:
            day = date.fromisoformat(when)
            return f"{day.day} {day:%B %Y}"
