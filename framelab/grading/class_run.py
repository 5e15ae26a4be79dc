"""Grade a class: read, hand out to sessions, keep. A run that is stopped goes on later."""

import contextlib
import math
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import connection as channels
from pathlib import Path

from framelab.exercises.run.answer_files import AnswerContents
from framelab.grading.graded import CUT_SHORT, GradedAnswer
from framelab.grading.results import Results
from framelab.grading.session import (
    SUBMISSION_SECONDS,
    Done,
    Ready,
    Refused,
    Settings,
    Task,
    Turn,
    run_session,
)
from framelab.grading.snapshot import AssignmentSnapshot
from framelab.grading.submissions import (
    EXERCISES,
    SubmittedAnswer,
    find_students,
    look_alikes,
    read_submission,
)
from framelab.processes import interrupts_held
from framelab.progress import Advance
from framelab.writing import remove_folder

TRIES = 2
"""How often a session may end on an answer before it is given up."""
GRACE_SECONDS = 20.0
"""How long after the end of an answer's time a session may still be at it."""
LEAST_SECONDS = 1.0
"""With less left of its time, nothing more of a submission is begun."""

Remark = Callable[[str], None]
"""Told in a line what an instructor should know at once."""


class RefusedError(Exception):
    """Nobody can be graded; `reasons` say why, a line each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(slots=True)
class Tally:
    """What a run did: submissions read, answers graded now, answers known before.

    `left_out` counts what lies beside the submissions and may be one.
    """

    submissions: int = 0
    left_out: int = 0
    graded: int = 0
    known: int = 0


@dataclass(slots=True)
class _Pending:
    """Answers of one submission on their way.

    `counts` is whether the submission is done with them: not with all parts of one that had
    to be tried in parts. `seconds` is what is left of the submission's time.
    """

    answers: list["_Answer"]
    tries: int = 0
    counts: bool = True
    seconds: float = SUBMISSION_SECONDS


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer, who handed it in, and the key of what will be known of it."""

    student: str
    exercise: str
    key: str
    contents: AnswerContents


@contextlib.contextmanager
def work_folder(results: Results) -> Iterator[Path]:
    """Make a folder for the time of a run, and remove what an earlier run left.

    Other users can pass through it, and see nothing in it that is not opened to them.
    """
    for left in results.folders():
        if _is_ours(left):
            remove_folder(left)
        with results.writing():
            results.forget_folder(left)
    # TMPDIR can be relative, and neither a session nor the next run is where this one is.
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER)).absolute()
    folder.chmod(0o711)
    (folder / _MARK).touch(0o600)
    with results.writing():
        results.remember_folder(folder)
    try:
        yield folder
    finally:
        remove_folder(folder)
        if not folder.exists():
            with results.writing():
                results.forget_folder(folder)


_FOLDER = "framelab-grade-"
_MARK = "folder-of-a-class-run"


def _is_ours(folder: Path) -> bool:
    """Return True for a folder that a run made: a file of results may be damaged, or forged."""
    return folder.name.startswith(_FOLDER) and not folder.is_symlink() and (
        folder / _MARK).is_file()  # fmt: skip


