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
    row("d", "eaton", 11, issue="both", group="eaton-wall", article="star"),
    row("e", "dale", 3, issue="neither", group="dale-wall", article="star"),
    row("f", "dale", 2, issue="drugs"),
    row("g", "ford", 4, issue="drugs", kind="partial"),
]


@points(1)
def test_words_on_other_rows(submission):
    """Words by speaker, on rows with block quotations and repetitions."""
    assert submission.words_by_speaker(MADE_UP) == {"dale": 15, "eaton": 22, "ford": 4}


@points(1)
def test_words_in_the_five_articles(submission):
    """Words by speaker, on the rows of the five articles."""
    words = submission.words_by_speaker(CORPUS)
    assert {name: words.get(name) for name in ("kelly", "sessions", "rhoads", "trump")} == {
        "kelly": 299,
        "sessions": 106,
        "rhoads": 77,
        "trump": 42,
    }


@points(1)
def test_no_rows(submission):
    """Without rows nobody is quoted, on nothing."""
    assert submission.words_by_speaker([]) == {}
    assert submission.words_by_issue([], "dale") == {
        "drugs": 0,
        "immigration": 0,
        "both": 0,
        "neither": 0,
    }
    assert submission.utterances([], "dale") == 0


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
    assert submission.words_by_issue(MADE_UP, "eaton") == {
        "drugs": 0,
        "immigration": 0,
        "both": 22,
        "neither": 0,
    }


@points(1)
def test_utterances_in_the_five_articles(submission):
    """Utterances, on the rows of the five articles."""
    assert [submission.utterances(CORPUS, name) for name in ("kelly", "trump")] == [17, 5]


@points(1)
def test_groups_and_single_rows_together(submission):
    """Utterances of a speaker with both kinds of rows, and of others."""
    assert [submission.utterances(MADE_UP, name) for name in ("dale", "eaton", "gale")] == [3, 1, 0]


@points(1)
def test_shares_on_other_rows(submission):
    """Shares of two speakers with different wholes."""
    assert submission.share_on(MADE_UP, "dale", "drugs") == pytest.approx(2 / 15, abs=1e-6)
    assert submission.share_on(MADE_UP, "dale", "immigration") == pytest.approx(7 / 15, abs=1e-6)
    assert submission.share_on(MADE_UP, "ford", "drugs") == pytest.approx(1, abs=1e-6)


@points(1)
def test_a_share_of_nought_and_no_share(submission):
    """Quoted on other things only is 0; not quoted is None."""
    assert submission.share_on(MADE_UP, "ford", "immigration") == pytest.approx(0, abs=1e-6)
    assert submission.share_on([], "ford", "immigration") is None


@points(1)
def test_shares_with_words_on_both_issues(submission):
    """Words on both issues are about either one."""
    assert submission.share_on(MADE_UP, "eaton", "drugs") == pytest.approx(1, abs=1e-6)
    assert submission.share_on(MADE_UP, "eaton", "immigration") == pytest.approx(1, abs=1e-6)
