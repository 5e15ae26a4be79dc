"""`framelab grade`: a class, graded; and what came of one student's answers."""

import argparse
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from framelab.cli.terminal import Commands, complain, counted, say, wrapped
from framelab.exercises.definition.exercise import ExerciseError, find_exercises
from framelab.progress import progress
from framelab.safe_text import strip_signs
from framelab.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from framelab.grading.feedback import CheckFeedback, Feedback
    from framelab.grading.results import Results

_MOST_REMARKS = 20
_LABEL = 10
_NOTES = "notes.txt"


def add_commands(commands: Commands) -> None:
    """Add the command to those of the parser."""
    grade = commands.add_parser(
        "grade",
        help="grade a class, each answer in a sandbox",
        description="Grade the submissions in a folder: STUDENT/ID/answer.*, a clone or a zip file "
        "of the student copy, or what the book's page exports (NAME.framelab.json). The gradebook, "
        "a feedback page for each student and the results are written to DIR. A run that was "
        "stopped continues where it stopped, and answers that were graded before and have not "
        "changed are not graded again. A later run adds to DIR, and keeps what earlier runs wrote "
        "about other exercises and other students.",
    )
    grade.add_argument("submissions", type=Path, nargs="?", metavar="SUBMISSIONS")
    grade.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    grade.add_argument("--exercises", type=Path, default=Path("exercises"), metavar="DIR")
    grade.add_argument("--solutions", type=Path, default=Path("solutions"), metavar="DIR")
    grade.add_argument(
        "--only", action="append", default=[], metavar="ID", help="this exercise; may be repeated"
    )
    grade.add_argument(
        "--jobs", type=int, metavar="N", help="answers graded at a time (one a processor)"
    )
    how = grade.add_mutually_exclusive_group()
    how.add_argument(
        "--isolation",
        choices=("bwrap", "landlock", "user"),
        help="how answers are shut in (the strongest way that holds here)",
    )
    how.add_argument(
        "--trusted",
        action="store_true",
        help="do not shut answers in: only for code that you have read",
    )
    grade.add_argument(
        "--explain", metavar="STUDENT", help="show what a student is told; grades nothing"
    )
    grade.add_argument(
        "--remove-gone",
        action="store_true",
        help="remove from DIR what earlier runs graded and is no longer among the submissions",
    )
    grade.set_defaults(run=_grade)


def _grade(options: argparse.Namespace) -> int:
    try:
        import jinja2  # noqa: F401, PLC0415 - else its lack is found when all is graded

        from framelab.grading.class_run import RefusedError  # noqa: PLC0415 - needs pytest
        from framelab.grading.isolation import IsolationError  # noqa: PLC0415
        from framelab.grading.results import Results, ResultsError  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} is needed; pip install 'framelab[grading]', on Linux")
        return 2
    if options.explain is None and options.submissions is None:
        complain("framelab: grade: found no folder of submissions; allowed: SUBMISSIONS, a folder")
        return 2
    if options.explain is None and options.out.resolve().is_relative_to(
        options.submissions.resolve()
    ):
        complain(f"framelab: --out: found {options.out}, within {options.submissions}; allowed: a "
                 "folder outside of it")  # fmt: skip
        return 2
    if options.jobs is not None and options.jobs < 1:
        complain(f"framelab: --jobs: found {options.jobs}; allowed: 1 and more")
        return 2
    if sys.flags.optimize:
        complain(f"framelab: PYTHONOPTIMIZE or -O: found level {sys.flags.optimize}, which "
                 "removes the assertions from the checks; allowed: neither")  # fmt: skip
        return 2
    try:
        with closing(Results(options.out, read_only=options.explain is not None)) as results:
            if results.set_aside:
                complain(
                    "framelab: the results were damaged or written by another version, and are "
                    f"kept as {results.set_aside}; everything is graded again"
                )
            if options.explain is not None:
                return _explain(options, results)
            return _grade_class(options, results)
    except RefusedError as error:
        complain("framelab: nobody was graded:", *map(strip_signs, error.reasons))
    except IsolationError as error:
        complain(
            "framelab: nobody was graded: answers cannot be shut in here, so they could read the "
            "solutions and change marks. Install bubblewrap, use a container, or read the answers "
            "yourself and add --trusted. What was tried:",
            *str(error).split("; "),
        )
    except (ExerciseError, ResultsError) as error:
        complain(f"framelab: {error}")
    except BrokenPipeError:
        raise  # whoever reads the output has seen enough
    except OSError as error:
        where = error.filename or f"{options.out}, or standard output"
        complain(f"framelab: {where}: {error.strerror or error}; what was graded is kept")
    return 2


