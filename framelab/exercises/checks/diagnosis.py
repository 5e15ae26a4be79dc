"""Recognising a misconception by what an answer does.

A misconception is a whole wrong answer with the question that undoes it. A failing
answer has it if it gives what the misconception gives wherever that one is wrong, on
the calls that the exercise's checks make. How it is written does not matter.
"""

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framelab.exercises.definition.accepted import ACCEPTED, Accepted
from framelab.exercises.definition.exercise import ANSWERS, Exercise, ExerciseError
from framelab.exercises.run.answer_files import AnswerContents, AskAnswer, run_of
from framelab.exercises.run.connection import Connection, Source, connect
from framelab.exercises.run.outcome import Outcome, same
from framelab.exercises.run.submission import AnswerFile, AnswerRaised, Call, Fault, Run

FOLDER = "misconceptions"


@dataclass(frozen=True, slots=True)
class Misconception:
    """One wrong answer; `question` undoes it. `id` is the name of its file.

    `content` is the whole wrong answer, as the text of a file.
    """

    id: str
    question: str
    content: str


IsRight = Callable[[int, Outcome], bool]
"""Tells whether an outcome of the call at a place is a right one."""


class Diagnosis:
    """The misconceptions of one exercise, and what each does on the calls of its checks.

    Made once, it serves for many answers.

    Parameters
    ----------
    exercise : Exercise
    solution : Path
        Its folder in `solutions/`.
    calls : sequence of Call
        What the checks call, as a run of the checks against our answer gives it.
    connect : callable
        How code is reached; without it, in a child process.

    Raises
    ------
    ExerciseError
        A misconception, or the table of accepted codes, cannot be read.
    """

    def __init__(
        self,
        exercise: Exercise,
        solution: Path,
        calls: Sequence[Call],
        connect: Callable[[Source], Connection] = connect,
    ) -> None:
        self._connect = connect
        self.misconceptions = {each.id: each for each in read_misconceptions(solution)}
        self._exercise = exercise
        self._calls = calls
        is_right = self._right_outcomes(solution)
        self._mistakes = {
            name: {
                at: outcome
                for at, outcome in enumerate(self._behaviour(self._held(each.content)))
                if not is_right(at, outcome)
            }
            for name, each in self.misconceptions.items()
        }

    def of(self, answer: AnswerFile | str) -> list[Misconception]:
        """Return the misconceptions that an answer has: a file, or the text of one."""
        run = run_of(
            self._exercise, self._held(answer) if isinstance(answer, str) else answer, self._connect
        )
        try:
            return self.of_run(run, {})
        finally:
            run.close()

    def of_run(self, run: Run, known: Mapping[int, Outcome]) -> list[Misconception]:
        """Return the misconceptions of an answer that is running.

        Parameters
        ----------
        run : Run
        known : mapping of int to Outcome
            What has come already of some of the calls, by their place.
        """
        asked = _Asked(_asking(run), self._calls, known)
        return [self.misconceptions[name] for name in recognise(asked, self._mistakes)]

    def _held(self, content: str) -> AnswerContents:
        return AnswerContents(ANSWERS[self._exercise.kind], content.encode("utf-8"))

    def _behaviour(self, answer: AnswerFile) -> list[Outcome]:
        run = run_of(self._exercise, answer, self._connect)
        try:
            asked = _Asked(_asking(run), self._calls, {})
            return [asked.outcome(at) for at in range(len(self._calls))]
        finally:
            run.close()

    def _right_outcomes(self, solution: Path) -> IsRight:
        if self._exercise.kind == "data":
            accepted = Accepted(solution / ACCEPTED)
            codes = {item: accepted[item] for item in accepted.items}
            items = [call.arguments[0] for call in self._calls]
            return lambda at, outcome: outcome.value in codes.get(items[at], ())
        ours = self._behaviour(solution / ANSWERS[self._exercise.kind])
        return lambda at, outcome: same(ours[at], outcome)


