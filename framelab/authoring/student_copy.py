"""The copy that students get: exercises, the library as a wheel, and how to start."""

import json
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from framelab.authoring.leaks import Leak, distinctive, find_leaks
from framelab.authoring.new import write_template
from framelab.authoring.pins import pinned
from framelab.authoring.settings import read_settings
from framelab.authoring.wheel import (
    REQUIREMENTS,
    WHEELS,
    book_wheel,
    package,
    public_sources,
    take_out_templates,
)
from framelab.exercises.checks.check_run import run_checks
from framelab.exercises.definition.exercise import (
    ANSWERS,
    DEFINITION,
    PUBLIC_TESTS,
    SETTINGS,
    Exercise,
    ExerciseError,
    find_exercises,
    read_exercise,
)
from framelab.exercises.definition.items import ITEMS
from framelab.progress import Advance

MADE_BY = "made by `framelab student`"
"""Stands in the first line of `requirements.txt`: by it a copy is known."""
BRIEF = "brief.md"

_CACHE = "__pycache__"
_TOP = {".devcontainer", ".github", "README.md", "exercises", REQUIREMENTS, WHEELS}


class LeakError(Exception):
    """A copy would give away what only instructors hold. `leaks` says where, `origins` what."""

    def __init__(self, leaks: Sequence[Leak], origins: dict[str, str]) -> None:
        super().__init__(f"{len(leaks)} leaks")
        self.leaks = leaks
        self.origins = origins


@dataclass(frozen=True, slots=True)
class StudentCopy:
    """What was made. `searched` is how many lines were looked for in it, and not found."""

    folder: Path
    archive: Path
    exercises: int
    files: int
    searched: int


def make_student_copy(
    course: Path, out: Path, advance: Advance = lambda done, total: None
) -> StudentCopy:
    """Make the copy to hand out, and a zip of it beside it.

    Nothing is written unless all is right: whatever was there before stays then.

    Parameters
    ----------
    course : Path
        The course's checkout, or a book that `framelab init` made. Solutions included: they
        are what must not be in the copy.
    out : Path
        Folder to write; the zip is `OUT.zip`. An earlier copy is replaced.
    advance : callable
        Told how many starters have been tried, and how many there are.

    Returns
    -------
    StudentCopy

    Raises
    ------
    ExerciseError
        The course lacks something, a folder of exercises holds what students may not
        have, a starter earns points, or `out` is something else than an earlier copy.
    LeakError
        The copy would hold a line of what only instructors have, that does not stand in
        the sources of exercises, library or book.
    """
    out = out.resolve()
    archive = out.with_name(f"{out.name}.zip")
    _refuse_to_replace(out, archive)
    exercises = _exercises(course / "exercises")
    title = read_settings(course).title
    for number, exercise in enumerate(exercises, start=1):
        _refuse_an_answer(exercise)
        advance(number, len(exercises))
    library = course / "framelab"
    public = [
        *(course / each for each in ("exercises", "book")),
        *public_sources(library if library.is_dir() else package()),
    ]
    secret = distinctive(course / "solutions", public)
    with tempfile.TemporaryDirectory(prefix="student-") as place:
        copy = Path(place) / out.name
        _write_copy(copy, course, title, exercises)
        if leaks := find_leaks(copy, secret):
            raise LeakError(leaks, secret)
        _place(copy, out, archive)
    return StudentCopy(
        out, archive, len(exercises), sum(file.is_file() for file in out.rglob("*")), len(secret)
    )


def _refuse_to_replace(out: Path, archive: Path) -> None:
    allowed = "a new folder, or an earlier copy with nothing added to it"
    if out.is_dir() and any(out.iterdir()):
        file = out / REQUIREMENTS
        if not file.is_file() or MADE_BY not in _first_line(file.read_bytes()):
            raise ExerciseError(out, "the folder", "no copy for students", allowed)
        if stray := sorted({each.name for each in out.iterdir()} - _TOP):
            raise ExerciseError(out, "the folder", ", ".join(stray), allowed)
    elif out.exists() and not out.is_dir():
        raise ExerciseError(out, "the folder", "a file", allowed)
    if archive.exists():
        allowed = "no such file, or the zip of an earlier copy"
        try:
            with zipfile.ZipFile(archive) as zipped:
                line = _first_line(zipped.read(f"{out.name}/{REQUIREMENTS}"))
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise ExerciseError(archive, "the file", str(error), allowed) from error
        if MADE_BY not in line:
            raise ExerciseError(archive, "the file", "another zip", allowed)


