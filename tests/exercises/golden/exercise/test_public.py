import pytest

from framelab.exercises import points

ROWS = [{"speaker": "kelly", "words": 7}, {"speaker": "sessions", "words": 4}]


@points(2)
def test_words_are_summed(submission):
    """Every row counts with its words for the one who speaks."""
    expected = {"kelly": 7, "sessions": 4}
    assert submission.words_by_speaker(ROWS) == expected, (
        "Are you counting rows, or the words in them?"
    )


@points(1)
def test_nobody(submission):
    """Without rows there is nobody."""
    assert submission.words_by_speaker([]) == {}


@points(2)
def test_share(submission):
    """A share is a part of the whole."""
    assert submission.share(1, 4) == pytest.approx(0.25)


@points(1)
def test_share_of_nothing(submission):
    """There is no share of nothing: a ValueError says so."""
    with pytest.raises(ValueError):
        submission.share(0, 0)