def _grade_class(options: argparse.Namespace, results: "Results") -> int:
    from framelab.grading import class_run, gradebook  # noqa: PLC0415 - needs pytest
    from framelab.grading.snapshot import AssignmentSnapshot, read_exercises  # noqa: PLC0415
    from framelab.processes import default_jobs  # noqa: PLC0415 - of grading alone

    started = time.monotonic()
    remarks: list[str] = []
    done = (0, 0)
    exercises = read_exercises(options.exercises, options.only)
    others = {each.resolve().name for each in find_exercises(options.exercises)}
    others -= {each.id for each in exercises}
    with class_run.work_folder(results) as folder:
        isolation = _isolation(options, folder)
        snapshot = AssignmentSnapshot(exercises, options.solutions, folder / "snapshot", others)
        try:
            with progress("submissions") as advance:

                def tell(*counts: int) -> None:
                    nonlocal done
                    done = (counts[0], counts[1])
                    advance(*counts)

                tally = class_run.grade_class(
                    options.submissions,
                    snapshot,
                    results,
                    folder,
                    isolation=isolation,
                    jobs=options.jobs or default_jobs(),
                    advance=tell,
                    remark=remarks.append,
                )
        except KeyboardInterrupt:
            complain(
                f"framelab: stopped after {done[0]:,} of {done[1]:,} submissions; what was graded "
                "is kept, and the same command goes on. The gradebook and the pages are written at "
                "the end of a run"
            )
            return 2
    _account_for_gone(options, results)
    _write(results, options.out / gradebook.FILE, gradebook.gradebook(results.entries()))
    pages = _write_pages(options, results)
    _write(results, options.out / gradebook.PAGES, gradebook.pages_list(results.students()))
    _note(results, remarks, options.out / _NOTES)
    seconds = time.monotonic() - started
    say(
        f"{counted(tally.submissions, 'submission')}: {counted(tally.graded, 'answer')} graded in "
        f"{seconds:.1f} s, {tally.known:,} known before or the same as another. "
        f"Isolation: {isolation}."
    )
    code = _sum_up(options.out, results, pages)
    return 1 if tally.left_out else code


def _account_for_gone(options: argparse.Namespace, results: "Results") -> None:
    """Say what is kept of earlier runs, or remove it where that was asked for."""
    from framelab.grading.feedback import FOLDER, remove_pages  # noqa: PLC0415 - needs pytest

    gone = results.gone()
    if not gone:
        return
    answers = counted(sum(map(len, gone.values())), "answer")
    listed = [f"{student}: {', '.join(exercises)}" for student, exercises in gone.items()]
    more = [f"… and {len(listed) - _MOST_REMARKS:,} more"] if len(listed) > _MOST_REMARKS else []
    if options.remove_gone:
        with results.writing():
            nobody = results.forget_gone()
        remove_pages(nobody, options.out / FOLDER, _known_page(results))
        complain(f"The submissions no longer hold {answers} of earlier runs; the results are "
                 "removed:", *listed[:_MOST_REMARKS], *more)  # fmt: skip
        return
    complain(
        f"The submissions no longer hold {answers} of earlier runs; the results stay, and "
        "--remove-gone removes the results:",
        *listed[:_MOST_REMARKS], *more,
    )  # fmt: skip


def _write(results: "Results", file: Path, text: str) -> None:
    """Write a file; one that somebody has changed, or that another run wrote, is kept."""
    from framelab.grading.gradebook import set_aside  # noqa: PLC0415 - needs pytest

    if (aside := set_aside(file, [results.remembered(file.name), text])) is not None:
        complain(f"framelab: {file} is not as the last run wrote the file, and is kept as {aside}")
    with results.writing():
        results.remember(file.name, text)
    write_file(file, text)


def _write_pages(options: argparse.Namespace, results: "Results") -> int:
    """Write the pages; one that somebody has changed is kept. Return how many there are."""
    from framelab.grading.feedback import FOLDER, all_feedback, write_pages  # noqa: PLC0415

    told = all_feedback(results.entries(), _titles(options.exercises))
    written = write_pages(told, options.out / FOLDER, _known_page(results))
    if written.kept:
        complain(
            f"framelab: {options.out / FOLDER}: {counted(len(written.kept), 'page')} changed since "
            f"the last run, and kept in {written.kept[0].parent}"
        )
    with results.writing():
        for name, hashed in written.hashes.items():
            results.remember(f"{FOLDER}/{name}", hashed)
    return len(written.hashes)


def _known_page(results: "Results") -> "Callable[[str], str]":
    from framelab.grading.feedback import FOLDER  # noqa: PLC0415 - needs pytest

    return lambda name: results.remembered(f"{FOLDER}/{name}")


def _titles(folder: Path) -> dict[str, str]:
    """Return the titles of all exercises that can be read: of others their ids have to do."""
    from framelab.exercises.definition.exercise import read_exercise  # noqa: PLC0415

    titles = {}
    for each in find_exercises(folder):
        with suppress(ExerciseError):
            titles[each.resolve().name] = read_exercise(each).title
    return titles


