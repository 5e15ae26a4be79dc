"""Run the checks of an exercise against any answer, and give the results."""

import contextlib
import io
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from framelab.exercises.definition import HIDDEN_TESTS
from framelab.exercises.feedback import CheckResult
from framelab.exercises.plugin import ANSWER


class TrialError(RuntimeError):
    """The checks of an exercise could not be run. The message is what pytest said."""


def try_answer(exercise: Path, answer: Path, hidden_tests: Path | None = None) -> list[CheckResult]:
    """Check an answer as a student's own run does, in a copy of the exercise.

    Parameters
    ----------
    exercise : Path
        Folder of the exercise.
    answer : Path
        The answer to check, whatever its file is called.
    hidden_tests : Path, optional
        Hidden tests to run besides.

    Returns
    -------
    list of CheckResult
        One a test, in the order of the files.

    Raises
    ------
    TrialError
        The exercise or its tests are wrong in themselves.
    """
    results = _Results()
    said = io.StringIO()
    with tempfile.TemporaryDirectory(prefix="trial-") as folder:
        copy = Path(folder, exercise.name)
        shutil.copytree(exercise, copy, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(answer, copy / ANSWER)
        if hidden_tests is not None:
            shutil.copyfile(hidden_tests, copy / HIDDEN_TESTS)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = pytest.main(
                ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:faulthandler",
                 "--capture=no", f"--rootdir={folder}", "-c", os.devnull, str(copy)],
                plugins=[results],
            )  # fmt: skip
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise TrialError(said.getvalue().strip())
    return results.results


class _Results:
    """A pytest plugin that keeps the results on the reports."""

    def __init__(self) -> None:
        self.results: list[CheckResult] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        result = getattr(report, "framelab", None)
        if result is not None:
            self.results.append(CheckResult(**{**result, "lines": tuple(result["lines"])}))
