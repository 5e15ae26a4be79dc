"""Run the checks of an exercise against any answers, and return the results."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from framelab.exercises.checks.launch import (
    forget_modules,
    run_silently,
    say_nothing_of_failures,
)
from framelab.exercises.checks.plugin import RUNS
from framelab.exercises.definition.accepted import ACCEPTED
from framelab.exercises.definition.exercise import (
    ANSWERS,
    HIDDEN_TESTS,
    SETTINGS,
    settings_of,
)
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
    exercise: Path, answer: Path | str, solution: Path | None = None, *, name: str | None = None
) -> CheckRun:
    """Check an answer as a student's own run does; see `run_checks_on`.

    Parameters
    ----------
    name : str, optional
        What the file is called as an answer; without it, as its own suffix or the
        exercise's starter asks.
    """
    (check_run,) = run_checks_on(exercise, [answer], solution, name=name)
    return check_run


def run_checks_on(
    exercise: Path,
    answers: Iterable[Path | str],
    solution: Path | None = None,
    *,
    name: str | None = None,
    until_failure: bool = False,
) -> list[CheckRun]:
    """Check answers one after another, each as a student's own run does.

    The checks are collected once, in a copy of the exercise: to start pytest for each answer
    would cost more than all the rest.

    Parameters
    ----------
    exercise : Path
        Folder of the exercise.
    answers : iterable of Path or str
        The files to check, or their contents.
    solution : Path, optional
        Folder of the solution, to run the hidden checks besides.
    name : str, optional
        What each file is called as an answer; without it, as its own suffix or the
        exercise's starter asks.
    until_failure : bool
        Whether an answer is left at the first check that fails, and without looking for
        words.

    Returns
    -------
    list of CheckRun
        One for each answer, in their order.

    Raises
    ------
    CheckRunError
        The exercise or its checks are wrong in themselves.
    OSError
        The file of an answer cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="check-run-") as folder:
        # Tests are imported by their path below the root: with a name in it that no other
        # check run has, none gets the checks of another one.
        copy = Path(folder, Path(folder).name, exercise.name)
        shutil.copytree(exercise, copy, ignore=shutil.ignore_patterns("__pycache__"))
        starters = [copy / each for each in ANSWERS.values() if (copy / each).is_file()]
        for starter in starters:
            starter.unlink()
        if settings := settings_of(exercise):
            shutil.copyfile(settings, copy / SETTINGS)
        if solution is not None:
            for each in (HIDDEN_TESTS, ACCEPTED):
                if (solution / each).is_file():
                    shutil.copyfile(solution / each, copy / each)
        suffix = starters[0].suffix if starters else ".py"
        loop = _Loop(copy, answers, name, suffix, until_failure=until_failure)
        options = ["--capture=no", *(["--framelab-terse"] if until_failure else [])]
        code, said = run_silently(copy, Path(folder), loop, options)
        forget_modules(Path(folder))
    if loop.unread is not None:
        raise loop.unread
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise CheckRunError(said)
    return loop.check_runs


class _Loop:
    """A pytest plugin: runs all tests on each answer, and keeps the results and the calls."""

    def __init__(
        self,
        copy: Path,
        answers: Iterable[Path | str],
        name: str | None,
        suffix: str,
        *,
        until_failure: bool,
    ) -> None:
        self._copy, self._answers = copy, answers
        self._name, self._suffix = name, suffix
        self._until_failure = until_failure
        self._seen: set[str] = set()
        self.check_runs: list[CheckRun] = []
        self.unread: OSError | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # a file of tests could not be read: pytest itself says so, and ends
        say_nothing_of_failures(session.items)
        for answer in self._answers:
            try:
                file = self._placed(answer)
            except OSError as error:  # from here pytest would take it for an error of its own
                self.unread = error
                return True
            self._seen.clear()
            self.check_runs.append(CheckRun())
            self._run(session.items)
            for run in session.config.stash[RUNS].values():
                run.close()
            session.config.stash[RUNS].clear()
            file.unlink()
        return True

    def _placed(self, answer: Path | str) -> Path:
        suffix = answer.suffix if isinstance(answer, Path) else self._suffix
        file = self._copy / (self._name or f"answer{suffix}")
        if isinstance(answer, Path):
            shutil.copyfile(answer, file)
        else:
            file.write_text(answer, encoding="utf-8")
        return file

    def _run(self, items: Sequence[pytest.Item]) -> None:
        for number, item in enumerate(items):
            # With no next test all that this one has set up is taken down: another may follow,
            # or the first one again.
            is_last = self._until_failure or number + 1 == len(items)
            following = None if is_last else items[number + 1]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            results = self.check_runs[-1].results
            if self._until_failure and results and results[-1].status not in _GOES_ON:
                return

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if (result := result_on(report)) is None:
            return
        self.check_runs[-1].results.append(result)
        self._keep(getattr(report, "framelab_calls", ()))

    def _keep(self, calls: Iterable[Call]) -> None:
        for call in calls:
            key = repr((call.name, call.arguments, call.keywords))
            if key not in self._seen:
                self._seen.add(key)
                self.check_runs[-1].calls.append(call)


_GOES_ON = ("passed", "skipped")
