"""A pytest session over many answers: one process, with its own warm sandboxes.

The checks are collected once. Then, for each answer that comes through the channel, they
are run against it, and what came of it goes back. Starting pytest anew would cost more
than all the rest.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection as Channel
from pathlib import Path

import pytest

from framelab.exercises.checks.diagnosis import Diagnosis
from framelab.exercises.checks.launch import run_silently, say_nothing_of_failures
from framelab.exercises.checks.plugin import CHECK, RUNS, Check
from framelab.exercises.checks.private_pytest import comparisons_told, reports_of
from framelab.exercises.definition.exercise import (
    ANSWERS,
    HIDDEN_TESTS,
    PUBLIC_TESTS,
    Exercise,
    find_exercises,
)
from framelab.exercises.feedback.messages import Expectation
from framelab.exercises.feedback.result import CheckResult, result_on
from framelab.exercises.run.answer_files import AnswerContents, run_of
from framelab.exercises.run.code_answer import LOAD_SECONDS
from framelab.exercises.run.connection import Connection, Source, connect
from framelab.exercises.run.outcome import Outcome, outcome_of
from framelab.exercises.run.submission import Call, Fault, Run
from framelab.grading.graded import GradedAnswer, status_and_reason
from framelab.grading.isolation import TRUSTED, SandboxFiles, level_named
from framelab.grading.sandbox import Sandbox, SandboxError
from framelab.processes import follow_parent

ANSWER_CALLS = 4
"""All checks of one answer may take as long as loading it and so many calls at their deadline."""
SUBMISSION_SECONDS = 120.0
"""How long all answers of one submission may take."""


@dataclass(frozen=True, slots=True)
class Task:
    """Answers of one submission that are to be graded: exercise and answer."""

    answers: tuple[tuple[str, AnswerContents], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a session needs to know.

    Parameters
    ----------
    checks : Path
        Folder of folders, one an exercise, with all its checks (see `snapshot`).
    solutions : Path
        Folder of the solutions.
    sandboxes : Path
        A folder of this session's own for its sandboxes.
    isolation : str
        The name of a level, or "trusted".
    number : int
        The session's, among those of the run.
    """

    checks: Path
    solutions: Path
    sandboxes: Path
    isolation: str
    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The session can grade: every solution has all points."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The session cannot grade, and why."""

    reasons: tuple[str, ...]


def run_session(channel: Channel, settings: Settings) -> None:
    """Send `Ready` or `Refused`, then answer each `Task` with a list of `GradedAnswer`.

    Ends when the other side of the channel does.
    """
    follow_parent()
    _stay_on_one_processor(settings.number)
    session = _Session(channel, settings)
    options = ["--framelab-class-run", "-p", "no:terminal"]
    _, said = run_silently(settings.checks, settings.checks, session, options, bare=True)
    if not session.has_spoken:
        lines = session.collection_errors or said.splitlines()
        with contextlib.suppress(OSError):
            channel.send(Refused(tuple(lines[-12:]) or ("pytest could not start",)))


def _stay_on_one_processor(number: int) -> None:
    """Keep this process and its sandboxes on one processor.

    They wait for each other all the time, never work at once, and waking another processor
    takes five times as long as changing the process on one.
    """
    if hasattr(os, "sched_setaffinity"):
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[number % len(processors)]})


