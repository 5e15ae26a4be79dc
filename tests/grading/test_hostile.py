"""Answers that attack the grader, on every level of isolation that there is.

Each file in `hostile` is one; its docstring says what it tries. An answer that finds
something raises with STOLEN in its message, gives the right value, or leaves EVIDENCE.
"""

import ast
import csv
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from framelab.grading import isolation
from framelab.grading.isolation import LEVELS, IsolationError, strongest_level
from framelab.writing import remove_folder

from .conftest import nest_folders

HOSTILE = {
    file.stem: file.read_text() for file in sorted(Path(__file__).parent.glob("hostile/*.py"))
}
HONEST = 8
EXERCISE = """
version = 1
title = "A sum"
chapter = "counting_words"
minutes = 5
objectives = ["add numbers"]
kind = "code"
points_visible = 2
points_total = 7
withheld = ["framelab.measures"]
deadline_seconds = 0.6
"""
PUBLIC = '''
from framelab.exercises import points

@points(2)
def test_two(submission):
    """The sum of two numbers."""
    assert submission.total([1, 2]) == 3, "Which numbers are there?"
'''
HIDDEN = '''
import pytest
from framelab.exercises import points

SECRET_TOTAL = 918273

@points(2)
def test_secret(submission):
    """The sum of a longer list."""
    assert submission.total([918000, 200, 73]) == SECRET_TOTAL

@points(1)
@pytest.mark.parametrize("numbers, wanted", [([555111, 0], 555111), ([43, 0], 43)])
def test_with_nought(submission, numbers, wanted):
    """A nought changes nothing."""
    assert submission.total(numbers) == wanted

@points(1)
def test_differs(submission):
    """A list of one number has that one as its sum."""
    assert 6 < submission.total([7]) < 8
'''
ANSWERS_USERS = range(isolation.FIRST_USER, isolation.FIRST_USER + isolation.USERS)
SECRETS = re.compile(r"918273|918000|555111|\bSECRET_TOTAL\b")
# What the sandbox has loaded already, what the sandbox has not, and what answers find everywhere.
IMPORTS = """
import asyncio, bisect, decimal, difflib, fractions, getpass, glob, hashlib, heapq, html, logging
import pprint, sqlite3
import tempfile, textwrap, unicodedata, unittest, urllib.parse, xml.etree.ElementTree, zoneinfo
import framelab
from framelab.corpus import Corpus

assert getpass.getuser() == "student"
assert asyncio.run(asyncio.sleep(0, 3)) == 3
"""
MISTAKE = '''"""You give the first number. What about the others?"""


def total(numbers):
    return numbers[0]
'''
RIGHT = "def total(numbers):\n    return sum(numbers)\n"
# What some of them must end with; of the others any status will do that says what happened.
ENDS = {
    "endless_loop": {"timeout"},
    "ignores_signals": {"timeout"},
    "loops_in_c": {"timeout"},
    "sleeps": {"timeout"},
    "never_loads": {"failed_import"},
    "reads_checks_from_disk": {"graded"},
    "floods": {"violation"},
    "announces_too_much": {"violation"},
    "nests_deeply": {"violation"},
    "many_colliding_numbers": {"violation"},
    "changes_the_worker": {"violation"},
    "colliding_tuples": {"violation"},
    "replies_twice": {"violation"},
    "number_beyond_decimals": {"graded"},
    "formula_behind_a_semicolon": {"failed_import"},
    "floods_by_names": {"graded"},
    "forges_its_loading": {"failed_import", "violation", "graded"},
}
# What the reading of packages that anybody may read is worth is said in the level's own words.
NOT_STOPPED = {("landlock", "imports_the_graders_side"), ("user", "imports_the_graders_side")}


