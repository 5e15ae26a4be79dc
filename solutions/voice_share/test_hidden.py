"""The hidden checks of voice_share: other rows, and the edges that the brief names."""

import pytest

from framelab import load_corpus
from framelab.exercises import points


def quoted(article, paragraph, speaker, words):
    return {
        "article": article,
        "paragraph": paragraph,
        "speaker": speaker,
        "form": "quoted",
        "words": words,
    }


def reported(article, paragraph, speaker):
    return {
        "article": article,
        "paragraph": paragraph,
        "speaker": speaker,
        "form": "reported",
        "words": None,
    }


# The rows of the five articles, as the brief shows how to make them.
QUOTES = [
    quoted(quote.article, quote.paragraph, quote.speaker, quote.words)
    for quote in load_corpus().quotes
]
REPORTED = [reported(row.article, row.paragraph, row.speaker) for row in load_corpus().reported]
CORPUS = [*REPORTED, *QUOTES]
WHO_IS_QUOTED = {row["speaker"] for row in QUOTES}
WHO_IS_NOT = sorted({row["speaker"] for row in REPORTED} - WHO_IS_QUOTED)
# The speakers whom the articles quote.
CORPUS_SIDES = {
    speaker.speaker: speaker.side
    for speaker in load_corpus().speakers
    if speaker.speaker in WHO_IS_QUOTED
}
KPBS = [row for row in QUOTES if row["article"] == "kpbs"]

SIDES = {
    "hale": "state",
    "ivers": "affected",
    "jory": "advocate",
    "kemp": "state",
    "lund": "press",
    "marsh": "affected",
    "nash": "research",
    "orr": "trade",
    "pike": "trade",
}
# Everything at once.
HERALD_AND_STAR = [
    quoted("herald", 3, "hale", 14),
    reported("herald", 3, "kemp"),
    reported("herald", 3, "ivers"),
    quoted("herald", 5, "jory", 9),
    quoted("herald", 5, "jory", 1),
    quoted("herald", 5, "jory", 2),
    reported("herald", 6, "orr"),
    quoted("star", 3, "jory", 4),
    reported("star", 4, "hale"),
    reported("star", 5, "ivers"),
    quoted("star", 5, "pike", 16),
    reported("star", 6, "marsh"),
    quoted("star", 7, "marsh", 4),
]
# One side speaks, with two speakers.
TRADE = [quoted("herald", 1, "orr", 3), reported("herald", 2, "pike")]
SIDES_OF_PRESS_AND_TRADE = {"lund": "press", "pike": "trade"}
# Several sides are level, in every unit.
LEVEL = [
    quoted("star", 1, "nash", 6),
    quoted("star", 2, "jory", 6),
    quoted("star", 3, "lund", 2),
    quoted("star", 3, "orr", 6),
    reported("star", 8, "orr"),
    reported("star", 9, "nash"),
    reported("star", 8, "jory"),
]


def near(shares):
    return {
        side: share if share is None else pytest.approx(share, abs=1e-6)
        for side, share in shares.items()
    }


@points(1)
def test_rows_and_words_on_other_rows(submission):
    """Shares of rows and of words, with silent sides."""
    assert submission.share_by_side(HERALD_AND_STAR, SIDES, "rows") == near(
        {
            "state": 3 / 13,
            "affected": 4 / 13,
            "advocate": 4 / 13,
            "press": 0,
            "research": 0,
            "trade": 2 / 13,
        }
    )
    assert submission.share_by_side(HERALD_AND_STAR, SIDES, "words") == near(
        {
            "state": 14 / 50,
            "affected": 4 / 50,
            "advocate": 16 / 50,
            "press": 0,
            "research": 0,
            "trade": 16 / 50,
        }
    )


@points(1)
def test_paragraphs_on_other_rows(submission):
    """Shares of paragraphs, with silent sides."""
    assert submission.share_by_side(HERALD_AND_STAR, SIDES, "paragraphs") == near(
        {
            "state": 2 / 8,
            "affected": 4 / 8,
            "advocate": 2 / 8,
            "press": 0,
            "research": 0,
            "trade": 2 / 8,
        }
    )


