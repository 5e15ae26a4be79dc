from fractions import Fraction

import pytest

from framelab import load_corpus
from framelab.measures import change_in_percent, days_of, rounded, stated

FACT = load_corpus().context["violent-crime-rate-crs"]


@pytest.mark.parametrize(
    ("number", "exact"), [("758.2", Fraction(7582, 10)), ("100,000", Fraction(100_000))]
)
def test_a_number_is_taken_as_the_fact_prints_it(number: str, exact: Fraction) -> None:
    assert stated(FACT, number) == exact


@pytest.mark.parametrize("number", ["758", "758.20", "58.2", "100000", "9999"])
def test_a_number_that_the_fact_does_not_print_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match=r"context\.csv, violent-crime-rate-crs: found 758\.2"):
        stated(FACT, number)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(400, 500, 25), (500, 400, -20), (20, 25, 25), (3, 4, Fraction(100, 3)), (7, 0, -100)],
)
def test_a_change_is_a_part_of_the_number_before(
    before: int, after: int, change: Fraction | int
) -> None:
    assert change_in_percent(before, after) == change


def test_from_nothing_there_is_no_percentage() -> None:
    with pytest.raises(ValueError, match="before: found 0"):
        change_in_percent(0, 7)


@pytest.mark.parametrize(
    ("window", "days"),
    [
        ("2017-01-20/2017-03-13", 53),
        ("2031-03-30/2031-03-30", 1),
        ("2032-02-28/2032-03-01", 3),
        ("2007-01-01/2012-12-31", 2192),
    ],
)
def test_both_ends_of_a_window_count(window: str, days: int) -> None:
    assert days_of(window) == days


@pytest.mark.parametrize("window", ["2017-03-13/2017-01-20", "2017-03-13", "2017-01/2017-03"])
def test_a_window_without_two_days_in_order_is_refused(window: str) -> None:
    with pytest.raises(ValueError, match=r"window: found|Invalid isoformat"):
        days_of(window)


@pytest.mark.parametrize(
    ("number", "whole"),
    [(Fraction(5, 2), 3), (Fraction(-5, 2), -3), (Fraction(249, 100), 2), (Fraction(7), 7)],
)
def test_halves_are_rounded_away_from_zero(number: Fraction, whole: int) -> None:
    assert rounded(number) == whole
