"""A course of two exercises, and a way to grade a class of it."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SECRETS = ("918273", "1836546", "918,273", "1,836,546", "zanzibar", "quetzal", "4407", "8814",
           "xylem")  # fmt: skip
"""What the hidden checks ask and expect, and the names of their cases; in any case of letters."""

EXERCISE_TOML = """
version = 2
title = "{title}"
chapter = "a_chapter"
minutes = 5
objectives = ["try what grades"]
kind = "{kind}"
points_visible = 2
points_total = {total}
withheld = [{withheld}]
deadline_seconds = 1.0
"""

COURSE = {
    "exercises/double/exercise.toml": EXERCISE_TOML.format(
        title="Twice as much", kind="code", total=6, withheld='"framelab.measures"'
    ),
    "exercises/double/brief.md": "# Twice as much\n\nWrite `double(number)` and `shout(word)`.\n",
    "exercises/double/answer.py": "def double(number):\n    ...\n\n\ndef shout(word):\n    ...\n",
    "exercises/double/test_public.py": '''
from framelab.exercises import points


@points(1)
def test_a_number(submission):
    """3 doubled is 6."""
    assert submission.double(3) == 6, "How often does the number go into its double?"


@points(1)
def test_a_word(submission):
    """A word is shouted in capitals."""
    assert submission.shout("hey") == "HEY!", "What stands at the end of what is shouted?"
''',
    "solutions/double/answer.py": (
        "def double(number):\n    return 2 * number\n\n\n"
        'def shout(word):\n    return word.upper() + "!"\n'
    ),
    "solutions/double/test_hidden.py": '''
import pytest

from framelab.exercises import points


@points(1)
@pytest.mark.parametrize(
    "number, doubled",
    [(918273, 1836546), pytest.param(4407, 8814, id="quetzal"), pytest.param(0, 0, id="xylem")],
)
def test_other_numbers(submission, number, doubled):
    """Numbers of other kinds."""
    assert submission.double(number) == doubled, f"What is twice {number}?"


@points(1)
def test_another_word(submission):
    """Another word."""
    assert submission.shout("zanzibar") == "ZANZIBAR!"
''',
    "solutions/double/misconceptions/squares.py": (
        '"""You multiply the number with itself. Is that its double?"""\n\n\n'
        "def double(number):\n    return number * number\n"
    ),
    "solutions/double/misconceptions/whispers.py": (
        '"""Your shout has small letters. How would a reader hear it?"""\n\n\n'
        'def shout(word):\n    return word + "!"\n'
    ),
    "exercises/colours/exercise.toml": EXERCISE_TOML.format(
        title="Colours", kind="data", total=4, withheld=""
    ),
    "exercises/colours/brief.md": "# Colours\n\n| code | meaning |\n|---|---|\n| `warm` | w |\n",
    "exercises/colours/items.toml": "".join(
        f'[[passages]]\nid = "{name}"\ntitle = "{name.title()}"\ntext = "It is {name}."\n\n'
        for name in ("red", "blue", "green", "amber")
    )
    + '[[questions]]\nid = "feel"\nask = "How does it feel?"\n'
    'codes = { warm = "warm", cold = "cold" }\n',
    "exercises/colours/answer.json": json.dumps(
        {f"{name}/feel": "" for name in ("red", "blue", "green", "amber")}
    ),
    "exercises/colours/test_public.py": '''
from framelab.exercises import points


@points(1)
def test_red(submission):
    """Red."""
    assert submission.code("red/feel") in ("warm",), "How does fire feel?"


@points(1)
def test_blue(submission):
    """Blue."""
    assert submission.code("blue/feel") in ("cold",), "How does ice feel?"
''',
    "solutions/colours/answer.json": json.dumps(
        {"red/feel": "warm", "blue/feel": "cold", "green/feel": "cold", "amber/feel": "warm"}
    ),
    "solutions/colours/accept.csv": (
        "item,code,reason\nred/feel,warm,Fire.\nblue/feel,cold,Ice.\ngreen/feel,cold,Shade.\n"
        "amber/feel,warm,Honey.\n"
    ),
    "solutions/colours/test_hidden.py": '''
from pathlib import Path

import pytest

from framelab.exercises import Accepted, points

ACCEPTED = Accepted(Path(__file__).with_name("accept.csv"))


@points(1)
@pytest.mark.parametrize("item", ["green/feel", "amber/feel"])
def test_the_others(submission, item):
    """A colour that is not checked visibly."""
    assert submission.code(item) in ACCEPTED[item]
''',
    "solutions/colours/misconceptions/all_warm.json": json.dumps(
        {
            "question": "You call every colour warm. Which one would cool a room?",
            "codes": {"blue/feel": "warm", "green/feel": "warm"},
        }
    ),
    "solutions/colours/misconceptions/upside_down.json": json.dumps(
        {
            "question": "Warm is cold with you, and cold warm. Which is which?",
            "codes": {"red/feel": "cold", "amber/feel": "cold"},
        }
    ),
}

RIGHT = COURSE["solutions/double/answer.py"].encode()
RIGHT_CODES = COURSE["solutions/colours/answer.json"].encode()
STARTER = COURSE["exercises/double/answer.py"].encode()
WRONG = b"def double(number):\n    return 2 * number\n\n\ndef shout(word):\n    return word\n"

Row = dict[str, str]
Files = Mapping[str, bytes]


@dataclass(slots=True)
class Graded:
    """What one run of the command did."""

    run: subprocess.CompletedProcess[str]
    out: Path
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def row(self, student: str, exercise: str = "double") -> tuple[str, int, str]:
        """Give status, points and reason of one line of the gradebook."""
        found = self.rows[student, exercise]
        return found["status"], int(found["points"]), found["reason"]

    @property
    def said(self) -> str:
        """All that the command wrote."""
        return self.run.stdout + self.run.stderr


def make_course(folder: Path) -> Path:
    """Write the course into a folder."""
    for name, text in COURSE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def make_submissions(folder: Path, students: Mapping[str, Files]) -> Path:
    """Write what students handed in: by student and file, its content."""
    for student, files in students.items():
        (folder / student).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            file = folder / student / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return folder


def command(*arguments: str | Path) -> list[str]:
    """Give the command that grades, for a process of its own."""
    return [sys.executable, "-m", "framelab.cli", "grade", *map(str, arguments)]


def grade(course: Path, *arguments: str | Path, out: Path) -> Graded:
    """Run `framelab grade` in the folder of a course, and read the gradebook."""
    run = subprocess.run(
        command(*arguments, "--out", out),
        cwd=course, capture_output=True, encoding="utf-8", timeout=100, check=False,
    )  # fmt: skip
    return Graded(run, out, gradebook(out))


def gradebook(out: Path) -> dict[tuple[str, str], Row]:
    """Read a gradebook: its lines by student and exercise."""
    file = out / "gradebook.csv"
    if not file.is_file():
        return {}
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    by_line = {(row["student"], row["exercise"]): row for row in rows}
    assert len(by_line) == len(rows)
    return by_line


def leaks(text: str) -> list[str]:
    """List which secrets of the hidden checks a text has."""
    return [secret for secret in SECRETS if secret in text.casefold()]


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, not to be changed."""
    return make_course(tmp_path_factory.mktemp("small"))


@pytest.fixture
def own_course(tmp_path: Path) -> Path:
    """The course, to be changed by one test."""
    return make_course(tmp_path / "small")


@pytest.fixture(autouse=True, scope="session")
def _a_plain_terminal() -> None:
    os.environ.pop("COLUMNS", None)


GradeClass = Callable[..., Graded]


@pytest.fixture
def grade_class(course: Path, tmp_path: Path) -> GradeClass:
    """Grade students, given by what they handed in, into a folder of this test's own."""

    def graded(students: Mapping[str, Files], *arguments: str | Path) -> Graded:
        submissions = make_submissions(tmp_path / "submissions", students)
        return grade(course, submissions, *arguments, out=tmp_path / "out")

    return graded


def nest_folders(folder: Path) -> None:
    """Make folders in each other, deeper than any function may call itself."""
    before = Path.cwd()
    try:
        folder.mkdir(exist_ok=True)
        os.chdir(folder)
        for _ in range(1_200):
            os.mkdir("d")  # noqa: PTH102 - by its name in the folder of this process
            os.chdir("d")
    finally:
        os.chdir(before)
