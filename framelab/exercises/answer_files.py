"""Which file of a folder is the answer, and how its kind is run."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from framelab.exercises.coded_answer import CodedRun
from framelab.exercises.connection import connect
from framelab.exercises.definition import Exercise, Kind
from framelab.exercises.items import read_items
from framelab.exercises.open_answer import OpenRun
from framelab.exercises.submission import AnswerRun, Run

ANSWERS: dict[Kind, str] = {"code": "answer.py", "data": "answer.json", "open": "answer.md"}
NOTEBOOK = "answer.ipynb"

AskAnswer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


def run_of(exercise: Exercise, *, in_process: bool = False, folder: Path | None = None) -> Run:
    """Give the run of an exercise's answer.

    Parameters
    ----------
    exercise : Exercise
    in_process : bool
        Whether code runs in this process, where a debugger reaches it.
    folder : Path, optional
        Where the answer lies; without it, in the exercise's own folder. Code may be a
        notebook where there is no `answer.py`.
    """
    folder = folder or exercise.folder
    file = folder / ANSWERS[exercise.kind]
    match exercise.kind:
        case "data":
            return CodedRun(file, read_items(exercise.folder))
        case "open":
            return OpenRun(file)
    if not file.exists() and (folder / NOTEBOOK).is_file():
        file = folder / NOTEBOOK
    return AnswerRun(
        file,
        exercise.withheld,
        exercise.deadline_seconds,
        partial(connect, in_process=in_process),
        replays=not in_process,
    )


@contextlib.contextmanager
def content_run(exercise: Exercise, content: str) -> Iterator[AskAnswer]:
    """Give a way to call an answer of which only the content is at hand.

    Yields a function that takes the name, the arguments and the keywords of a call, each
    with the time of one whole test.
    """
    with tempfile.TemporaryDirectory(prefix="answer-") as folder:
        (Path(folder) / ANSWERS[exercise.kind]).write_text(content, encoding="utf-8")
        run = run_of(exercise, folder=Path(folder))

        def ask(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
            run.begin_test()
            return run.call(name, arguments, keywords)

        try:
            yield ask
        finally:
            run.close()
