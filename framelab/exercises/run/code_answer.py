"""An answer of the kind "code": `answer.py`, or a notebook, whose functions are called."""

import builtins
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from framelab.exercises.answer_side.codec import MalformedError, TooMuchDataError, decode, encode
from framelab.exercises.answer_side.newer_python import OLDEST, Version, written
from framelab.exercises.run import limits
from framelab.exercises.run.connection import Connection, NoReplyError, Source, ViolationError
from framelab.exercises.run.notebook import NotebookCode, NotebookError, read_notebook
from framelab.exercises.run.source import read_source, refuse_odd_signs
from framelab.exercises.run.submission import (
    AnswerFile,
    AnswerRaised,
    Call,
    Fault,
    FaultKind,
    Raised,
)

LOAD_SECONDS = 10.0
"""How long an answer may take until it can be called; the library may load with it."""
CHECK_CALLS = 3
"""A check may take as long as so many calls at their deadline."""

# What pytest.raises may ask for. An answer's own classes are known by their bases alone.
_RAISABLE = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    and not issubclass(kind, (Warning, BaseExceptionGroup, UnicodeError, StopIteration))
}


@dataclass(slots=True)
class CodeRun:
    """One answer, over the checks of a run.

    Parameters
    ----------
    file : AnswerFile
        The student's file.
    withheld : tuple of str
        What it may not use.
    deadline_seconds : float
        How long one call may take.
    connect : callable
        Reaches a `Source`; see `framelab.exercises.run.connection.connect`.
    replays : bool
        Whether calls may be made again to learn more; not where a debugger looks on.
    ends : float
        Until when (`time.monotonic`) all that is asked of the answer must be done.
    python : (int, int)
        The version of Python that the course states.
    """

    file: AnswerFile
    withheld: tuple[str, ...]
    deadline_seconds: float
    connect: Callable[[Source], Connection]
    replays: bool = True
    ends: float = math.inf
    python: Version = OLDEST
    calls: list[Call] = field(default_factory=list)
    left_out: list[Raised] = field(default_factory=list)
    _connection: Connection | None = None
    _calls_of_connection: int = 0
    _may_remember: bool = True
    _load_fault: Fault | None = None
    _was_loaded: bool = False
    _notebook: NotebookCode | None = None
    _check_ends: float = math.inf

    def begin_check(self) -> None:
        """Forget the calls of the check before, and start this check's clock."""
        self.calls = []
        self._check_ends = time.monotonic() + LOAD_SECONDS + CHECK_CALLS * self.deadline_seconds

    def close(self) -> None:
        """End the answer."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function of the answer, and return what it returns.

        Raises
        ------
        AnswerRaised
            The function raised an exception.
        Fault
            There is no such function, or it gave nothing that a check could look at.
        """
        self._load()
        call = Call(name, arguments, keywords)
        self.calls.append(call)
        try:
            return self._called(call)
        except AnswerRaised as error:
            call.raised = error.type_name
            raise
        except Fault as fault:
            call.fault = fault.kind
            raise

    def _called(self, call: Call) -> Any:
        assert self._connection is not None
        self._calls_of_connection += 1
        reply = self._ask(
            lambda connection, seconds: connection.call(
                call.name, encode(list(call.arguments)), encode(call.keywords), seconds
            ),
            call,
        )
        call.value = self._value_of(reply)
        call.came_back = True
        call.none = _text(reply.get("none")) if call.value is None else ""
        if reply.get("changed"):
            raise Fault("changed", names=_names(reply["changed"]))
        return call.value

    def replay(self, call: Call) -> Any:
        """Repeat a call as the first one of a fresh process, and return its value.

        Gives the call's own value where it was the first one, where the answer has nothing to
        remember by, or where a fresh start comes to no value.
        """
        if self._calls_of_connection <= 1 or not self.replays or not self._may_remember:
            return call.value
        fresh = CodeRun(
            self.file, self.withheld, self.deadline_seconds, self.connect, ends=self.ends,
            python=self.python,
        )  # fmt: skip
        fresh.begin_check()
        try:
            return fresh.call(call.name, call.arguments, call.keywords)
        except (AnswerRaised, Fault):
            return call.value
        finally:
            fresh.close()

    def place(self, line: int) -> str:
        """Return where a line of the answer stands, and the line without its indentation."""
        # As Python counts them: a form feed or U+2028 ends no line.
        lines = self._text().split("\n")
        code = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        return f"{self.file.name}, {self._place_of_line(line)}" + (f": {code}" if code else "")

    def _place_of_line(self, line: int) -> str:
        return self._notebook.place(line) if self._notebook else f"line {line}"

    def item(self, call: Call) -> str | None:
        """Return None: code is called."""
        return None

    def _text(self) -> str:
        """Read the answer's code, out of a notebook if it is one."""
        if self.file.suffix == ".ipynb":
            try:
                self._notebook = read_notebook(self.file)
            except NotebookError as error:
                raise Fault("unreadable", what=str(error)) from None
            text = self._notebook.text
        else:
            text = read_source(self.file)
        refuse_odd_signs(text, self._place_of_line)
        if len(text) > limits.SOURCE:
            raise Fault("unreadable", what=f"its code is longer than {limits.SOURCE:,} characters")
        return text

    def _load(self) -> None:
        """Load the answer where it is not; what kept it from loading once does so again."""
        if self._load_fault is not None:
            # Each raise adds its own frames: those of the tests before have nothing to say.
            raise self._load_fault.with_traceback(None)
        if self._connection is not None:
            return
        try:
            text = self._text()
            cells = tuple(before for _, before in self._notebook.cells) if self._notebook else (0,)
            source = Source(text, self.file.name, self.withheld, cells, self.python)
            self._connection = self.connect(source)
            self._calls_of_connection = 0
            self._load_now()
        except Fault as fault:
            self.close()
            self._load_fault = fault
            raise

    def _load_now(self) -> None:
        call = Call("", (), {})
        try:
            reply = self._ask(
                lambda connection, seconds: connection.load(seconds), call, LOAD_SECONDS
            )
        except TooMuchDataError:
            raise Fault("unreadable", what="its code is too long") from None
        except Fault as fault:
            if fault.kind == "timeout" and time.monotonic() >= self.ends:
                # Other answers may have used the time: loading says nothing of this answer then.
                raise Fault("time_up") from None
            if fault.kind in ("timeout", "ended"):
                kind: FaultKind = "load_timeout" if fault.kind == "timeout" else "load_ended"
                raise Fault(kind, **fault.details) from None
            raise
        self._may_remember = reply.get("remembers") is not False
        if isinstance(needs := reply.get("needs"), dict):
            raise Fault(
                "newer_python", version=_text(needs.get("version")),
                what=_text(needs.get("what")), line=_line(needs.get("line")),
                stated=written(self.python), here=written(sys.version_info[:2]),
            )  # fmt: skip
        if "raised" in reply:
            raised = _described(reply["raised"])
            kind = "syntax" if "SyntaxError" in raised.bases else "load_error"
            raise Fault(kind, printed=call.printed, raised=raised)
        if not self._was_loaded and isinstance(left_out := reply.get("left_out"), list):
            self.left_out = [_described(each) for each in left_out[: limits.NAMES]]
        self._was_loaded = True

    def _ask(
        self,
        ask: Callable[[Connection, float], dict[str, Any]],
        call: Call,
        seconds: float | None = None,
    ) -> dict[str, Any]:
        """Ask the answer; end it where it does not answer as it must."""
        assert self._connection is not None
        now = time.monotonic()
        if now >= self.ends:
            self.close()
            raise Fault("time_up")
        left = max(min(self._check_ends, self.ends) - now, 0.001)
        limit = min(seconds or self.deadline_seconds, left)
        try:
            return ask(self._connection, limit)
        except NoReplyError as error:
            call.printed = self._connection.printed()
            self.close()
            kind: FaultKind = "timeout" if error.exit_code is None else "ended"
            raise Fault(
                kind, seconds=limit, exit_code=error.exit_code, printed=call.printed
            ) from None
        except ViolationError as error:
            self.close()
            raise Fault("violation", what=str(error)) from None
        finally:
            if self._connection is not None:
                call.printed = self._connection.printed()

    def _value_of(self, reply: dict[str, Any]) -> Any:
        if "raised" in reply:
            raised = _described(reply["raised"])
            kind = _raised_class(next(filter(_is_raisable, raised.bases), "Exception"))
            raise kind(raised.type, raised.message, raised.line)
        for name in ("missing", "not_callable", "arguments", "not_plain", "too_much"):
            if name in reply:
                more: dict[str, Any] = {}
                if name == "missing":
                    more["functions"] = _names(reply.get("functions"))
                    more |= {"raised": _described(reply["why"])} if "why" in reply else {}
                raise Fault(name, what=_text(reply[name], limits.MESSAGE), **more)
        try:
            return decode(reply["value"])
        except (KeyError, MalformedError) as error:
            self.close()
            raise Fault("violation", what=f"a reply that holds no value: {error}") from None


