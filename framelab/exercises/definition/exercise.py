"""What an exercise says of itself: its `exercise.toml`."""

import configparser
import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

DEFINITION = "exercise.toml"
PUBLIC_TESTS = "test_public.py"
HIDDEN_TESTS = "test_hidden.py"

Kind = Literal["code", "data", "open"]
ANSWERS: dict[Kind, str] = {"code": "answer.py", "data": "answer.json", "open": "answer.md"}
NOTEBOOK = "answer.ipynb"

SETTINGS = "pytest.ini"
"""The settings of a folder of exercises; the copy for students has them too."""
PYTHON = "framelab_python"
"""The setting that says which version of Python answers are written for."""
OLDEST_PYTHON = (3, 11)
"""What counts where no setting says another version: the oldest that framelab runs on."""


class ExerciseError(ValueError):
    """An exercise is not as its authors must write it.

    The message names file and place, what was found, and what is allowed.
    """

    def __init__(self, file: str | os.PathLike[str], place: str, found: str, allowed: str) -> None:
        super().__init__(f"{os.fspath(file)}, {place}: found {found}; allowed: {allowed}")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, as its `exercise.toml` defines it; `id` is the name of its folder.

    `minutes` is what a student needs, estimated. `points_visible` are those of
    `test_public.py`, `points_total` those of the hidden tests besides. `withheld` names
    what an answer may not use, because it holds what is asked for: modules
    (`framelab.measures`) and tables (`quotes.csv`). `deadline_seconds` is for one call.
    `python` is the version that answers are written for: the course states it once, in
    `pytest.ini` beside the folders of its exercises.
    """

    id: str
    folder: Path
    version: int
    title: str
    chapter: str
    minutes: int
    objectives: tuple[str, ...]
    kind: Kind
    points_visible: int
    points_total: int
    withheld: tuple[str, ...]
    deadline_seconds: float = 5.0
    python: tuple[int, int] = OLDEST_PYTHON

    @property
    def points_hidden(self) -> int:
        """Points of the checks that a student does not see."""
        return self.points_total - self.points_visible

    @property
    def python_written(self) -> str:
        """The version that answers are written for, as one writes it: `3.11`."""
        return ".".join(map(str, self.python))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_count(value: object) -> bool:
    return type(value) is int and value > 0


# Key to the test that its value passes, and to that test in words.
_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "version": (_is_count, "a whole number above 0"),
    "title": (_is_text, "a text"),
    "chapter": (_is_text, "the file name of a chapter"),
    "minutes": (_is_count, "a whole number above 0"),
    "objectives": (lambda value: _is_texts(value) and bool(value), "a list of texts"),
    "kind": (lambda value: value in get_args(Kind), ", ".join(get_args(Kind))),
    "points_visible": (_is_count, "a whole number above 0"),
    "points_total": (_is_count, "a whole number above 0"),
    "withheld": (_is_texts, "a list of modules and tables, which may be empty"),
    "deadline_seconds": (
        lambda value: type(value) in (int, float) and 0 < value <= 60,
        "seconds, above 0 and up to 60",
    ),
}
_OPTIONAL = {"deadline_seconds"}


def read_exercise(folder: str | os.PathLike[str]) -> Exercise:
    """Read the definition of the exercise in a folder.

    Raises
    ------
    ExerciseError
        `exercise.toml` is missing or no TOML, has an unknown or lacks a needed key, or a
        value is not of its kind; or `pytest.ini` states no version of Python that can be.
    """
    folder = Path(folder).resolve()
    file = folder / DEFINITION
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExerciseError(file, "the file", error.strerror or str(error), "a file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExerciseError(file, "the file", str(error), "TOML in UTF-8") from error
    for key in values:
        if key not in _FORMS:
            raise ExerciseError(file, key, "an unknown key", ", ".join(_FORMS))
    for key, (fits, allowed) in _FORMS.items():
        if key not in values and key not in _OPTIONAL:
            raise ExerciseError(file, key, "nothing", allowed)
        if key in values and not fits(values[key]):
            raise ExerciseError(file, key, repr(values[key]), allowed)
    if values["points_total"] < values["points_visible"]:
        allowed = f"points_visible ({values['points_visible']}) or more"
        raise ExerciseError(file, "points_total", str(values["points_total"]), allowed)
    for key in ("objectives", "withheld"):
        values[key] = tuple(values[key])
    return Exercise(id=folder.name, folder=folder, python=_stated_python(folder), **values)


def settings_of(folder: Path) -> Path | None:
    """Return the settings that hold for an exercise: beside its folder, or carried in it."""
    for each in (folder.parent / SETTINGS, folder / SETTINGS):
        if each.is_file():
            return each
    return None


def _stated_python(folder: Path) -> tuple[int, int]:
    file = settings_of(folder)
    if file is None:
        return OLDEST_PYTHON
    settings = configparser.ConfigParser(interpolation=None)
    try:
        settings.read_string(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError, configparser.Error) as error:
        found = str(error).splitlines()[0]
        raise ExerciseError(file, "the file", found, "settings of pytest") from error
    stated = settings.get("pytest", PYTHON, fallback="3.11").strip()
    minor = re.fullmatch(r"3\.(\d{1,2})", stated)
    if minor is None or (3, int(minor[1])) < OLDEST_PYTHON:
        raise ExerciseError(file, PYTHON, repr(stated), "a version of Python, 3.11 or newer")
    return 3, int(minor[1])


def find_exercises(folder: str | os.PathLike[str]) -> list[Path]:
    """List the folders of exercises in a folder, by name; the folder itself if it is one."""
    folder = Path(folder)
    if (folder / DEFINITION).is_file():
        return [folder]
    return sorted(file.parent for file in folder.glob(f"*/{DEFINITION}"))


def exercise_folder_of(path: Path) -> Path | None:
    """Return the folder of the exercise that a path belongs to, or None outside exercises."""
    for folder in (path, *path.parents):
        if (folder / DEFINITION).is_file():
            return folder
    return None


def names_of(exercise: Exercise) -> tuple[str, ...]:
    """Return what the file of an answer may be called; code may be a notebook."""
    name = ANSWERS[exercise.kind]
    return (name, NOTEBOOK) if exercise.kind == "code" else (name,)
