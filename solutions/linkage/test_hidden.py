"""The hidden checks of linkage: other rows, and the edges that the brief names."""

import pytest

from framelab import load_corpus
from framelab.exercises import points

# The rows of the five articles, as the brief shows how to make them.
CORPUS = [
    {"article": row.article, "paragraph": row.paragraph, "issue": row.issue}
    for row in load_corpus().paragraphs
]


def row(article, paragraph, issue):
    return {"article": article, "paragraph": paragraph, "issue": issue}


# Three articles, their rows mixed.
MIXED = [
    row("star", 1, "immigration"),
    row("echo", 1, "both"),
    row("star", 2, "both"),
    row("mercury", 1, "neither"),
    row("echo", 2, "immigration"),
    row("star", 3, "immigration"),
    row("echo", 3, "both"),
    row("mercury", 2, "drugs"),
    row("star", 4, "neither"),
    row("star", 5, "neither"),
    row("echo", 4, "both"),
    row("star", 6, "drugs"),
    row("mercury", 3, "immigration"),
]
ALL_ON_BOTH = [row("star", 1, "both"), row("star", 2, "both"), row("star", 3, "both")]
ON_IMMIGRATION = [row("echo", 1, "immigration"), row("echo", 2, "neither")]
ONE_ON_NEITHER = [row("mercury", 1, "neither")]
# One article without anything on the two issues, one that never links them, and one that does.
THREE_KINDS = [
    row("mercury", 1, "neither"),
    row("echo", 1, "drugs"),
    row("echo", 2, "immigration"),
    row("echo", 3, "drugs"),
    row("star", 1, "drugs"),
    row("star", 2, "both"),
    row("star", 3, "neither"),
]


def near(share):
    return pytest.approx(share, abs=1e-6)


@points(1)
def test_counts_on_other_rows(submission):
    """Paragraphs by issue, on other rows and on those of the five articles."""
    mixed = {"drugs": 2, "immigration": 4, "both": 4, "neither": 3}
    assert submission.issue_counts(MIXED) == mixed
    corpus = {"drugs": 24, "immigration": 50, "both": 13, "neither": 16}
    assert submission.issue_counts(CORPUS) == corpus


@points(1)
def test_issues_that_are_missing(submission):
    """Issues without paragraphs have 0."""
    both = {"drugs": 0, "immigration": 0, "both": 3, "neither": 0}
    assert submission.issue_counts(ALL_ON_BOTH) == both
    apart = {"drugs": 0, "immigration": 1, "both": 0, "neither": 1}
    assert submission.issue_counts(ON_IMMIGRATION) == apart


@points(1)
def test_share_of_all_on_other_rows(submission):
    """The share of all, on other rows and on those of the five articles."""
    assert submission.share_of_all(MIXED) == near(4 / 13)
    assert submission.share_of_all(CORPUS) == near(13 / 103)


@points(1)
def test_share_of_either_on_other_rows(submission):
    """The share of either, on other rows."""
    assert submission.share_of_either(MIXED) == near(4 / 10)
    assert submission.share_of_either(ALL_ON_BOTH) == near(1)


@points(1)
def test_share_of_either_in_the_five_articles(submission):
    """The share of either, on the rows of the five articles."""
    assert submission.share_of_either(CORPUS) == near(13 / 87)


@points(1)
def test_share_of_each_issue(submission):
    """The shares of drugs and of immigration have different wholes."""
    assert submission.share_of_issue(MIXED, "drugs") == near(4 / 6)
    assert submission.share_of_issue(MIXED, "immigration") == near(4 / 8)
    assert submission.share_of_issue(CORPUS, "drugs") == near(13 / 37)
    assert submission.share_of_issue(CORPUS, "immigration") == near(13 / 63)


@points(1)
def test_articles_with_mixed_rows(submission):
    """Each article has its own share, in whatever order the rows come."""
    expected = {"star": 0.25, "echo": 0.75, "mercury": 0}
    assert submission.share_by_article(MIXED) == expected


@points(1)
def test_each_of_the_five_articles(submission):
    """Each of the five articles has its own share."""
    assert submission.share_by_article(CORPUS) == {
        "daily-beast": 0,
        "truthout": 0.25,
        "americas-voice": 0,
        "kpbs": 0,
        "thinkprogress": near(7 / 11),
    }


@points(1)
def test_nought(submission):
    """Where nothing is on both, a share is 0."""
    assert submission.share_of_all(ONE_ON_NEITHER) == near(0)
    assert submission.share_of_either(ON_IMMIGRATION) == near(0)
    assert submission.share_of_issue(ON_IMMIGRATION, "immigration") == near(0)


@points(1)
def test_none(submission):
    """Where there is no whole, a share is None."""
    assert submission.share_of_either([]) is None
    assert submission.share_of_issue(ON_IMMIGRATION, "drugs") is None
    assert submission.share_of_issue([], "immigration") is None
    assert submission.share_by_article(THREE_KINDS) == {"mercury": None, "echo": 0, "star": 0.5}