class ClassOfAttackers:
    """A class of hostile and honest answers, graded on one level."""

    def __init__(self, folder: Path, level: str) -> None:
        self.level = level
        self.out, self.submissions = folder / "out", folder / "submissions"
        exercises, self.solutions = folder / "exercises", folder / "solutions"
        self.temporary = folder / "temporary"
        self.temporary.mkdir(mode=0o711)
        for course_folder, files in (
            (exercises / "sums", {"exercise.toml": EXERCISE, "test_public.py": PUBLIC,
                                  "brief.md": "Add.", "answer.py": "def total(numbers): ...\n"}),
            (self.solutions / "sums", {"answer.py": RIGHT, "test_hidden.py": HIDDEN}),
        ):  # fmt: skip
            course_folder.mkdir(parents=True)
            for name, text in files.items():
                (course_folder / name).write_text(text)
        (self.solutions / "sums" / "misconceptions").mkdir()
        (self.solutions / "sums" / "misconceptions" / "first.py").write_text(MISTAKE)
        places = {"{solutions}": self.solutions, "{out}": self.out, "{level}": level,
                  "{submissions}": self.submissions,
                  "{library}": Path(isolation.__file__).parents[1]}  # fmt: skip
        answers = dict(HOSTILE)
        for number in range(HONEST):  # among the others, by name
            answers[f"{'abehmprt'[number]}-honest-{number}"] = f"{RIGHT}# {number}\n"
        answers["honest-0"] = f"{IMPORTS}\n{RIGHT}"
        for student, answer in answers.items():
            for name, place in places.items():
                answer = answer.replace(name, str(place))  # noqa: PLW2901 - place by place
            (self.submissions / student / "sums").mkdir(parents=True)
            (self.submissions / student / "sums" / "answer.py").write_text(answer)
        for each in (self.solutions, self.submissions):
            each.chmod(0o700)
        self.before = tree(exercises, self.solutions, self.submissions)
        nested = self.submissions / "nested"
        nest_folders(nested)
        self.listening = listening()
        self.done = subprocess.run(
            [sys.executable, "-m", "framelab.cli", "grade", self.submissions, "--out", self.out,
             "--exercises", exercises, "--solutions", self.solutions, "--isolation", level,
             "--jobs", "6"],
            capture_output=True, text=True, check=False,
            # A temporary folder of its own: others may be grading on this machine.
            env=os.environ | {"GRADER_SECRET": "1", "TMPDIR": str(self.temporary)},
        )  # fmt: skip
        remove_folder(nested)  # nor could the functions below read it
        self.after = tree(exercises, self.solutions, self.submissions)
        self.rows = {}
        if (self.out / "gradebook.csv").is_file():
            with (self.out / "gradebook.csv").open(newline="") as file:
                self.rows = {row["student"]: row for row in csv.DictReader(file)}


def tree(*folders: Path) -> dict[str, tuple[int, bytes]]:
    files = (file for folder in folders for file in folder.rglob("*"))
    return {
        str(file): (file.stat().st_mode, b"" if file.is_dir() else file.read_bytes())
        for file in files
    }


def listening() -> set[str]:
    """List sockets that wait for somebody, of the users that answers may be."""
    users = ANSWERS_USERS if os.geteuid() == 0 else {os.geteuid()}
    lines = (
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path("/proc/net", name).read_text().splitlines()[1:]
    )
    return {line[1] for line in lines if line[3] == "0A" and int(line[7]) in users}


def can_be_tried(level: str, folder: Path) -> str | None:
    folder.chmod(0o711)
    return isolation.why_not(isolation.level_named(level), folder / "try")


@pytest.fixture(scope="module", params=[level.name for level in LEVELS])
def graded(request: pytest.FixtureRequest) -> Iterator[ClassOfAttackers]:
    # Not below pytest's own folder, which no other user can pass through.
    folder = Path(f"/tmp/framelab-hostile-{os.getpid()}-{request.param}")
    folder.mkdir(mode=0o711)
    try:
        if why := can_be_tried(request.param, folder):
            pytest.skip(f"{request.param} does not hold on this machine: {why}")
        yield ClassOfAttackers(folder, request.param)
    finally:
        shutil.rmtree(folder)


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
    assert all(ast.get_docstring(ast.parse(text)) for text in HOSTILE.values())


def test_the_whole_class_was_graded(graded: ClassOfAttackers) -> None:
    assert graded.done.returncode in (0, 1), graded.done.stderr
    assert set(HOSTILE) <= set(graded.rows)
    levels = {name: row["isolation"] for name, row in graded.rows.items()}
    assert levels.pop("nested") == ""  # nothing of it was run
    assert set(levels.values()) == {graded.level}


