from pathlib import Path

import pytest

from framelab.exercises import ExerciseError
from framelab.exercises.definition.form import as_form
from framelab.exercises.definition.items import read_items

from ..conftest import ROOT

FOLDER = ROOT / "exercises" / "code_frames"


def test_a_form_has_every_item_of_the_exercise_and_nothing_expected() -> None:
    form = as_form(FOLDER)
    assert (form["id"], form["file"]) == ("code_frames", "answer.json")
    asked = {
        f"{passage}/{question['id']}": tuple(question["codes"])
        for question in form["questions"]
        for passage in question["passages"]
    }
    assert asked == {
        item.id: tuple(item.question.codes) for item in read_items(FOLDER).values()
    }  # fmt: skip
    assert set(form) == {"id", "version", "title", "file", "passages", "questions"}


def test_an_exercise_of_another_kind_is_refused() -> None:
    with pytest.raises(ExerciseError, match="kind"):
        as_form(Path(ROOT / "exercises" / "who_speaks"))
