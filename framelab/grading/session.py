"""A pytest session over many answers: one process, with its own warm sandboxes.

The checks are collected once. Then, for each answer that comes through the channel, they
are run against it, and what came of it goes back. Starting pytest anew would cost more
than all the rest.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from multiprocessing.connection import Connection as Channel
from pathlib import Path

import pytest

from framelab.exercises.checks.diagnosis import Diagnosis
from framelab.exercises.checks.launch import run_silently, say_nothing_of_failures
from framelab.exercises.checks.plugin import CHECK, RUNS, Check
from framelab.exercises.checks.private_pytest import (
    comparisons_told,
    forget_setup,
    reports_of,
)
from framelab.exercises.definition.exercise import (
    ANSWERS,
    HIDDEN_TESTS,
    PUBLIC_TESTS,
    Exercise,
    find_exercises,
)
from framelab.exercises.feedback.messages import Expectation
from framelab.exercises.feedback.result import CheckResult, result_on
from framelab.exercises.run import limits
from framelab.exercises.run.answer_files import AnswerContents, run_of
from framelab.exercises.run.code_answer import LOAD_SECONDS
from framelab.exercises.run.connection import Connection, Source, connect
from framelab.exercises.run.outcome import Outcome, outcome_of
from framelab.exercises.run.submission import Call, Fault, Run
from framelab.grading.graded import CUT_SHORT, GradedAnswer, status_and_reason
from framelab.grading.isolation import TRUSTED, SandboxFiles, level_named
from framelab.grading.sandbox import Sandbox, SandboxError
from framelab.grading.submissions import shown
from framelab.processes import follow_parent

ANSWER_CALLS = 4
"""All checks of one answer may take as long as loading it and so many calls at their deadline."""
SUBMISSION_SECONDS = 120.0
"""How long all answers of one submission may take."""
ANSWER_SECONDS = SUBMISSION_SECONDS / 2
"""How long one answer may take at most, whatever the deadline of its exercise."""
KEPT_SECONDS = 5.0
"""How long at most an answer leaves of the submission's time to each turn of another answer."""


@dataclass(frozen=True, slots=True)
class Task:
    """Answers of one submission that are to be graded: exercise and answer.

    `seconds` is how long all of them may take.
    """

    answers: tuple[tuple[str, AnswerContents], ...]
    seconds: float = SUBMISSION_SECONDS


@dataclass(frozen=True, slots=True)
class Turn:
    """The session turns to the answer at a place in its task, for so many seconds at most."""

    place: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """What came of the answer at a place in the task."""

    place: int
    graded: GradedAnswer


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
    """Send `Ready` or `Refused`, then answer each `Task` with a `Done` for each answer in it.

    Before each piece of work a `Turn` says which answer it is on.

    Ends when the other side of the channel does.
    """
    follow_parent()
    _stay_on_one_processor(settings.number)
    os.chdir(settings.checks)  # pytest takes what is in [ ] in a path for the case of a test
    session = _Session(channel, settings)
    options = ["--framelab-class-run", "-p", "no:terminal"]
    _, said = run_silently(Path(), settings.checks, session, options, bare=True)
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
        try:
            self._grade(session)
        except OSError as error:  # a full disk, most often
            if self.has_spoken:
                raise
            where = error.filename or tempfile.gettempdir()
            self._say(Refused((f"{where}: {error.strerror or error}",)))
        return True

    def _grade(self, session: pytest.Session) -> None:
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

    def _say(self, message: object) -> None:
        self.has_spoken = True
        self._channel.send(message)

    def _answer_tasks(self, marking: dict[str, "ExerciseMarking"]) -> None:
        # When the other side is gone there is nobody to work for.
        with contextlib.suppress(EOFError, OSError):
            while True:
                task: Task = self._channel.recv()
                for message in _graded_in_turns(task, marking):
                    self._channel.send(message)