class _Session:
    """A pytest plugin that takes the place of the loop over tests."""

    def __init__(self, channel: Channel, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings
        self.has_spoken = False
        self.collection_errors: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.collection_errors += str(report.longrepr).splitlines()[-6:]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True  # a file of checks could not be read: said by `run_session`
        with _sandboxes(self._settings) as shut_in:
            marking = [
                ExerciseMarking(items, self._settings.solutions, shut_in)
                for items in _by_exercise(session.items)
            ]
            checked = {each.exercise.id for each in marking}
            refused = [
                f"{folder.name}: found no checks; allowed: {PUBLIC_TESTS}, {HIDDEN_TESTS}"
                for folder in find_exercises(self._settings.checks)
                if folder.name not in checked
            ]
            refused += [reason for each in marking for reason in each.prepare()]
            self._say(Refused(tuple(refused)) if refused else Ready())
            if not refused:
                self._answer_tasks({each.exercise.id: each for each in marking})
        return True

    def _say(self, message: object) -> None:
        self.has_spoken = True
        self._channel.send(message)

    def _answer_tasks(self, marking: dict[str, "ExerciseMarking"]) -> None:
        # When the other side is gone there is nobody to work for.
        with contextlib.suppress(EOFError, OSError):
            while True:
                task: Task = self._channel.recv()
                ends = time.monotonic() + SUBMISSION_SECONDS
                self._channel.send([marking[name].grade(answer, ends)
                                    for name, answer in task.answers])  # fmt: skip


class ExerciseMarking:
    """The checks of one exercise, ready to be run against any answer."""

    def __init__(
        self,
        items: Sequence[pytest.Function],
        solutions: Path,
        shut_in: Callable[[Sequence[str]], Callable[[Source], Connection]],
    ) -> None:
        say_nothing_of_failures(items)
        self.exercise: Exercise = items[0].stash[CHECK].exercise
        self._items = items
        self._runs = items[0].config.stash[RUNS]
        self._solution = solutions / self.exercise.id
        self._connect = shut_in(self.exercise.withheld)
        self._trouble: SandboxError | None = None
        self._diagnosis: Diagnosis | None = None
        # All calls that the checks make of our answer, each once; and by check, which it makes.
        self._calls: list[Call] = []
        self._places: list[list[int]] = []
        self._place_of: dict[str, int] = {}

    def prepare(self) -> list[str]:
        """Grade our own answer, and return the reasons for which nobody can be graded."""
        name = ANSWERS[self.exercise.kind]
        try:
            answer = AnswerContents(name, (self._solution / name).read_bytes())
        except OSError as error:
            return [f"{self.exercise.id}: our answer, {name}: {error.strerror}"]
        with self._running(answer, time.monotonic() + SUBMISSION_SECONDS) as run:
            checks = self._run_checks(run, self._take_down)
        lost = [check for check in checks if check.status != "passed"]
        points = sum(check.earned for check in checks)
        if lost or points != self.exercise.points_total:
            failed = "; ".join(f"{check.test}: {dict(check.lines).get('got', check.status)}"
                               for check in lost[:5])  # fmt: skip
            return [
                f"{self.exercise.id}: our answer has {points} of {self.exercise.points_total} "
                f"points{f' ({failed})' if failed else ''}"
            ]
        if self.exercise.kind != "open":
            self._diagnosis = Diagnosis(self.exercise, self._solution, self._calls, self._reach)
        return []

    def _take_down(self, _number: int, calls: Sequence[Call]) -> None:
        places = []
        for call in calls:
            this = repr((call.name, call.arguments, call.keywords))  # 1 and True are two calls
            if this not in self._place_of:
                self._place_of[this] = len(self._calls)
                self._calls.append(call)
            places.append(self._place_of[this])
        self._places.append(places)

    def grade(self, answer: AnswerContents, submission_ends: float) -> GradedAnswer:
        """Run all checks against an answer, and look for misconceptions where it fails."""
        seconds = LOAD_SECONDS + ANSWER_CALLS * self.exercise.deadline_seconds
        ends = min(time.monotonic() + seconds, submission_ends)
        self._trouble = None
        known: dict[int, Outcome] = {}

        def note(number: int, calls: Sequence[Call]) -> None:
            for place, call in zip(self._places[number], calls, strict=False):
                ours = self._calls[place]
                is_same = (call.name, call.arguments, call.keywords) == (
                    ours.name, ours.arguments, ours.keywords)  # fmt: skip
                if is_same and (outcome := outcome_of(call)):
                    known.setdefault(place, outcome)

        with self._running(answer, ends) as run:
            checks = tuple(map(_to_hand_out, self._run_checks(run, note)))
            points = sum(check.earned for check in checks)
            status, reason = status_and_reason(checks)
            graded = GradedAnswer(
                self.exercise.id, points, self.exercise.points_total, status, reason, checks
            )
            if self._diagnosis and status in ("graded", "timeout") and points < graded.max_points:
                found = self._diagnosis.of_run(run, known)
                graded = replace(graded, questions=tuple(each.question for each in found))
        if self._trouble:
            return replace(graded, points=0, status="ungraded", reason=f"{self._trouble}")
        if not answer.data.strip():
            return replace(graded, reason=f"{answer.name} is empty")
        return graded

    @contextlib.contextmanager
    def _running(self, answer: AnswerContents, ends: float) -> Iterator[Run]:
        run = run_of(self.exercise, answer, self._reach, ends=ends)
        self._runs[self.exercise.folder] = run
        try:
            yield run
        finally:
            del self._runs[self.exercise.folder]
            run.close()

    def _run_checks(
        self, run: Run, note: Callable[[int, Sequence[Call]], None]
    ) -> tuple[CheckResult, ...]:
        """Run all checks; `note` gets the number of each check, and the calls that it made."""
        results = []
        for number, item in enumerate(self._items):
            following = self._items[number + 1] if number + 1 < len(self._items) else None
            item.stash[CHECK].expectation = None  # of the answer before
            with comparisons_told(partial(_note_comparison, item.stash[CHECK])):
                reports = reports_of(item, following)
            results.append(next(filter(None, map(result_on, reports))))
            note(number, run.calls)
        return tuple(results)

    def _reach(self, source: Source) -> Connection:
        try:
            return self._connect(source)
        except SandboxError as error:
            self._trouble = error
            raise Fault("ended") from error


def _to_hand_out(check: CheckResult) -> CheckResult:
    """Return a result without what a hidden case's name, or a broken check, could tell."""
    if check.is_visible:
        return check
    name, bracket, case = check.test.partition("[")
    sentence = check.sentence.removesuffix(f" {bracket}{case}")
    if check.status == "broken":
        lines = (("note", "this check itself does not work with this answer"),)
        return replace(check, test=name, sentence=sentence, lines=lines)
    return replace(check, test=name, sentence=sentence)


def _note_comparison(check: Check, operator: str, left: object, right: object) -> None:
    check.expectation = Expectation(operator, left, right)


def _by_exercise(items: Sequence[pytest.Item]) -> list[list[pytest.Function]]:
    """Sort tests by exercise, visible ones first: what hidden ones ask must not be known then."""
    groups: dict[str, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and (check := item.stash.get(CHECK, None)):
            groups.setdefault(check.exercise.id, []).append(item)
    return [sorted(group, key=lambda item: not item.stash[CHECK].is_visible)
            for group in groups.values()]  # fmt: skip


@contextlib.contextmanager
def _sandboxes(
    settings: Settings,
) -> Iterator[Callable[[Sequence[str]], Callable[[Source], Connection]]]:
    """Yield a way to reach answers: for each set of withheld names, a sandbox of its own."""
    if settings.isolation == TRUSTED:
        settings.sandboxes.mkdir()
        tempfile.tempdir = str(settings.sandboxes)  # what is left there goes with the run's folder
        yield lambda withheld: connect
        return
    level = level_named(settings.isolation)
    files = SandboxFiles(settings.sandboxes, settings.number)
    sandboxes: dict[tuple[str, ...], Sandbox] = {}

    def shut_in(withheld: Sequence[str]) -> Callable[[Source], Connection]:
        names = tuple(sorted(withheld))
        if names not in sandboxes:
            sandboxes[names] = Sandbox(partial(level.spec, files, names))
        return sandboxes[names].connect

    try:
        yield shut_in
    finally:
        for sandbox in sandboxes.values():
            sandbox.close()
