"""The hidden checks of who_speaks: other rows, and the edges that the brief names."""

import pytest

from framelab import load_corpus
from framelab.exercises import points

# The rows of the five articles, as the brief shows how to make them.
CORPUS = [
    {
        "quote": quote.quote,
        "article": quote.article,
        "speaker": quote.speaker,
        "kind": quote.kind,
        "issue": quote.issue,
        "words": quote.words,
        "group": quote.group,
    }
    for quote in load_corpus().quotes
]


def row(quote, speaker, words, issue="immigration", kind="direct", group=None, article="herald"):
    return {
        "quote": quote,
        "article": article,
        "speaker": speaker,
        "kind": kind,
        "issue": issue,
        "words": words,
        "group": group,
    }


MADE_UP = [
    row("a", "dale", 7, kind="block"),
    row("b", "eaton", 11, issue="both", kind="partial", group="eaton-wall"),
    row("c", "dale", 3, issue="neither", group="dale-wall"),
    row("d", "eaton", 11, issue="both", group="eaton-wall"),
    row("e", "dale", 3, issue="neither", group="dale-wall"),
    row("f", "dale", 2, issue="drugs", article="star"),
    row("g", "ford", 4, issue="drugs", kind="partial"),
    # The same sentence in another article: no common label.
    row("h", "ford", 4, issue="drugs", kind="partial", article="star"),
]
# One speaker with several labels, rows between their pieces, and all four issues.
GALE = [
    row("a", "gale", 1, kind="partial", group="gale-river"),
    row("b", "gale", 1, kind="partial", group="gale-mill"),
    row("c", "hill", 30, issue="drugs"),
    row("d", "gale", 6, issue="drugs", kind="block"),
    row("e", "gale", 2, kind="partial", group="gale-river"),
    row("f", "gale", 9, issue="both", article="star"),
    row("g", "gale", 5, kind="partial", group="gale-mill"),
    row("h", "gale", 1, issue="neither", article="star"),
]


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_words_on_other_rows(submission):
    """Words by speaker, on rows with block quotations and repetitions."""
    assert submission.words_by_speaker(MADE_UP) == {"dale": 15, "eaton": 22, "ford": 8}
    assert submission.words_by_speaker(GALE) == {"gale": 25, "hill": 30}


@points(1)
def test_words_in_the_five_articles(submission):
    """Words by speaker, on the rows of the five articles."""
    assert submission.words_by_speaker(CORPUS) == {
        "sessions": 106,
        "kelly": 299,
        "trump": 42,
        "junck": 64,
        "strekal": 105,
        "chettiar": 29,
        "casey": 41,
        "rhoads": 77,
        "ramirez": 32,
        "escobar": 38,
        "gonzalez-fletcher": 51,
    }


@points(1)
def test_issues_on_other_rows(submission):
    """Words by issue, on other rows and for a speaker without rows."""
    gale = {"drugs": 6, "immigration": 9, "both": 9, "neither": 1}
    assert submission.words_by_issue(GALE, "gale") == gale
    noughts = {"drugs": 0, "immigration": 0, "both": 0, "neither": 0}
    assert submission.words_by_issue(MADE_UP, "gale") == noughts


@points(1)
def test_issues_in_the_five_articles(submission):
    """Words by issue, on the rows of the five articles."""
    assert submission.words_by_issue(CORPUS, "sessions") == {
        "drugs": 11,
        "immigration": 92,
        "both": 0,
        "neither": 3,
    }


@points(1)
def test_words_on_both_issues_stay_together(submission):
    """Words on both issues count once."""
    eaton = {"drugs": 0, "immigration": 0, "both": 22, "neither": 0}
    assert submission.words_by_issue(MADE_UP, "eaton") == eaton


@points(1)
def test_utterances_in_the_five_articles(submission):
    """Utterances, on the rows of the five articles."""
    assert submission.utterances(CORPUS, "kelly") == 17
    assert submission.utterances(CORPUS, "trump") == 5


@points(1)
def test_groups_and_single_rows_together(submission):
    """Utterances of speakers with labels, without, and with both."""
    assert submission.utterances(MADE_UP, "dale") == 3
    assert submission.utterances(MADE_UP, "eaton") == 1
    assert submission.utterances(MADE_UP, "ford") == 2
    assert submission.utterances(GALE, "gale") == 5


@points(1)
def test_shares_on_other_rows(submission):
    """Shares of two speakers with different wholes."""
    assert submission.share_on(MADE_UP, "dale", "drugs") == near(2 / 15)
    assert submission.share_on(MADE_UP, "dale", "immigration") == near(7 / 15)
    assert submission.share_on(MADE_UP, "ford", "drugs") == near(1)


@points(1)
def test_a_share_of_nought_and_no_share(submission):
    """Quoted on other things only is 0; not quoted is None."""
    assert submission.share_on(MADE_UP, "ford", "immigration") == near(0)
    assert submission.share_on(CORPUS, "ford", "immigration") is None


@points(1)
def test_shares_with_words_on_both_issues(submission):
    """Words on both issues are about either one."""
    assert submission.share_on(MADE_UP, "eaton", "drugs") == near(1)
    assert submission.share_on(MADE_UP, "eaton", "immigration") == near(1)
    assert submission.share_on(GALE, "gale", "drugs") == near(15 / 25)
    assert submission.share_on(GALE, "gale", "immigration") == near(18 / 25)