def read_misconceptions(solution: Path) -> list[Misconception]:
    """Read the misconceptions of an exercise from its folder in `solutions/`.

    A file holds what is wrong and nothing else: the rest is the answer's. A Python file
    has a docstring, which is the question, and the functions that replace those of
    `answer.py`. A JSON file has `question`, and `codes` that replace those of
    `answer.json`.

    Raises
    ------
    ExerciseError
        A file cannot be read, or has no question.
    """
    folder = solution / FOLDER
    return [
        *(_from_code(file, solution / "answer.py") for file in sorted(folder.glob("*.py"))),
        *(_from_codes(file, solution / "answer.json") for file in sorted(folder.glob("*.json"))),
    ]


def _from_code(file: Path, answer: Path) -> Misconception:
    try:
        text = file.read_text(encoding="utf-8")
        question = ast.get_docstring(ast.parse(text))
        content = answer.read_text(encoding="utf-8") + "\n\n" + text
    except (OSError, ValueError, SyntaxError) as error:
        raise ExerciseError(file, "the file", str(error), "Python with a docstring") from error
    return Misconception(file.stem, _question(file, question), content)


def _from_codes(file: Path, answer: Path) -> Misconception:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        codes = json.loads(answer.read_text(encoding="utf-8")) | found["codes"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExerciseError(file, "the file", str(error), "JSON: question and codes") from error
    content = json.dumps(codes, indent=2) + "\n"
    return Misconception(file.stem, _question(file, found.get("question")), content)


def _question(file: Path, question: object) -> str:
    if not isinstance(question, str) or not question.rstrip().endswith("?"):
        raise ExerciseError(file, "the question", repr(question), "a text that ends in ?")
    return " ".join(question.split())


def _asking(run: Run) -> AskAnswer:
    def ask(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        run.begin_check()  # each call may take the time of one whole check
        return run.call(name, arguments, keywords)

    return ask


class _Asked:
    """What an answer gives for calls: each is made once, and when it is needed.

    After a call that ran out of time the answer is asked no more: it would take as long again.
    """

    def __init__(self, ask: AskAnswer, calls: Sequence[Call], known: Mapping[int, Outcome]) -> None:
        self._ask, self._calls = ask, calls
        self.known = dict(known)
        self._late = next((each for each in known.values() if each.kind in _LATE), None)

    def outcome(self, at: int) -> Outcome:
        """Return what comes of the call at a place."""
        if at not in self.known:
            self.known[at] = self._late or self._called(self._calls[at])
        return self.known[at]

    def _called(self, call: Call) -> Outcome:
        try:
            return Outcome("value", self._ask(call.name, call.arguments, call.keywords))
        except AnswerRaised as error:
            return Outcome("raised", error.type_name)
        except Fault as fault:
            outcome = Outcome(fault.kind)
            if fault.kind in _LATE:
                self._late = outcome
            return outcome


_LATE = ("timeout", "time_up")


def recognise(answer: _Asked, mistakes: Mapping[str, Mapping[int, Outcome]]) -> list[str]:
    """Return the names of the misconceptions that an answer behaves as.

    Parameters
    ----------
    answer : _Asked
        It is asked no more than it takes to tell, what is known already first.
    mistakes : mapping of str to mapping of int to Outcome
        What each misconception gives for the calls of which it is wrong, by their place.

    Returns
    -------
    list of str
        Those that are wrong somewhere, and that the answer is like wherever they are
        wrong. Where one's wrong calls are all among another's, only the other one is
        named: it explains more.
    """
    alike = {}
    for name, wrong in mistakes.items():
        first = sorted(wrong, key=lambda at: (at not in answer.known, at))
        if wrong and all(same(answer.outcome(at), wrong[at]) for at in first):
            alike[name] = set(wrong)
    return [name for name, at in alike.items() if not any(at < other for other in alike.values())]
