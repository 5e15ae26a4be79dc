"""The visible checks of linkage."""

import pytest

from framelab.exercises import points


def row(article, number, issue):
    return {"article": article, "paragraph": number, "issue": issue}


def paragraphs(article, *issues):
    return [row(article, number, issue) for number, issue in enumerate(issues, start=1)]


EXAMPLE = [
    row("gazette", 1, "neither"),
    row("gazette", 2, "drugs"),
    row("courier", 1, "both"),
    row("gazette", 3, "both"),
    row("gazette", 4, "drugs"),
    row("herald", 1, "neither"),
    row("gazette", 5, "immigration"),
    row("courier", 2, "drugs"),
    row("herald", 2, "neither"),
    row("gazette", 6, "drugs"),
]
ONE_ISSUE = paragraphs("gazette", "drugs", "drugs")
# Every paragraph is on an issue.
ON_ISSUES = paragraphs("gazette", "drugs", "both", "immigration", "drugs", "both")
# The same, and three paragraphs on neither.
WITH_NEITHER = [*ON_ISSUES, *paragraphs("herald", "neither", "neither", "neither")]
# A long article and a short one, their rows mixed, without paragraphs on neither.
MIXED = [
    row("gazette", 1, "drugs"),
    row("courier", 1, "both"),
    row("gazette", 2, "both"),
    row("courier", 2, "immigration"),
    row("gazette", 3, "drugs"),
    row("gazette", 4, "immigration"),
]
# On both issues, and never in one paragraph.
APART = paragraphs("gazette", "drugs", "immigration", "neither", "drugs")
ON_NEITHER = paragraphs("herald", "neither", "neither")
# One article without anything on the two issues, and one with.
NEITHER_AND_BOTH = [*ON_NEITHER, *paragraphs("courier", "both", "both")]


def near(share):
    return pytest.approx(share, abs=1e-6)


@points(1)
def test_paragraphs_by_issue(submission):
    """Each paragraph counts once, under its own issue."""
    expected = {"drugs": 4, "immigration": 1, "both": 2, "neither": 3}
    assert submission.issue_counts(EXAMPLE) == expected, (
        "Take row 1 by hand: which number goes up? Do your four numbers add up to 10, one for "
        "each paragraph?"
    )


@points(1)
def test_an_issue_without_paragraphs_is_there(submission):
    """An issue without paragraphs stands there with 0."""
    drugs_alone = {"drugs": 2, "immigration": 0, "both": 0, "neither": 0}
    assert submission.issue_counts(ONE_ISSUE) == drugs_alone, (
        "All paragraphs are on drugs: what should a reader find under the other three issues?"
    )
    noughts = {"drugs": 0, "immigration": 0, "both": 0, "neither": 0}
    assert submission.issue_counts([]) == noughts, (
        "What stands in your dictionary before the first row?"
    )


@points(1)
def test_share_of_all_paragraphs(submission):
    """The share of all: paragraphs on both, out of all; None without any row."""
    assert submission.share_of_all(EXAMPLE) == near(2 / 10), (
        "Write it as a fraction by hand: which paragraphs stand above the line, and which below?"
    )
    assert submission.share_of_all(APART) == near(0), (
        "There are four paragraphs, and none of them is on both: what part of 4 is that?"
    )
    assert submission.share_of_all([]) is None, "A share of which paragraphs, where there are none?"


@points(1)
def test_a_paragraph_on_both_counts_once(submission):
    """The share of either: a paragraph on both stands below the line, and there once."""
    assert submission.share_of_either(ON_ISSUES) == near(2 / 5), (
        "There are five paragraphs here, each on an issue: how often does each of them stand "
        "below your line?"
    )


@points(1)
def test_paragraphs_on_neither_are_left_out(submission):
    """The share of either: paragraphs on neither issue change nothing."""
    assert submission.share_of_either(WITH_NEITHER) == near(2 / 5), (
        "Three of the eight paragraphs are on neither issue: which five remain in the denominator?"
    )


@points(1)
def test_articles_are_taken_together(submission):
    """The share of either: paragraphs of all articles stand in one fraction."""
    assert submission.share_of_either(MIXED) == near(2 / 6), (
        "Six paragraphs, from a long article and a short one: does each paragraph weigh the same?"
    )


@points(1)
def test_share_of_one_issue(submission):
    """The share of one issue: its whole is the paragraphs on this issue."""
    assert submission.share_of_issue(ON_ISSUES, "drugs") == near(2 / 4), (
        "Point at every paragraph on drugs: are those on both among them, and is the one on "
        "immigration alone left out?"
    )
    assert submission.share_of_issue(ON_ISSUES, "immigration") == near(2 / 3), (
        "How many paragraphs are on immigration here, and how many stand below your line?"
    )


@points(1)
def test_one_issue_nought_and_none(submission):
    """The share of one issue: 0 where none is on both, None where none is on this issue."""
    assert submission.share_of_issue(APART, "drugs") == near(0), (
        "Two paragraphs are on drugs, and none of them on immigration: what part of 2 is that?"
    )
    assert submission.share_of_issue(ONE_ISSUE, "immigration") is None, (
        "No paragraph is on immigration: what would a share of them be a part of?"
    )


@points(1)
def test_either_nought_and_none(submission):
    """The share of either: 0 where none is on both, None where none is on an issue."""
    assert submission.share_of_either(APART) == near(0), (
        "Three paragraphs are on an issue, and none of them is on both: what part of 3 is that?"
    )
    assert submission.share_of_either(ON_NEITHER) is None, (
        "No paragraph is on an issue: how does a reader tell this from an article that is on "
        "both issues and never links them?"
    )


@points(1)
def test_each_article_by_itself(submission):
    """Each article has its own share, from its own rows, wherever they stand."""
    expected = {"gazette": 0.25, "courier": 0.5}
    assert submission.share_by_article(MIXED) == expected, (
        "Is share_of_either right for this article's rows alone? Which rows are in its list when "
        "you call it?"
    )
    assert submission.share_by_article([]) == {}, (
        "There is no article here: where do the names in your result come from?"
    )
    assert submission.share_by_article(NEITHER_AND_BOTH) == {"herald": None, "courier": 1}, (
        "Is share_of_either right for this article's rows alone? What should a reader find for "
        "the herald, which has paragraphs, and none on the two issues?"
    )
