"""Other graders, to be measured beside `framelab grade`: nothing of them is in the project.

Each lives in a virtual environment of its own, `_build/peers/NAME`, that is made here with
pinned versions. What it grades by is made from the same checks that `framelab` grades by: they
are read out of an exercise's test files and written in the form that each grader has.
"""

import ast
import csv
import json
import os
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.classes import ROOT

PEERS = ROOT / "_build" / "peers"
PINNED = {
    "pytest": ("pytest==9.2.0",),
    "otter-grader": ("otter-grader[grading]==7.0.0", "ipykernel==7.4.0", "pytest==9.2.0"),
    "nbgrader": ("nbgrader==0.9.6", "ipykernel==7.4.0", "pytest==9.2.0"),
}
"""What each environment holds. The checks of an exercise use pytest's `approx` and `raises`."""

Marks = dict[tuple[str, str], tuple[float, float]]
"""By student and exercise: points, and the most that there are."""


class PeerError(Exception):
    """A grader cannot be installed or used; its text is one line."""


@dataclass(frozen=True, slots=True)
class Check:
    """One test of an exercise; `source` is a plain function of one argument, `submission`."""

    name: str
    points: int
    source: str


@dataclass(frozen=True, slots=True)
class Checks:
    """The tests of a file. `preamble` is what stands beside them: imports, rows, helpers."""

    preamble: str
    checks: tuple[Check, ...]

    @property
    def points(self) -> int:
        """What all of them are worth."""
        return sum(check.points for check in self.checks)


@dataclass(frozen=True, slots=True)
class Task:
    """An exercise: its checks, and what its students start from."""

    id: str
    visible: Checks
    hidden: Checks
    starter: str

    @property
    def points(self) -> int:
        """What the whole exercise is worth."""
        return self.visible.points + self.hidden.points


@dataclass(frozen=True, slots=True)
class Handed:
    """One answer of one student."""

    student: str
    exercise: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A process to be run, with the programs of a grader's environment before all others."""

    peer: str
    arguments: tuple[str, ...]
    cwd: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a grader can be asked to grade a class.

    `prepare` writes into a folder what is needed and gives the commands that grade, which may
    run beside each other; `marks` reads what came of them. `once` is whether one command
    grades many submissions.
    """

    peer: str
    name: str
    once: bool
    prepare: Callable[[Path, Sequence[Task], Sequence[Handed], int], list[Command]]
    marks: Callable[[Path], Marks]


def install(peer: str) -> None:
    """Make the environment of a grader, if it is not there.

    Raises
    ------
    PeerError
        It cannot be made; says why.
    """
    folder, pinned = PEERS / peer, PINNED[peer]
    done = folder / "installed.txt"
    if done.is_file() and done.read_text(encoding="utf-8").split() == list(pinned):
        return
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *pinned],
    ):
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode:
            said = (made.stderr or made.stdout).strip().splitlines()
            raise PeerError(said[-1] if said else f"{command[0]} ended with {made.returncode}")
    done.write_text("\n".join(pinned), encoding="utf-8")


def run(commands: Sequence[Command], jobs: int) -> list[subprocess.CompletedProcess[str]]:
    """Run commands, a number of them at a time, and give what each did, in their order."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(_run, commands))


