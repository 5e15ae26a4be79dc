"""What a student is told of a list that is nearly right."""

from pathlib import Path

import pytest

from framelab.exercises.checks.check_run import run_checks

DEFINITION = """
version = 1
title = "Speakers"
chapter = "a"
minutes = 5
objectives = ["see"]
kind = "code"
points_visible = 1
points_total = 1
withheld = []
"""
TEST = """
from framelab.exercises import points

@points(1)
def test_names(submission):
    \"\"\"The speakers in the order of the alphabet.\"\"\"
    assert submission.speakers() == ["casey", "junck", "kelly"], "Who speaks?"
"""


@pytest.mark.parametrize(
    ("value", "note", "think"),
    [
        pytest.param(
            "['kelly', 'casey', 'junck']", "the same things, in another order",
            "Which order does the brief ask for?", id="order",
        ),
        pytest.param(
            "['casey', 'casey', 'junck', 'kelly']", "the same things, but not each as often",
            "Which of them is there more than once, and should it be?", id="repetition",
        ),
        pytest.param("['casey', 'junck']", None, "Who speaks?", id="another list"),
        pytest.param(
            "('casey', 'junck', 'kelly')", "expected is a list, and this is a tuple", None,
            id="a tuple",
        ),
    ],
)  # fmt: skip
def test_a_list_that_is_nearly_right(
    tmp_path: Path, value: str, note: str | None, think: str | None
) -> None:
    exercise = tmp_path / "speakers"
    exercise.mkdir()
    (exercise / "exercise.toml").write_text(DEFINITION)
    (exercise / "test_public.py").write_text(TEST)
    (exercise / "answer.py").write_text("")
    (result,) = run_checks(exercise, f"def speakers():\n    return {value}\n").results
    lines = dict(result.lines)
    assert (lines.get("note"), lines.get("think")) == (note, think)
