"""What a test asks: the fixture `submission`, a proxy behind which an answer runs.

`AnswerRun` keeps one answer connected over the tests of a run, and starts it anew after
a deadline or a crash. A call gives plain data, raises what the answer raised, or is a
fault: something that no test asks for and no `except Exception` may swallow.
"""

import builtins
import math
import time
import tokenize
from codecs import lookup
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Protocol

from framelab.exercises.codec import MalformedError, TooMuchDataError, decode, encode
from framelab.exercises.connection import Connection, NoReplyError, Source, ViolationError
from framelab.exercises.notebook import NotebookCode, NotebookError, magic_in, read_notebook

LOAD_SECONDS = 10.0
"""How long an answer may take until it can be called; the library may load with it."""
TEST_CALLS = 3
"""A test may take as long as so many calls at their deadline."""
MAX_SOURCE = 150_000
"""Longest code of an answer, in characters."""

FaultKind = Literal[
    "unreadable", "syntax", "load_error", "load_timeout", "load_ended", "timeout", "ended",
    "missing", "not_callable", "arguments", "not_plain", "too_much", "changed", "violation",
    "unanswered", "unknown_code", "given_twice", "time_up",
]  # fmt: skip
LOAD_FAULTS = ("unreadable", "syntax", "load_error", "load_timeout", "load_ended")

# What pytest.raises may ask for. An answer's own classes are known by their bases alone.
_RAISABLE = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    and not issubclass(kind, (Warning, BaseExceptionGroup, UnicodeError, StopIteration))
}


class Fault(BaseException):
    """An answer did what no exercise asks for, and the test ends here.

    No `Exception`, so that a test that expects some exception does not take it for one.
    `details` has the words of the reply that tells of it.
    """

    def __init__(self, kind: FaultKind, **details: Any) -> None:
        super().__init__(kind, details)
        self.kind: FaultKind = kind
        self.details = details


class AnswerFile(Protocol):
    """What holds an answer: a path, or what was read from one (`answer_files.HeldAnswer`)."""

    @property
    def name(self) -> str:
        """What the file is called."""

    @property
    def suffix(self) -> str:
        """Its ending, with the dot."""

    def read_bytes(self) -> bytes:
        """Give its content; OSError where it cannot be read."""


class AnswerRaised(Exception):  # noqa: N818 - it reports one, and is caught as its base
    """The answer raised an exception; also an instance of its builtin class."""

    def __init__(self, type_name: str, message: str, line: int | None) -> None:
        super().__init__(message)
        self.type_name, self.message, self.line = type_name, message, line


@dataclass(slots=True)
class Call:
    """One call of a test: what was asked, and what came of it.

    `value` is what came back where `came_back`; else `raised` is the name of the exception,
    or `fault` the kind of fault, if it is known; `printed` is what was printed meanwhile;
    `none` is why None came back, as far as the answer's side tells: "unwritten", "unsaid"
    (see `framelab.exercises.loaded`) or nothing.
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


class Run(Protocol):
    """One answer of any kind, over the tests of a run."""

    file: AnswerFile
    calls: list[Call]

    def begin_test(self) -> None:
        """Forget the calls of the test before."""

    def close(self) -> None:
        """End the answer."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Ask the answer something; plain data comes back."""

    def value_in_a_fresh_start(self, call: Call) -> Any:
        """Make a call again, as the first one."""

    def place(self, line: int) -> str:
        """Say where a line of the answer stands, with the line itself where that helps."""

    def item(self, call: Call) -> str | None:
        """Say what was asked, where that is an item and no call."""


