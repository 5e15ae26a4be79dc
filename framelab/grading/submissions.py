"""What was handed in, read once: folders, zip files, and exports of the page.

An answer lies at `STUDENT/ID/answer.*`, at `STUDENT/exercises/ID/answer.*`, as in a clone of the
student copy, or in a folder around that one. A zip file may have one more folder around all.

Nothing in it is trusted. No link is followed, not even one that takes the place of a folder while
the folder is read: each folder is opened once, and what is in it is reached through its
descriptor. Nothing but a plain file is opened, no file is read beyond its limit, and a name is
only ever shown with its odd signs escaped.
"""

import contextlib
import errno
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from framelab.exercises.definition.exercise import ANSWERS, Exercise, names_of
from framelab.exercises.run import limits
from framelab.exercises.run.answer_files import AnswerContents
from framelab.grading.archive import Archive, ArchiveError
from framelab.safe_text import escape_signs

# What systems put between the name of a second copy and its ending: a number or words, in the
# language of the system, such as "(1)", " 2", "-1", " copy", " - Copy (2)", "_1".
_COPY = r"(?:[^A-Za-z0-9.][^.]{0,30}|\d{1,3})?"
# Where nothing parts a student's name from what a system adds, only what is surely no name.
_SECOND = r"(?: ?\(\d{1,3}\)| copy(?: \d{1,3})?| - (?:copy|kopie|copie|copia|kopia)){0,3}"
_EXPORT = re.compile(
    rf"(?:copy of )?(?P<student>.+?){_SECOND}\.framelab{_COPY}\.json", re.DOTALL | re.IGNORECASE
)
_ZIP = re.compile(rf"(?:copy of )?(?P<student>.+?){_SECOND}\.zip", re.DOTALL | re.IGNORECASE)
# Perhaps a name, perhaps a second copy: said where the name without it is somebody's, too.
_PERHAPS_SECOND = re.compile(
    r"(?:[ _-]+(?:\d{1,2}|copy|kopie|copie|copia|kopia)| ?\([^()]{1,30}\))+", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_ANSWER = re.compile(rf"answer(?P<copy>{_COPY})(?P<ending>\.[a-z]+)", re.IGNORECASE)
EXPORT_FORMAT = "framelab-submission/1"
EXERCISES = "exercises"
"""What the folder of exercises is called in a student copy."""

# What computers leave in folders on their own.
_NO_SUBMISSIONS = ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini")


class ProblemError(Exception):
    """Something handed in cannot be used; the message says why, in a few words."""


class NoFolderError(ProblemError):
    """A link, or a file, stands where a folder would."""


@dataclass(frozen=True, slots=True)
class SubmittedAnswer:
    """What a student handed in for an exercise: an answer, or why there is none.

    Without an answer, `problem` says why not; where that is empty nothing was handed in.
    `note` is what an instructor should know all the same. `label` is the name of the answer
    among others. `is_there` is whether something was handed in at all.
    """

    exercise: str
    answer: AnswerContents | None = None
    problem: str = ""
    note: str = ""
    label: str = ""
    is_there: bool = True

    def __str__(self) -> str:
        """Return the words that name it among others."""
        if self.answer is None:
            return self.problem
        return self.label or self.answer.name


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
        With a folder, a zip file or an export (`NAME.framelab.json`) a student. What the systems
        of students call a second copy of an export is an export of the same student.

    Returns
    -------
    dict of str to list of Path
        By name: the student's folders, zip files and exports. See `student_called`.
    list of str
        What is neither, and so was left out.

    Raises
    ------
    OSError
        The folder cannot be read.
    """
    students: dict[str, list[Path]] = {}
    left_out: list[str] = []
    with os.scandir(folder) as entries:
        in_order = sorted(entries, key=lambda entry: entry.name)
    for entry in in_order:
        name = entry.name
        packed = _EXPORT.fullmatch(name) or _ZIP.fullmatch(name)
        if name.startswith("."):
            # An export by nobody's name begins with a dot, too.
            if entry.is_dir(follow_symlinks=False) or packed or _EXPORT.fullmatch(f"_{name}"):
                left_out.append(f"{escaped(name)}: its name begins with a dot")
            continue
        if name in _NO_SUBMISSIONS:
            continue
        if packed:
            student = packed["student"]
        elif entry.is_symlink() or entry.is_dir(follow_symlinks=False):
            student = name
        else:
            left_out.append(f"{escaped(name)}: no folder, zip file or export of a student")
            continue
        students.setdefault(student_called(student), []).append(Path(entry.path))
    return students, left_out


def student_called(name: str) -> str:
    """Return the name under which somebody is graded: odd signs escaped, accents composed.

    A Mac writes é in the name of a folder as two signs, and a browser as one: both are one
    student. So are the names that Python gives a file in two languages of a terminal.
    """
    name = os.fsencode(name).decode("utf-8", "surrogateescape")
    return escaped(unicodedata.normalize("NFC", name))


def look_alikes(students: Iterable[str]) -> Iterator[str]:
    """Yield a remark on each student who may be another one, under another name."""
    by_looks: dict[str, str] = {}
    remarks: dict[str, str] = {}
    for student in students:
        first = by_looks.setdefault(_looks(student), student)
        if first != student:
            remarks[student] = first
    for looks, student in by_looks.items():
        for at in {found.start() for found in _PERHAPS_SECOND.finditer(looks)}:
            if at and _PERHAPS_SECOND.fullmatch(looks, at) and looks[:at] in by_looks:
                remarks[student] = by_looks[looks[:at]]
    for student, other in remarks.items():
        yield f"{student}: a name much like {other}; each is graded as a student"


def _looks(student: str) -> str:
    """Return what a reader sees of a name: no case, no odd signs, one space for many."""
    plain = unicodedata.normalize("NFKC", _ESCAPED.sub("", student)).casefold()
    return " ".join(plain.split())


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
        The student's folders, zip files and exports.
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
    several = sum(not _is_packed(place) for place in places) > 1
    for place in places:
        try:
            if not _is_packed(place):
                with _opened(place) as folder:
                    entries = list(_in_folder(folder, exercises, remarks))
                if several:  # their names look alike
                    where = ascii(place.name)[: limits.FILE_NAME]
                    entries = [replace(each, label=f"{each} in {where}") for each in entries]
            elif _EXPORT.fullmatch(place.name):
                data = read_plain_file(place, limits.EXPORT_BYTES)
                entries = list(_in_export(place.name, data, exercises, remarks))
            else:
                entries = list(_in_zip(read_plain_file(place, limits.ARCHIVE_BYTES), place.name,
                                       exercises, remarks))  # fmt: skip
        except ProblemError as problem:
            where = escaped(place.name)
            remarks.append(f"{where}: {problem}")
            entries = [
                SubmittedAnswer(name, problem=f"{where}: {problem}", is_there=False)
                for name in exercises
            ]
        for entry in entries:
            if entry.exercise not in passed_over:
                found.setdefault(entry.exercise, []).append(entry)
    astray = [remark.partition(":")[0] for remark in remarks]
    unknown = [name for name in found if name not in exercises]
    for name in unknown[limits.UNKNOWN_EXERCISES :]:
        del found[name]
    if len(unknown) > limits.UNKNOWN_EXERCISES:
        remarks.append(
            f"{len(unknown) - limits.UNKNOWN_EXERCISES:,} more ids that are no exercises"
        )
    astray += unknown[: limits.UNKNOWN_EXERCISES]
    if len(remarks) > limits.REMARKS:
        remarks[limits.REMARKS :] = [f"{len(remarks) - limits.REMARKS:,} more remarks"]
    answers = tuple(
        _one_of(name, entries, starters.get(name)) or _nothing_for(name, astray)
        for name, entries in sorted(found.items())
    )
    return Submission(student, answers, tuple(remarks))


def _is_packed(place: Path) -> bool:
    """Return True for an export and a zip file: what is called so, a zip file's folder apart."""
    if _EXPORT.fullmatch(place.name):
        return True
    return _ZIP.fullmatch(place.name) is not None and not place.is_dir()


def _nothing_for(exercise: str, astray: Sequence[str]) -> SubmittedAnswer:
    """Return "nothing handed in", or a problem where the answer may lie somewhere else."""
    if not astray:
        return SubmittedAnswer(exercise, is_there=False)
    listed = ", ".join(astray[:3]) + (", …" if len(astray) > 3 else "")
    problem = f"nothing in a folder {exercise}; found elsewhere: {listed}"
    return SubmittedAnswer(exercise, problem=problem, is_there=False)


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
    return SubmittedAnswer(
        name,
        problem=f"{len(distinct)} answers, {names}: which one counts?",
        is_there=any(each.is_there for each in distinct.values()),
    )


def _listed(entries: Iterable[SubmittedAnswer]) -> str:
    return " and ".join(map(str, islice(entries, 3)))


def _is_same(data: bytes, starter: bytes | None) -> bool:
    return starter is not None and data.split() == starter.split()


class _Folder(Protocol):
    """A folder that was handed in, on disk or in a zip file."""

    def entries(self) -> list[tuple[str, bool]]:
        """Return the names in it, in order, and whether each is a folder; ProblemError."""

    def inner(self, name: str) -> AbstractContextManager["_Folder"]:
        """Open a folder in it; ProblemError where it is none."""

    def read(self, name: str, most: int) -> bytes:
        """Read a plain file in it of at most so many bytes; ProblemError where it is none."""


class _DiskFolder:
    """An open folder on disk: a descriptor, which nobody can exchange for another folder."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def entries(self) -> list[tuple[str, bool]]:
        try:
            with os.scandir(self._descriptor) as entries:
                found = list(islice(entries, limits.FOLDER_ENTRIES + 1))
            names = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
        except OSError as error:
            raise ProblemError(f"it cannot be read: {error.strerror}") from None
        if len(names) > limits.FOLDER_ENTRIES:
            raise ProblemError(f"more than {limits.FOLDER_ENTRIES:,} files in one folder")
        return sorted(names)

    def inner(self, name: str) -> AbstractContextManager[_Folder]:
        return _opened(name, self._descriptor)

    def read(self, name: str, most: int) -> bytes:
        return read_plain_file(name, most, self._descriptor)


@contextlib.contextmanager
def _opened(name: str | Path, within: int | None = None) -> Iterator[_Folder]:
    """Open a folder, itself and no link to it."""
    try:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(name, flags, dir_fd=within)
    except OSError as error:
        if _is_link(name, within):
            raise NoFolderError("a symbolic link, which is not followed") from None
        kind = NoFolderError if error.errno == errno.ENOTDIR else ProblemError
        raise kind(f"it cannot be read: {error.strerror}") from None
    try:
        yield _DiskFolder(descriptor)
    finally:
        os.close(descriptor)


def _is_link(name: str | Path, within: int | None) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=within).st_mode)
    except OSError:
        return False


class _ZipFolder:
    """A folder in a zip file."""

    def __init__(self, archive: Archive, path: tuple[str, ...] = ()) -> None:
        self._archive, self._path = archive, path

    def entries(self) -> list[tuple[str, bool]]:
        names = self._archive.entries(self._path)
        if len(names) > limits.FOLDER_ENTRIES:
            raise ProblemError(f"more than {limits.FOLDER_ENTRIES:,} files in one folder")
        return names

    @contextlib.contextmanager
    def inner(self, name: str) -> Iterator[_Folder]:
        yield _ZipFolder(self._archive, (*self._path, name))

    def read(self, name: str, most: int) -> bytes:
        try:
            return self._archive.read((*self._path, name), most)
        except ArchiveError as error:
            raise ProblemError(str(error)) from None


def _in_zip(
    data: bytes, name: str, exercises: Mapping[str, Exercise], remarks: list[str]
) -> Iterator[SubmittedAnswer]:
    """Read a zip file: of a student's folder, or of what is in it."""
    try:
        root = _ZipFolder(Archive(data))
    except ArchiveError as error:
        raise ProblemError(str(error)) from None
    names = [(each, is_folder) for each, is_folder in root.entries() if not _is_left_alone(each)]
    where = escaped(name)[: limits.FILE_NAME]
    folder: _Folder = root
    # Packing a folder puts it around what is in it.
    if len(names) == 1 and names[0][1] and names[0][0] not in (*exercises, EXERCISES):
        folder = _ZipFolder(root._archive, (names[0][0],))
    said, entries = len(remarks), 0
    for entry in _in_folder(folder, exercises, remarks):
        entries += 1
        yield replace(entry, label=f"{entry} in {where}") if entry.answer else entry
    if not entries and said == len(remarks):
        raise ProblemError("found no folder of an exercise in it; allowed: ID/answer.*")


def _is_left_alone(name: str) -> bool:
    return name.startswith(".") or name in _NO_SUBMISSIONS


def _in_folder(
    folder: _Folder, exercises: Mapping[str, Exercise], remarks: list[str]
) -> Iterator[SubmittedAnswer]:
    entries = [entry for entry in folder.entries() if not _is_left_alone(entry[0])]
    copies = [name for name, is_folder in entries
              if is_folder and _has_exercises(folder, name, exercises)]  # fmt: skip
    for name, is_folder in entries:
        shown = escaped(name)[: limits.FILE_NAME]
        if name in exercises:
            yield from _in_exercise(folder, name, exercises[name])
        elif name in copies:
            with folder.inner(name) as copy, _exercises_of(copy, name) as inner:
                for entry in _in_folder(inner, exercises, remarks):
                    yield replace(entry, label=f"{entry} in {shown}") if entry.answer else entry
        elif _EXPORT.fullmatch(name) or (_ZIP.fullmatch(name) and not is_folder):
            try:
                yield from _in_packed(folder, name, exercises, remarks)
            except ProblemError as problem:
                remarks.append(f"{shown}: {problem}")
                for each in exercises:
                    yield SubmittedAnswer(each, problem=f"{shown}: {problem}", is_there=False)
        elif copies:
            continue  # a student copy has more than exercises: a README, the library, settings
        elif is_folder:
            yield SubmittedAnswer(shown, problem="there is no such exercise")
        elif name not in _OF_THE_COPY:
            remarks.append(f"{shown}: not in the folder of an exercise")


def _in_packed(
    folder: _Folder, name: str, exercises: Mapping[str, Exercise], remarks: list[str]
) -> Iterator[SubmittedAnswer]:
    """Read an export or a zip file that lies in a folder."""
    if _EXPORT.fullmatch(name):
        yield from _in_export(name, folder.read(name, limits.EXPORT_BYTES), exercises, remarks)
    elif isinstance(folder, _DiskFolder):
        yield from _in_zip(folder.read(name, limits.ARCHIVE_BYTES), name, exercises, remarks)
    else:
        shown = escaped(name)[: limits.FILE_NAME]
        remarks.append(f"{shown}: a zip file in a zip file, which is not opened")


# What lies among the exercises of a student copy.
_OF_THE_COPY = ("pytest.ini", "conftest.py")


def _has_exercises(folder: _Folder, name: str, exercises: Mapping[str, Exercise]) -> bool:
    """Return True for the folder `exercises`, and for one that has it in it."""
    if name in exercises:
        return False
    if name == EXERCISES:
        return True
    try:
        with folder.inner(name) as inner:
            return (EXERCISES, True) in inner.entries()
    except ProblemError:
        return False


@contextlib.contextmanager
def _exercises_of(copy: _Folder, name: str) -> Iterator[_Folder]:
    if name == EXERCISES:
        yield copy
        return
    with copy.inner(EXERCISES) as inner:
        yield inner


def _in_exercise(folder: _Folder, name: str, exercise: Exercise) -> Iterator[SubmittedAnswer]:
    try:
        with contextlib.ExitStack() as stack:
            try:
                inner = stack.enter_context(folder.inner(name))
            except NoFolderError:
                raise ProblemError(
                    "its folder is a link, which is not followed, or a file"
                ) from None
            except ProblemError as problem:
                raise ProblemError(f"its folder: {problem}") from None
            yield from _answers_in(inner, exercise)
    except ProblemError as problem:
        yield SubmittedAnswer(exercise.id, problem=str(problem))


def _answers_in(folder: _Folder, exercise: Exercise) -> Iterator[SubmittedAnswer]:
    """Yield the answers in the folder of an exercise: one of each name, and copies of it."""
    names = names_of(exercise)
    entries = folder.entries()
    there = [(each, name) for each, _ in entries if (name := _answer_called(each, names))]
    there.sort(key=lambda each: (names.index(each[1]), each[0] != each[1], each[0]))
    if not there:
        others = [escaped(each) for each, _ in entries if not _is_left_alone(each)]
        listed = f"; found: {', '.join(others)[: limits.FILE_NAME]}" if others else ""
        raise ProblemError(f"no {' or '.join(names)} in its folder{listed}")
    for found, name in there:
        most = limits.NOTEBOOK_BYTES if name.endswith(".ipynb") else limits.ANSWER_BYTES
        label = escaped(found)[: limits.FILE_NAME]
        try:
            contents = AnswerContents(name, folder.read(found, most))
        except ProblemError as problem:
            yield SubmittedAnswer(exercise.id, problem=f"{label}: {problem}")
            continue
        note = "" if found == name else f"read from {label}"
        yield SubmittedAnswer(exercise.id, contents, note=note, label=label)


def _answer_called(found: str, names: Sequence[str]) -> str | None:
    """Return which answer a file is: `answer (1).py` is a copy of `answer.py`."""
    matched = _ANSWER.fullmatch(found)
    name = f"answer{matched['ending'].lower()}" if matched else ""
    return name if name in names else None


def read_plain_file(file: str | Path, most: int, within: int | None = None) -> bytes:
    """Read a file at one moment.

    Parameters
    ----------
    file : str or Path
    most : int
        How many bytes it may have.
    within : int, optional
        The descriptor of the folder that it is in.

    Raises
    ------
    ProblemError
        It is a link, no plain file, larger than `most` bytes, changing or not readable.
    """
    try:
        # A pipe would be waited for.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        opened = os.open(file, flags, dir_fd=within)
    except OSError as error:
        if _is_link(file, within):
            raise ProblemError("a symbolic link, which is not followed") from None
        if error.errno == errno.ENXIO:  # a socket
            raise ProblemError("it is no plain file") from None
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


def _in_export(
    file: str, data: bytes, exercises: Mapping[str, Exercise], remarks: list[str]
) -> Iterator[SubmittedAnswer]:
    """Read the file that the page gives: `framelab-submission/1`."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ProblemError("not JSON in UTF-8") from None
    form = content.get("format") if isinstance(content, dict) else None
    if form != EXPORT_FORMAT:
        shown = escaped(f"{form!r}"[:40]) if isinstance(form, str) else "none"
        raise ProblemError(f"format: found {shown}; allowed: {EXPORT_FORMAT}")
    answers = content.get("exercises")
    if not isinstance(answers, dict):
        raise ProblemError("exercises: found none; allowed: answers by exercise")
    where, unknown = escaped(file)[: limits.FILE_NAME], 0
    for name, entry in answers.items():
        if name in exercises:
            found = _in_entry(exercises[name], entry)
            yield replace(found, label=f"{found} in {where}") if found.answer else found
            continue
        unknown += 1
        if unknown <= limits.UNKNOWN_EXERCISES:
            yield SubmittedAnswer(escaped(name)[: limits.FILE_NAME],
                                  problem="there is no such exercise")  # fmt: skip
    if unknown > limits.UNKNOWN_EXERCISES:
        more = unknown - limits.UNKNOWN_EXERCISES
        remarks.append(f"{more:,} more ids that are no exercises")


def _in_entry(exercise: Exercise, entry: Any) -> SubmittedAnswer:
    answer = entry.get("answer") if isinstance(entry, dict) else None
    if not isinstance(answer, str):
        return SubmittedAnswer(exercise.id, problem="the export has no text of an answer for it")
    data = answer.encode("utf-8", "surrogatepass")
    if len(data) > limits.ANSWER_BYTES:
        return SubmittedAnswer(
            exercise.id, problem=f"{len(data):,} bytes; the most is {limits.ANSWER_BYTES:,}"
        )
    version, note = entry.get("version"), ""
    if version != exercise.version:
        shown = version if type(version) is int and 0 <= version < 10**6 else "unknown"
        note = f"written for version {shown} of the exercise, which is now {exercise.version}"
    return SubmittedAnswer(exercise.id, AnswerContents(ANSWERS[exercise.kind], data), note=note)
