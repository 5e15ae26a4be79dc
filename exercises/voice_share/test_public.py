"""The visible checks of voice_share."""

import pytest

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


EXAMPLE = [
    quoted("gazette", 1, "ames", 10),
    quoted("gazette", 1, "ames", 5),
    reported("gazette", 1, "brook"),
    quoted("gazette", 1, "ames", 5),
    quoted("gazette", 2, "cole", 6),
    quoted("gazette", 4, "cole", 4),
    quoted("courier", 1, "dunn", 30),
    reported("courier", 1, "cole"),
    reported("courier", 1, "dunn"),
    reported("courier", 4, "gray"),
]
SIDES = {
    "ames": "administration",
    "brook": "administration",
    "cole": "advocate",
    "dunn": "local",
    "ellis": "affected",
    "finch": "congress",
}
# Two sides, and each of them speaks.
TWO_SIDES = {"ames": "administration", "brook": "administration", "cole": "advocate"}
# Everybody is quoted, each row in a paragraph of its own.
ALL_QUOTED = [
    quoted("gazette", 1, "ames", 2),
    quoted("gazette", 2, "brook", 3),
    quoted("gazette", 3, "cole", 15),
    quoted("gazette", 5, "ames", 4),
]
# The same, and two rows that are reported.
SOME_REPORTED = [*ALL_QUOTED, reported("gazette", 6, "brook"), reported("gazette", 7, "cole")]
# Nobody is quoted.
ALL_REPORTED = [reported("gazette", 1, "ames"), reported("gazette", 2, "cole")]
# A side speaks twice in one paragraph.
TWICE = [
    quoted("gazette", 1, "ames", 2),
    quoted("gazette", 1, "brook", 2),
    quoted("gazette", 2, "cole", 2),
    quoted("gazette", 3, "cole", 2),
    quoted("gazette", 3, "cole", 2),
    quoted("gazette", 4, "cole", 2),
]
# Two sides speak in one paragraph.
TOGETHER = [
    quoted("gazette", 1, "ames", 2),
    quoted("gazette", 2, "ames", 2),
    quoted("gazette", 2, "cole", 2),
    quoted("gazette", 3, "cole", 2),
    quoted("gazette", 4, "cole", 2),
]
# Two articles have paragraphs of one number.
TWO_ARTICLES = [
    quoted("gazette", 1, "ames", 2),
    quoted("courier", 1, "cole", 2),
    quoted("gazette", 2, "cole", 2),
    quoted("courier", 2, "cole", 2),
]
# Somebody who is not in TWO_SIDES speaks.
WITH_GRAY = [
    quoted("gazette", 1, "ames", 6),
    quoted("gazette", 2, "cole", 2),
    quoted("gazette", 3, "cole", 4),
    quoted("gazette", 4, "gray", 4),
]
# The two sides have as many rows.
LEVEL = [
    quoted("gazette", 1, "cole", 3),
    quoted("gazette", 2, "ames", 5),
    quoted("gazette", 3, "brook", 1),
    quoted("gazette", 4, "cole", 8),
]
# Of the two speakers of a side one speaks.
AMES_ALONE = [quoted("gazette", 1, "ames", 4), quoted("gazette", 2, "ames", 3)]
# ames is quoted in one article and reported in another.
ONCE_QUOTED = [
    reported("gazette", 1, "cole"),
    reported("gazette", 2, "ames"),
    reported("courier", 1, "brook"),
    quoted("courier", 3, "ames", 5),
    reported("courier", 4, "brook"),
]


def near(shares):
    return {
        side: share if share is None else pytest.approx(share, abs=1e-6)
        for side, share in shares.items()
    }


@points(1)
def test_share_of_rows(submission):
    """Counted in rows, quoted and reported rows count alike."""
    assert submission.share_by_side(ALL_QUOTED, TWO_SIDES, "rows") == near(
        {"administration": 3 / 4, "advocate": 1 / 4}
    ), "How many rows are there, and how many of them are each side's, all its speakers together?"
    assert submission.share_by_side(SOME_REPORTED, TWO_SIDES, "rows") == near(
        {"administration": 4 / 6, "advocate": 2 / 6}
    ), "Two of these rows are reported: are they rows of speech, too?"


@points(1)
def test_share_of_words(submission):
    """Counted in words, only the words of quoted rows count."""
    assert submission.share_by_side(ALL_QUOTED, TWO_SIDES, "words") == near(
        {"administration": 9 / 24, "advocate": 15 / 24}
    ), "Here the unit is words: does a row of 15 words weigh as much as one of 2?"
    assert submission.share_by_side(SOME_REPORTED, TWO_SIDES, "words") == near(
        {"administration": 9 / 24, "advocate": 15 / 24}
    ), "How many words of the speaker's own stand in a row that is reported?"


