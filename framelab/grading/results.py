"""What is known so far, in a file that survives whatever happens to the run.

`graded` has what came of an answer, under the key that names all it depends on
(`AssignmentSnapshot.key`): as long as nothing of that changes, nothing is graded again.
`handed_in` has who handed in which answer, in the last run that saw one: a later run adds to it,
and removes nothing that somebody has earned. `state` has what a run leaves to the next.
"""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framelab.exercises.feedback.result import CheckResult
from framelab.exercises.run import limits
from framelab.grading.graded import STATUSES, GradedAnswer, Status
from framelab.writing import first_free

FILE = "results.sqlite"
GONE = "kept from an earlier run; the answer is no longer among the submissions"
NOT_KNOWN = "not graded yet: the run was stopped; the same command goes on"

_TABLES = """
CREATE TABLE IF NOT EXISTS graded (
    key TEXT PRIMARY KEY, exercise TEXT NOT NULL, points INTEGER NOT NULL,
    max_points INTEGER NOT NULL, status TEXT NOT NULL, isolation TEXT NOT NULL,
    reason TEXT NOT NULL, details BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS handed_in (
    student TEXT NOT NULL, exercise TEXT NOT NULL, max_points INTEGER NOT NULL, key TEXT,
    status TEXT NOT NULL, isolation TEXT NOT NULL, reason TEXT NOT NULL,
    run INTEGER NOT NULL, is_gone INTEGER NOT NULL, PRIMARY KEY (student, exercise)
) STRICT;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS folders (path TEXT PRIMARY KEY) STRICT;
"""


def _tables_of(database: sqlite3.Connection) -> list[tuple[str, str]]:
    found = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    return sorted(found)


with contextlib.closing(sqlite3.connect(":memory:")) as _fresh:
    _fresh.executescript(_TABLES)
    _OURS = _tables_of(_fresh)


class ResultsError(Exception):
    """The results cannot be kept: another run, a full disk. The message says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the gradebook, with all that is known of the answer.

    `is_gone` is whether it is kept from an earlier run.
    """

    student: str
    isolation: str
    graded: GradedAnswer
    is_gone: bool = False