def _first_line(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").partition("\n")[0]


def _exercises(folder: Path) -> list[Exercise]:
    """Read the exercises, and see that nothing else lies about."""
    exercises = [read_exercise(each) for each in find_exercises(folder)]
    if not exercises:
        allowed = "exercises of a course; run it in its checkout, or name that with --course"
        raise ExerciseError(folder, "the folder", "no exercise", allowed)
    _require(folder / SETTINGS)
    _refuse_others(folder, {SETTINGS, *(exercise.id for exercise in exercises)})
    for exercise in exercises:
        names = _names(exercise)
        for name in names:
            _require(exercise.folder / name)
        _refuse_others(exercise.folder, set(names))
    return exercises


def _names(exercise: Exercise) -> list[str]:
    """List the files of an exercise, which are what students may have of it."""
    names = [DEFINITION, BRIEF, ANSWERS[exercise.kind], PUBLIC_TESTS]
    return [*names, ITEMS] if exercise.kind == "data" else names


def _require(file: Path) -> None:
    if file.is_symlink() or not file.is_file():
        found = "a link" if file.is_symlink() else "nothing"
        raise ExerciseError(file, "the file", found, "a file")


def _refuse_others(folder: Path, names: set[str]) -> None:
    # What Python itself leaves there is not copied, and no reason to stop.
    for each in sorted(folder.iterdir()):
        if each.name not in names | {_CACHE}:
            allowed = f"{', '.join(sorted(names))}: students get nothing else"
            raise ExerciseError(folder, "the folder", each.name, allowed)


def _refuse_an_answer(exercise: Exercise) -> None:
    """Stop where somebody has solved the exercise in the file for the starter."""
    starter = exercise.folder / ANSWERS[exercise.kind]
    if earned := run_checks(exercise.folder, starter).earned:
        found = f"an answer that earns {earned} points"
        raise ExerciseError(starter, "the starter", found, "a starter, which earns none")


def _write_copy(copy: Path, course: Path, title: str, exercises: Sequence[Exercise]) -> None:
    for exercise in exercises:
        target = copy / "exercises" / exercise.id
        target.mkdir(parents=True)
        for name in _names(exercise):
            shutil.copyfile(exercise.folder / name, target / name)
    shutil.copyfile(course / "exercises" / SETTINGS, copy / "exercises" / SETTINGS)
    wheel = book_wheel(course, copy / WHEELS)
    take_out_templates(wheel)
    pins = pinned(["pytest"], course / REQUIREMENTS)
    words = {
        "@COURSE@": title,
        "@COURSE_QUOTED@": json.dumps(title, ensure_ascii=False),
        "@PYTHON@": exercises[0].python_written,
        "@WHEEL@": wheel.name,
        "@PINNED@": "\n".join(pin.line for pin in pins.values()),
        "@EXERCISES@": _table(exercises),
        "@EXAMPLE@": exercises[0].id,
        "@ANSWER@": ANSWERS[exercises[0].kind],
    }
    write_template(files("framelab.authoring") / "student", copy, words)


def _table(exercises: Sequence[Exercise]) -> str:
    rows = [
        "| exercise | your answer goes into | minutes | visible points | graded later |",
        "|---|---|---|---|---|",
    ]
    for each in exercises:
        folder = f"exercises/{each.id}"
        rows.append(
            f"| [{each.title}]({folder}/{BRIEF}) | `{folder}/{ANSWERS[each.kind]}` "
            f"| {each.minutes} | {each.points_visible} | {each.points_hidden} |"
        )
    return "\n".join(rows)


def _place(copy: Path, out: Path, archive: Path) -> None:
    """Bring a copy and its zip where they belong, each in one step."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        fresh, old = Path(beside, "new"), Path(beside, "old")
        shutil.copytree(copy, fresh)
        zipped = Path(beside, archive.name)
        _write_zip(copy, zipped)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        zipped.replace(archive)


def _write_zip(folder: Path, archive: Path) -> None:
    """Write a zip that is the same, byte by byte, whenever the files are the same."""
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            member = zipfile.ZipInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}")
            member.create_system = 3  # Unix, wherever it was written
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(member, file.read_bytes())
