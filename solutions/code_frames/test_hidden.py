"""The hidden checks of code_frames: the five passages that are not checked visibly."""

from pathlib import Path

import pytest

from framelab.exercises import Accepted, points

ACCEPTED = Accepted(Path(__file__).with_name("accept.csv"))
PASSAGES = ("clinic", "landowners", "exchange", "letter", "barn")
FUNCTIONS = ("problem", "cause", "moral", "remedy")


def voices(passage, solution):
    """Give the voices that go with a code for solution, so that one slip costs one point."""
    if solution in ACCEPTED[f"{passage}/remedy"]:
        return ACCEPTED[f"{passage}/voice_of_remedy"]
    return ("nobody",) if solution == "absent" else ("narrator", "official", "outsider")


@points(1)
@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("passage", PASSAGES)
def test_the_other_passages(submission, passage, function):
    """A passage that is not checked visibly."""
    item = f"{passage}/{function}"
    assert submission.code(item) in ACCEPTED[item]


@points(1)
@pytest.mark.parametrize("passage", PASSAGES)
def test_voice_of_remedy(submission, passage):
    """Who offers the solution in a passage that is not checked visibly."""
    allowed = voices(passage, submission.code(f"{passage}/remedy"))
    assert submission.code(f"{passage}/voice_of_remedy") in allowed