@points(1)
def test_words_in_the_five_articles(submission):
    """Shares of words and of rows, on the quotations of the five articles."""
    assert submission.share_by_side(QUOTES, CORPUS_SIDES, "words") == near(
        {
            "administration": 447 / 884,
            "advocate": 230 / 884,
            "congress": 118 / 884,
            "local": 38 / 884,
            "state": 51 / 884,
        }
    )
    assert submission.share_by_side(QUOTES, CORPUS_SIDES, "rows") == near(
        {
            "administration": 36 / 55,
            "advocate": 11 / 55,
            "congress": 5 / 55,
            "local": 1 / 55,
            "state": 2 / 55,
        }
    )


@points(1)
def test_paragraphs_in_the_five_articles(submission):
    """Shares of paragraphs, on the quotations of the five articles."""
    assert submission.share_by_side(QUOTES, CORPUS_SIDES, "paragraphs") == near(
        {
            "administration": 22 / 37,
            "advocate": 8 / 37,
            "congress": 4 / 37,
            "local": 1 / 37,
            "state": 2 / 37,
        }
    )


@points(1)
def test_nothing_to_count(submission):
    """Without anything to count every share is None; without sides there is none."""
    assert submission.share_by_side(TRADE[1:], SIDES_OF_PRESS_AND_TRADE, "words") == {
        "press": None,
        "trade": None,
    }
    assert submission.share_by_side([], {"lund": "press"}, "paragraphs") == {"press": None}
    assert submission.share_by_side([], {}, "words") == {}
    assert submission.share_by_side(TRADE, {"orr": "x", "pike": "x"}, "words") == near({"x": 1})


@points(1)
def test_no_rows_at_all(submission):
    """Without rows nobody is heard, and every side is absent, once."""
    assert submission.most_heard([], SIDES, "words") == []
    assert submission.most_heard([], {}, "paragraphs") == []
    assert submission.quoted_part([], {"lund": "press"}) == {"press": None}
    assert submission.quoted_part([], {}) == {}
    assert submission.only_reported([]) == []
    assert submission.absent([], SIDES) == [
        *["advocate", "affected", "press", "research", "state", "trade"]
    ]
    assert submission.absent([], {}) == []


@points(1)
def test_most_heard_on_other_rows(submission):
    """The largest share, of one side and of several."""
    assert submission.most_heard(HERALD_AND_STAR, SIDES, "rows") == ["advocate", "affected"]
    assert submission.most_heard(HERALD_AND_STAR, SIDES, "words") == ["advocate", "trade"]
    assert submission.most_heard(HERALD_AND_STAR, SIDES, "paragraphs") == ["affected"]
    assert submission.most_heard(LEVEL, SIDES, "rows") == ["advocate", "research", "trade"]
    assert submission.most_heard(KPBS, CORPUS_SIDES, "words") == ["administration"]
    assert submission.most_heard(TRADE[1:], SIDES, "words") == []


@points(1)
def test_quoted_part_on_other_rows(submission):
    """The quoted part of each side's rows: all, some, none, and no rows."""
    assert submission.quoted_part(HERALD_AND_STAR, SIDES) == near(
        {
            "state": 1 / 3,
            "affected": 1 / 4,
            "advocate": 1,
            "press": None,
            "research": None,
            "trade": 1 / 2,
        }
    )
    assert submission.quoted_part(TRADE[1:], SIDES_OF_PRESS_AND_TRADE) == near(
        {"press": None, "trade": 0}
    )


@points(1)
def test_only_reported_on_other_rows(submission):
    """Speakers who are reported and quoted nowhere, also in the five articles."""
    assert submission.only_reported(HERALD_AND_STAR) == ["ivers", "kemp", "orr"]
    assert submission.only_reported(CORPUS) == WHO_IS_NOT
    assert submission.only_reported(LEVEL) == []


@points(1)
def test_absent_on_other_rows(submission):
    """Sides of which nobody speaks, each once."""
    assert submission.absent(HERALD_AND_STAR, SIDES) == ["press", "research"]
    assert submission.absent(TRADE, SIDES) == [
        "advocate",
        "affected",
        "press",
        "research",
        "state",
    ]
    assert submission.absent(TRADE[1:], {"pike": "local", "lund": "press"}) == ["press"]
    assert submission.absent(KPBS, CORPUS_SIDES) == ["congress"]