def _run(command: Command) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command.arguments,
        cwd=command.cwd,
        env=environment(command.peer) | dict(command.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def environment(peer: str) -> dict[str, str]:
    """Give the variables that a grader runs with: nothing of the user's Jupyter or pytest.

    The checks of some exercises load the corpus, so this library can be imported.
    """
    home = PEERS / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    path = f"{PEERS / peer / 'bin'}:{os.environ['PATH']}"
    return kept | {"HOME": str(home), "PATH": path, "PYTHONPATH": str(ROOT)}


def read_task(folder: Path, solution: Path) -> Task:
    """Read an exercise of kind code, so that it can be written in another grader's form."""
    return Task(
        folder.name,
        read_checks((folder / "test_public.py").read_text(encoding="utf-8")),
        read_checks((solution / "test_hidden.py").read_text(encoding="utf-8")),
        (folder / "answer.py").read_text(encoding="utf-8"),
    )


def read_checks(source: str) -> Checks:
    """Take the tests out of a test file; each case of a parametrised one becomes one."""
    preamble: list[ast.stmt] = []
    checks: list[Check] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            checks += _cases(node)
        elif not (isinstance(node, ast.ImportFrom) and node.module == "framelab.exercises"):
            preamble.append(node)
    return Checks(ast.unparse(ast.Module(preamble, [])), tuple(checks))


def _cases(node: ast.FunctionDef) -> list[Check]:
    points, names = 1, ""
    cases = [""]
    for decorator in node.decorator_list:
        assert isinstance(decorator, ast.Call)
        if ast.unparse(decorator.func) == "points":
            points = ast.literal_eval(decorator.args[0])
        else:
            assert ast.unparse(decorator.func) == "pytest.mark.parametrize"
            names = ast.literal_eval(decorator.args[0])
            assert isinstance(decorator.args[1], ast.List)
            cases = [ast.unparse(each) for each in decorator.args[1].elts]
    made = []
    for number, case in enumerate(cases, 1):
        name = f"{node.name}_{number}" if names else node.name
        body = [*ast.parse(f"{names} = {case}").body, *node.body] if names else node.body
        source = f"def {name}(submission):\n" + textwrap.indent(
            ast.unparse(ast.Module(body, [])), "    "
        )
        made.append(Check(name, points, source))
    return made


# --- plain pytest: a process an answer, which imports the answer and tests it


PYTEST_CONFTEST = """
import importlib.util
import os

import pytest


@pytest.fixture(scope="session")
def submission():
    spec = importlib.util.spec_from_file_location("answer", os.environ["ANSWER"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
"""


def prepare_pytest(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], _jobs: int
) -> list[Command]:
    """Write the tests as plain pytest, and give a command an answer."""
    for task in tasks:
        place = folder / "tests" / task.id
        write(place / "pytest.ini", "[pytest]\naddopts = -p no:cacheprovider\n")
        write(place / "conftest.py", PYTEST_CONFTEST)
        for name, checks in (("test_public.py", task.visible), ("test_hidden.py", task.hidden)):
            text = "\n\n\n".join([checks.preamble, *(each.source for each in checks.checks)])
            write(place / name, text + "\n")
    commands = []
    for each in handed:
        answer = write(folder / "answers" / each.student / each.exercise / "answer.py", each.text)
        (folder / "results" / each.student).mkdir(parents=True, exist_ok=True)
        report = folder / "results" / each.student / f"{each.exercise}.xml"
        arguments = ("python", "-m", "pytest", "-q", f"--junitxml={report}", ".")
        place = folder / "tests" / each.exercise
        commands.append(Command("pytest", arguments, place, {"ANSWER": str(answer)}))
    return commands


def marks_of_pytest(folder: Path) -> Marks:
    """Count in the reports what passed."""
    marks = {}
    for file in folder.glob("results/*/*.xml"):
        try:
            suite = next(ElementTree.parse(file).iter("testsuite"))
        except (ElementTree.ParseError, StopIteration):
            continue
        tests = int(suite.get("tests", 0))
        lost = sum(int(suite.get(kind, 0)) for kind in ("failures", "errors", "skipped"))
        marks[file.parent.name, file.stem] = float(tests - lost), float(tests)
    return marks


# --- otter-grader: a zip of tests an exercise; answers may be scripts


OTTER_HEAD = """OK_FORMAT = False

from types import SimpleNamespace

from otter.test_files import test_case

name = "{name}"
"""
OTTER_CASE = """
@test_case(name="{name}", points={points}, hidden={hidden})
def {name}_of_otter(env):
    {name}(SimpleNamespace(**env))
"""
# What a teacher would write who has no Docker and wants one process.
OTTER_LOOP = """
import json, pathlib, sys
from otter.api import grade_submission
for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
    answer, zipped, out = line.split("\\t")
    results = grade_submission(answer, zipped, quiet=True)
    pathlib.Path(out).mkdir(parents=True)
    said = {"tests": [{"score": results.total, "max_score": results.possible}]}
    pathlib.Path(out, "results.json").write_text(json.dumps(said))
"""


