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
    row("q2", "burke", 20, issue="immigration"),
    row("q3", "ames", 4, kind="partial", group="ames-clinic"),
    row("q4", "ames", 9, issue="both", article="courier"),
    row("q5", "ames", 5, issue="neither", kind="partial", group="ames-clinic", article="courier"),
]
# One quotation of each, both direct.
TWO = [row("q1", "ames", 12), row("q2", "burke", 20, issue="immigration")]
# Nothing joins these.
THREE = [row("q1", "ames", 3), row("q2", "ames", 8), row("q3", "burke", 2)]


@points(1)
def test_words_of_two_speakers(submission):
    """Two quotations of two speakers: each with their own words."""
    assert submission.words_by_speaker(TWO) == {"ames": 12, "burke": 20}, (
        "Which number tells how much of somebody is quoted: how many rows there are, or what "
        "stands under 'words'?"
    )


@points(2)
def test_all_quotations_of_a_speaker_are_added(submission):
    """The words of all rows of a speaker are added up, whatever their kind."""
    assert submission.words_by_speaker(EXAMPLE) == {"ames": 30, "burke": 20}, (
        "Whose words are those inside a partial quotation?"
    )


@points(1)
def test_words_by_issue(submission):
    """A speaker's words, by issue."""
    expected = {"drugs": 16, "immigration": 0, "both": 9, "neither": 5}
    assert submission.words_by_issue(EXAMPLE, "ames") == expected, (
        "Add up your four numbers: are they all the words of this speaker, and each word once?"
    )


@points(1)
def test_an_issue_without_words_is_there(submission):
    """An issue on which a speaker is never quoted stands there with 0."""
    expected = {"drugs": 0, "immigration": 20, "both": 0, "neither": 0}
    assert submission.words_by_issue(EXAMPLE, "burke") == expected, (
        "How would a reader of your result see what somebody is never quoted on?"
    )


@points(1)
def test_rows_without_a_group(submission):
    """Rows that nothing joins are an utterance each."""
    assert submission.utterances(THREE, "ames") == 2, (
        "Two rows have None as their group. Does that make them pieces of one sentence?"
    )


@points(1)
def test_rows_of_one_group(submission):
    """Rows that share a group are one utterance."""
    assert submission.utterances(EXAMPLE, "ames") == 3, (
        "If an article prints the same sentence again, has the speaker said more?"
    )


@points(2)
def test_share_of_the_speakers_own_words(submission):
    """A share is taken of the speaker's own words; words on both issues count."""
    assert submission.share_on(EXAMPLE, "ames", "drugs") == pytest.approx(25 / 30, abs=1e-6), (
        "A part of which whole: of all words printed here, or of this speaker's?"
    )


@points(1)
def test_no_share_of_nothing(submission):
    """Quoted on other things only is a share of 0; not quoted at all is no share."""
    shares = [submission.share_on(EXAMPLE, name, "drugs") for name in ("burke", "clay")]
    assert shares == [0, None], (
        "Never quoted at all, and quoted on other things only: how could a reader tell these "
        "apart if both were 0?"
    )
