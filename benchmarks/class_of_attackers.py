"""Grade a class of which a tenth attacks: it ends in time, and the others have their marks.

Part of `make bench-long`, or `python -m benchmarks.class_of_attackers`. The
attackers hand in, for each exercise of code, the same attack: the worst of those that
`tests/grading/hostile` has, for the time or the memory that they take, or for what they leave. The
other submissions are graded twice, with the attackers and without: their lines must be the same.
Ends with 1 if something that is asked for is not reached.
"""

import argparse
import ast
import csv
import itertools
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import classes
from benchmarks.class_of_thousands import say
from framelab.exercises.definition.exercise import find_exercises, read_exercise
from framelab.grading.gradebook import FILE

SIZE = 300
ONE_IN = 10
JOBS = 2
MOST_SECONDS = 3_600
"""For a class of `SIZE`, and in proportion for another; 120 s for one attacker come on top."""
ATTACKS = {
    "uses its time up": "time.sleep(60)",
    "uses its time up, then returns what no decimal number can hold": (
        "CALLS.append(1)\n    if len(CALLS) < 4:\n        time.sleep(4.6)\n    return 10**400"
    ),
    "never ends": "while True:\n        pass",
    "takes all memory": "return [bytearray(1 << 20) for _ in range(100_000)]",
    "makes files without end": "number = 0\n    while True:\n        number += 1\n"
    "        open(f'f{number}', 'w').close()",
    "leaves folders in each other": "for _ in range(1_500):\n        os.mkdir('d')\n"
    "        os.chdir('d')\n    time.sleep(60)",
    "prints without end": "while True:\n        print('x' * 1_000)",
    "starts threads without end": "while True:\n"
    "        threading.Thread(target=time.sleep, args=(60,)).start()",
    "crashes": "time.sleep(4)\n    ctypes.string_at(0)",
    "returns very much": "return {(number, str(number)): [number] for number in range(9_000)}",
}
"""What each attack does, and the body of each of its functions."""


def main() -> int:
    """Grade the class without its attackers and with them, and print what is reached."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.class_of_attackers", description=__doc__
    )
    parser.add_argument("--size", type=int, default=SIZE, metavar="N")
    options = parser.parse_args()
    size = options.size
    only = [each.id for each in map(read_exercise, find_exercises(classes.EXERCISES))
            if each.kind == "code"]  # fmt: skip
    attackers = range(0, size, ONE_IN)
    with tempfile.TemporaryDirectory(prefix="framelab-bench-") as name:
        submissions = Path(name, "class")
        classes.make_class(submissions, size, only)
        for number in attackers:
            shutil.rmtree(submissions / classes.student_name(number))
        say(f"{size - len(attackers):,} submissions without attackers")
        honest = _lines(submissions, Path(name, "honest"), only)
        for number, attack in zip(attackers, itertools.cycle(ATTACKS.values()), strict=False):
            _attack(submissions / classes.student_name(number), only, attack)
        say(f"{len(attackers):,} attackers among them, {JOBS} jobs")
        began = time.monotonic()
        found = _lines(submissions, Path(name, "all"), only)
        seconds = time.monotonic() - began
    most = MOST_SECONDS * size / SIZE + 120
    names = {classes.student_name(number) for number in attackers}
    results = [
        (f"{seconds:.0f} s; at most {most:.0f} s asked for", seconds <= most),
        (
            f"{len(honest):,} lines of others are the same with attackers and without",
            {line: row for line, row in found.items() if line[0] not in names} == honest,
        ),
        (
            f"each of {len(names) * len(only):,} attacks has a line",
            {line for line in found if line[0] in names}
            == {(student, each) for student in names for each in only},
        ),
    ]
    for line, reached in results:
        print(f"{line}: {'reached' if reached else 'not reached'}")
    return 0 if all(reached for _, reached in results) else 1


def _attack(folder: Path, only: list[str], body: str) -> None:
    """Write an attacker's answers: each function that an exercise asks for does the same."""
    for exercise in only:
        solution = ast.parse((classes.SOLUTIONS / exercise / "answer.py").read_text("utf-8"))
        names = [node.name for node in solution.body if isinstance(node, ast.FunctionDef)]
        text = "import ctypes, os, threading, time\n\nCALLS = []\n"
        text += "".join(f"\n\ndef {name}(*_, **__):\n    {body}\n" for name in names)
        (folder / exercise).mkdir(parents=True)
        (folder / exercise / "answer.py").write_text(text, encoding="utf-8")


def _lines(submissions: Path, out: Path, only: list[str]) -> dict[tuple[str, str], dict[str, str]]:
    """Grade a class, and return the lines of its gradebook by student and exercise."""
    classes.grade(submissions, out, jobs=JOBS, only=only)
    with (out / FILE).open(newline="", encoding="utf-8") as file:
        return {(row["student"], row["exercise"]): row for row in csv.DictReader(file)}


if __name__ == "__main__":
    sys.exit(main())