def grade_class(
    submissions: Path,
    snapshot: AssignmentSnapshot,
    results: Results,
    folder: Path,
    *,
    isolation: str,
    jobs: int,
    advance: Advance = lambda done, total: None,
    remark: Remark = lambda line: None,
) -> Tally:
    """Grade all submissions in a folder, and keep what comes of it.

    Parameters
    ----------
    submissions : Path
        With a folder, a zip file or an export a student.
    snapshot : AssignmentSnapshot
        What to grade by.
    results : Results
        Where to keep it; answers that are known there are not graded again.
    folder : Path
        For the run's own use.
    isolation : str
        The name of a level, or "trusted".
    jobs : int
        How many sessions to run at a time.

    Raises
    ------
    RefusedError
        A solution fails its own checks, or they cannot be run, or nothing was handed in.
    ResultsError
        The results can no longer be kept.
    OSError
        The folder of submissions cannot be read.
    """
    students, left_out = find_students(submissions)
    for line in left_out:
        remark(line)
    if not students:
        allowed = "allowed: folders STUDENT/ID/answer.*, STUDENT.zip and NAME.framelab.json"
        raise RefusedError([f"{submissions}: found no submissions; {allowed}", *left_out])
    if set(students) <= {*snapshot.exercises, *snapshot.passed_over, EXERCISES}:
        raise RefusedError([f"{submissions}: found folders of exercises, as one student hands them "
                            "in; allowed: the folder above, with a folder for each student"]
                           )  # fmt: skip
    run = _ClassRun(snapshot, results, isolation, remark, Tally(left_out=len(left_out)))
    with results.writing():
        results.begin_run()
    sessions = _Sessions(snapshot, folder, isolation, min(jobs, len(students)))
    try:
        done = 0
        for pending, graded, seconds in sessions.grade(run.to_grade(students)):
            if pending and graded:
                sessions.waiting += run.keep(pending, graded, seconds)
            done += pending is None or pending.counts
            advance(done, len(students))
    finally:
        sessions.close()
    with results.writing():
        results.end_run(snapshot.passed_over)
    for line in look_alikes(students):
        remark(line)
    return run.tally


@dataclass(slots=True)
class _ClassRun:
    """What a run knows: whose answers are on their way, and how long each student's took."""

    snapshot: AssignmentSnapshot
    results: Results
    isolation: str
    remark: Remark
    tally: Tally
    # By key: the answer that is graded, and those of other students that are the same.
    under_way: dict[str, list[_Answer]] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)

    def to_grade(self, students: Mapping[str, list[Path]]) -> Iterator[_Pending | None]:
        """Read submission after submission; None where nothing of one is left to do."""
        snapshot = self.snapshot
        for student, places in students.items():
            found = read_submission(
                student, places, snapshot.exercises, snapshot.starters, snapshot.passed_over
            )
            self.tally.submissions += 1
            for line in found.remarks:
                self.remark(f"{student}: {line}")
            with self.results.writing():
                answers = list(filter(None, (self._begun(student, each) for each in found.answers)))
            yield _Pending(answers) if answers else None

    def _begun(self, student: str, handed_in: SubmittedAnswer) -> _Answer | None:
        """Keep what was handed in; return the answer if it has to be graded."""
        key = _keep_handed_in(self.results, self.snapshot, self.isolation, student, handed_in)
        if key is None or handed_in.answer is None:
            return None
        answer = _Answer(student, handed_in.exercise, key, handed_in.answer)
        if key in self.under_way:
            same = self.under_way[key][0].contents  # once in memory is enough
            self.under_way[key].append(replace(answer, contents=same))
            return None
        if self.results.has(key):
            self.tally.known += 1
            return None
        self.under_way[key] = [answer]
        return answer

    def keep(
        self, pending: _Pending, graded: Sequence[GradedAnswer], seconds: float
    ) -> list[_Pending]:
        """Keep what came of some answers; return the answers that have to be graded apart."""
        student = pending.answers[0].student
        self.spent[student] = self.spent.get(student, 0) + seconds
        with self.results.writing():
            apart = map(self._kept, pending.answers, graded)
            return list(filter(None, apart))

    def _kept(self, answer: _Answer, graded: GradedAnswer) -> _Pending | None:
        self.tally.graded += 1
        _, *others = self.under_way.pop(answer.key)
        if not graded.is_cut_short:
            self.results.keep(answer.key, self.isolation, graded)
            self.tally.known += len(others)
            return None
        # Another student's time has nothing to do with it.
        self.results.keep_of_one_student(answer.student, answer.key, self.isolation, graded)
        if not others:
            return None
        self.under_way[answer.key] = others
        left = SUBMISSION_SECONDS - self.spent.get(others[0].student, 0)
        return _Pending(others[:1], counts=False, seconds=left)


