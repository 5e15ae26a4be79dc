"""The visible checks of check_numbers."""

import pytest

from framelab.exercises import points


def row(figure, value, part_of=None):
    return {"figure": figure, "value": value, "unit": "contacts", "part_of": part_of}


EXAMPLE = [
    row("visits", 480),
    row("children", 120, "visits"),
    row("infants", 30, "children"),
    row("night-calls", 45, "calls"),
]
# No figure is a part of another.
APART = [row("visits", 40), row("calls", 25), row("letters", 7)]
# Every whole has its parts here, and they stand before it and after it.
AROUND = [row("girls", 8, "visits"), row("visits", 30), row("boys", 5, "visits"), row("calls", 4)]
# The whole of these two is not here.
NO_WHOLE = [row("girls", 8, "visits"), row("boys", 5, "visits")]


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_share_of_the_whole(submission):
    """A share is a part of the whole, between 0 and 1."""
    assert submission.share(120, 480) == near(0.25), (
        "Of 480 visitors 120 are children: is every fourth one a child, or every third, and how "
        "is that written between 0 and 1?"
    )


@points(1)
def test_all_none_and_nothing(submission):
    """All is 1, none is 0; of nothing there is no share."""
    assert submission.share(8, 8) == near(1), "All eight of eight: what share is that?"
    assert submission.share(0, 8) == near(0), "None of eight: what share is that?"
    assert submission.share(0, 0) is None, (
        "None of eight is 0: how does a reader see that here there was nothing to share?"
    )


@points(1)
def test_no_part_of_its_whole(submission):
    """Is it a part at all? If not, share raises (not returns) a ValueError, and asks this first."""
    with pytest.raises(ValueError):
        submission.share(600, 480)
    with pytest.raises(ValueError):
        submission.share(-1, 480)
    with pytest.raises(ValueError):
        submission.share(5, 0)


@points(1)
def test_rise_and_fall(submission):
    """A change is a percentage of the number before; a fall is below 0."""
    assert submission.change(400, 500) == near(25), (
        "100 more than before: what part of the number before is that, and how do you write a "
        "quarter as a percentage?"
    )
    assert submission.change(500, 400) == near(-20), (
        "Here the number before is 500, and it goes down: how does your result show both?"
    )
    assert submission.change(300, 400) == near(100 / 3), (
        "A third more: does your function leave the percentage as it comes?"
    )


@points(1)
def test_change_from_nothing(submission):
    """From 20 to 25 percent is 25 percent more; from 0 there is no percentage."""
    assert submission.change(20, 25) == near(25), (
        "Five percentage points more: what part of 20 are they?"
    )
    assert submission.change(7, 0) == near(-100), "All seven are gone: what percentage is that?"
    assert submission.change(0, 7) is None, (
        "What would your number say to a reader? From 0 to 7, by what part of 0 does it rise?"
    )


@points(1)
def test_both_years_count(submission):
    """The first and the last year both count."""
    assert submission.per_year(60, 2021, 2023) == near(20), (
        "Write the years down, from the first to the last: how many are they?"
    )
    assert submission.per_year(60, 2021, 2021) == near(60), (
        "The period begins and ends in one year: how many years are that?"
    )
    assert submission.per_year(50, 2021, 2023) == near(50 / 3), (
        "50 in three years: does your function leave the result as it comes?"
    )


@points(1)
def test_both_days_count(submission):
    """The first and the last day both count."""
    assert submission.per_day(90, "2031-03-11", "2031-03-15") == near(18), (
        "Write down the days from 11 to 15 March: how many are they?"
    )
    assert submission.per_day(7, "2031-03-30", "2031-03-30") == near(7), (
        "The period begins and ends on one day: how many days are that?"
    )
    assert submission.per_day(100, "2031-03-11", "2031-03-16") == near(100 / 6), (
        "100 in six days: does your function leave the result as it comes?"
    )


@points(1)
def test_days_of_two_months(submission):
    """A period can lie in two months or more, of any length."""
    assert submission.per_day(90, "2031-03-30", "2031-04-03") == near(18), (
        "Write down the days from 30 March to 3 April: how many are they?"
    )
    assert submission.per_day(120, "2031-02-20", "2031-03-01") == near(12), (
        "How many days has this February?"
    )
    assert submission.per_day(121, "2032-02-20", "2032-03-01") == near(11), (
        "2032 can be divided by 4: how many days has this February?"
    )


@points(1)
def test_a_part_is_not_added_to_its_whole(submission):
    """A part is in its whole already, wherever it stands."""
    assert submission.total(APART) == near(72), (
        "None of these is a part of another: which do you leave out, or count twice?"
    )
    assert submission.total(AROUND) == near(34), (
        "The girls and the boys are among the 30 visitors. Where you look for the id of their "
        "whole, what is in `rows`: ids or dictionaries?"
    )


@points(1)
def test_a_part_without_its_whole(submission):
    """A part whose whole is not among the rows is added; no rows give 0."""
    assert submission.total(NO_WHOLE) == near(13), (
        "The visits have no row here: who would count these girls and boys, if you do not?"
    )
    assert submission.total(EXAMPLE) == near(525), (
        "Ask of each row: is the figure that it is a part of another row of this list?"
    )
    assert submission.total([]) == near(0), "What stands in your sum before the first row?"