def _described(raised: Any) -> Raised:
    """Return what a reply tells of an exception, each part of its type and short."""
    if not isinstance(raised, dict):
        raised = {}
    return Raised(
        _text(raised.get("type")), tuple(_names(raised.get("bases"))[: limits.BASES]),
        _text(raised.get("message"), limits.MESSAGE), _line(raised.get("line")),
        _line(raised.get("top")),
    )  # fmt: skip


def _text(found: object, most: int = limits.TYPE_NAME) -> str:
    """Return the beginning of a text; "" for anything else that a reply holds in its place."""
    return found[:most] if isinstance(found, str) else ""


def _names(found: object) -> list[str]:
    """Return the beginning of a list of names; an empty one for anything else in its place."""
    return [_text(each) for each in found[: limits.NAMES]] if isinstance(found, list) else []


def _line(found: object) -> int | None:
    """Return the number of a line; None for anything else in its place."""
    return found if type(found) is int and 0 < found <= limits.LINE_NUMBER else None


def _is_raisable(name: str) -> bool:
    return name in _RAISABLE and name != "Exception"


@cache  # by the names of Python's own exceptions alone: an answer can make up no more of them
def _raised_class(name: str) -> type[AnswerRaised]:
    """Return a class that is caught as Python's own exception of that name is."""
    if name == "Exception":
        return AnswerRaised
    return type(f"AnswerRaised{name}", (AnswerRaised, _RAISABLE[name]), {})
