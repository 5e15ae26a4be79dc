"""What was handed in, read once: folders `STUDENT/ID/answer.*`, and exports of the page.

Nothing in it is trusted. No link is followed, nothing but a plain file is opened, no file
is read beyond its limit, and a name is only ever shown with its odd signs escaped.
"""

import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from framelab.exercises.definition.exercise import ANSWERS, Exercise, names_of
from framelab.exercises.run.answer_files import AnswerContents
from framelab.safe_text import escape_signs

# Browsers number a second download.
_EXPORT = re.compile(r"(?P<student>.*)\.framelab(?: ?\(\d+\)|-\d+)?\.json", re.DOTALL)
EXPORT_FORMAT = "framelab-submission/1"
MAX_ANSWER_BYTES = 1_000_000
MAX_NOTEBOOK_BYTES = 10_000_000
"""A notebook can hold pictures, which are not read."""
MAX_EXPORT_BYTES = 5_000_000
MAX_NAME = 100
MAX_UNKNOWN = 20
"""How many ids that are no exercises get a line each: an export can hold very many."""

# What computers leave in folders on their own.
_NO_SUBMISSIONS = ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini")


class ProblemError(Exception):
    """Something handed in cannot be used; the message says why, in a few words."""


@dataclass(frozen=True, slots=True)
class SubmittedAnswer:
    """What a student handed in for an exercise: an answer, or why there is none.

    Without an answer, `problem` says why not; where that is empty nothing was handed in.
    `note` is what an instructor should know all the same. `place` names the export that it
    was in.
    """

    exercise: str
    answer: AnswerContents | None = None
    problem: str = ""
    note: str = ""
    place: str = ""

    def __str__(self) -> str:
        """Return the words that name it among others."""
        if self.answer is None:
            return self.problem
        return f"{self.answer.name} in {self.place}" if self.place else self.answer.name


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one student handed in; `remarks` are about what is no answer."""

    student: str
    answers: tuple[SubmittedAnswer, ...]
    remarks: tuple[str, ...] = ()


def find_students(folder: Path) -> tuple[dict[str, list[Path]], list[str]]:
    """List who handed something in.

    Parameters
    ----------
    folder : Path
        With a folder or an export (`NAME.framelab.json`) a student.

    Returns
    -------
    dict of str to list of Path
        By name, with odd signs escaped: the student's folders and exports.
    list of str
        What is neither, and so was left out.

    Raises
    ------
    OSError
        The folder cannot be read.
    """
    students: dict[str, list[Path]] = {}
    left_out: list[str] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = entry.name
        export = _EXPORT.fullmatch(name)
        if name.startswith("."):
            if entry.is_dir(follow_symlinks=False) or export:
                left_out.append(f"{escaped(name)}: its name begins with a dot")
            continue
        if name in _NO_SUBMISSIONS:
            continue
        if export:
            student = export["student"]
        elif entry.is_symlink() or entry.is_dir(follow_symlinks=False):
            student = name
        else:
            left_out.append(f"{escaped(name)}: neither a student's folder nor an export")
            continue
        students.setdefault(escaped(student), []).append(Path(entry.path))
    return students, left_out


def read_submission(
    student: str,
    places: list[Path],
    exercises: Mapping[str, Exercise],
    starters: Mapping[str, bytes],
    passed_over: Set[str] = frozenset(),
) -> Submission:
    """Read what one student handed in.

    Parameters
    ----------
    student : str
    places : list of Path
        The student's folders and exports.
    exercises : mapping of str to Exercise
        All that could be handed in.
    starters : mapping of str to bytes
        What each exercise starts from: beside another answer, it is none.
    passed_over : set of str
        Ids of exercises of which nothing is said.

    Returns
    -------
    Submission
        With one entry for each exercise, and for each id that is none.
    """
    found: dict[str, list[SubmittedAnswer]] = {name: [] for name in exercises}
    remarks: list[str] = []
    for place in places:
        try:
            if _EXPORT.fullmatch(place.name):
                entries = list(_in_export(place, exercises))
            else:
                entries = list(_in_folder(place, exercises, remarks))
        except ProblemError as problem:
            where = escaped(place.name)
            entries = [SubmittedAnswer(name, problem=f"{where}: {problem}") for name in exercises]
        for entry in entries:
            if entry.exercise not in passed_over:
                found.setdefault(entry.exercise, []).append(entry)
    astray = [remark.partition(":")[0] for remark in remarks]
    unknown = [name for name in found if name not in exercises]
    for name in unknown[MAX_UNKNOWN:]:
        del found[name]
    if len(unknown) > MAX_UNKNOWN:
        remarks.append(f"{len(unknown) - MAX_UNKNOWN:,} more ids that are no exercises")
    astray += unknown[:MAX_UNKNOWN]
    answers = tuple(
        _one_of(name, entries, starters.get(name)) or _nothing_for(name, astray)
        for name, entries in sorted(found.items())
    )
    return Submission(student, answers, tuple(remarks))


def _nothing_for(exercise: str, astray: Sequence[str]) -> SubmittedAnswer:
    """Return "nothing handed in", or a problem where the answer may lie somewhere else."""
    if not astray:
        return SubmittedAnswer(exercise)
    listed = ", ".join(astray[:3]) + (", …" if len(astray) > 3 else "")
    return SubmittedAnswer(
        exercise, problem=f"nothing in a folder {exercise}; found elsewhere: {listed}"
    )


def escaped(name: str) -> str:
    """Return a name that cannot steer a terminal or a page, its odd signs escaped.

    Two names never become one: a backslash is escaped too.
    """
    return escape_signs(name.replace("\\", "\\\\"))


def shown(text: str) -> str:
    """Return what an answer said, or is called, with its odd signs escaped."""
    return escape_signs(text, keep="\n\t")


def _one_of(
    name: str, entries: list[SubmittedAnswer], starter: bytes | None
) -> SubmittedAnswer | None:
    """Choose the entry that counts, where that can be said; None where there is none."""
    if not entries:
        return None
    if len(entries) == 1:
        (entry,) = entries
        is_starter = entry.answer is not None and _is_same(entry.answer.data, starter)
        return replace(entry, note="the starter, as it was handed out") if is_starter else entry
    started = [each for each in entries
               if each.answer is None or not _is_same(each.answer.data, starter)]  # fmt: skip
    distinct: dict[object, SubmittedAnswer] = {}
    for each in started or entries:
        distinct.setdefault((each.answer, each.problem), each)
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    # What cannot be used is no second answer.
    usable = [each for each in distinct.values() if each.answer]
    if len(usable) == 1:
        others = _listed(each for each in distinct.values() if not each.answer)
        note = "; ".join(filter(None, (usable[0].note, f"not used: {others}")))
        return SubmittedAnswer(name, usable[0].answer, note=note)
    names = _listed(distinct.values())
    return SubmittedAnswer(name, problem=f"{len(distinct)} answers, {names}: which one counts?")


def _listed(entries: Iterable[SubmittedAnswer]) -> str:
    return " and ".join(map(str, islice(entries, 3)))


def _is_same(data: bytes, starter: bytes | None) -> bool:
    return starter is not None and data.split() == starter.split()


def _in_folder(
    folder: Path, exercises: Mapping[str, Exercise], remarks: list[str]
) -> Iterator[SubmittedAnswer]:
    if folder.is_symlink():
        raise ProblemError("a symbolic link, which is not followed")
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ProblemError(f"it cannot be read: {error.strerror}") from None
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _NO_SUBMISSIONS:
            continue
        name = escaped(entry.name)[:MAX_NAME]
        if entry.name in exercises:
            yield from _in_exercise(Path(entry.path), exercises[entry.name])
        elif _EXPORT.fullmatch(entry.name):
            try:
                yield from _in_export(Path(entry.path), exercises)
            except ProblemError as problem:
                for each in exercises:
                    yield SubmittedAnswer(each, problem=f"{name}: {problem}")
        elif entry.is_dir(follow_symlinks=False):
            yield SubmittedAnswer(name, problem="there is no such exercise")
        else:
            remarks.append(f"{name}: not in the folder of an exercise")


def _in_exercise(folder: Path, exercise: Exercise) -> Iterator[SubmittedAnswer]:
    names = names_of(exercise)
    try:
        if folder.is_symlink() or not folder.is_dir():
            raise ProblemError("its folder is a link or no folder, and is not followed")
        there = [name for name in names if os.path.lexists(folder / name)]
        if not there:
            others = sorted(escaped(each) for each in os.listdir(folder) if each[0] != ".")  # noqa: PTH208 - names alone
            listed = f"; found: {', '.join(others)[:MAX_NAME]}" if others else ""
            raise ProblemError(f"no {' or '.join(names)} in its folder{listed}")
    except ProblemError as problem:
        yield SubmittedAnswer(exercise.id, problem=str(problem))
        return
    except OSError as error:
        yield SubmittedAnswer(exercise.id, problem=f"its folder cannot be read: {error.strerror}")
        return
    for name in there:
        most = MAX_NOTEBOOK_BYTES if name.endswith(".ipynb") else MAX_ANSWER_BYTES
        try:
            yield SubmittedAnswer(
                exercise.id, AnswerContents(name, read_plain_file(folder / name, most))
            )
        except ProblemError as problem:
            yield SubmittedAnswer(exercise.id, problem=f"{name}: {problem}")


def read_plain_file(file: Path, most: int) -> bytes:
    """Read a file at one moment.

    Raises
    ------
    ProblemError
        It is a link, no plain file, larger than `most` bytes, changing or not readable.
    """
    try:
        # A pipe would be waited for.
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if file.is_symlink():
            raise ProblemError("a symbolic link, which is not followed") from None
        raise ProblemError(f"it cannot be read: {error.strerror}") from None
    try:
        before = os.fstat(opened)
        if not stat.S_ISREG(before.st_mode):
            raise ProblemError("it is no plain file")
        if before.st_size > most:
            raise ProblemError(f"{before.st_size:,} bytes; the most is {most:,}")
        # Not before: a folder cannot be made a stream.
        with os.fdopen(opened, "rb", closefd=False) as stream:
            data = stream.read(most + 1)
        after = os.fstat(opened)
    except OSError as error:
        raise ProblemError(f"it cannot be read: {error.strerror}") from None
    finally:
        os.close(opened)
    if len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise ProblemError("it changed while it was read; grade again")
    return data


def _in_export(file: Path, exercises: Mapping[str, Exercise]) -> Iterator[SubmittedAnswer]:
    """Read the file that the page gives: `framelab-submission/1`."""
    try:
        content = json.loads(read_plain_file(file, MAX_EXPORT_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ProblemError("not JSON in UTF-8") from None
    form = content.get("format") if isinstance(content, dict) else None
    if form != EXPORT_FORMAT:
        shown = repr(form)[:40] if form is not None else "none"
        raise ProblemError(f"format: found {shown}; allowed: {EXPORT_FORMAT}")
    answers = content.get("exercises")
    if not isinstance(answers, dict):
        raise ProblemError("exercises: found none; allowed: answers by exercise")
    for name, entry in answers.items():
        if name not in exercises:
            yield SubmittedAnswer(escaped(name)[:MAX_NAME], problem="there is no such exercise")
            continue
        yield replace(_in_entry(exercises[name], entry), place=escaped(file.name)[:MAX_NAME])


def _in_entry(exercise: Exercise, entry: Any) -> SubmittedAnswer:
    answer = entry.get("answer") if isinstance(entry, dict) else None
    if not isinstance(answer, str):
        return SubmittedAnswer(exercise.id, problem="the export has no text of an answer for it")
    data = answer.encode("utf-8", "surrogatepass")
    if len(data) > MAX_ANSWER_BYTES:
        return SubmittedAnswer(
            exercise.id, problem=f"{len(data):,} bytes; the most is {MAX_ANSWER_BYTES:,}"
        )
    version, note = entry.get("version"), ""
    if version != exercise.version:
        shown = version if type(version) is int else "unknown"
        note = f"written for version {shown} of the exercise, which is now {exercise.version}"
    return SubmittedAnswer(exercise.id, AnswerContents(ANSWERS[exercise.kind], data), note=note)
