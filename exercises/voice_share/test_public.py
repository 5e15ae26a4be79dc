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
    "gray": "local",
    "hale": "advocate",
}
# Two sides, and each of them speaks.
TWO_SIDES = {"ames": "administration", "brook": "administration", "cole": "advocate"}
# Besides them, one side that is silent, or two.
THREE_SIDES = {**TWO_SIDES, "ellis": "affected"}
FOUR_SIDES = {**THREE_SIDES, "finch": "congress"}
# Two silent speakers have one side.
TWO_SILENT = {**TWO_SIDES, "ellis": "affected", "joyce": "affected"}
# Six sides, neither they nor their speakers in alphabetical order.
SIX_SIDES = {
    "gray": "state",
    "dunn": "local",
    "finch": "congress",
    "ames": "press",
    "ellis": "affected",
    "cole": "research",
}
# Everybody is quoted, each row in a paragraph of its own.
ALL_QUOTED = [
    quoted("gazette", 1, "ames", 2),
    quoted("gazette", 2, "brook", 3),
    quoted("gazette", 3, "cole", 12),
    quoted("gazette", 5, "ames", 1),
    quoted("gazette", 8, "ames", 2),
]
# The same, and five rows that are reported.
SOME_REPORTED = [
    *ALL_QUOTED,
    reported("gazette", 6, "brook"),
    reported("gazette", 7, "cole"),
    reported("gazette", 9, "cole"),
    reported("gazette", 10, "cole"),
    reported("gazette", 11, "cole"),
]
# Of two speakers of a side one speaks.
AMES_ALONE = [quoted("gazette", 1, "ames", 4), quoted("gazette", 2, "ames", 3)]
# The side of one speaker has one of three rows, and one of its rows is quoted.
THIRDS = [
    quoted("gazette", 1, "cole", 1),
    reported("gazette", 2, "brook"),
    quoted("gazette", 3, "ames", 2),
    reported("gazette", 4, "brook"),
    reported("gazette", 4, "cole"),
    reported("gazette", 5, "brook"),
    quoted("gazette", 5, "ames", 5),
    quoted("gazette", 6, "ames", 1),
    reported("gazette", 6, "cole"),
]
# Nobody is quoted.
ALL_REPORTED = [reported("gazette", 1, "ames"), reported("gazette", 2, "cole")]
# cole is reported, and ames quoted.
PARAPHRASED_COLE = [reported("gazette", 1, "cole"), quoted("gazette", 2, "ames", 4)]
# ames is reported, and quoted elsewhere.
AMES_QUOTED = [
    reported("gazette", 1, "ames"),
    reported("gazette", 2, "cole"),
    quoted("courier", 3, "ames", 5),
]
# cole is reported twice.
COLE_TWICE = [reported("gazette", 1, "cole"), reported("courier", 3, "cole")]
# Six speakers, not in alphabetical order.
SIX_REPORTED = [
    reported("gazette", 1, "gray"),
    reported("gazette", 2, "dunn"),
    reported("gazette", 3, "finch"),
    reported("gazette", 4, "ames"),
    reported("gazette", 5, "ellis"),
    reported("gazette", 6, "cole"),
]
# A side speaks twice in one paragraph.
TWICE = [
    quoted("gazette", 1, "ames", 2),
    quoted("gazette", 1, "brook", 2),
    quoted("gazette", 2, "cole", 2),
    quoted("gazette", 3, "cole", 2),
    quoted("gazette", 3, "cole", 2),
    quoted("gazette", 4, "cole", 2),
]
# In two paragraphs a side is reported and not quoted.
PARAPHRASED = [
    quoted("gazette", 1, "ames", 2),
    reported("gazette", 2, "cole"),
    reported("gazette", 3, "cole"),
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
# Three sides have as many rows.
LEVEL = [
    quoted("gazette", 1, "dunn", 3),
    quoted("gazette", 2, "finch", 5),
    quoted("gazette", 3, "ellis", 1),
]
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
def test_only_reported(submission):
    """Only reported are those who are reported and quoted nowhere."""
    assert submission.only_reported(PARAPHRASED_COLE) == ["cole"], (
        "One of the two speakers is never quoted: which one?"
    )
    assert submission.only_reported(AMES_QUOTED) == ["cole"], (
        "ames is reported in one article: is ames quoted anywhere else in the rows?"
    )


@points(1)
def test_the_list_of_speakers(submission):
    """The list of those who are only reported has each once, in alphabetical order."""
    assert submission.only_reported(COLE_TWICE) == ["cole"], (
        "cole is reported twice: how often does your list name cole?"
    )
    assert submission.only_reported(SIX_REPORTED) == [
        *["ames", "cole", "dunn", "ellis", "finch", "gray"]
    ], "Is your list a list, and in alphabetical order? What gives a sorted list of anything?"


@points(1)
def test_absent(submission):
    """Absent is a side that has no row, quoted or reported."""
    assert submission.absent(ALL_QUOTED, THREE_SIDES) == ["affected"], (
        "Go through the sides in the `sides` that the function gets: which of them has no row?"
    )
    assert submission.absent(ONCE_QUOTED, TWO_SIDES) == [], (
        "cole is never quoted, but reported: is cole's side absent?"
    )
    assert submission.absent(AMES_ALONE, TWO_SIDES) == ["advocate"], (
        "brook has no row, but ames speaks for the same side: is this side absent?"
    )


@points(1)
def test_the_list_of_sides(submission):
    """The list of absent sides has each once, in alphabetical order."""
    assert submission.absent(ALL_QUOTED, TWO_SILENT) == ["affected"], (
        "Two silent speakers have the same side: how often does your list name it?"
    )
    assert submission.absent([], SIX_SIDES) == [
        *["affected", "congress", "local", "press", "research", "state"]
    ], "All six sides are absent: does your list name them all, in alphabetical order?"


@points(1)
def test_in_whose_words(submission):
    """The part that is quoted is one of the side's own rows; without rows it is None."""
    assert submission.quoted_part(SOME_REPORTED, TWO_SIDES) == near(
        {"administration": 4 / 5, "advocate": 1 / 5}
    ), "Take one side's rows alone: how many are there, and how many of them are quoted?"
    assert submission.quoted_part(ONCE_QUOTED, FOUR_SIDES) == near(
        {"administration": 1 / 4, "advocate": 0, "affected": None, "congress": None}
    ), "How does a reader tell a side that is only reported from one that does not speak at all?"
    assert submission.quoted_part(THIRDS, TWO_SIDES) == near(
        {"administration": 1 / 2, "advocate": 1 / 3}
    ), "One of three is quoted: is that exactly 0.33, or did you round?"


@points(1)
def test_share_of_rows(submission):
    """Counted in rows, all rows count alike, and silent sides have 0."""
    assert submission.share_by_side(ALL_QUOTED, TWO_SIDES, "rows") == near(
        {"administration": 4 / 5, "advocate": 1 / 5}
    ), "How many rows are there, and how many of them are each side's, all its speakers together?"
    assert submission.share_by_side(SOME_REPORTED, TWO_SIDES, "rows") == near(
        {"administration": 5 / 10, "advocate": 5 / 10}
    ), "Five of these rows are reported: are they rows of speech, too?"
    assert submission.share_by_side(ALL_QUOTED, FOUR_SIDES, "rows") == near(
        {"administration": 4 / 5, "advocate": 1 / 5, "affected": 0, "congress": 0}
    ), "Two of the sides say nothing here: how does a reader of your result see that?"
    assert submission.share_by_side(THIRDS, TWO_SIDES, "rows") == near(
        {"administration": 6 / 9, "advocate": 3 / 9}
    ), "Three of nine rows are cole's: is that exactly 0.33, or did you round?"


@points(1)
def test_share_of_words(submission):
    """Counted in words, only quoted rows count; there is no share of nothing."""
    assert submission.share_by_side(ALL_QUOTED, TWO_SIDES, "words") == near(
        {"administration": 8 / 20, "advocate": 12 / 20}
    ), "Here the unit is words: does a row of 12 words weigh as much as one of 2?"
    assert submission.share_by_side(SOME_REPORTED, TWO_SIDES, "words") == near(
        {"administration": 8 / 20, "advocate": 12 / 20}
    ), "How many words of the speaker's own stand in a row that is reported?"
    assert submission.share_by_side(ALL_REPORTED, TWO_SIDES, "words") == {
        "administration": None,
        "advocate": None,
    }, "Both sides speak, but nobody is quoted: what is the whole, counted in words?"


@points(1)
def test_a_paragraph_counts_once_for_a_side(submission):
    """A paragraph counts once for a side, whether quoted or reported there."""
    assert submission.share_by_side(TWICE, TWO_SIDES, "paragraphs") == near(
        {"administration": 1 / 4, "advocate": 3 / 4}
    ), "How many different paragraphs are there, and in how many of them does each side speak?"
    assert submission.share_by_side(PARAPHRASED, TWO_SIDES, "paragraphs") == near(
        {"administration": 1 / 4, "advocate": 3 / 4}
    ), "In paragraphs 2 and 3 cole is only reported: does cole's side speak there?"


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
def test_who_is_heard_most(submission):
    """Who is heard most depends on the unit; several sides can be level."""
    assert submission.most_heard(EXAMPLE, SIDES, "words") == ["local"], (
        "Look at the shares of words: which is the largest?"
    )
    assert submission.most_heard(EXAMPLE, SIDES, "paragraphs") == ["advocate"], (
        "Look at the shares of paragraphs: which is the largest?"
    )
    assert submission.most_heard(LEVEL, SIDES, "rows") == ["affected", "congress", "local"], (
        "Three sides have the same share: are all three in your list, in alphabetical order?"
    )
    assert submission.most_heard([], TWO_SIDES, "rows") == [], (
        "Nobody speaks: who can then be heard most?"
    )
