"""One figure told in other ways: exactly, so that only the last step rounds."""

import re
from datetime import date
from fractions import Fraction

from framelab.corpus import Context


def stated(fact: Context, number: str) -> Fraction:
    """Return a number of a fact from outside, as the fact prints it.

    Parameters
    ----------
    fact : Context
        A row of the table of facts from outside.
    number : str
        The number as it stands there, such as "16,104" or "758.2".

    Returns
    -------
    Fraction
        The number, exact, in the unit that the fact names.

    Raises
    ------
    ValueError
        The fact does not print this number.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> stated(load_corpus().context["ice-arrests-three-years-17-april"], "16,104")
    Fraction(16104, 1)
    """
    printed = re.findall(r"\d+(?:[.,]\d+)*", fact.fact)
    if number not in printed:
        raise ValueError(
            f"context.csv, {fact.context}: found {', '.join(printed) or 'no number'}; "
            f"allowed: a number that the fact prints, not {number!r}"
        )
    return Fraction(number.replace(",", ""))


def change_in_percent(before: Fraction | int, after: Fraction | int) -> Fraction:
    """Return a change as a percentage of the number before.

    Parameters
    ----------
    before, after : Fraction or int
        Two amounts of one unit, `before` above 0, `after` 0 or more.

    Returns
    -------
    Fraction
        Per cent, -100 and above: below 0 for a fall.

    Raises
    ------
    ValueError
        `before` is not above 0: from nothing there is no percentage.

    Examples
    --------
    >>> change_in_percent(400, 500), change_in_percent(500, 400)
    (Fraction(25, 1), Fraction(-20, 1))
    """
    if before <= 0:
        raise ValueError(f"before: found {before}; allowed: an amount above 0")
    return 100 * Fraction(after - before) / Fraction(before)


def days_of(window: str) -> int:
    """Count the days of a window, the first and the last included.

    Parameters
    ----------
    window : str
        Two days as the tables write them, "2017-01-20/2017-03-13".

    Returns
    -------
    int
        Days, 1 and above.

    Raises
    ------
    ValueError
        It is not two days, or the last is before the first.

    Examples
    --------
    >>> days_of("2017-01-20/2017-03-13")
    53
    """
    first, _, last = window.partition("/")
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if days < 1:
        raise ValueError(f"window: found {window!r}; allowed: a first day, then a last one")
    return days


def rounded(number: Fraction) -> int:
    """Round to a whole number, halves away from zero, as readers expect.

    Parameters
    ----------
    number : Fraction

    Returns
    -------
    int

    Examples
    --------
    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2))
    (3, -3)
    """
    whole = (abs(number) + Fraction(1, 2)).__floor__()
    return whole if number >= 0 else -whole
