"""What a check asks: the fixture `submission`, a proxy behind which an answer runs.

`Run` is what each kind of answer implements. A call gives plain data, raises what the
answer raised, or is a fault: something that no check asks for and no `except Exception` may
swallow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

FaultKind = Literal[
    "unreadable", "syntax", "load_error", "load_timeout", "load_ended", "timeout", "ended",
    "missing", "not_callable", "arguments", "not_plain", "too_much", "changed", "violation",
    "unanswered", "unknown_code", "given_twice", "time_up", "newer_python",
]  # fmt: skip
LOAD_FAULTS = (
    "unreadable", "syntax", "load_error", "load_timeout", "load_ended", "newer_python",
)  # fmt: skip


class Fault(BaseException):
    """An answer did what no exercise asks for, and the check ends here.

    No `Exception`, so that a check that expects some exception does not take it for one.
    `details` has the words of the reply that tells of it.
    """

    def __init__(self, kind: FaultKind, **details: Any) -> None:
        super().__init__(kind, details)
        self.kind: FaultKind = kind
        self.details = details


class AnswerFile(Protocol):
    """What holds an answer: a path, or what was read from one (`answer_files.AnswerContents`)."""

    @property
    def name(self) -> str:
        """What the file is called."""

    @property
    def suffix(self) -> str:
        """Its ending, with the dot."""

    def read_bytes(self) -> bytes:
        """Return its content; OSError where it cannot be read."""


class AnswerRaised(Exception):  # noqa: N818 - it reports one, and is caught as its base
    """The answer raised an exception; also an instance of its builtin class."""

    def __init__(self, type_name: str, message: str, line: int | None) -> None:
        super().__init__(message)
        self.type_name, self.message, self.line = type_name, message, line


@dataclass(slots=True)
class Call:
    """One call of a check: what was asked, and what came of it.

    `value` is what came back where `came_back`; else `raised` is the name of the exception,
    or `fault` the kind of fault, if it is known; `printed` is what was printed meanwhile;
    `none` is why None came back, as far as the answer's side tells: "unwritten", "unsaid"
    (see `framelab.exercises.answer_side.answer_module`) or nothing.
    """

    name: str
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    came_back: bool = False
    value: Any = None
    printed: str = ""
    none: str = ""
    raised: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of the answer, as its side tells of it: each part is of its type, and short.

    `line` is where it was raised; `top` is the statement at the left margin that came to it.
    """

    type: str
    bases: tuple[str, ...]
    message: str
    line: int | None
    top: int | None


class Run(Protocol):
    """One answer of any kind, over the checks of a run.

    `left_out` is what of the answer did not run when it was loaded, until somebody is told.
    """

    file: AnswerFile
    calls: list[Call]
    left_out: list[Raised]

    def begin_check(self) -> None:
        """Forget the calls of the check before."""

    def close(self) -> None:
        """End the answer."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Ask the answer something, and return the plain data that come back."""

    def replay(self, call: Call) -> Any:
        """Repeat a call as the first one of a fresh process, and return its value."""

    def place(self, line: int) -> str:
        """Return where a line of the answer stands, with the line itself where that helps."""

    def item(self, call: Call) -> str | None:
        """Return what was asked, where that is an item; None where it is a call."""


class Submission:
    """The answer as a check sees it: its functions, and nothing else.

    `submission.name(...)` calls the answer's function `name`; of a file of codes,
    `submission.code(item)` gives one; of a text, see `framelab.exercises.run.open_answer`.
    """

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the function of that name, whether the answer has it or not."""
        if name.startswith("_"):
            raise AttributeError(name)
        run = self._run

        def function(*arguments: Any, **keywords: Any) -> Any:
            return run.call(name, arguments, keywords)

        function.__name__ = name
        return function
