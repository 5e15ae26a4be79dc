"""Which file of a folder is the answer, and how its kind is run."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from framelab.exercises.definition.exercise import ANSWERS, Exercise, names_of
from framelab.exercises.definition.items import read_items
from framelab.exercises.run.code_answer import CodeRun
from framelab.exercises.run.connection import Connection, Source, connect
from framelab.exercises.run.data_answer import DataRun
from framelab.exercises.run.open_answer import OpenRun
from framelab.exercises.run.submission import AnswerFile, Fault, Run

AskAnswer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class AnswerContents:
    """An answer as it was read at one moment: it stands where its file would."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """Return the ending of its name, with the dot."""
        return PurePath(self.name).suffix

    def read_bytes(self) -> bytes:
        """Return what was read."""
        return self.data


class NotTheAnswer:
    """A file that is not read, because a student has to say something first: reading says what."""

    def __init__(self, file: Path, what: str) -> None:
        self.name, self.suffix = file.name, file.suffix
        self._what = what

    def read_bytes(self) -> bytes:
        """Refuse, and say what would help."""
        raise Fault("unreadable", what=self._what)


# What browsers, file managers and clouds call a second file of the same name.
_COPY = re.compile(
    r"(?:copy of )?(?P<stem>[a-z]+)"
    r"(?: ?\(\d+\)| ?- ?copy(?: ?\(\d+\))?| copy(?: \d+)?|[- ]\d+|[-_ ].*conflict.*)?"
    r"(?P<suffix>\.[a-z]+)(?:\.txt)?",
    re.IGNORECASE,
)


def is_copy_of(name: str, answer: str) -> bool:
    """Return True if a file is called as a copy, or a second download, of another.

    Examples
    --------
    >>> [is_copy_of(name, "answer.py") for name in ("answer (1).py", "answer copy.py", "a.py")]
    [True, True, False]
    """
    found = _COPY.fullmatch(name)
    return (
        found is not None
        and name != answer
        and f"{found['stem']}{found['suffix']}".casefold() == answer.casefold()
    )


def answer_in(folder: Path, exercise: Exercise) -> AnswerFile:
    """Return the answer to an exercise in a folder, whether the file is there or not.

    Beside a newer copy with another content, such as a second download, no file is the answer:
    the student may have worked on in either.
    """
    names = names_of(exercise)
    there = [folder / name for name in names if (folder / name).exists()]
    if len(there) > 1:
        return NotTheAnswer(there[0], _WHICH.format(there[1].name))
    copies = [
        file
        for file in (sorted(folder.iterdir()) if folder.is_dir() else [])
        if any(is_copy_of(file.name, name) for name in names) and file.is_file()
    ]
    if not there:
        answer = folder / ANSWERS[exercise.kind]
        if copies:
            what = f"the file is missing; rename {copies[0].name} to {answer.name}"
            return NotTheAnswer(answer, what)
        return answer
    for copy in copies:
        if _is_newer(copy, there[0]) and copy.read_bytes() != there[0].read_bytes():
            return NotTheAnswer(there[0], _WHICH.format(copy.name))
    return there[0]


def _is_newer(file: Path, other: Path) -> bool:
    return file.stat().st_mtime_ns >= other.stat().st_mtime_ns


_WHICH = "{} is in the same folder. Which file counts? Keep only that file"


def run_of(
    exercise: Exercise,
    answer: AnswerFile,
    connect: Callable[[Source], Connection] = connect,
    *,
    replays: bool = True,
    ends: float = math.inf,
) -> Run:
    """Return the run of an answer to an exercise.

    Parameters
    ----------
    exercise : Exercise
    answer : AnswerFile
        A path, or what was read from one.
    connect : callable
        How code is reached; without it, in a child process.
    replays, ends
        See `CodeRun`.
    """
    match exercise.kind:
        case "data":
            return DataRun(answer, read_items(exercise.folder))
        case "open":
            return OpenRun(answer)
    return CodeRun(
        answer, exercise.withheld, exercise.deadline_seconds, connect, replays=replays, ends=ends,
        python=exercise.python,
    )  # fmt: skip
