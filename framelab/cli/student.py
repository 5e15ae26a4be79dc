"""`framelab student`: the copy that students get."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from framelab.cli.terminal import Commands, complain, say
from framelab.exercises.definition.exercise import ExerciseError
from framelab.progress import progress
from framelab.safe_text import strip_signs

if TYPE_CHECKING:
    from framelab.authoring.student_copy import LeakError

MOST_FILES = 20


def add_commands(commands: Commands) -> None:
    """Add the command to those of the parser."""
    student = commands.add_parser(
        "student",
        help="make the copy for students, and search it for what they may not have",
        description="Write a folder with the exercises, the library and how to start, and a zip "
        "of it beside it. Nothing is written where a line of a solution, a hidden check or a "
        "misconception would be in it.",
    )
    student.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder to write; DIR.zip besides"
    )
    student.add_argument(
        "--course",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the course's checkout, with its solutions (this folder)",
    )
    student.set_defaults(run=_student)


def _student(options: argparse.Namespace) -> int:
    try:
        from framelab.authoring.student_copy import LeakError, make_student_copy  # noqa: PLC0415
        from framelab.exercises.checks.check_run import CheckRunError  # noqa: PLC0415 - both need pytest
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} is needed; pip install 'framelab[authoring]'")
        return 2
    try:
        with progress("starters") as advance:
            made = make_student_copy(options.course, options.out, advance)
    except LeakError as error:
        complain("framelab: nothing was written: the copy would give away lines", *_by_file(error))
        return 2
    except (ExerciseError, CheckRunError) as error:
        complain(f"framelab: {error}")
        return 2
    except OSError as error:
        complain(f"framelab: {options.out}: could not be written: {error.strerror or error}")
        return 2
    say(f"{options.out}: {made.exercises} exercises, {made.files} files; {made.archive.name} too.")
    say(
        f"Searched for {made.searched:,} lines of solutions, hidden checks and misconceptions: "
        "none is in it."
    )
    return 0


def _by_file(error: "LeakError") -> list[str]:
    """Print how many lines each file gives away, and one of them with its origin."""
    files: dict[str, list[str]] = {}
    for leak in error.leaks:
        files.setdefault(leak.file, []).append(leak.line)
    shown = [
        f"{file}: {len(lines)} of them; {strip_signs(lines[0])} ({error.origins[lines[0]]})"
        for file, lines in files.items()
    ]
    more = len(shown) - MOST_FILES
    return [*shown[:MOST_FILES], f"… and {more} more files"] if more > 0 else shown
