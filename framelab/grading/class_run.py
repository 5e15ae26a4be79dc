"""Grade a class: read, hand out to sessions, keep. A run that is stopped goes on later."""

import contextlib
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection as channels
from pathlib import Path

from framelab.exercises.run.answer_files import AnswerContents
from framelab.grading.graded import GradedAnswer
from framelab.grading.results import Results
from framelab.grading.session import Ready, Refused, Settings, Task, run_session
from framelab.grading.snapshot import AssignmentSnapshot
from framelab.grading.submissions import SubmittedAnswer, find_students, read_submission
from framelab.processes import interrupts_held
from framelab.progress import Advance

TRIES = 2
"""How often a session may end on an answer before it is given up."""

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
    """Answers of one submission on their way: exercise, key and answer.

    `counts` is whether the submission is done with them: not with all parts of one that had
    to be tried in parts.
    """

    answers: list[tuple[str, str, AnswerContents]]
    tries: int = 0
    counts: bool = True


@contextlib.contextmanager
def work_folder(results: Results) -> Iterator[Path]:
    """Make a folder for the time of a run, and remove what an earlier run left.

    Other users can pass through it, and see nothing in it that is not opened to them.
    """
    for folder in results.folders():
        shutil.rmtree(folder, ignore_errors=True)
        with results.writing():
            results.forget_folder(folder)
    folder = Path(tempfile.mkdtemp(prefix="framelab-grade-"))
    folder.chmod(0o711)
    with results.writing():
        results.remember_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            with results.writing():
                results.forget_folder(folder)


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
        With a folder or an export a student.
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
        allowed = "allowed: folders STUDENT/ID/answer.* and exports NAME.framelab.json"
        raise RefusedError([f"{submissions}: found no submissions; {allowed}", *left_out])
    if set(students) <= snapshot.exercises.keys() | snapshot.passed_over:
        raise RefusedError([f"{submissions}: found folders of exercises, as one student hands them "
                            "in; allowed: the folder above, with a folder a student"])  # fmt: skip
    tally = Tally(left_out=len(left_out))
    with results.writing():
        results.forget_who_handed_in()
    keys_under_way: set[str] = set()

    def to_grade() -> Iterator[_Pending | None]:
        """Read submission after submission; None where nothing of one is left to do."""
        for student, places in students.items():
            found = read_submission(
                student, places, snapshot.exercises, snapshot.starters, snapshot.passed_over
            )
            tally.submissions += 1
            for line in found.remarks:
                remark(f"{student}: {line}")
            answers = []
            with results.writing():
                for handed_in in found.answers:
                    key = _keep_handed_in(results, snapshot, isolation, student, handed_in)
                    if key is None or handed_in.answer is None:
                        continue
                    if key in keys_under_way or results.has(key):
                        tally.known += 1
                        continue
                    keys_under_way.add(key)
                    answers.append((handed_in.exercise, key, handed_in.answer))
            yield _Pending(answers) if answers else None

    def keep(pending: _Pending, graded: Sequence[GradedAnswer]) -> None:
        with results.writing():
            for (_, key, _), each in zip(pending.answers, graded, strict=True):
                results.keep(key, isolation, each)
                keys_under_way.discard(key)
        tally.graded += len(graded)

    sessions = _Sessions(snapshot, folder, isolation, min(jobs, len(students)))
    try:
        done = 0
        for pending, graded in sessions.grade(to_grade()):
            if pending and graded:
                keep(pending, graded)
            done += pending is None or pending.counts
            advance(done, len(students))
    finally:
        sessions.close()
    return tally


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
    )
    return key


class _Sessions:
    """Processes that grade, and what each has in hand."""

    def __init__(
        self, snapshot: AssignmentSnapshot, folder: Path, isolation: str, jobs: int
    ) -> None:
        self._snapshot, self._folder = snapshot, folder
        self._isolation, self._jobs = isolation, jobs
        self._starting: list[_Session] = []
        self._started = 0
        self._idle: list[_Session] = []
        self._busy: dict[channels.Connection, _Session] = {}

    def grade(
        self, submissions: Iterator[_Pending | None]
    ) -> Iterator[tuple[_Pending | None, list[GradedAnswer]]]:
        """Hand out submissions as sessions become free; yield each with what came of it."""
        waiting: list[_Pending] = []
        for pending in submissions:
            if pending is None:
                yield None, []
                continue
            waiting.append(pending)
            while waiting:
                session = self._free_session()
                if session is None:
                    yield from self._wait(waiting)
                    continue
                self._give(session, waiting.pop())
        while self._busy or waiting:
            while waiting and (session := self._free_session()):
                self._give(session, waiting.pop())
            yield from self._wait(waiting)

    def close(self) -> None:
        """End all sessions, whatever they are at."""
        for session in (*self._starting, *self._idle, *self._busy.values()):
            session.end()

    def _give(self, session: "_Session", pending: _Pending) -> None:
        session.pending = pending
        task = Task(tuple((exercise, answer) for exercise, _, answer in pending.answers))
        with contextlib.suppress(OSError):  # it has ended: the channel will say so
            session.channel.send(task)
        self._busy[session.channel] = session

    def _wait(
        self, waiting: list[_Pending]
    ) -> Iterator[tuple[_Pending | None, list[GradedAnswer]]]:
        ready = channels.wait(list(self._busy))
        for session in [self._busy[each] for each in list(self._busy) if each in ready]:
            del self._busy[session.channel]
            pending = session.pending
            assert pending
            try:
                graded = session.channel.recv()
            except (EOFError, OSError):
                session.end()
                if pending.tries < TRIES:
                    waiting += _in_parts(pending)
                else:
                    yield pending, [self._given_up(pending)]
                continue
            self._idle.append(session)
            yield pending, graded

    def _given_up(self, pending: _Pending) -> GradedAnswer:
        ((exercise, _, _),) = pending.answers
        most = self._snapshot.exercises[exercise].points_total
        reason = "the process that graded it ended, twice: too much memory, perhaps"
        return GradedAnswer(exercise, 0, most, "ungraded", reason)

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
    """A process that runs `run_session`."""

    settings: Settings
    pending: _Pending | None = None
    channel: channels.Connection = field(init=False)
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

    def end(self) -> None:
        """End it, and what runs in its sandboxes with it."""
        self.channel.close()
        self._process.terminate()
        self._process.join()


def _in_parts(pending: _Pending) -> list[_Pending]:
    """Split a submission on which a session ended: one answer must not take the others along."""
    if len(pending.answers) == 1:
        return [_Pending(pending.answers, pending.tries + 1, pending.counts)]
    first, *others = pending.answers
    return [*(_Pending([each], 1, counts=False) for each in others), _Pending([first], 1)]
