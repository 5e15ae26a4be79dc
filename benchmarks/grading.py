"""Seconds a graded exercise, of `framelab grade` and of other graders on the same answers.

Run by `make bench`, or with `python -m benchmarks.grading`. Every grader gets answers of one
class (`benchmarks.classes`), to one exercise a submission and then to all exercises of kind
code, as many at a time as there are processors, and its marks are looked at: who gives a wrong
answer all points, or a right one fewer, did not grade. The whole command is timed, with its
start; once for the slow ones, the median of several runs for the fast ones, which are spread
over the time that the slow ones take. With five times the exercises, other graders get a fifth
of the submissions. Ends with 1 if a ratio that is asked for is not reached.
"""

import argparse
import csv
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks import classes, peers
from benchmarks.classes import EXERCISES, SOLUTIONS
from framelab.exercises import find_exercises, read_exercise
from framelab.processes import default_jobs

FRAMELAB = "framelab grade"
ONE = ("who_speaks",)
ASKED_FOR = ((peers.OTTER, 100), (peers.NBGRADER_ONCE, 50), (peers.PYTEST, 10))
"""How many times as fast as these `framelab grade` is to be."""


@dataclass(slots=True)
class Measured:
    """What one grader took; `seconds` a graded exercise, of each of its runs.

    `problem` says why it is not measured, or did not grade.
    """

    name: str
    sandbox: str
    submissions: int
    seconds: list[float] = field(default_factory=list)
    problem: str = ""

    @property
    def typical(self) -> float:
        """Seconds a graded exercise."""
        return median(self.seconds)


@dataclass(frozen=True, slots=True)
class Answers:
    """A class, its exercises, and those of its answers that other graders get."""

    folder: Path
    exercises: tuple[str, ...]
    size: int
    handed: tuple[peers.Handed, ...]

    @property
    def students(self) -> int:
        """How many submissions other graders get."""
        return len({each.student for each in self.handed})


def main() -> int:
    """Measure all, print a table for each class, and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument(
        "--submissions", type=int, default=20, metavar="N", help="answers that others get (20)"
    )
    parser.add_argument(
        "--class", type=int, default=1_000, dest="size", metavar="N",
        help="submissions that framelab grades (1000)",
    )  # fmt: skip
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="runs of the fast ones (3)"
    )
    options = parser.parse_args()
    jobs = default_jobs()
    say(f"Python {platform.python_version()}, {jobs} at a time, load {os.getloadavg()[0]:.1f}")
    problems = _install()
    every = tuple(each.id for each in map(read_exercise, find_exercises(EXERCISES)))
    code = tuple(
        each.id for each in map(read_exercise, find_exercises(EXERCISES)) if each.kind == "code"
    )
    tables, lines, is_reached = [], [], True
    with tempfile.TemporaryDirectory(prefix="framelab-bench-") as name:
        for title, exercises in (
            ("One exercise a submission (who_speaks)", ONE),
            (f"All {len(code)} exercises of kind code a submission", code),
        ):
            say(f"\n{title}")
            answers = _class(Path(name, str(len(exercises))), exercises, options)
            measured = measure(answers, problems, jobs=jobs, rounds=options.rounds)
            tables.append((title, measured))
            for line, reached in ratios(measured):
                lines.append(f"{title}: {line}")
                is_reached = is_reached and reached
        title = f"All {len(every)} exercises a submission, those of codes too"
        say(f"\n{title}")
        answers = _class(Path(name, "all"), every, options)
        alone = Measured(FRAMELAB, "", answers.size)
        _grade_once(answers, alone, jobs, 0)
        tables.append((title, [alone]))
    for title, measured in tables:
        print_table(title, measured)
    print()
    print("\n".join(lines))
    print(f"\nLoad at the end {os.getloadavg()[0]:.1f}: of this and whatever else ran meanwhile.")
    return 0 if is_reached else 1


def say(line: str) -> None:
    """Print a line at once, to show how far it is."""
    print(line, flush=True)


def _install() -> dict[str, str]:
    problems = {}
    for peer, pinned in peers.PINNED.items():
        say(f"  {peer}: its environment, {', '.join(pinned)}")
        try:
            peers.install(peer)
        except peers.PeerError as error:
            problems[peer] = f"cannot be installed: {error}"
            say(f"  {peer} {problems[peer]}")
    return problems


def _class(folder: Path, exercises: tuple[str, ...], options: argparse.Namespace) -> Answers:
    size = max(options.size, options.submissions)
    classes.make_class(folder / "class", size, exercises)
    handed = []
    students = -(-options.submissions // len(exercises))
    for student in islice(sorted((folder / "class").iterdir()), students):
        for exercise in exercises:
            file = student / exercise / "answer.py"
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                handed.append(peers.Handed(student.name, exercise, text))
    return Answers(folder, exercises, size, tuple(handed))


def measure(
    answers: Answers, problems: dict[str, str], *, jobs: int, rounds: int
) -> list[Measured]:
    """Let every grader grade: framelab the whole class, the others the beginning of it."""
    tasks = [peers.read_task(EXERCISES / each, SOLUTIONS / each) for each in answers.exercises]
    framelab = Measured(FRAMELAB, "", answers.size)
    measured = {
        way.name: Measured(way.name, "no", answers.students, problem=problems.get(way.peer, ""))
        for way in peers.WAYS
    }
    slow = [way for way in peers.WAYS if way is not peers.PYTEST]
    for number in range(rounds):
        _grade_once(answers, framelab, jobs, number)
        for way in (peers.PYTEST, *slow[number::rounds]):
            one = measured[way.name]
            if one.problem:
                continue
            folder = answers.folder / f"{peers.WAYS.index(way)}-{len(one.seconds)}"
            try:
                one.seconds.append(_time(way, folder, tasks, answers, jobs))
                one.problem = wrong_marks(way.marks(folder), answers.handed)
            except peers.PeerError as error:
                one.problem = f"cannot be used: {error}"
            if one.problem:
                say(f"  {way.name} {one.problem}")
            else:
                say(f"  {way.name}: {one.seconds[-1]:.3f} s an exercise")
    return [framelab, *measured.values()]


def _time(
    way: peers.Way, folder: Path, tasks: Sequence[peers.Task], answers: Answers, jobs: int
) -> float:
    """Give the seconds an exercise."""
    if folder.name.endswith("-0"):  # nobody is to pay for compiling their modules
        warm = folder.with_name(folder.name + "-warm")
        peers.run(way.prepare(warm, tasks, answers.handed[:1], 1), 1)
    commands = way.prepare(folder, tasks, answers.handed, jobs)
    start = time.monotonic()
    peers.run(commands, jobs)
    return (time.monotonic() - start) / len(answers.handed)


def _grade_once(answers: Answers, measured: Measured, jobs: int, number: int) -> None:
    """Grade the class into a new folder, from the command's start to its end."""
    out = answers.folder / f"framelab-{number}"
    start = time.monotonic()
    said = classes.grade(answers.folder / "class", out, jobs=jobs, only=answers.exercises)
    seconds = time.monotonic() - start
    exercises = answers.size * len(answers.exercises)
    measured.sandbox = f"yes ({said.isolation})"
    measured.seconds.append(seconds / exercises)
    say(f"  {FRAMELAB}: {exercises:,} exercises in {seconds:.1f} s")
    if said.graded != exercises:
        measured.problem = f"did not grade: {said.graded} of {exercises} answers are new to it"
        return
    with (out / "gradebook.csv").open(newline="", encoding="utf-8") as file:
        marks = {
            (row["student"], row["exercise"]): (float(row["points"]), float(row["max_points"]))
            for row in csv.DictReader(file)
        }
    measured.problem = wrong_marks(marks, answers.handed)


