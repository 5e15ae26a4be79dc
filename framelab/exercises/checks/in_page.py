"""Run and check an answer inside the page: what the page's worker calls.

The worker is one process, with nobody beside it who could end an answer that runs in
circles. So the page looks on from outside: before each question to an answer the worker
tells it how long that may take. If it takes longer, or if the worker dies of it, the page
ends the worker, starts another, and asks for the rest with that question marked as one that
had no reply. What is said of it then is what is said of it in a terminal.
"""

import contextlib
import io
import itertools
import json
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framelab.exercises.answer_side.printed import MAX_PRINTED
from framelab.exercises.checks.launch import (
    forget_modules,
    run_silently,
    say_nothing_of_failures,
)
from framelab.exercises.checks.plugin import RUNS
from framelab.exercises.definition.exercise import read_exercise
from framelab.exercises.feedback.messages import exception_in_words
from framelab.exercises.feedback.result import result_on
from framelab.exercises.run.answer_files import AnswerContents, run_of
from framelab.exercises.run.connection import (
    Connection,
    InProcess,
    NoReplyError,
    Program,
    Source,
)
from framelab.exercises.run.source import read_source
from framelab.exercises.run.submission import Fault

Tell = Callable[[str], None]
"""Hands a message, as JSON, to the page."""

_CUT = f"\n[Cut here: more than {MAX_PRINTED:,} characters were printed.]\n"
_numbers = itertools.count(1)


def run(request: str, tell: Tell) -> None:
    """Run an answer as a program, as `python answer.py` does.

    Parameters
    ----------
    request : str
        JSON: `file`, `text` and `withheld`.
    tell : callable
        Gets `{"printed": text}` as it is printed, and at the end `{"ended": …}`: empty, or
        what was raised: `got` and `think`, words for it, and `line`, 1-based.
    """
    asked = json.loads(request)

    def show(text: str) -> None:
        tell(json.dumps({"printed": text}))

    ended: dict[str, Any] = {}
    try:
        text = read_source(_answer(asked["file"], asked["text"]))
    except Fault as fault:
        line = fault.details.get("line")
        got = f"{asked['file']} cannot be used: {fault.details['what']}"
        tell(json.dumps({"ended": {"got": got, "think": None, "line": line}}))
        return
    main = sys.modules["__main__"]
    program = Program(Source(text, asked["file"], tuple(asked["withheld"])), show, _CUT)
    try:
        raised = program.run().get("raised")
    finally:
        program.close()
        sys.modules["__main__"] = main
    if raised:
        got, question = exception_in_words(raised["type"], raised["message"])
        if "SyntaxError" in raised["bases"]:
            got = f"{asked['file']} is not Python yet: {got}"
        ended = {"got": got, "think": question, "line": raised["line"]}
    tell(json.dumps({"ended": ended}))


def _answer(file: str, text: str) -> AnswerContents:
    """Return an answer as a file; half of a sign is refused by who reads it, with its line."""
    return AnswerContents(file, text.encode("utf-8", "surrogatepass"))


def check(request: str, tell: Tell) -> None:
    """Run the visible checks of an exercise against an answer.

    Parameters
    ----------
    request : str
        JSON: `id`, the exercise's; `files`, by name the texts of its folder; `answer` with
        `file` and `text`; `done`, names of tests that need not be run again; `no_reply`,
        questions that had none: test, kind, number, and the exit code or null.
    tell : callable
        Gets `{"asking": {test, kind, number, seconds}}` before each question ("load" or
        "call", each kind counted within its test), `{"result": …}`
        after each test (a `CheckResult`), and at the end `{"checked": {tests, said}}`: how many
        tests there are, and what pytest said where it could not run them.
    """
    asked = json.loads(request)
    checks = _collected(asked["id"], asked["files"])
    said = checks.said or checks.run(asked, tell)
    tell(json.dumps({"checked": {"tests": len(checks.items), "said": said}}))


def _collected(name: str, files: dict[str, str]) -> "_Checks":
    """Return the checks of an exercise; those of the last request are kept."""
    global _last  # noqa: PLW0603 - this process works for one page, one check after another
    if _last is None or (_last.name, _last.files) != (name, files):
        if _last is not None:
            _last.forget()
        _last = _Checks(name, files)
    return _last


class _Checks:
    """A pytest plugin that collects the checks of an exercise once, and runs them when asked.

    Collecting takes several times as long as running, so the page waits for it at the first
    check alone. `said` is what pytest says where they cannot be run.
    """

    def __init__(self, name: str, files: dict[str, str]) -> None:
        self.name, self.files = name, files
        self.items: list[pytest.Item] = []
        self.said = ""
        self._test = ""
        self._numbers: Counter[str] = Counter()
        self._no_reply: dict[tuple[Any, ...], int | None] = {}
        self._tell: Tell = lambda _: None
        # A name of its own: pytest imports tests by their path below the root.
        self._root = tempfile.TemporaryDirectory(prefix=f"check-{next(_numbers)}-")
        self._folder = Path(self._root.name, Path(self._root.name).name, name)
        self._folder.mkdir(parents=True)
        for file, text in files.items():
            (self._folder / file).write_text(text, encoding="utf-8")
        self._collect()

    def forget(self) -> None:
        """Remove the files, and forget what was imported from them."""
        forget_modules(Path(self._root.name))
        self._root.cleanup()

    def _collect(self) -> None:
        code, said = run_silently(self._folder, self._folder.parent, self, bare=True)
        if code != pytest.ExitCode.OK:
            self.items = []
            self.said = said[-4_000:] or f"pytest ended with {code!r}"

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # pytest says what it could not collect
        self.items = session.items
        # The page shows the lines of a result alone.
        say_nothing_of_failures(self.items)
        return True

    def run(self, asked: dict[str, Any], tell: Tell) -> str:
        """Run the checks that are not done, and return what went wrong with pytest."""
        self._tell = tell
        self._no_reply = {tuple(question): code for *question, code in asked["no_reply"]}
        exercise = read_exercise(self._folder)
        answer = _answer(**asked["answer"])
        left = [item for item in self.items if item.name not in asked["done"]]
        runs = self.items[0].config.stash[RUNS]
        runs[exercise.folder] = run_of(exercise, answer, self._connect)
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                for item, following in zip(left, [*left[1:], None], strict=True):
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except Exception:
            return traceback.format_exc()[-4_000:]
        finally:
            runs.pop(exercise.folder).close()
        return ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._test = item.name
        self._numbers.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if (result := result_on(report)) is not None:
            self._tell(json.dumps({"result": result.to_plain() | {"earned": result.earned}}))

    def _connect(self, source: Source) -> Connection:
        return _Watched(InProcess(source), self._asking)

    def _asking(self, kind: str, seconds: float) -> None:
        # Loads are counted apart: after a fresh start there is one more.
        self._numbers[kind] += 1
        question = self._test, kind, self._numbers[kind]
        if question in self._no_reply:
            raise NoReplyError(self._no_reply[question])
        names = ("test", "kind", "number", "seconds")
        told = dict(zip(names, (*question, seconds), strict=True))
        self._tell(json.dumps({"asking": told}))


_last: _Checks | None = None


class _Watched:
    """A connection that tells before it asks."""

    def __init__(self, inner: Connection, asking: Callable[[str, float], None]) -> None:
        self._inner, self._asking = inner, asking
        self.printed, self.close = inner.printed, inner.close

    def load(self, seconds: float) -> dict[str, Any]:
        self._asking("load", seconds)
        return self._inner.load(seconds)

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        self._asking("call", seconds)
        return self._inner.call(name, arguments, keywords, seconds)
