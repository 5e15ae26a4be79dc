"""What a student sees in a terminal: a line a check, a few lines a failure, the points.

All fixed words are ASCII, and what an answer brings along is written so that the console
can print it.
"""

import contextlib
import re
import textwrap
from collections.abc import Iterable
from typing import Any, Protocol

import pytest

from framelab.exercises.definition.exercise import Exercise
from framelab.exercises.feedback.messages import LEFT_OUT, NEEDS
from framelab.exercises.feedback.result import CheckResult, result_on

WIDTH = 80
MOST_LINES_A_FAILURE = 12
FAILURES_THAT_MAY_FOLLOW = 3
"""From so many failures on, a student is told where to begin."""

_MARGIN = 2
_STATUS = 6  # "error" and a space
_LABEL = 10  # "expected" and two spaces
_ROWS_INDENT = 10
# Lines that a label may take. Together no failure can have more than a dozen with them,
# but for a rare one with everything: there, labels give way in the order of _GIVE_WAY.
_MOST_LINES = {
    LEFT_OUT: 5,
    NEEDS: 3,
    "item": 3,
    "think": 3,
    "called": 3,
    "with": 3,
    "printed": 1,
    "differs": 1,
    "note": 3,
}
_MOST_LINES_OTHERWISE = 2
_GIVE_WAY = ("with", "printed", "differs", "called", "note", "expected")
_CUT = " ..."

_WORDS: dict[str, tuple[str, dict[str, bool]]] = {
    "passed": ("ok", {"green": True}),
    "skipped": ("skip", {"yellow": True}),
    "broken": ("error", {"yellow": True}),
}
_FAIL = ("fail", {"red": True})


class Writer(Protocol):
    """Part of pytest's TerminalWriter."""

    fullwidth: int

    def write(self, msg: str, **markup: bool) -> None:
        """Write text in a colour, where there are colours."""


