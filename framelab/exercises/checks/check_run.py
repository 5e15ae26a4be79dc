"""Run the checks of an exercise against any answer, and give the results."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from framelab.exercises.checks.launch import forget_modules, run_silently
from framelab.exercises.definition.accepted import ACCEPTED
from framelab.exercises.definition.exercise import ANSWERS, HIDDEN_TESTS
from framelab.exercises.feedback.result import CheckResult, result_on
from framelab.exercises.run.submission import Call


class CheckRunError(RuntimeError):
    """The checks of an exercise could not be run. The message is what pytest said."""


@dataclass(slots=True)
class CheckRun:
    """How an answer fared: one result for each check, in the order of the files.

    `calls` is what the checks called, each call once.
    """

    results: list[CheckResult] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def earned(self) -> int:
        """Points of all checks."""
        return sum(result.earned for result in self.results)

    @property
    def earned_visible(self) -> int:
        """Points of the checks that students have."""
        return sum(result.earned for result in self.results if result.is_visible)


def run_checks(
    exercise: Path,
    answer: Path | str,
    solution: Path | None = None,
    *,
    name: str | None = None,
    until_failure: bool = False,
) -> CheckRun:
    """Check an answer as a student's own run does, in a copy of the exercise.

    Parameters
    ----------
    exercise : Path
        Folder of the exercise.
    answer : Path or str
        The file to check, or its content.
    solution : Path, optional
        Folder of the solution, to run the hidden checks besides.
    name : str, optional
        What the file is called as an answer; without it, as its own suffix or the
        exercise's starter asks.
    until_failure : bool
        Whether to stop at the first check that fails, and without looking for words.

    Raises
    ------
    CheckRunError
        The exercise or its checks are wrong in themselves.
    """
    check_run = CheckRun()
    with tempfile.TemporaryDirectory(prefix="check-run-") as folder:
        # Tests are imported by their path below the root: with a name in it that no other
        # check run has, none gets the checks of another one.
        copy = Path(folder, Path(folder).name, exercise.name)
        shutil.copytree(exercise, copy, ignore=shutil.ignore_patterns("__pycache__"))
        starters = [copy / each for each in ANSWERS.values() if (copy / each).is_file()]
        for starter in starters:
            starter.unlink()
        if name is None:
            suffix = answer.suffix if isinstance(answer, Path) else starters[0].suffix
            name = f"answer{suffix}"
        if isinstance(answer, Path):
            shutil.copyfile(answer, copy / name)
        else:
            (copy / name).write_text(answer, encoding="utf-8")
        if solution is not None:
            for each in (HIDDEN_TESTS, ACCEPTED):
                if (solution / each).is_file():
                    shutil.copyfile(solution / each, copy / each)
        options = ["-p", "no:faulthandler", "--capture=no"]
        options += ["--maxfail=1", "--framelab-terse"] if until_failure else []
        code, said = run_silently(copy, Path(folder), _Results(check_run), options)
        forget_modules(Path(folder))
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise CheckRunError(said)
    return check_run


class _Results:
    """A pytest plugin that keeps the results on the reports, and the calls."""

    def __init__(self, check_run: CheckRun) -> None:
        self._check_run = check_run
        self._seen: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if (result := result_on(report)) is None:
            return
        self._check_run.results.append(result)
        self._keep(getattr(report, "framelab_calls", ()))

    def _keep(self, calls: Iterable[Call]) -> None:
        for call in calls:
            key = repr((call.name, call.arguments, call.keywords))
            if key not in self._seen:
                self._seen.add(key)
                self._check_run.calls.append(call)
