"""The course's own exercises: what is right passes, and what is wrong does not."""

import ast
from pathlib import Path

import pytest

from framelab.exercises import Exercise, find_exercises, read_exercise
from framelab.exercises.feedback import CheckResult
from framelab.exercises.trial import try_answer

from ..conftest import ROOT

EXERCISES = [read_exercise(folder) for folder in find_exercises(ROOT / "exercises")]
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.id)


def solution_of(exercise: Exercise) -> Path:
    return ROOT / "solutions" / exercise.id


def tried(exercise: Exercise, answer: Path) -> list[CheckResult]:
    return try_answer(exercise.folder, answer, solution_of(exercise) / "test_hidden.py")


def earned(results: list[CheckResult]) -> int:
    return sum(result.earned for result in results)


def misconceptions() -> list[tuple[Exercise, Path]]:
    return [
        (exercise, file)
        for exercise in EXERCISES
        for file in sorted(solution_of(exercise).glob("misconceptions/*.py"))
    ]


def test_the_exercises_are_those_of_the_course() -> None:
    assert [exercise.id for exercise in EXERCISES] == ["who_speaks"]


@each_exercise
def test_the_answer_gets_all_points(exercise: Exercise) -> None:
    results = tried(exercise, solution_of(exercise) / "answer.py")
    assert {result.status for result in results} == {"passed"}
    assert earned(results) == exercise.points_total
    visible = [result for result in results if result.is_visible]
    assert earned(visible) == exercise.points_visible


@each_exercise
def test_the_starter_gets_none_and_every_check_says_why(exercise: Exercise) -> None:
    results = tried(exercise, exercise.folder / "answer.py")
    assert earned(results) == 0
    assert all(result.status == "failed" and result.lines for result in results)


@each_exercise
def test_handing_on_what_the_library_has_gets_nothing(exercise: Exercise, tmp_path: Path) -> None:
    tree = ast.parse((exercise.folder / "answer.py").read_text(encoding="utf-8"))
    names = ", ".join(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    answer = tmp_path / "answer.py"
    for line in (
        f"from framelab.measures import {names}",
        f"from framelab.measures.speech import {names}",
        "from framelab.measures import *",
        "import importlib; globals().update(vars(importlib.import_module('framelab.measures')))",
        "exec(open(__import__('framelab').__path__[0] + '/measures/speech.py').read())",
    ):
        answer.write_text(line + "\n", encoding="utf-8")
        results = tried(exercise, answer)
        assert earned(results) == 0, line
        assert {result.status for result in results} == {"not_loaded"}
        (_, said), *_ = results[0].lines
        assert "framelab.measures is withheld in this exercise" in said


@pytest.mark.parametrize(
    ("exercise", "file"),
    [pytest.param(*each, id=f"{each[0].id}-{each[1].stem}") for each in misconceptions()],
)
def test_a_misconception_passes_some_checks_and_loses_points(
    exercise: Exercise, file: Path
) -> None:
    results = tried(exercise, file)
    assert any(result.is_visible and result.earned for result in results)
    assert any(result.is_visible and not result.earned for result in results)
    assert any(not result.is_visible and not result.earned for result in results)
    question = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert question
    assert question.rstrip().endswith("?")


@each_exercise
def test_there_are_four_misconceptions_or_more(exercise: Exercise) -> None:
    assert len(list(solution_of(exercise).glob("misconceptions/*.py"))) >= 4


@each_exercise
def test_the_visible_checks_of_a_wrong_answer_ask_a_question(exercise: Exercise) -> None:
    """A visible check's own message asks the question that helps."""
    tree = ast.parse((exercise.folder / "test_public.py").read_text(encoding="utf-8"))
    asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert asserts
    for node in asserts:
        assert node.msg is not None, f"line {node.lineno} has no message"
        assert ast.literal_eval(node.msg).endswith("?")


@each_exercise
def test_the_brief_names_what_the_checks_ask_for(exercise: Exercise) -> None:
    brief = (exercise.folder / "brief.md").read_text(encoding="utf-8")
    for tests in (exercise.folder / "test_public.py", solution_of(exercise) / "test_hidden.py"):
        for node in ast.walk(ast.parse(tests.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "submission"
            ):
                assert f"`{node.attr}(" in brief, node.attr


def test_no_group_is_shared_by_two_speakers_or_two_articles() -> None:
    """The brief says so, of the rows of the corpus and of those made up."""
    rows: list[dict[str, object]] = []
    for file in ("exercises/who_speaks/test_public.py", "solutions/who_speaks/test_hidden.py"):
        space: dict[str, object] = {"__name__": "x"}
        exec((ROOT / file).read_text(encoding="utf-8"), space)
        tables = [value for name, value in space.items() if name.isupper()]
        assert tables
        for table in tables:
            assert isinstance(table, list)
            rows += table
    places: dict[object, set[tuple[object, object]]] = {}
    for row in rows:
        assert isinstance(row["words"], int)
        assert row["words"] >= 1
        places.setdefault(row["group"], set()).add((row["speaker"], row["article"]))
    del places[None]
    assert {len(each) for each in places.values()} == {1}


def test_the_example_of_the_brief_is_that_of_the_starter_and_of_the_checks() -> None:
    folder = ROOT / "exercises" / "who_speaks"
    spaces: list[dict[str, object]] = [{"__name__": "x"}, {"__name__": "x"}]
    for space, name in zip(spaces, ("answer.py", "test_public.py"), strict=True):
        exec((folder / name).read_text(encoding="utf-8"), space)
    assert spaces[0]["EXAMPLE"] == spaces[1]["EXAMPLE"]
    brief = (folder / "brief.md").read_text(encoding="utf-8")
    for row in spaces[0]["EXAMPLE"]:  # type: ignore[attr-defined]
        assert "| " + " | ".join(map(str, row.values())) + " |" in brief
