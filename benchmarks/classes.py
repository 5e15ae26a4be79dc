"""Make a class: `python -m benchmarks.classes FOLDER SIZE [--only ID]`; and grade one.

About half of the answers are right; the rest are starters and the wrong answers that
`solutions/` holds. A comment line, or white space in JSON, makes each answer one of its own, so
that none is known from another. The same size gives the same class, and a smaller class is the
beginning of a larger one.
"""

import argparse
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from framelab.exercises import find_exercises, read_exercise
from framelab.exercises.checks.diagnosis import read_misconceptions
from framelab.exercises.definition.exercise import ANSWERS

ROOT = Path(__file__).parents[1]
EXERCISES = ROOT / "exercises"
SOLUTIONS = ROOT / "solutions"
TWO_EXERCISES = ("who_speaks", "code_frames")
"""One of code and one of codes, for measurements that all exercises would make too long."""

_SEED = 2017
_RIGHT = 0.5
_SAID = re.compile(r"([\d,]+) answers graded in .*, ([\d,]+) known before.*Isolation: (\w+)")


@dataclass(frozen=True, slots=True)
class Said:
    """What `framelab grade` says that it did."""

    graded: int
    known: int
    isolation: str


def make_class(folder: Path, size: int, only: Sequence[str] = ()) -> None:
    """Make `size` submissions in a folder, to some exercises or to all.

    Parameters
    ----------
    folder : Path
        Made; it must not be there.
    size : int
    only : sequence of str
        The ids of exercises; all of them if there is none.
    """
    pools = {}
    for exercise in map(read_exercise, find_exercises(EXERCISES)):
        if only and exercise.id not in only:
            continue
        name, solution = ANSWERS[exercise.kind], SOLUTIONS / exercise.id
        wrong = [
            (exercise.folder / name).read_text(encoding="utf-8"),
            *(each.content for each in read_misconceptions(solution)),
        ]
        pools[exercise.id] = name, (solution / name).read_text(encoding="utf-8"), wrong
    chance = random.Random(_SEED)
    for number in range(size):
        for identifier, (name, right, wrong) in pools.items():
            answer = right if chance.random() < _RIGHT else chance.choice(wrong)
            place = folder / student_name(number) / identifier
            place.mkdir(parents=True)
            (place / name).write_text(_unique(answer, name, number), encoding="utf-8")


def student_name(number: int) -> str:
    """Give the name of the student with a number, from 0."""
    return f"student-{number:05}"


def grade_command(
    submissions: Path, out: Path, *, jobs: int, only: Sequence[str] = ()
) -> list[str]:
    """Give the command that grades a class."""
    program = str(Path(sys.executable).with_name("framelab"))
    return [
        program, "grade", str(submissions), "--out", str(out),
        "--exercises", str(EXERCISES), "--solutions", str(SOLUTIONS), "--jobs", str(jobs),
        *(part for each in only for part in ("--only", each)),
    ]  # fmt: skip


def what_was_said(output: str) -> Said:
    """Find in the output of `framelab grade` what it did.

    Raises
    ------
    RuntimeError
        It does not say so: nobody was graded.
    """
    found = _SAID.search(" ".join(output.split()))
    if not found:
        raise RuntimeError(f"framelab grade graded nobody: {output}")
    graded, known, isolation = found.groups()
    return Said(int(graded.replace(",", "")), int(known.replace(",", "")), isolation)


def grade(submissions: Path, out: Path, *, jobs: int, only: Sequence[str] = ()) -> Said:
    """Grade a class, from start to end.

    Raises
    ------
    RuntimeError
        Nobody was graded.
    """
    command = grade_command(submissions, out, jobs=jobs, only=only)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return what_was_said(done.stdout + done.stderr)


def _unique(answer: str, name: str, number: int) -> str:
    if name.endswith(".json"):
        return answer.rstrip() + "\n" + f"{number:b}".replace("0", " ").replace("1", "\t") + "\n"
    return f"# This is the answer of {student_name(number)}.\n{answer}"


def main() -> None:
    """Make a class, as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classes", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("size", type=int, metavar="SIZE")
    parser.add_argument("--only", action="append", default=[], metavar="ID")
    options = parser.parse_args()
    make_class(options.folder, options.size, options.only)


if __name__ == "__main__":
    main()