@dataclass(slots=True)
class AnswerRun:
    """One answer, over the tests of a run.

    Parameters
    ----------
    file : AnswerFile
        The student's file.
    withheld : tuple of str
        What it may not use.
    deadline_seconds : float
        How long one call may take.
    connect : callable
        Reaches a `Source`; see `framelab.exercises.connection.connect`.
    replays : bool
        Whether calls may be made again to learn more; not where a debugger looks on.
    ends : float
        Until when (`time.monotonic`) all that is asked of the answer must be done.
    """

    file: AnswerFile
    withheld: tuple[str, ...]
    deadline_seconds: float
    connect: Callable[[Source], Connection]
    replays: bool = True
    ends: float = math.inf
    calls: list[Call] = field(default_factory=list)
    _connection: Connection | None = None
    _calls_of_connection: int = 0
    _may_remember: bool = True
    _load_fault: Fault | None = None
    _notebook: NotebookCode | None = None
    _test_ends: float = math.inf

    def begin_test(self) -> None:
        """Forget the calls of the test before, and start this one's clock."""
        self.calls = []
        self._test_ends = time.monotonic() + LOAD_SECONDS + TEST_CALLS * self.deadline_seconds

    def close(self) -> None:
        """End the answer."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function of the answer, and give what it gives.

        Raises
        ------
        AnswerRaised
            The function raised an exception.
        Fault
            There is no such function, or it gave nothing that a test could look at.
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
        call.none = str(reply.get("none", "")) if call.value is None else ""
        if reply.get("changed"):
            raise Fault("changed", names=[str(each)[:80] for each in reply["changed"]])
        return call.value

    def value_in_a_fresh_start(self, call: Call) -> Any:
        """Make a call again, as the first one of a fresh process.

        Gives the call's own value where it was the first one, where the answer has nothing to
        remember by, or where a fresh start comes to no value.
        """
        if self._calls_of_connection <= 1 or not self.replays or not self._may_remember:
            return call.value
        fresh = AnswerRun(
            self.file, self.withheld, self.deadline_seconds, self.connect, ends=self.ends
        )
        fresh.begin_test()
        try:
            return fresh.call(call.name, call.arguments, call.keywords)
        except (AnswerRaised, Fault):
            return call.value
        finally:
            fresh.close()

    def place(self, line: int) -> str:
        """Say where a line of the answer stands, and give it without its indentation."""
        lines = self._text().splitlines()
        code = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        where = self._notebook.place(line) if self._notebook else f"line {line}"
        return f"{self.file.name}, {where}" + (f": {code}" if code else "")

    def item(self, call: Call) -> str | None:
        """Give None: code is called."""
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
        if len(text) > MAX_SOURCE:
            raise Fault("unreadable", what=f"its code is longer than {MAX_SOURCE:,} characters")
        return text

    def _load(self) -> None:
        """Load the answer where it is not; what kept it from loading once does so again."""
        if self._load_fault is not None:
            # Each raise adds its own frames: those of the tests before have nothing to say.
            raise self._load_fault.with_traceback(None)
        if self._connection is not None:
            return
        try:
            source = Source(self._text(), self.file.name, self.withheld)
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
            if fault.kind in ("timeout", "ended"):
                kind: FaultKind = "load_timeout" if fault.kind == "timeout" else "load_ended"
                raise Fault(kind, **fault.details) from None
            raise
        self._may_remember = reply.get("remembers") is not False
        if "raised" in reply:
            raised = _described(reply["raised"])
            is_syntax = "SyntaxError" in raised["bases"]
            if is_syntax and self._notebook and (magic := magic_in(self._notebook)):
                raise Fault("unreadable", what=magic)
            raise Fault("syntax" if is_syntax else "load_error", printed=call.printed, **raised)

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
        left = max(min(self._test_ends, self.ends) - now, 0.001)
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
            kind = _raised_class(tuple(raised["bases"]))
            raise kind(raised["type"], raised["message"], raised["line"])
        for name, details in (
            ("missing", ("functions",)), ("not_callable", ()), ("arguments", ()), ("not_plain", ()),
            ("too_much", ()),
        ):  # fmt: skip
            if name in reply:
                more = {each: reply.get(each) for each in details}
                raise Fault(name, what=str(reply[name])[:600], **more)  # type: ignore[arg-type]
        try:
            return decode(reply["value"])
        except (KeyError, MalformedError) as error:
            self.close()
            raise Fault("violation", what=f"a reply that holds no value: {error}") from None


class Submission:
    """The answer as a test sees it: its functions, and nothing else.

    `submission.name(...)` calls the answer's function `name`; of a file of codes,
    `submission.code(item)` gives one; of a text, see `framelab.exercises.open_answer`.
    """

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Give the function of that name, whether the answer has it or not."""
        if name.startswith("_"):
            raise AttributeError(name)
        run = self._run

        def function(*arguments: Any, **keywords: Any) -> Any:
            return run.call(name, arguments, keywords)

        function.__name__ = name
        return function


def read_source(file: AnswerFile) -> str:
    """Read Python code by its declared encoding; `Fault` "unreadable" where that fails."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Fault("unreadable", what=f"it cannot be read: {error.strerror}") from None
    if len(data) > 4 * MAX_SOURCE:
        raise Fault("unreadable", what=f"it is longer than {MAX_SOURCE:,} characters")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault("unreadable", what="it is saved as UTF-16; save it as UTF-8")
    if b"\0" in data:
        raise Fault("unreadable", what="it holds a null character; is it a text file?")
    lines = iter(data.splitlines(keepends=True))
    try:
        encoding, _ = tokenize.detect_encoding(lambda: next(lines, b""))
    except SyntaxError as error:
        if "unknown encoding" in str(error.msg):
            what = f"its encoding is unknown ({error.msg}); save it as UTF-8"
            raise Fault("unreadable", what=what) from None
        encoding = "utf-8"  # as far as Python knows: where it is not, the place is said below
    if not lookup(encoding).name.startswith(_ENCODINGS):
        raise Fault("unreadable", what=f"its encoding is {encoding}; save it as UTF-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Fault(
            "unreadable",
            what=f"line {line} holds the byte 0x{data[error.start]:02X}, which is not "
            f"{encoding.upper()}; save it as UTF-8",
        ) from None


# Others are no text at all ("zlib"), or take the square of a text's length ("punycode").
_ENCODINGS = ("utf-8", "ascii", "iso8859", "cp", "mac")


def _described(raised: Any) -> dict[str, Any]:
    """Take from a reply what tells of an exception, each of its kind."""
    if not isinstance(raised, dict):
        raised = {}
    bases, line = raised.get("bases"), raised.get("line")
    return {
        "type": str(raised.get("type"))[:80],
        "message": str(raised.get("message"))[:600],
        "bases": [str(each) for each in bases] if isinstance(bases, list) else [],
        "line": line if type(line) is int else None,
    }


@cache
def _raised_class(bases: tuple[str, ...]) -> type[AnswerRaised]:
    """Make a class that is caught as the first builtin among the given ones."""
    for name in bases:
        if name in _RAISABLE and name != "Exception":
            return type(f"AnswerRaised{name}", (AnswerRaised, _RAISABLE[name]), {})
    return AnswerRaised
