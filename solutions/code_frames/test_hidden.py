"""The hidden checks of code_frames: the five passages that are not checked visibly."""

from pathlib import Path

import pytest

from framelab.exercises import points
from framelab.exercises.accepted import Accepted

ACCEPTED = Accepted(Path(__file__).with_name("accept.csv"))
VISIBLE = ("stop", "bus", "hearing")


@points(1)
@pytest.mark.parametrize(
    "item", [item for item in ACCEPTED.items if item.split("/")[0] not in VISIBLE]
)
def test_the_other_passages(submission, item):
    """A passage that is not checked visibly."""
    assert submission.code(item) in ACCEPTED[item]
