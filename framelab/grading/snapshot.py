"""What a class is graded by, as it is when the run starts: checks, answers, misconceptions.

They are copied to where nobody else reads them. So a file that is changed meanwhile
changes no mark, and what a result depends on can be named by its hash.
"""

import hashlib
import platform
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from framelab.exercises.definition.accepted import ACCEPTED
from framelab.exercises.definition.exercise import (
    HIDDEN_TESTS,
    SETTINGS,
    Exercise,
    ExerciseError,
    find_exercises,
    names_of,
    read_exercise,
    settings_of,
)

_PACKAGE = Path(__file__).parents[1]
# The rooms of the library on which a mark depends.
_ROOMS = ("exercises", "grading", "corpus", "course/data", "measures")


def read_exercises(folder: Path, only: Iterable[str] = ()) -> list[Exercise]:
    """Read the exercises in a folder, or those of the given ids.

    Raises
    ------
    ExerciseError
        There is none, or not that one, or one is not as it must be.
    """
    known = {each.resolve().name: each for each in find_exercises(folder)}
    wanted = sorted(only) or list(known)
    for name in wanted:
        if name not in known:
            there = ", ".join(known) or "none"
            raise ExerciseError(folder, "exercises", f"no exercise {name!r}", there)
    if not wanted:
        raise ExerciseError(folder, "exercises", "none", "folders with an exercise.toml")
    return [read_exercise(known[name]) for name in wanted]


class AssignmentSnapshot:
    """A private copy of the exercises and their solutions.

    Parameters
    ----------
    exercises : iterable of Exercise
    solutions : Path
        The folder of their solutions.
    folder : Path
        Where to copy; it must not exist.
    passed_over : iterable of str
        Ids of exercises of the course that are not graded now.

    Raises
    ------
    ExerciseError
        An exercise has no solution.
    """

    def __init__(
        self,
        exercises: Iterable[Exercise],
        solutions: Path,
        folder: Path,
        passed_over: Iterable[str] = (),
    ) -> None:
        folder.mkdir(mode=0o700)
        self.passed_over = frozenset(passed_over)
        self.checks = folder / "checks"
        self.solutions = folder / "solutions"
        self.exercises: dict[str, Exercise] = {}
        self.starters: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}
        library = _digest([_PACKAGE / room for room in _ROOMS], _versions())
        for exercise in exercises:
            solution = solutions / exercise.id
            if not solution.is_dir():
                raise ExerciseError(solutions, exercise.id, "no folder", "the exercise's solution")
            self._copy(exercise, solution)
            parts = [self.checks / exercise.id, self.solutions / exercise.id]
            self._digests[exercise.id] = _digest(parts, library)

    def key(self, exercise: str, isolation: str, name: str, answer: bytes) -> str:
        """Return the key of a graded answer: a hash of all that the mark depends on."""
        digest = hashlib.sha256(self._digests[exercise])
        for part in (isolation.encode(), name.encode(), answer):
            digest.update(len(part).to_bytes(8) + part)
        return digest.hexdigest()

    def _copy(self, exercise: Exercise, solution: Path) -> None:
        # No mark depends on right answers that are written in other ways.
        left_out = shutil.ignore_patterns("__pycache__", "variants")
        checks = self.checks / exercise.id
        shutil.copytree(exercise.folder, checks, ignore=left_out)
        shutil.copytree(solution, self.solutions / exercise.id, ignore=left_out)
        if settings := settings_of(exercise.folder):
            shutil.copyfile(settings, checks / SETTINGS)
        for name in names_of(exercise):
            if (checks / name).is_file():
                self.starters[exercise.id] = (checks / name).read_bytes()
                (checks / name).unlink()
        for name in (HIDDEN_TESTS, ACCEPTED):
            if (solution / name).is_file():
                shutil.copyfile(solution / name, checks / name)
        self.exercises[exercise.id] = read_exercise(checks)


def _versions() -> bytes:
    return f"Python {platform.python_version()}, pytest {pytest.__version__}".encode()


def _digest(folders: Iterable[Path], before: bytes) -> bytes:
    """Hash the files in folders, by name and content."""
    digest = hashlib.sha256(before)
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                name = str(file.relative_to(folder)).encode()
                data = file.read_bytes()
                digest.update(b"%d %s %d " % (len(name), name, len(data)) + data)
    return digest.digest()
