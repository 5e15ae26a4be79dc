import shutil
from pathlib import Path

import pytest

from framelab.exercises import ExerciseError, find_exercises, points, read_exercise

from .test_golden import EXERCISE


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXERCISE, tmp_path / "counting"))


def test_a_definition_is_read() -> None:
    exercise = read_exercise(EXERCISE)
    assert exercise.id == "exercise"
    assert exercise.kind == "code"
    assert (exercise.points_visible, exercise.points_hidden, exercise.points_total) == (6, 4, 10)
    assert exercise.withheld == ("framelab.measures", "quotes.csv")
    assert exercise.deadline_seconds == 1


def test_exercises_are_found_by_their_definition(exercise: Path) -> None:
    (exercise.parent / "other").mkdir()
    assert find_exercises(exercise.parent) == [exercise]
    assert find_exercises(exercise) == [exercise]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("version = 1", "version = 0", "version: found 0; allowed: a whole", id="zero"),
        pytest.param("version = 1", "version = true", "version: found True", id="boolean"),
        pytest.param("version = 1\n", "", "version: found nothing", id="missing"),
        pytest.param('title = "', 'titel = "', "titel: found an unknown key; allowed: v", id="key"),
        pytest.param('kind = "code"', 'kind = "cod"', "found 'cod'; allowed: code, d", id="kind"),
        pytest.param("points_total = 10", "points_total = 5", "points_visible .6. or", id="sum"),
        pytest.param("objectives = [", "objectives = [] # [", "objectives: found", id="none"),
        pytest.param("withheld = [", "withheld = [1, ", "withheld: found", id="no text"),
        pytest.param("_seconds = 1", "_seconds = 61", "above 0 and up to 60", id="deadline"),
        pytest.param("minutes = 5", "minutes =", "allowed: TOML in UTF-8", id="no TOML"),
        pytest.param("Words by", "Wörter", "allowed: TOML in UTF-8", id="Latin-1"),
    ],
)
def test_a_bad_definition_is_refused_with_its_place(
    exercise: Path, old: str, new: str, message: str
) -> None:
    file = exercise / "exercise.toml"
    text = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(text, encoding="latin-1")
    with pytest.raises(ExerciseError, match=message) as caught:
        read_exercise(exercise)
    assert str(caught.value).startswith(str(file))


def test_a_folder_without_a_definition_is_none(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match=r"exercise\.toml, the file: found No such file"):
        read_exercise(tmp_path)


@pytest.mark.parametrize("number", [0, -1, 1.5, True, "2"])
def test_points_are_whole_and_above_none(number: int) -> None:
    with pytest.raises(ValueError, match="allowed: a whole number, 1 or more"):
        points(number)