def _otter_places(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed]
) -> list[tuple[str, str, str]]:
    for task in tasks:
        zipped = folder / f"{task.id}.zip"
        zipped.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(zipped, "w") as file:
            file.writestr("otter_config.json", json.dumps({"pdf": False}))
            for name, checks in (("visible", task.visible), ("hidden", task.hidden)):
                file.writestr(f"tests/{name}.py", otter_tests(name, checks))
    places = []
    for each in handed:
        answer = write(folder / "answers" / each.student / each.exercise / "answer.py", each.text)
        out = folder / "results" / each.student / each.exercise
        out.parent.mkdir(parents=True, exist_ok=True)
        places.append((str(answer), str(folder / f"{each.exercise}.zip"), str(out)))
    return places


def otter_tests(name: str, checks: Checks) -> str:
    """Write tests in otter-grader's form, a function a check."""
    text = OTTER_HEAD.format(name=name) + checks.preamble + "\n"
    for check in checks.checks:
        text += "\n\n" + check.source + "\n"
        hidden = name == "hidden"
        text += OTTER_CASE.format(name=check.name, points=check.points, hidden=hidden)
    return text


def prepare_otter(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], _jobs: int
) -> list[Command]:
    """Write the tests in otter-grader's form, and give a command an answer."""
    commands = []
    for answer, zipped, out in _otter_places(folder, tasks, handed):
        Path(out).mkdir(parents=True)
        arguments = ("otter", "run", answer, "-a", zipped, "-o", out, "--no-logo")
        commands.append(Command("otter-grader", arguments, folder))
    return commands


def prepare_otter_once(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], jobs: int
) -> list[Command]:
    """Give a command a job, which calls otter-grader's own function for answer after answer."""
    script = write(folder / "loop.py", OTTER_LOOP)
    places = _otter_places(folder, tasks, handed)
    commands = []
    for job in range(jobs):
        listed = write(
            folder / f"answers-{job}.tsv", "\n".join("\t".join(each) for each in places[job::jobs])
        )
        commands.append(Command("otter-grader", ("python", str(script), str(listed)), folder))
    return commands


def marks_of_otter(folder: Path) -> Marks:
    """Add up what stands in the results."""
    marks = {}
    for file in folder.glob("results/*/*/results.json"):
        try:
            tests = json.loads(file.read_text(encoding="utf-8"))["tests"]
        except (ValueError, KeyError):
            continue
        scores = [each for each in tests if "max_score" in each]
        marks[file.parent.parent.name, file.parent.name] = (
            sum(each["score"] or 0 for each in scores),
            sum(each["max_score"] for each in scores),
        )
    return marks


# --- nbgrader: an assignment with a notebook an exercise; a course a job, since one course
# has one database, which calls beside each other would lock