def _keep_handed_in(
    results: Results,
    snapshot: AssignmentSnapshot,
    isolation: str,
    student: str,
    handed_in: SubmittedAnswer,
) -> str | None:
    """Keep what was handed in for an exercise, and return the key of the answer."""
    exercise = snapshot.exercises.get(handed_in.exercise)
    answer, key = handed_in.answer, None
    if answer:
        key = snapshot.key(handed_in.exercise, isolation, answer.name, answer.data)
    results.keep_handed_in(
        student,
        handed_in.exercise,
        exercise.points_total if exercise else 0,
        key=key,
        status="graded" if answer else "ungraded" if handed_in.problem else "missing",
        isolation=isolation if answer else "",
        reason=handed_in.note or handed_in.problem,
        is_there=handed_in.is_there,
    )
    return key


_Graded = tuple[_Pending | None, list[GradedAnswer], float]
"""Answers, what came of each, and how many seconds it took."""


class _Sessions:
    """Processes that grade, and what each has in hand; `waiting` has what none has yet."""

    def __init__(
        self, snapshot: AssignmentSnapshot, folder: Path, isolation: str, jobs: int
    ) -> None:
        self._snapshot, self._folder = snapshot, folder
        self._isolation, self._jobs = isolation, jobs
        self.waiting: list[_Pending] = []
        self._starting: list[_Session] = []
        self._started = 0
        self._idle: list[_Session] = []
        self._busy: dict[channels.Connection, _Session] = {}

    def grade(self, submissions: Iterator[_Pending | None]) -> Iterator[_Graded]:
        """Hand out submissions as sessions become free; yield each with what came of it."""
        for pending in submissions:
            if pending is None:
                yield None, [], 0
                continue
            self.waiting.append(pending)
            yield from self._hand_out()
        while self._busy or self.waiting:
            yield from self._hand_out()
            yield from self._wait()

    def close(self) -> None:
        """End all sessions, whatever they are at."""
        for session in (*self._starting, *self._idle, *self._busy.values()):
            session.end()

    def _hand_out(self) -> Iterator[_Graded]:
        """Give away all that waits, and wait meanwhile for sessions that become free."""
        while self.waiting:
            pending = self.waiting.pop()
            if pending.seconds < LEAST_SECONDS:
                yield pending, [self._cut_short(each) for each in pending.answers], 0
                continue
            while (session := self._free_session()) is None:
                yield from self._wait()
            session.give(pending)
            self._busy[session.channel] = session

    def _wait(self) -> Iterator[_Graded]:
        """Wait until a session says something, or is late."""
        if not self._busy:
            return
        first = min(session.due for session in self._busy.values())
        ready = channels.wait(list(self._busy), max(first - time.monotonic(), 0))
        for session in list(self._busy.values()):
            if session.channel in ready:
                try:
                    is_done = session.take(session.channel.recv())
                except (EOFError, OSError):
                    yield from self._after(session, "ended twice, perhaps for lack of memory")
                    continue
                if is_done:
                    del self._busy[session.channel]
                    self._idle.append(session)
                    yield session.pending, session.all_graded(), session.seconds
            elif session.due < time.monotonic():
                session.is_late = True
                yield from self._after(session, "was still at work when the answer's time was up")

    def _after(self, session: "_Session", how: str) -> Iterator[_Graded]:
        """Go on after a session that ended: the answer that it was at is tried once more, alone."""
        del self._busy[session.channel]
        session.end()
        pending, seconds = session.pending, session.seconds
        places = sorted(session.graded)
        if places:
            finished = _Pending([pending.answers[place] for place in places], counts=False)
            yield finished, [session.graded[place] for place in places], seconds
            seconds = 0
        not_graded = [at for at in range(len(pending.answers)) if at not in session.graded]
        at = session.at if session.at in not_graded else not_graded[0]
        rest = [pending.answers[place] for place in not_graded if place != at]
        left = (pending.seconds - session.seconds) / (2 if rest else 1)
        alone = _Pending([pending.answers[at]], pending.tries + 1,
                         pending.counts and not rest, left)  # fmt: skip
        if rest:
            self.waiting.append(_Pending(rest, 0, pending.counts, left))
        if session.is_late or alone.tries >= TRIES:
            yield alone, [self._given_up(alone.answers[0], how)], seconds
        else:
            self.waiting.append(alone)

    def _given_up(self, answer: _Answer, how: str) -> GradedAnswer:
        return GradedAnswer(answer.exercise, 0, self._most(answer), "ungraded",
                            f"the process that graded the answer {how}")  # fmt: skip

    def _cut_short(self, answer: _Answer) -> GradedAnswer:
        return GradedAnswer(answer.exercise, 0, self._most(answer), "timeout", CUT_SHORT,
                            is_cut_short=True)  # fmt: skip

    def _most(self, answer: _Answer) -> int:
        return self._snapshot.exercises[answer.exercise].points_total

    def _free_session(self) -> "_Session | None":
        if self._idle:
            return self._idle.pop()
        if len(self._busy) >= self._jobs:
            return None
        # All at once: each takes seconds to start, and they need not wait for each other.
        while len(self._busy) + len(self._starting) < self._jobs:
            self._started += 1
            self._starting.append(_Session(self._settings(self._started)))
        session = self._starting[0]
        try:
            said = session.channel.recv()
        except (EOFError, OSError):
            said = Refused(("the process that grades ended before it began",))
        if isinstance(said, Refused):
            raise RefusedError(said.reasons)
        assert isinstance(said, Ready)
        return self._starting.pop(0)

    def _settings(self, number: int) -> Settings:
        return Settings(
            self._snapshot.checks,
            self._snapshot.solutions,
            self._folder / f"sandboxes-{number}",
            self._isolation,
            number,
        )


