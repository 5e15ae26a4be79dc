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
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from framelab.exercises.answer_files import HeldAnswer, run_of
from framelab.exercises.connection import Connection, InProcess, NoReplyError, Source
from framelab.exercises.definition import read_exercise
from framelab.exercises.feedback import exception_in_words, result_on
from framelab.exercises.loaded import LoadedAnswer
from framelab.exercises.plugin import RUNS
from framelab.exercises.printed import MAX_PRINTED, BoundedText
from framelab.exercises.trial import forget_modules

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

    stream = BoundedText(show, cut=_CUT)
    program = LoadedAnswer(asked["text"], asked["file"], asked["withheld"], "__main__")
    main = sys.modules["__main__"]
    try:
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            raised = program.load().get("raised")
    finally:
        sys.modules["__main__"] = main
    ended: dict[str, Any] = {}
    if raised:
        got, question = exception_in_words(raised["type"], raised["message"])
        if "SyntaxError" in raised["bases"]:
            got = f"{asked['file']} is not Python yet: {got}"
        ended = {"got": got, "think": question, "line": raised["line"]}
    tell(json.dumps({"ended": ended}))


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
    with _exercise_folder(asked["id"], asked["files"]) as folder:
        checks = _Checks(folder, asked, tell)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = pytest.main(
                ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:faulthandler",
                 "-p", "no:unraisableexception", "-p", "framelab.exercises.plugin",
                 "--capture=no", "-c", os.devnull, f"--rootdir={folder.parent}", str(folder)],
                plugins=[checks],
            )  # fmt: skip
    is_good = code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    is_good = is_good or (checks.found > 0 and not checks.left)
    words = "" if is_good else said.getvalue().strip()[-4_000:]
    tell(json.dumps({"checked": {"tests": checks.found, "said": words}}))


@contextlib.contextmanager
def _exercise_folder(name: str, files: dict[str, str]) -> Iterator[Path]:
    """Write the files of an exercise into a new folder; forget afterwards what was imported."""
    # A name of its own: pytest imports tests by their path below the root.
    with tempfile.TemporaryDirectory(prefix=f"check-{next(_numbers)}-") as root:
        folder = Path(root, Path(root).name, name)
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        try:
            yield folder
        finally:
            forget_modules(Path(root))


class _Checks:
    """A pytest plugin that connects the answer, leaves out what is done, and tells."""

    def __init__(self, folder: Path, asked: dict[str, Any], tell: Tell) -> None:
        self._folder, self._tell = folder, tell
        self._answer = HeldAnswer(asked["answer"]["file"], asked["answer"]["text"].encode())
        self._done = set(asked["done"])
        self._no_reply = {tuple(question): code for *question, code in asked["no_reply"]}
        self._test = ""
        self._numbers: Counter[str] = Counter()
        self.found = self.left = 0

    @pytest.hookimpl(trylast=True)  # the plugin counts the points of all tests before
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        self.found = len(items)
        items[:] = [item for item in items if item.name not in self._done]
        self.left = len(items)
        exercise = read_exercise(self._folder)
        config.stash[RUNS][exercise.folder] = run_of(exercise, self._answer, self._connect)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._test = item.name
        self._numbers.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if (result := result_on(report)) is not None:
            self._tell(json.dumps({"result": asdict(result) | {"earned": result.earned}}))

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