NBGRADER_MARKS = """
import csv, sys
from nbgrader.api import Gradebook
out = csv.writer(sys.stdout)
with Gradebook("sqlite:///gradebook.db") as book:
    for submission in book.assignment_submissions("course"):
        for notebook in submission.notebooks:
            graded = all(grade.auto_score is not None for grade in notebook.grades)
            if graded:
                out.writerow([submission.student_id, notebook.name,
                              notebook.score, notebook.max_score])
"""
NBGRADER_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "course"
c.ClearSolutions.code_stub = {"python": "..."}
"""
_ANSWER = "answer"


def _prepare_courses(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], jobs: int
) -> list[Path]:
    """Make a course a job, with its share of the submissions."""
    students = sorted({each.student for each in handed})
    courses = []
    for job in range(jobs):
        course = folder / f"course-{job}"
        write(course / "nbgrader_config.py", NBGRADER_CONFIG)
        for task in tasks:
            notebook = nbgrader_notebook(task, task.starter)
            write(course / "source" / "course" / f"{task.id}.ipynb", json.dumps(notebook))
        generate = Command("nbgrader", ("nbgrader", "generate_assignment", "course"), course)
        (made,) = run([generate], 1)
        if made.returncode:
            raise PeerError(_last_line(made))
        own = set(students[job::jobs])
        for each in handed:
            if each.student in own:
                released = course / "release" / "course" / f"{each.exercise}.ipynb"
                notebook = json.loads(released.read_text(encoding="utf-8"))
                for cell in notebook["cells"]:
                    if cell["metadata"]["nbgrader"]["grade_id"] == _ANSWER:
                        cell["source"] = each.text
                place = course / "submitted" / each.student / "course" / f"{each.exercise}.ipynb"
                write(place, json.dumps(notebook))
        courses.append(course)
    return courses


def nbgrader_notebook(task: Task, answer: str) -> dict[str, object]:
    """Write an exercise as a notebook with a cell a check.

    An answer shares its names with the checks there: what stands beside the checks is put into
    a function, so that it changes none of the answer's own.
    """
    cells = [_cell(_ANSWER, answer, solution=True)]
    for what, checks in (("visible", task.visible), ("hidden", task.hidden)):
        for number, check in enumerate(checks.checks):
            lines = [f'{what}_checks["{check.name}"](SimpleNamespace(**globals()))']
            if number == 0:
                inner = [checks.preamble, *(each.source for each in checks.checks)]
                body = textwrap.indent("\n".join([*inner, "return locals()"]), "    ")
                made = f"def all_{what}_checks():\n{body}\n\n{what}_checks = all_{what}_checks()"
                lines = ["from types import SimpleNamespace", made, *lines]
            if what == "hidden":
                lines = ["### BEGIN HIDDEN TESTS", *lines, "### END HIDDEN TESTS"]
            cells.append(_cell(f"{what}-{check.name}", "\n".join(lines), points=check.points))
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(
    grade_id: str, source: str, *, points: int | None = None, solution: bool = False
) -> dict[str, object]:
    about: dict[str, object] = {
        "grade": not solution,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        about["points"] = points
    return {
        "cell_type": "code",
        "id": grade_id.replace("_", "-")[:64],
        "execution_count": None,
        "metadata": {"nbgrader": about},
        "outputs": [],
        "source": source,
    }


def prepare_nbgrader(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], jobs: int
) -> list[Command]:
    """Give a command a student; those of one course stand behind each other in one command."""
    commands = []
    for course in _prepare_courses(folder, tasks, handed, jobs):
        # One course cannot be graded by two calls at a time.
        line = 'for each in submitted/*; do nbgrader autograde course --student "${each##*/}"; done'
        commands.append(Command("nbgrader", ("/bin/sh", "-c", line), course))
    return commands


def prepare_nbgrader_once(
    folder: Path, tasks: Sequence[Task], handed: Sequence[Handed], jobs: int
) -> list[Command]:
    """Give a command a job, for all its submissions."""
    return [
        Command("nbgrader", ("nbgrader", "autograde", "course"), course)
        for course in _prepare_courses(folder, tasks, handed, jobs)
    ]


def marks_of_nbgrader(folder: Path) -> Marks:
    """Ask the courses' databases."""
    marks = {}
    script = write(folder / "marks.py", NBGRADER_MARKS)
    for course in sorted(folder.glob("course-*")):
        (said,) = run([Command("nbgrader", ("python", str(script)), course)], 1)
        for student, exercise, score, most in csv.reader(said.stdout.splitlines()):
            marks[student, exercise] = float(score), float(most)
    return marks


PYTEST = Way("pytest", "plain pytest, a process an answer", False, prepare_pytest, marks_of_pytest)
OTTER = Way(
    "otter-grader", "otter-grader, `otter run` an answer", False, prepare_otter, marks_of_otter
)
OTTER_ONCE = Way(
    "otter-grader", "otter-grader, one process for all", True, prepare_otter_once, marks_of_otter
)
NBGRADER = Way("nbgrader", "nbgrader, a call a student", False, prepare_nbgrader, marks_of_nbgrader)
NBGRADER_ONCE = Way(
    "nbgrader", "nbgrader, one call for all", True, prepare_nbgrader_once, marks_of_nbgrader
)
WAYS = (PYTEST, OTTER, OTTER_ONCE, NBGRADER, NBGRADER_ONCE)


def write(file: Path, text: str) -> Path:
    """Write a file, and the folders that it needs; give its path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).strip().splitlines()
    return lines[-1] if lines else f"ended with {done.returncode}"