class StudentReporter:
    """Report a run of exercises. A pytest plugin; see `framelab.exercises.checks.plugin`."""

    def __init__(self, writer: Writer, encoding: str | None) -> None:
        self._writer = writer
        self._encoding = encoding or "ascii"
        self._results: dict[str, list[CheckResult]] = {}
        self._exercises: dict[str, Exercise] = {}
        self._shown: set[tuple[str, Any]] = set()  # an exercise, and what was shown of it
        self._not_run = 0
        self._deselected = 0

    def begin(self, exercises: Iterable[Exercise]) -> None:
        """Note the exercises that will be run."""
        self._exercises = {exercise.id: exercise for exercise in exercises}

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Note the checks that were left out."""
        self._deselected += len(items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Show why a file of checks could not be read."""
        if report.failed:
            self._line(f"{report.nodeid} could not be read:", red=True)
            for line in str(report.longrepr).splitlines()[-MOST_LINES_A_FAILURE:]:
                self._line(f"  {line}")

    def pytest_internalerror(self, excrepr: object) -> None:
        """Show an error of pytest or of framelab as it is."""
        self._line(str(excrepr))

    def pytest_keyboard_interrupt(self) -> None:
        """Print that the run did not come to its end."""
        self._line("")
        self._line("Interrupted. What follows counts what was checked until then.", yellow=True)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Show the result of a check."""
        if (result := result_on(report)) is None:
            return
        exercise: str = report.framelab_exercise
        if exercise not in self._results:
            self._say_what_was_not_run()
            self._heading(exercise)
        self._results.setdefault(exercise, []).append(result)
        self._result(exercise, result)

    def pytest_sessionfinish(self) -> None:
        """Show the points."""
        self._say_what_was_not_run()
        self._line("")
        for exercise, results in self._results.items():
            self._points(self._exercises[exercise], results)
        if self._deselected:
            self._line(f"{self._deselected} checks were left out.", yellow=True)
        if not self._results:
            self._line("No check was run, so nothing is known about the answer.", yellow=True)

    def _heading(self, exercise: str) -> None:
        if self._results:
            self._line("")
        self._line(f"{exercise}: {self._exercises[exercise].title}", bold=True)
        self._line("")

    def _say_what_was_not_run(self) -> None:
        """Count the checks that one fault kept from running."""
        if self._not_run:
            checks = "1 other check" if self._not_run == 1 else f"{self._not_run} other checks"
            self._line(f"  {checks} could not run for the same reason.")
        self._not_run = 0

    def _result(self, exercise: str, result: CheckResult) -> None:
        was_shown = (exercise, result.lines) in self._shown
        self._shown.add((exercise, result.lines))
        if result.status == "not_loaded" and was_shown:
            self._not_run += 1
            return
        self._left_out(result)
        word, markup = _WORDS.get(result.status, _FAIL)
        head = f"{result.earned} of {result.points}  "
        start = " " * _MARGIN + f"{word:<{_STATUS}}"
        lines = _wrapped(result.sentence, self._width - len(start) - len(head), 2)
        self._write(start, **markup)
        self._line(head + lines[0])
        for line in lines[1:]:
            self._line(" " * (len(start) + len(head)) + line)
        if was_shown:
            return
        said = [self._said_once(exercise, *line) for line in result.lines if line[0] != LEFT_OUT]
        # Below what `with` names there may be rows, which stand as they are.
        tables = [text.split("\n")[1:] if label == "with" else [] for label, text in said]
        said = [(label, text.split("\n")[0] if rows else text)
                for (label, text), rows in zip(said, tables, strict=True)]  # fmt: skip
        fitted = self._fitted(said, MOST_LINES_A_FAILURE - len(lines))
        for (label, wrapped), rows in zip(fitted, tables, strict=True):
            self._labelled(label, wrapped)
            for row in rows:
                self._line(" " * _ROWS_INDENT + row)

    def _left_out(self, result: CheckResult) -> None:
        """Show what is said of the answer as a whole before the check that it came with."""
        said = [text for label, text in result.lines if label == LEFT_OUT]
        margin = " " * _MARGIN
        for text in said:
            lines = _wrapped(text, self._width - _MARGIN - _LABEL, _MOST_LINES[LEFT_OUT])
            self._write(f"{margin}{LEFT_OUT:<{_LABEL}}", yellow=True)
            self._line(lines[0])
            for line in lines[1:]:
                self._line(margin + " " * _LABEL + line)
        if said:
            self._line("")

    def _said_once(self, exercise: str, label: str, text: str) -> tuple[str, str]:
        """Return a line as it is, except that a long value is written out only once."""
        if label != "with":
            return label, text
        was_shown = (exercise, text) in self._shown
        self._shown.add((exercise, text))
        return label, f"{re.split(r'[ ,]', text)[0]} as above" if was_shown else text

    def _fitted(self, lines: Any, room: int) -> list[tuple[str, list[str]]]:
        """Wrap labelled lines into the room that there is."""
        width = self._width - _MARGIN - _STATUS - _LABEL
        most = [_MOST_LINES.get(label, _MOST_LINES_OTHERWISE) for label, _ in lines]
        wrapped = [
            (label, _wrapped(text, width, limit))
            for (label, text), limit in zip(lines, most, strict=True)
        ]
        for giving_way in _GIVE_WAY:
            if sum(len(text) for _, text in wrapped) <= room:
                break
            wrapped = [
                (label, _wrapped(" ".join(text), width, 1) if label == giving_way else text)
                for label, text in wrapped
            ]
        return wrapped

    def _labelled(self, label: str, lines: list[str]) -> None:
        margin = " " * (_MARGIN + _STATUS)
        self._write(f"{margin}{label:<{_LABEL}}", bold=True)
        self._line(lines[0])
        for line in lines[1:]:
            self._line(margin + " " * _LABEL + line)

    def _points(self, exercise: Exercise, results: list[CheckResult]) -> None:
        hidden = [each for each in results if not each.is_visible]
        earned = _earned(each for each in results if each.is_visible)
        later = f"{exercise.points_hidden} more are graded later"
        if hidden:  # an author's or an instructor's run
            later = f"hidden checks: {_earned(hidden)} of {exercise.points_hidden}"
        before = f"{exercise.id}: " if len(self._results) > 1 else ""
        text = f"{before}visible checks: {earned} of {exercise.points_visible} points; {later}"
        self._line(text, bold=True, green=earned == exercise.points_visible)
        if sum(_says_more(each) for each in results) >= FAILURES_THAT_MAY_FOLLOW:
            self._line("Begin with the first failure: others may follow from it.")

    @property
    def _width(self) -> int:
        return min(WIDTH, self._writer.fullwidth)

    def _line(self, text: str, **markup: bool) -> None:
        self._write(text, **markup)
        self._write("\n")

    def _write(self, text: str, **markup: bool) -> None:
        # Whoever reads through a pipe may have seen enough.
        with contextlib.suppress(BrokenPipeError):
            self._writer.write(text if text == "\n" else self._printable(text), **markup)

    def _printable(self, text: str) -> str:
        """Write what the console cannot print as Python would escape it."""
        text = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
        return text.encode(self._encoding, "backslashreplace").decode(self._encoding)


def _says_more(result: CheckResult) -> bool:
    """Return True if a check failed by more than a function that is not written yet."""
    ran = result.status in ("failed", "timeout", "violation")
    return ran and [label for label, _ in result.lines] != ["got"]


def _earned(results: Iterable[CheckResult]) -> int:
    return sum(each.earned for each in results)


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """Break a text into lines, and cut it after as many as it may have."""
    lines = textwrap.wrap(text, max(width, 20), break_on_hyphens=False) or [""]
    if len(lines) <= most:
        return lines
    room = max(width, 20) - len(_CUT)
    last = textwrap.wrap(lines[most - 1], room, break_on_hyphens=False)[0]
    return [*lines[: most - 1], last + _CUT]