def wrong_marks(marks: peers.Marks, handed: Sequence[peers.Handed]) -> str:
    """Say whether a grader gave right answers all points and wrong ones fewer; "" if so."""
    right = {
        each: (SOLUTIONS / each / "answer.py").read_text(encoding="utf-8")
        for each in {each.exercise for each in handed}
    }
    wrong = []
    for each in handed:
        points, most = marks.get((each.student, each.exercise), (-1.0, 0.0))
        is_full = points == most > 0
        if points < 0 or is_full != each.text.endswith(right[each.exercise]):
            wrong.append(f"{each.student} in {each.exercise}")
    if not wrong:
        return ""
    return f"did not grade: {len(wrong)} of {len(handed)} have wrong marks or none, as {wrong[0]}"


def ratios(measured: Sequence[Measured]) -> list[tuple[str, bool]]:
    """Compare with what is asked for: a line, and whether it is reached or was not measured."""
    by_name = {each.name: each for each in measured}
    framelab = by_name[FRAMELAB]
    found = []
    for way, asked in ASKED_FOR:
        other = by_name[way.name]
        if other.problem or framelab.problem:
            line = f"{way.name}: not measured, {other.problem or framelab.problem}"
            found.append((line, not framelab.problem))
            continue
        times = other.typical / framelab.typical
        reached = times >= asked
        word = "reached" if reached else "not reached"
        found.append(
            (f"{times:.1f} times as fast as {way.name}; {asked} asked for: {word}", reached)
        )
    return found


def print_table(title: str, measured: Sequence[Measured]) -> None:
    """Print what each took, as plain text."""
    print(f"\n{title}: seconds a graded exercise, the start of the command included\n")
    print(f"{'grader':36} {'seconds':>8} {'x framelab':>10}  {'sandbox':12} {'submissions':>11}")
    first = measured[0]
    for each in measured:
        if each.problem:
            print(f"{each.name:36} {each.problem}")
            continue
        times = "" if first.problem else f"{each.typical / first.typical:.1f}"
        print(
            f"{each.name:36} {each.typical:8.4f} {times:>10}  {each.sandbox:12} "
            f"{each.submissions:11,}"
        )


if __name__ == "__main__":
    sys.exit(main())