@points(1)
def test_a_paragraph_counts_once_for_a_side(submission):
    """A paragraph in which a side speaks twice counts once for it."""
    assert submission.share_by_side(TWICE, TWO_SIDES, "paragraphs") == near(
        {"administration": 1 / 4, "advocate": 3 / 4}
    ), "How many different paragraphs are there, and in how many of them does each side speak?"


@points(1)
def test_a_paragraph_of_two_sides_and_two_of_one_number(submission):
    """A paragraph counts for each side that speaks in it; each article has its own."""
    assert submission.share_by_side(TOGETHER, TWO_SIDES, "paragraphs") == near(
        {"administration": 2 / 4, "advocate": 3 / 4}
    ), "Both sides speak in paragraph 2: for whom does it count, and how often in the whole?"
    assert submission.share_by_side(TWO_ARTICLES, TWO_SIDES, "paragraphs") == near(
        {"administration": 1 / 4, "advocate": 3 / 4}
    ), "Is paragraph 1 of the gazette the same as paragraph 1 of the courier?"


@points(1)
def test_nobody_is_left_out(submission):
    """Silent sides stand there with 0, speakers without a side as "unknown"."""
    assert submission.share_by_side(ALL_QUOTED, SIDES, "rows") == near(
        {"administration": 3 / 4, "advocate": 1 / 4, "local": 0, "affected": 0, "congress": 0}
    ), "Three of the sides say nothing here: how does a reader of your result see that?"
    assert submission.share_by_side(WITH_GRAY, TWO_SIDES, "rows") == near(
        {"administration": 1 / 4, "advocate": 2 / 4, "unknown": 1 / 4}
    ), "gray has no side here, but is quoted: where does gray's row go, and is it in the whole?"


@points(1)
def test_no_share_of_nothing(submission):
    """Where nothing is counted, shares are None; other units are refused."""
    assert submission.share_by_side([], TWO_SIDES, "rows") == {
        "administration": None,
        "advocate": None,
    }, "There are no rows: what part of nothing is a side's?"
    assert submission.share_by_side(ALL_REPORTED, TWO_SIDES, "words") == {
        "administration": None,
        "advocate": None,
    }, "Both sides speak, but nobody is quoted: what is the whole, counted in words?"
    with pytest.raises(ValueError):
        submission.share_by_side(EXAMPLE, SIDES, "speakers")


@points(1)
def test_who_is_heard_most(submission):
    """Who is heard most depends on the unit; several sides can be level."""
    assert submission.most_heard(EXAMPLE, SIDES, "words") == ["local"], (
        "Look at the shares of words: which is the largest?"
    )
    assert submission.most_heard(EXAMPLE, SIDES, "paragraphs") == ["advocate"], (
        "Look at the shares of paragraphs: which is the largest?"
    )
    assert submission.most_heard(LEVEL, TWO_SIDES, "rows") == ["administration", "advocate"], (
        "Two sides have the same share here: why should one be named and the other not?"
    )
    assert submission.most_heard([], TWO_SIDES, "rows") == [], (
        "Nobody speaks: who can then be heard most?"
    )


@points(1)
def test_in_whose_words(submission):
    """The part that is quoted is one of the side's own rows; without rows it is None."""
    assert submission.quoted_part(SOME_REPORTED, TWO_SIDES) == near(
        {"administration": 3 / 4, "advocate": 1 / 2}
    ), "Take one side's rows alone: how many are there, and how many of them are quoted?"
    assert submission.quoted_part(ONCE_QUOTED, SIDES) == near(
        {
            "administration": 1 / 4,
            "advocate": 0,
            "local": None,
            "affected": None,
            "congress": None,
        }
    ), "How does a reader tell a side that is only reported from one that does not speak at all?"


@points(1)
def test_only_reported(submission):
    """Named are those who are reported and quoted nowhere."""
    assert submission.only_reported(ALL_REPORTED) == ["ames", "cole"], (
        "Nobody is quoted here: who is then only reported?"
    )
    assert submission.only_reported(ONCE_QUOTED) == ["brook", "cole"], (
        "Look for each of your names in all the rows: is that speaker quoted anywhere?"
    )


@points(1)
def test_absent(submission):
    """Absent is a side that has no row, quoted or reported."""
    assert submission.absent(ALL_QUOTED, SIDES) == ["affected", "congress", "local"], (
        "Go through the sides one by one: which have no row?"
    )
    assert submission.absent(ONCE_QUOTED, TWO_SIDES) == [], (
        "cole is never quoted, but reported: is cole's side absent?"
    )
    assert submission.absent(AMES_ALONE, TWO_SIDES) == ["advocate"], (
        "brook has no row, but ames has: is their side absent?"
    )
    assert submission.absent([], TWO_SIDES) == ["administration", "advocate"], (
        "There are no rows: which sides have none, and how often is each of them named?"
    )