@dataclass(slots=True)
class _Session:
    """A process that runs `run_session`, and how far it is with what it was given.

    `at` is the place of the answer that it is on, and `due` is when it has to say more.
    """

    settings: Settings
    pending: _Pending = field(init=False)
    graded: dict[int, GradedAnswer] = field(default_factory=dict)
    at: int = 0
    due: float = math.inf
    is_late: bool = False
    channel: channels.Connection = field(init=False)
    _began: float = 0
    _process: multiprocessing.process.BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        # A fork would share this process's open files, the results among them.
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self._process = context.Process(
            target=run_session, args=(theirs, self.settings), daemon=True
        )
        with interrupts_held():
            self._process.start()
        theirs.close()

    @property
    def seconds(self) -> float:
        """How long it has been at what it was given."""
        return time.monotonic() - self._began

    def give(self, pending: _Pending) -> None:
        """Give it answers to grade."""
        self.pending, self.graded, self.at = pending, {}, 0
        self._began = time.monotonic()
        self.due = self._began + GRACE_SECONDS
        answers = tuple((each.exercise, each.contents) for each in pending.answers)
        with contextlib.suppress(OSError):  # it has ended: the channel will say so
            self.channel.send(Task(answers, pending.seconds))

    def take(self, said: Turn | Done) -> bool:
        """Note what it said; return whether it is done with all that it was given."""
        self.at = said.place
        if isinstance(said, Turn):
            self.due = time.monotonic() + said.seconds + GRACE_SECONDS
            return False
        self.graded[said.place] = said.graded
        return len(self.graded) == len(self.pending.answers)

    def all_graded(self) -> list[GradedAnswer]:
        """Return what came of each answer, in their order."""
        return [self.graded[place] for place in range(len(self.pending.answers))]

    def end(self) -> None:
        """End it, and what runs in its sandboxes with it."""
        self.channel.close()
        self._process.kill()
        self._process.join()