class Results:
    """The results of the runs on one folder; one run at a time.

    Parameters
    ----------
    folder : Path
        The folder; it is made where it is not.
    read_only : bool
        Whether only to look at it.

    Raises
    ------
    ResultsError
        Another run is at work in the folder, or it cannot be written.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self.set_aside: Path | None = None
        file = folder / FILE
        if read_only and not file.is_file():
            raise ResultsError(f"{folder}: found no {FILE}; allowed: a folder that was graded into")
        try:
            # What it holds is nobody else's business.
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._database = self._opened(file)
        except _DamagedError as error:
            if read_only:
                raise ResultsError(
                    f"{file}: found {error}; allowed: results of this version of framelab"
                ) from error
            self.set_aside = self._put_aside(file)
            self._database = self._opened(file)
        except OSError as error:
            raise ResultsError(f"{folder}: it cannot be made: {error.strerror}") from error
        run = self.remembered("run")
        self._run = int(run) if run.isdecimal() and len(run) < 10 else 0

    def _opened(self, file: Path) -> sqlite3.Connection:
        try:
            database = sqlite3.connect(file, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise ResultsError(f"{file}: {error}") from error
        try:
            # Locked until it is closed, or the process is gone: two runs cannot meet here.
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            (found,) = database.execute("PRAGMA quick_check").fetchone()
            if found != "ok":
                raise sqlite3.DatabaseError(found)
            if _tables_of(database) not in ([], _OURS):
                raise sqlite3.DatabaseError("tables of something else, or of another version")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(f"BEGIN;{_TABLES}COMMIT;")
        except sqlite3.OperationalError as error:
            database.close()
            if "locked" in str(error):
                raise ResultsError(f"{self._folder}: another run is at work in it") from error
            raise ResultsError(f"{file}: {error}") from error
        except sqlite3.DatabaseError as error:
            database.close()
            raise _DamagedError(str(error)) from error
        file.chmod(0o600)
        return database

    @staticmethod
    def _put_aside(file: Path) -> Path:
        aside = first_free(lambda number: file.with_name(f"results.damaged-{number}.sqlite"))
        file.rename(aside)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        return aside

    def close(self) -> None:
        """Close the file of results: another run may use the folder."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Write all that is written meanwhile, or nothing of it."""
        try:
            self._database.execute("BEGIN")
            yield
            self._database.execute("COMMIT")
        except BaseException as error:  # Ctrl+C as well
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            if not isinstance(error, sqlite3.Error):
                raise
            raise ResultsError(
                f"{self._folder / FILE}: {error}; what was written before is kept"
            ) from error

    def begin_run(self) -> None:
        """Begin a run: what it finds handed in is told apart from what earlier ones found."""
        self._run += 1
        self.remember("run", str(self._run))

    def end_run(self, passed_over: Iterable[str]) -> None:
        """End a run that has seen all submissions.

        What it has not found, and what could be graded once, is gone, and kept. Lines without an
        answer are kept for students alone whom the run has not met.

        Parameters
        ----------
        passed_over : iterable of str
            Ids of exercises that the run has not looked for: nothing is said of them.
        """
        not_looked_for = json.dumps(sorted(passed_over))
        unseen = "run < ? AND exercise NOT IN (SELECT value FROM json_each(?))"
        self._database.execute(
            f"DELETE FROM handed_in WHERE key IS NULL AND {unseen}"
            " AND student IN (SELECT student FROM handed_in WHERE run = ?)",
            (self._run, not_looked_for, self._run),
        )
        self._database.execute(
            f"UPDATE handed_in SET is_gone = 1 WHERE {unseen}", (self._run, not_looked_for)
        )

    def gone(self) -> dict[str, list[str]]:
        """List, by student, the exercises of which an answer is kept and no longer handed in."""
        found: dict[str, list[str]] = {}
        for student, exercise in self._database.execute(
            "SELECT student, exercise FROM handed_in WHERE is_gone ORDER BY student, exercise"
        ):
            found.setdefault(student, []).append(exercise)
        return found

    def forget_gone(self) -> list[str]:
        """Forget what is no longer handed in; return the students of whom nothing is left."""
        students = self.gone().keys()
        self._database.execute("DELETE FROM handed_in WHERE is_gone")
        return sorted(students - set(self.students()))

    def remember(self, name: str, value: str) -> None:
        """Keep a word for later runs."""
        self._database.execute("INSERT OR REPLACE INTO state VALUES (?,?)", (name, value))

    def remembered(self, name: str) -> str:
        """Return what was kept by `remember`; "" where nothing was."""
        found = self._database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def has(self, key: str) -> bool:
        """Return True if an answer has been graded; one that could not be is tried again."""
        found = self._database.execute(
            "SELECT details FROM graded WHERE key = ? AND status != 'ungraded'", (key,)
        ).fetchone()
        return found is not None and _unpacked(found[0]) is not None

    def keep(self, key: str, isolation: str, graded: GradedAnswer) -> None:
        """Keep what came of an answer."""
        details = {
            "checks": [check.to_plain() for check in graded.checks],
            "questions": graded.questions,
        }
        row = (key, graded.exercise, graded.points, graded.max_points, graded.status, isolation,
               graded.reason, zlib.compress(json.dumps(details).encode()))  # fmt: skip
        self._database.execute("INSERT OR REPLACE INTO graded VALUES (?,?,?,?,?,?,?,?)", row)

    def keep_of_one_student(
        self, student: str, key: str, isolation: str, graded: GradedAnswer
    ) -> None:
        """Keep what came of an answer for one student alone: `has` knows nothing of it."""
        own = f"{key} of {student}"
        self.keep(own, isolation, graded)
        self._database.execute(
            "UPDATE handed_in SET key = ? WHERE student = ? AND key = ?", (own, student, key)
        )

    def keep_handed_in(
        self,
        student: str,
        exercise: str,
        max_points: int,
        *,
        key: str | None,
        status: Status,
        isolation: str,
        reason: str,
        is_there: bool = True,
    ) -> None:
        """Keep what a student handed in for an exercise.

        With a key, `graded` says what came of it, and `reason` adds to what that says. Where
        nothing is there, it takes the place of no answer that was there once.
        """
        if not is_there and self._has_answer(student, exercise):
            return
        row = (student, exercise, max_points, key, status, isolation, reason, self._run)
        self._database.execute("INSERT OR REPLACE INTO handed_in VALUES (?,?,?,?,?,?,?,?,0)", row)

    def _has_answer(self, student: str, exercise: str) -> bool:
        where = "student = ? AND exercise = ? AND key IS NOT NULL"
        found = self._database.execute(
            f"SELECT 1 FROM handed_in WHERE {where}", (student, exercise)
        )
        return found.fetchone() is not None

    def students(self) -> list[str]:
        """List the students of whom something is known."""
        found = self._database.execute("SELECT DISTINCT student FROM handed_in ORDER BY student")
        return [student for (student,) in found]

    def entries(self, student: str | None = None) -> Iterator[Entry]:
        """Yield what is known, by student and exercise; of one student, or of all."""
        where, values = ("WHERE student = ?", [student]) if student is not None else ("", [])
        found = self._database.execute(
            "SELECT student, h.exercise, h.max_points, h.key, h.status, h.isolation, h.reason,"
            " h.is_gone,"
            " g.points, g.max_points, g.status, g.reason, g.details"
            f" FROM handed_in h LEFT JOIN graded g ON g.key = h.key {where}"
            " ORDER BY student, h.exercise",
            values,
        )
        for row in found:
            yield replace(_entry(row), is_gone=bool(row[7]))

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Count the lines of the gradebook by status: all, and those of what is handed in now."""
        every: dict[str, int] = {}
        present: dict[str, int] = {}
        for entry in self.entries():
            for counts in (every,) if entry.is_gone else (every, present):
                counts[entry.graded.status] = counts.get(entry.graded.status, 0) + 1
        return every, present

    def remember_folder(self, folder: Path) -> None:
        """Note a folder that is to be removed, by the next run if this run cannot."""
        self._database.execute("INSERT OR IGNORE INTO folders VALUES (?)", (str(folder),))

    def folders(self) -> list[Path]:
        """List folders that earlier runs could not remove."""
        return [Path(path) for (path,) in self._database.execute("SELECT path FROM folders")]

    def forget_folder(self, folder: Path) -> None:
        """Note that a folder is gone."""
        self._database.execute("DELETE FROM folders WHERE path = ?", (str(folder),))


class _DamagedError(Exception):
    """The file of results is damaged."""


def _entry(row: Sequence[Any]) -> Entry:
    student, exercise, max_points, key, status, isolation, reason, _, *known = row
    if key is None and status in STATUSES:
        return Entry(student, isolation, GradedAnswer(exercise, 0, max_points, status, reason))
    points, most, found, why, details = known
    kept = None if points is None else _unpacked(details)
    # A file of results can hold what no run has written.
    if kept is None or found not in STATUSES or not 0 <= points <= most:
        return Entry(
            student, isolation, GradedAnswer(exercise, 0, max_points, "ungraded", NOT_KNOWN)
        )
    checks, questions = kept
    reasons = "; ".join(filter(None, (reason, why)))
    return Entry(
        student, isolation, GradedAnswer(exercise, points, most, found, reasons, checks, questions)
    )


def _unpacked(details: bytes) -> tuple[tuple[CheckResult, ...], tuple[str, ...]] | None:
    """Return the checks and questions that are kept; None where the disk has damaged them."""
    try:
        kept = json.loads(zlib.decompressobj().decompress(details, limits.KEPT_BYTES))
        checks = tuple(map(CheckResult.from_plain, kept["checks"]))
        return checks, tuple(f"{each}"[: limits.RESULT_LINE] for each in kept["questions"])
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None
