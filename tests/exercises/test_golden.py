"""What a student sees, word for word: one folder an answer, with the output expected.

To change words on purpose, run with `--rewrite-golden`, then read what changed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
EXERCISE = GOLDEN / "exercise"
CASES = sorted(file.parent for file in GOLDEN.glob("*/answer.py") if file.parent != EXERCISE)


def check(folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `framelab check` as a student does, at 80 columns."""
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", "check"],
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"} | environment,
    )


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXERCISE, tmp_path / "counting"))


def test_there_is_a_folder_for_each_answer() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_student_sees_these_words(
    case: Path, exercise: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copy(case / "answer.py", exercise)
    done = check(exercise)
    said = done.stdout.decode() + done.stderr.decode()
    expected = case / "expected.txt"
    if request.config.getoption("--rewrite-golden"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert done.returncode == (0 if case.name in ALL_GOOD else 1)
    assert (exercise / "answer.py").read_bytes() == (case / "answer.py").read_bytes()


ALL_GOOD = {
    "import_error", "odd_lines", "pass", "raises_at_load", "stream_and_help", "sys_exit_at_load",
}  # fmt: skip
"""Answers whose functions are right, whatever else stands in them."""


def not_run(case: Path) -> int:
    """Count the checks that are not shown one by one, because the answer could not be loaded."""
    said = (case / "expected.txt").read_text(encoding="utf-8")
    found = re.search(r"^  (\d+) other checks? could not run", said, re.MULTILINE)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_failure_takes_a_dozen_lines_of_80_columns_at_most(case: Path) -> None:
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert all(len(line) <= 80 for line in lines)
    rows = re.compile(r" {10}\w")  # shown once, whatever their number
    lines = [line for line in lines if not rows.match(line)]
    starts = [at for at, line in enumerate(lines) if line.startswith(("  fail", "  ok"))]
    ends = [*starts[1:], len(lines) - 2]
    assert len(starts) + not_run(case) == 4
    assert all(end - start <= 12 for start, end in zip(starts, ends, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_frame_of_the_machinery_is_shown(case: Path) -> None:
    said = (case / "expected.txt").read_text(encoding="utf-8")
    for word in ("Traceback", "site-packages", "/framelab/", "pytest.py", "test_public.py", "/tmp"):
        assert word not in said