def test_honest_answers_have_all_points(graded: ClassOfAttackers) -> None:
    honest = {name: row for name, row in graded.rows.items() if "honest" in name}
    assert len(honest) == HONEST + 1
    assert {(row["points"], row["status"], row["reason"]) for row in honest.values()} == {
        ("7", "graded", "")
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_none_gains_a_point_that_it_did_not_earn(graded: ClassOfAttackers, name: str) -> None:
    row = graded.rows[name]
    earns = re.search(r"^EARNS = (\d+)", HOSTILE[name], re.MULTILINE)
    assert int(row["points"]) == (int(earns[1]) if earns else 0), row
    allowed = ENDS.get(name, {"graded", "failed_import", "timeout", "violation"})
    assert row["status"] in allowed, row
    assert row["reason"] or row["status"] == "graded"


def test_folders_in_each_other_are_handed_in_by_one_student_alone(graded: ClassOfAttackers) -> None:
    assert graded.rows["nested"]["status"] == "ungraded"
    assert "found elsewhere: d" in graded.rows["nested"]["reason"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_is_long(graded: ClassOfAttackers, name: str) -> None:
    page = (graded.out / "feedback" / f"{name}.html").read_text()
    assert len(page.encode()) < 60_000
    assert max(map(len, unescape(page).splitlines())) < 1_000


def test_no_cell_begins_with_a_formula(graded: ClassOfAttackers) -> None:
    for line in (graded.out / "gradebook.csv").read_text().splitlines():
        assert not re.search(r"""(?:^|[;,|\t])["\s]*[=+@]""", line)


@pytest.mark.parametrize("name", HOSTILE)
def test_none_finds_anything(graded: ClassOfAttackers, name: str) -> None:
    page = (graded.out / "feedback" / f"{name}.html").read_text()
    if (graded.level, name) not in NOT_STOPPED:
        assert "STOLEN" not in page + graded.rows[name]["reason"]
    assert not SECRETS.search(page)
    assert not SECRETS.search(graded.rows[name]["reason"])


def test_nothing_is_left_or_changed(graded: ClassOfAttackers) -> None:
    assert graded.after == graded.before
    names = {file.name for file in graded.out.rglob("*")}
    assert not names & {"EVIDENCE", "framelab-evidence.py"}
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run"):
        found = [file.name for file in Path(folder).iterdir() if "framelab-evidence" in file.name]
        assert not found, folder
    assert not list(graded.temporary.iterdir())
    assert "forged" not in (graded.out / "gradebook.csv").read_text()


def test_no_process_and_no_socket_is_left(graded: ClassOfAttackers) -> None:
    deadline = time.monotonic() + 20
    while found := left_processes(graded.temporary):
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    assert listening() <= graded.listening


def left_processes(temporary: Path) -> list[str]:
    """List what still runs of a class's sandboxes, or was started by an answer."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (
                (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            )
            if str(temporary) in command or "4711" in command:
                found.append(command)
        except OSError:
            continue
    return found


def test_markup_and_signs_are_shown_as_text(graded: ClassOfAttackers) -> None:
    page = (graded.out / "feedback" / "says_markup.html").read_text()
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f]", page + graded.done.stdout + graded.done.stderr
    )


def test_the_strongest_level_that_holds_is_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Path(f"/tmp/framelab-levels-{os.getpid()}")
    folder.mkdir(mode=0o711)
    names = [level.name for level in LEVELS]
    try:
        holding = [name for name in names if can_be_tried(name, folder) is None]
        assert holding, "no level holds on this machine: nothing can be tried"
        assert strongest_level(names, folder)[0].name == holding[0]
        monkeypatch.setattr(shutil, "which", lambda name: None)  # no bubblewrap
        level, failed = strongest_level(names, folder)
        assert level.name == next(name for name in holding if name != "bwrap")
        assert any("bubblewrap" in line for line in failed)
        find_spec = importlib.util.find_spec
        monkeypatch.setattr(
            importlib.util,
            "find_spec",
            lambda name, package=None: None if name == "landlockpy" else find_spec(name, package),
        )
        if os.geteuid() == 0:
            level, failed = strongest_level(names, folder)
            assert (level.name, len(failed)) == ("user", 2)
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(IsolationError, match=r"bwrap: .*landlock: .*user: "):
            strongest_level(names, folder)
    finally:
        shutil.rmtree(folder)
