"""An exercise of codes as plain data: what a page, or a widget, asks of a reader."""

from pathlib import Path
from typing import Any

from framelab.exercises.definition.exercise import ANSWERS, ExerciseError, read_exercise
from framelab.exercises.definition.items import read_items


def as_form(folder: Path) -> dict[str, Any]:
    """Return the passages and questions of an exercise of codes, and where its answer goes.

    Parameters
    ----------
    folder : Path
        The exercise's folder; its kind is "data".

    Returns
    -------
    dict
        `id`, `version`, `title` and `file` (the name of an answer); `passages`, each with
        `id`, `title` and `text`; `questions`, each with `id`, `ask`, `codes` (code to
        meaning) and `passages` (ids of those it is asked of). No expected code: the
        folder has none.

    Raises
    ------
    ExerciseError
        The exercise is of another kind, or a file of it is not as it should be.
    """
    exercise = read_exercise(folder)
    if exercise.kind != "data":
        raise ExerciseError(folder / "exercise.toml", "kind", repr(exercise.kind), '"data"')
    items = read_items(folder).values()
    passages = {item.passage.id: item.passage for item in items}
    questions = {item.question.id: item.question for item in items}
    return {
        "id": exercise.id,
        "version": exercise.version,
        "title": exercise.title,
        "file": ANSWERS[exercise.kind],
        "passages": [
            {"id": each.id, "title": each.title, "text": each.text} for each in passages.values()
        ],
        "questions": [
            {
                "id": each.id,
                "ask": each.ask,
                "codes": dict(each.codes),
                "passages": [item.passage.id for item in items if item.question is each],
            }
            for each in questions.values()
        ],
    }
