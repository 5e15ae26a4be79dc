"""The hidden checks of check_numbers: other numbers, and the edges that the brief names."""

import pytest

from framelab import load_corpus
from framelab.exercises import points

# The two figures of the five articles of which one is a part of the other.
ARRESTS = [
    {
        "figure": figure.figure,
        "value": int(figure.value),
        "unit": figure.unit,
        "part_of": figure.part_of,
    }
    for figure in load_corpus().figures
    if figure.figure in ("arrested-thinkprogress", "arrested-no-record-thinkprogress")
]
PART = [row for row in ARRESTS if row["part_of"] is not None]
WHOLE = [row for row in ARRESTS if row["part_of"] is None]
ALL_ARRESTED = WHOLE[0]["value"]
NO_RECORD = PART[0]["value"]
DEPORTED = next(
    int(figure.value)
    for figure in load_corpus().figures
    if figure.figure == "deported-drug-offences-thinkprogress"
)
# Those weeks of two other years, from the context `ice-arrests-three-years-17-april`.
IN_2016 = 16104
IN_2014 = 29238


def row(figure, value, part_of=None):
    return {"figure": figure, "value": value, "unit": "loans", "part_of": part_of}


# Parts before and after their wholes, a part of a part, a whole of which a part alone is here.
LIBRARY = [
    row("novels", 50, "books"),
    row("crime-novels", 20, "novels"),
    row("old-maps", 3, "maps"),
    row("books", 90),
    row("poems", 11, "books"),
    row("films", 0),
    row("music", 16.5),
    row("songs", 2, "music"),
]
# The same without the row of the books: the novels and the poems have no whole here.
WITHOUT_BOOKS = [each for each in LIBRARY if each["figure"] != "books"]


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_share_on_other_numbers(submission):
    """Shares of other wholes, and of the arrests in the articles."""
    assert submission.share(3, 4) == near(3 / 4)
    assert submission.share(NO_RECORD, ALL_ARRESTED) == near(5441 / 21362)
    assert submission.share(0.5, 2.5) == near(0.2)


@points(1)
def test_edges_of_a_share(submission):
    """All, none, nothing."""
    assert submission.share(1, 1) == near(1)
    assert submission.share(0, 1) == near(0)
    assert submission.share(0, 0) is None


@points(1)
def test_what_is_no_part(submission):
    """A part greater than its whole, or negative."""
    with pytest.raises(ValueError):
        submission.share(ALL_ARRESTED, NO_RECORD)
    with pytest.raises(ValueError):
        submission.share(5, 0)
    with pytest.raises(ValueError):
        submission.share(-0.5, 4)


@points(1)
def test_days_of_the_arrests(submission):
    """The arrests in the articles, per day from 20 January to 13 March 2017."""
    assert submission.per_day(ALL_ARRESTED, "2017-01-20", "2017-03-13") == near(21362 / 53)


@points(1)
def test_other_periods_in_days(submission):
    """Two days, a leap year's February, the turn of a year, a whole year, no count."""
    assert submission.per_day(9, "2030-06-30", "2030-07-01") == near(4.5)
    assert submission.per_day(6, "2032-02-28", "2032-03-01") == near(2)
    assert submission.per_day(8, "2030-12-30", "2031-01-02") == near(2)
    assert submission.per_day(730, "2030-01-01", "2030-12-31") == near(2)
    assert submission.per_day(0, "2030-01-01", "2030-01-09") == near(0)
    assert submission.per_day(2.5, "2030-01-09", "2030-01-09") == near(2.5)


@points(1)
def test_change_against_two_years(submission):
    """A rise against one year can be a fall against another."""
    assert submission.change(IN_2016, ALL_ARRESTED) == near(100 * 5258 / 16104)
    assert submission.change(IN_2014, ALL_ARRESTED) == near(-100 * 7876 / 29238)


@points(1)
def test_edges_of_a_change(submission):
    """No change, from nothing, to nothing, from 1, between decimal numbers."""
    assert submission.change(30, 30) == near(0)
    assert submission.change(0, 0) is None
    assert submission.change(0, 60) is None
    assert submission.change(60, 0) == near(-100)
    assert submission.change(1, 4) == near(300)
    assert submission.change(2.5, 1.5) == near(-40)


@points(1)
def test_other_periods_in_years(submission):
    """Six years of the deportations in the articles, two years, one year."""
    assert submission.per_year(DEPORTED, 2007, 2012) == near(260000 / 6)
    assert submission.per_year(9, 2030, 2031) == near(4.5)
    assert submission.per_year(9, 2030, 2030) == near(9)


@points(1)
def test_total_of_the_arrests(submission):
    """Those without a record are among all those arrested, in any order."""
    assert submission.total(ARRESTS) == near(21362)
    assert submission.total(ARRESTS[::-1]) == near(21362)
    assert submission.total(LIBRARY) == near(109.5)


@points(1)
def test_total_where_a_whole_is_not_there(submission):
    """A part counts where its whole has no row."""
    assert submission.total(PART) == near(5441)
    assert submission.total(WITHOUT_BOOKS) == near(80.5)
    assert submission.total([]) == near(0)
