"""The visible checks of who_speaks."""

import pytest

from framelab.exercises import points


def row(quote, speaker, words, issue="drugs", kind="direct", group=None, article="gazette"):
    return {
        "quote": quote,
        "article": article,
        "speaker": speaker,
        "kind": kind,
        "issue": issue,
        "words": words,
        "group": group,
    }


EXAMPLE = [
    row("q1", "ames", 12),
    row("q2", "ames", 4, kind="partial", group="ames-clinic"),
    row("q3", "burke", 20, issue="immigration"),
    row("q4", "ames", 5, kind="partial", group="ames-clinic"),
    row("q5", "ames", 9, issue="both", article="courier"),
    row("q6", "ames", 6, issue="neither", article="courier"),
]
# One quotation of each.
TWO = [row("q1", "ames", 12), row("q2", "burke", 7, issue="immigration")]
# Of ames on every issue, in every kind.
ALL_ISSUES = [
    row("q1", "ames", 3),
    row("q2", "ames", 5, issue="immigration", kind="partial"),
    row("q3", "burke", 7),
    row("q4", "ames", 2, issue="both"),
    row("q5", "ames", 4, issue="neither"),
    row("q6", "ames", 6, kind="block"),
]
# Nothing joins these.
APART = [row("q1", "ames", 3), row("q2", "ames", 8), row("q3", "burke", 2)]
# Two sentences in pieces, and one whole.
PIECES = [
    row("q1", "ames", 3, kind="partial", group="ames-clinic"),
    row("q2", "ames", 2, kind="partial", group="ames-bridge"),
    row("q3", "ames", 1, kind="partial", group="ames-clinic"),
    row("q4", "ames", 8),
    row("q5", "ames", 6, kind="partial", group="ames-bridge"),
]
# The same, and a sentence of burke's in pieces.
PIECES_OF_TWO = [
    *PIECES,
    row("q6", "burke", 4, kind="partial", group="burke-road"),
    row("q7", "burke", 5, kind="partial", group="burke-road"),
]
# Nothing is on both issues.
NOT_BOTH = [
    row("q1", "ames", 6),
    row("q2", "burke", 12),
    row("q3", "ames", 3, issue="immigration"),
    row("q4", "ames", 3, issue="neither"),
]
# Of ames alone, and all of one length.
WITH_BOTH = [
    row("q1", "ames", 4),
    row("q2", "ames", 4, issue="both"),
    row("q3", "ames", 4, issue="neither"),
    row("q4", "ames", 4, issue="neither"),
]


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_words_of_two_speakers(submission):
    """Each speaker has their own words; without rows there is nobody."""
    assert submission.words_by_speaker(TWO) == {"ames": 12, "burke": 7}, (
        "Go through the rows by hand: whose number grows with each, and by how much?"
    )
    assert submission.words_by_speaker([]) == {}, (
        "Nobody is quoted here: where do the names in your result come from?"
    )


@points(1)
def test_all_quotations_of_a_speaker_are_added(submission):
    """The words of a speaker's rows are added up, whatever the kind."""
    assert submission.words_by_speaker(EXAMPLE) == {"ames": 36, "burke": 20}, (
        "Add up ames's rows by hand: which does your number leave out?"
    )


@points(1)
def test_words_by_issue(submission):
    """A speaker's own words, by issue, each word once."""
    expected = {"drugs": 9, "immigration": 5, "both": 2, "neither": 4}
    assert submission.words_by_issue(ALL_ISSUES, "ames") == expected, (
        "Add up your four numbers: are they all of ames's words, nobody else's, and each word once?"
    )


@points(1)
def test_an_issue_without_words_is_there(submission):
    """An issue without words of the speaker stands there with 0."""
    burke = {"drugs": 0, "immigration": 20, "both": 0, "neither": 0}
    assert submission.words_by_issue(EXAMPLE, "burke") == burke, (
        "burke is quoted on immigration alone: what should a reader find under the other three?"
    )
    noughts = {"drugs": 0, "immigration": 0, "both": 0, "neither": 0}
    assert submission.words_by_issue(EXAMPLE, "clay") == noughts, (
        "clay has no row: what should a reader find under each of the four issues?"
    )
    assert submission.words_by_issue([], "ames") == noughts, (
        "What stands in your dictionary before the first row?"
    )


@points(1)
def test_rows_without_a_group(submission):
    """A row with None as its group is an utterance of its own."""
    assert submission.utterances(APART, "ames") == 2, (
        "Take ames's rows one by one: does anything join one to another?"
    )
    assert submission.utterances([], "ames") == 0, "How many of ames's rows are there?"


@points(1)
def test_rows_of_one_group(submission):
    """The speaker's rows with the same label are one utterance."""
    assert submission.utterances(EXAMPLE, "ames") == 4, (
        "Which of ames's rows have the same label, and how many utterances are these?"
    )
    assert submission.utterances(PIECES, "ames") == 3, (
        "How many labels are there, and how many rows without one?"
    )
    assert submission.utterances(PIECES_OF_TWO, "ames") == 3, (
        "Whose rows have the label 'burke-road'?"
    )


@points(1)
def test_share_of_the_speakers_own_words(submission):
    """A share is a part of the speaker's own words."""
    assert submission.share_on(NOT_BOTH, "ames", "drugs") == near(6 / 12), (
        "Write it as a fraction by hand: which words stand above the line, and which below?"
    )
    assert submission.share_on(NOT_BOTH, "ames", "immigration") == near(3 / 12), (
        "Which issue is asked for here, and which does your function look at?"
    )


@points(1)
def test_words_on_both_issues_count_in_each_share(submission):
    """Words on both issues count in the share of either."""
    assert submission.share_on(WITH_BOTH, "ames", "drugs") == near(8 / 16), (
        "Where do the words marked 'both' belong: above the line, below it, or in both places?"
    )
    assert submission.share_on(WITH_BOTH, "ames", "immigration") == near(4 / 16), (
        "Words marked 'both' are about drugs: are they about immigration, too?"
    )
    assert submission.share_on(EXAMPLE, "ames", "drugs") == near(30 / 36), (
        "Write it as a fraction by hand: which words stand above the line, and which below?"
    )


@points(1)
def test_a_share_of_nought(submission):
    """Who is quoted on other things only has a share of 0."""
    assert submission.share_on(EXAMPLE, "burke", "drugs") == near(0), (
        "burke is quoted with 20 words, none of them on drugs: what part of 20 is that?"
    )


@points(1)
def test_no_share_of_nothing(submission):
    """A speaker with rows has a share; one without has None."""
    assert submission.share_on(EXAMPLE, "burke", "immigration") == near(1), (
        "All of burke's words are on immigration: what part of them is that?"
    )
    assert submission.share_on(EXAMPLE, "clay", "drugs") is None, (
        "burke, who is never quoted on drugs, has 0: how does a reader see that clay is not "
        "quoted at all?"
    )
    assert submission.share_on([], "ames", "drugs") is None, (
        "A share of which words, where there are none?"
    )