def _note(results: "Results", remarks: list[str], file: Path) -> None:
    """Print what an instructor should look at: the first lines here, and all of them in a file."""
    for line in remarks[:_MOST_REMARKS]:
        complain(f"note: {strip_signs(line)}")
    if len(remarks) > _MOST_REMARKS:
        complain(f"note: … and {len(remarks) - _MOST_REMARKS:,} more of this kind")
    if remarks or file.exists():
        _write(results, file, "".join(f"{line}\n" for line in remarks))
    if remarks:
        complain(f"All notes: {file}")
    else:
        file.unlink(missing_ok=True)


def _isolation(options: argparse.Namespace, folder: Path) -> str:
    """Find how answers are shut in, and say so."""
    from framelab.grading.class_run import RefusedError  # noqa: PLC0415 - needs pytest
    from framelab.grading.isolation import (  # noqa: PLC0415
        LEVELS,
        TRUSTED,
        TRUSTED_NOT_STOPPED,
        exposed_to,
        strongest_level,
    )

    if options.trusted:
        complain("framelab: --trusted: answers are not shut in.", *TRUSTED_NOT_STOPPED)
        return TRUSTED
    names = [options.isolation] if options.isolation else [level.name for level in LEVELS]
    level, failed = strongest_level(names, folder)
    exposed = exposed_to(level, [options.solutions, options.submissions, options.out])
    if exposed:
        raise RefusedError(
            [f"{file}: every user of this machine can read it, and so could an answer; "
             f"chmod -R o= {quote(str(file.parent))}" for file in exposed]
        )  # fmt: skip
    say(f"Isolation: {level.name}.")
    if failed:
        complain("Stronger ways do not work here:", *failed)
        complain("What this one does not stop:", *level.not_stopped)
    return level.name


def _sum_up(out: Path, results: "Results", pages: int) -> int:
    from framelab.grading.feedback import FOLDER  # noqa: PLC0415 - needs pytest
    from framelab.grading.gradebook import FILE  # noqa: PLC0415
    from framelab.grading.graded import STATUSES  # noqa: PLC0415

    counts, present = results.counts()
    for status, meaning in STATUSES.items():
        if counts.get(status):
            say(f"{counts[status]:>7,}  {status:<14} {meaning}")
    say(
        f"{out / FILE}: a line for each student and exercise. {out / FOLDER}: "
        f"{counted(pages, 'page')}."
    )
    # What is no longer among the submissions is no fault of this run.
    return 0 if set(present) <= {"graded", "missing"} else 1


def _explain(options: argparse.Namespace, results: "Results") -> int:
    from framelab.grading.feedback import feedback_for  # noqa: PLC0415 - needs pytest
    from framelab.grading.submissions import student_called  # noqa: PLC0415

    # As the gradebook has the name, or as it is typed.
    names = dict.fromkeys((options.explain, student_called(options.explain)))
    student, entries = next(
        ((name, found) for name in names if (found := list(results.entries(name)))), ("", [])
    )
    if not entries:
        students = results.students()
        listed = "; ".join(students[:10]) + ("; …" if len(students) > 10 else "")
        complain(
            f"framelab: --explain: found no student {strip_signs(options.explain)!r} in "
            f"{options.out}; there is: {listed or 'nobody'}"
        )
        return 2
    _show(feedback_for(student, entries, _titles(options.exercises)))
    return 0


def _show(feedback: "Feedback") -> None:
    say(f"{feedback.student}: {feedback.points} of {feedback.max_points} points")
    for section in feedback.sections:
        print()
        say(f"{section.id}: {section.title}: {section.points} of {section.max_points} points")
        if section.said:
            say(f"  {section.said}")
        for question in section.questions:
            say(f"  A common mistake gives the same. {question}")
        _show_checks("visible checks", section.visible)
        _show_checks("hidden checks", section.hidden)


def _show_checks(what: str, checks: "tuple[CheckFeedback, ...]") -> None:
    if not checks:
        return
    say(f"  {what}:")
    for told in checks:
        say(f"  {'ok  ' if told.is_passed else 'fail'}  {told.earned} of {told.points}  "
            f"{told.sentence}")  # fmt: skip
        for label, text in told.lines:
            for number, line in enumerate(text.splitlines() or [""]):
                print(_labelled("" if number else label, line))


def _labelled(label: str, text: str) -> str:
    indent = " " * 8
    if not sys.stdout.isatty():
        return f"{indent}{label:<{_LABEL}}{strip_signs(text)}"
    return wrapped(text, indent + " " * _LABEL, first=f"{indent}{label:<{_LABEL}}")
