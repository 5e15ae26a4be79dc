"""Which file of a folder is the answer, and how its kind is run."""

import math
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


class TwoAnswers:
    """Two files where one is asked for: reading them says so."""

    def __init__(self, first: Path, second: Path) -> None:
        self.name, self.suffix = first.name, first.suffix
        self._second = second.name

    def read_bytes(self) -> bytes:
        """Refuse, and say what would help."""
        raise Fault(
            "unreadable",
            what=f"{self._second} lies beside it; which of the two counts? Keep one of them",
        )


def answer_in(folder: Path, exercise: Exercise) -> AnswerFile:
    """Return the answer to an exercise in a folder, whether the file is there or not."""
    there = [folder / name for name in names_of(exercise) if (folder / name).exists()]
    if len(there) > 1:
        return TwoAnswers(*there)
    return there[0] if there else folder / ANSWERS[exercise.kind]


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
        answer, exercise.withheld, exercise.deadline_seconds, connect, replays=replays, ends=ends
    )