def _graded_in_turns(task: Task, marking: "dict[str, ExerciseMarking]") -> Iterator[Turn | Done]:
    """Grade the answers of a submission: the visible checks of all, then the hidden ones of all.

    So no answer of a submission has seen what a hidden check asks while another one can still
    print something that is shown.
    """
    ends = time.monotonic() + task.seconds
    attempts = [_Attempt(marking[name], answer) for name, answer in task.answers]
    turns = [(place, visible) for visible in (True, False) for place in range(len(attempts))]
    kept = min(KEPT_SECONDS, task.seconds / (2 * len(turns)))
    while turns:
        place, visible = turns.pop(0)
        attempt = attempts[place]
        # An answer that used its own time up needs none any more, and of its own it leaves none.
        others = {turn for turn in turns if turn[0] != place and attempts[turn[0]].seconds > 0}
        left = ends - time.monotonic() - kept * len(others)
        yield Turn(place, max(min(left, attempt.seconds), 0))
        attempt.take_turn(left, visible=visible)
        if not visible:
            yield Done(place, attempt.graded())


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
        self.trouble: SandboxError | None = None
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
        with self.running(answer, time.monotonic() + SUBMISSION_SECONDS) as run:
            checks = self.run_checks(run, range(len(self._items)), self._take_down)
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

    @property
    def seconds(self) -> float:
        """How long an answer may take: a file of codes, or a text, takes none to speak of."""
        if self.exercise.kind != "code":
            return 0
        return min(LOAD_SECONDS + ANSWER_CALLS * self.exercise.deadline_seconds, ANSWER_SECONDS)

    def numbers(self, *, visible: bool) -> list[int]:
        """Return the numbers of the visible or of the hidden checks."""
        return [number for number, item in enumerate(self._items)
                if item.stash[CHECK].is_visible is visible]  # fmt: skip

    def not_loaded(self, numbers: Sequence[int]) -> Iterator[CheckResult]:
        """Yield the results of checks for an answer that other checks could not load."""
        for item in map(self._items.__getitem__, numbers):
            check = item.stash[CHECK]
            yield CheckResult(item.name, check.sentence, check.points, "not_loaded", (),
                              check.is_visible)  # fmt: skip

    def known_of(self, number: int, calls: Sequence[Call]) -> Iterator[tuple[int, Outcome]]:
        """Yield what came of the calls of a check that are those of our answer, by their place."""
        for place, call in zip(self._places[number], calls, strict=False):
            ours = self._calls[place]
            is_same = (call.name, call.arguments, call.keywords) == (
                ours.name, ours.arguments, ours.keywords)  # fmt: skip
            if is_same and (outcome := outcome_of(call)):
                yield place, outcome

    def questions(self, run: Run, known: dict[int, Outcome]) -> tuple[str, ...]:
        """Return the questions of the misconceptions that an answer has."""
        if self._diagnosis is None:
            return ()
        return tuple(each.question for each in self._diagnosis.of_run(run, known))

    @contextlib.contextmanager
    def running(self, answer: AnswerContents, ends: float) -> Iterator[Run]:
        """Yield a run of an answer for the checks, and end it."""
        self.trouble = None
        run = run_of(self.exercise, answer, self._reach, ends=ends)
        self._runs[self.exercise.folder] = run
        try:
            yield run
        finally:
            del self._runs[self.exercise.folder]
            run.close()

    def run_checks(
        self, run: Run, numbers: Sequence[int], note: Callable[[int, Sequence[Call]], None]
    ) -> tuple[CheckResult, ...]:
        """Run some checks; `note` gets the number of each check, and the calls that it made."""
        results = []
        for number in numbers:
            item = self._items[number]
            following = self._items[number + 1] if number + 1 in numbers else None
            item.stash[CHECK].expectation = None  # of the answer before
            try:
                with comparisons_told(partial(_note_comparison, item.stash[CHECK])):
                    reports = reports_of(item, following)
                results.append(next(filter(None, map(result_on, reports))))
            except Exception as error:  # of ours, on what the answer gave: the answer's alone
                forget_setup(item)
                results.append(_broken(item, error))
            note(number, run.calls)
        return tuple(results)

    def _reach(self, source: Source) -> Connection:
        try:
            return self._connect(source)
        except SandboxError as error:
            self.trouble = error
            raise Fault("ended") from error


