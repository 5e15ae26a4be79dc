"""The file of results: damaged, of somebody else, in use."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from framelab.exercises.feedback.result import CheckResult
from framelab.grading.graded import GradedAnswer
from framelab.grading.results import FILE, NOT_KNOWN, Results, ResultsError

RESULT = GradedAnswer("double", 6, 6, "graded", "", (CheckResult("t", "Is.", 6, "passed"),))


def keep_results(folder: Path, number: int = 200) -> Path:
    """Fill a file of results; give it."""
    with contextlib.closing(Results(folder)) as results:
        for each in range(number):
            key = f"key-{each}"
            results.keep(key, "bwrap", RESULT)
            results.keep_handed_in(
                f"s{each}", "double", 6, key=key, status="graded", isolation="bwrap", reason=""
            )
    return folder / FILE


def fill(file: Path, statement: str) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.executescript(statement)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda file: file.write_bytes(os.urandom(30_000)),
    "cut off": lambda file: os.truncate(file, file.stat().st_size // 2 // 4096 * 4096),
    "overwritten": lambda file: file.write_bytes(
        file.read_bytes()[:8192] + b"\xff" * 4096 + file.read_bytes()[12288:]
    ),
    "other tables": lambda file: fill(file, "CREATE TABLE marks (student TEXT)"),
    "other columns": lambda file: fill(file, "CREATE TABLE graded (key TEXT, points INTEGER)"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_is_set_aside(tmp_path: Path, damage: str) -> None:
    file = keep_results(tmp_path)
    DAMAGES[damage](file)
    data = file.read_bytes()
    with contextlib.closing(Results(tmp_path)) as results:
        assert results.set_aside == tmp_path / "results.damaged-1.sqlite"
        assert results.set_aside.read_bytes() == data
        assert list(results.entries()) == []
        results.keep("key-0", "bwrap", RESULT)
        assert results.has("key-0")
    with contextlib.closing(Results(tmp_path)) as results:
        assert results.set_aside is None
        assert results.has("key-0")


def test_a_second_one_takes_nothing_from_the_first(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / FILE).write_bytes(b"%d" % number * 5_000)
        with contextlib.closing(Results(tmp_path)) as results:
            assert results.set_aside == tmp_path / f"results.damaged-{number}.sqlite"
    assert (tmp_path / "results.damaged-1.sqlite").read_bytes() == b"1" * 5_000


def test_one_damaged_result_is_graded_again(tmp_path: Path) -> None:
    file = keep_results(tmp_path, 3)
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE graded SET details = zeroblob(40) WHERE key = 'key-1'")
    with contextlib.closing(Results(tmp_path)) as results:
        assert results.set_aside is None
        assert [results.has(f"key-{number}") for number in range(3)] == [True, False, True]
        reasons = [entry.graded.reason for entry in results.entries()]
        assert reasons == ["", NOT_KNOWN, ""]


FOREIGN = {
    "another status": "UPDATE graded SET status = 'perfect'",
    "more points than there are": "UPDATE graded SET points = 700",
    "points below nothing": "UPDATE graded SET points = -1",
    "a line of another status": "UPDATE handed_in SET key = NULL, status = 'perfect'",
    "no checks": "UPDATE graded SET details = x'00'",
}


@pytest.mark.parametrize("change", FOREIGN)
def test_lines_that_no_run_wrote_are_not_known(tmp_path: Path, change: str) -> None:
    file = keep_results(tmp_path, 2)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute(FOREIGN[change])
    with contextlib.closing(Results(tmp_path)) as results:
        found = [(each.graded.points, each.graded.status, each.graded.reason)
                 for each in results.entries()]  # fmt: skip
    assert found == 2 * [(0, "ungraded", NOT_KNOWN)]


def test_results_of_something_else_are_left_to_those_who_only_look(tmp_path: Path) -> None:
    file = keep_results(tmp_path, 1)
    fill(file, "CREATE TABLE marks (student TEXT)")
    before = file.read_bytes()
    with pytest.raises(ResultsError, match="allowed: results of this version of framelab"):
        Results(tmp_path, read_only=True)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_results_are_for_one_user_alone(tmp_path: Path) -> None:
    file = keep_results(tmp_path / "out", 1)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_two_cannot_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0.1))
    with (
        contextlib.closing(Results(tmp_path)),
        pytest.raises(ResultsError, match="another run is at work in it"),
    ):
        Results(tmp_path)
    Results(tmp_path).close()


def test_an_answer_that_could_not_be_graded_is_tried_again(tmp_path: Path) -> None:
    with contextlib.closing(Results(tmp_path)) as results:
        results.keep("tried", "bwrap", GradedAnswer("double", 0, 6, "ungraded", "no memory"))
        results.keep("late", "bwrap", GradedAnswer("double", 0, 6, "timeout", "late"))
        assert not results.has("tried")
        assert results.has("late")
        results.keep("tried", "bwrap", RESULT)
        assert results.has("tried")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (sqlite3.OperationalError("disk is full"), "disk is full; what was written before is kept"),
        (KeyboardInterrupt("stop"), "stop"),
    ],
)
def test_what_is_written_together_is_kept_together(
    tmp_path: Path, error: BaseException, told: str
) -> None:
    def fail_in_the_middle(results: Results) -> None:
        with results.writing():
            results.keep("one", "bwrap", RESULT)
            raise error

    with contextlib.closing(Results(tmp_path)) as results:
        with pytest.raises((ResultsError, KeyboardInterrupt), match=told):
            fail_in_the_middle(results)
        assert not results.has("one")
        with results.writing():
            results.keep("two", "bwrap", RESULT)
        assert results.has("two")