@dataclass(slots=True)
class _Attempt:
    """One answer on its way through the checks; `seconds` is what is left of its own time."""

    marking: ExerciseMarking
    answer: AnswerContents
    seconds: float = field(init=False)
    _checks: list[CheckResult] = field(default_factory=list)
    _known: dict[int, Outcome] = field(default_factory=dict)
    _questions: tuple[str, ...] = ()
    _trouble: SandboxError | None = None
    _is_cut_short: bool = False

    def __post_init__(self) -> None:
        self.seconds = self.marking.seconds

    def take_turn(self, left: float, *, visible: bool) -> None:
        """Run the visible or the hidden checks, each kind in a process of its own.

        Parameters
        ----------
        left : float
            How many seconds the submission has for it.
        visible : bool
        """
        marking = self.marking
        numbers = marking.numbers(visible=visible)
        if not numbers:
            return
        if self._checks and all(each.status == "not_loaded" for each in self._checks):
            self._checks += map(_to_hand_out, marking.not_loaded(numbers))
            return
        began = time.monotonic()
        ends = began + max(min(self.seconds, left), 0)
        with marking.running(self.answer, ends) as run:
            checks = marking.run_checks(run, numbers, self._note)
            self._checks += map(_to_hand_out, checks)
            if not visible and self._is_wrong():
                # A mistake that cannot be told is no reason to lose what is known.
                with contextlib.suppress(Exception):
                    self._questions = marking.questions(run, self._known)
        self._trouble = self._trouble or marking.trouble
        now = time.monotonic()
        self._is_cut_short |= left < self.seconds and self.seconds > 0 and now >= ends
        self.seconds -= now - began

    def _is_wrong(self) -> bool:
        status, _ = status_and_reason(self._checks)
        return status in ("graded", "timeout") and any(each.earned < each.points
                                                       for each in self._checks)  # fmt: skip

    def _note(self, number: int, calls: Sequence[Call]) -> None:
        for place, outcome in self.marking.known_of(number, calls):
            self._known.setdefault(place, outcome)

    def graded(self) -> GradedAnswer:
        """Return what came of it, when it has had all its turns."""
        exercise, checks = self.marking.exercise, tuple(_fitting_a_page(self._checks))
        points = sum(check.earned for check in checks)
        status, reason = status_and_reason(checks)
        if self._is_cut_short:
            reason = "; ".join(filter(None, (reason, CUT_SHORT)))
        if not self.answer.data.strip():
            reason = f"{self.answer.name} is empty"
        if self._trouble:
            points, status, reason = 0, "ungraded", f"{self._trouble}"
        return GradedAnswer(
            exercise.id, points, exercise.points_total, status, reason, checks, self._questions,
            self._is_cut_short,
        )  # fmt: skip


def _fitting_a_page(checks: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """Yield results without the lines for which a page would be too long."""
    left = limits.RESULT_PAGE
    for check in checks:
        lines = check.lines
        left -= sum(len(escape(shown(text))) for _, text in lines)
        if lines and left < 0:
            lines = (
                ("note", "the details are left out, because they would be too long for a page"),
            )
        yield replace(check, lines=lines)


def _broken(item: pytest.Function, error: Exception) -> CheckResult:
    """Return the result of a check that could not be made with what an answer gave."""
    check = item.stash[CHECK]
    note = f"this check itself does not work with this answer: {type(error).__name__}"
    return CheckResult(item.name, check.sentence, check.points, "broken", (("note", note),),
                       check.is_visible)  # fmt: skip


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
    """Sort tests by exercise, visible ones first: in this order our answer's calls are noted."""
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
