"""What a student is told about one check: a few labelled lines.

`CheckResult` is what every place shows that has results: the terminal, the page, a
feedback page after grading. Lines come in this order, each only where there is
something to say:

    left out   what of the answer did not run when it was loaded, and why; once in a run
    needs      what the answer needs that the course does not state: a newer Python
    item       what was asked, where the answer is a file of codes; without what is expected
    called     what the check called
    with       what the names in the call stand for; rows in lines of their own below
    expected   what should have come back
    got        what came back, or what happened in its place
    differs    where the two differ first, if they are long
    at         where in the answer, with the line itself
    printed    what the answer printed meanwhile
    note       what is odd about it, apart from being wrong
    think      the question that helps
"""

import builtins
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from framelab.exercises.answer_side.codec import PLAIN
from framelab.exercises.feedback.display import first_difference, show, show_call, show_named
from framelab.exercises.feedback.result import Status
from framelab.exercises.run import limits
from framelab.exercises.run.outcome import Outcome, near, same
from framelab.exercises.run.submission import (
    LOAD_FAULTS,
    AnswerRaised,
    Call,
    Fault,
    FaultKind,
    Raised,
    Run,
)

MOST_TOLD = 3
"""How many statements that were left out are told of; the rest are counted."""
SHORT = 60
"""Characters of an argument that is shown in the call itself, though it has a name."""

LEFT_OUT = "left out"
NEEDS = "needs"

_ORDER = (
    LEFT_OUT, NEEDS, "item", "called", "with", "expected", "got", "differs", "at", "printed",
    "note", "think",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a check looked for: `operator` between the value `left` and `right`.

    Where it looked for an exception, the operator is "raises" and `right` its name.
    """

    operator: str
    left: Any
    right: Any

    def expected(self) -> str:
        """Return what was expected, in words."""
        if self.operator == "raises":
            return f"{self.right}, raised"
        words = {"==": "", "is": "", "in": "one of ", "not in": "none of "}
        before = words.get(self.operator, f"something {self.operator} ")
        return f"{before}{show(self.right)}"


@dataclass(frozen=True, slots=True)
class Failure:
    """What is known about a check that did not pass.

    `error` ended it. `run` has the calls that it made. `expectation` is the comparison
    that failed, or that would have been made had the call come back. `message` is the
    check's own, if it has one. `names` are the constants of the check's file.
    """

    error: BaseException
    run: Run
    expectation: Expectation | None
    message: str
    names: Mapping[str, Any]


def status_of(error: BaseException) -> Status:
    """Return the kind of failure that an exception stands for."""
    if isinstance(error, Fault):
        if error.kind in LOAD_FAULTS:
            return "not_loaded"
        return _STATUSES.get(error.kind, "failed")
    return "failed"


_STATUSES: dict[FaultKind, Status] = {
    "timeout": "timeout", "time_up": "timeout", "violation": "violation",
}  # fmt: skip


def kind_of_failure(error: BaseException) -> str:
    """Return what went wrong, without a word of what was asked, expected or returned.

    Of an exception nothing is told but that there was one: in classes, as in messages, an answer
    could spell what it was asked.
    """
    if isinstance(error, Fault):
        return _KINDS_OF_FAULT.get(error.kind, "no value that a check could look at")
    if isinstance(error, AnswerRaised):
        return "an exception"
    return "another value than the expected one"


_KINDS_OF_FAULT: dict[FaultKind, str] = {
    "unreadable": "the answer could not be read",
    "syntax": "the answer is not Python yet",
    "load_error": "an exception while the answer was loaded",
    "newer_python": "the answer needs a newer Python",
    "load_timeout": "the answer was still loading when its time was up",
    "load_ended": "the program ended while it was loaded",
    "timeout": "no value in time, so it was stopped",
    "time_up": "not asked any more: the answer had used up all its time",
    "ended": "the program ended without an answer",
    "missing": "a function that the brief asks for is not there",
    "not_callable": "a name that should be a function is none",
    "arguments": "the function takes other arguments than the brief says",
    "not_plain": "something else than plain data",
    "too_much": "more data than can cross",
    "changed": "it changed what it was given",
    "violation": "something else than the answer to the question",
    "unanswered": "no code for the item",
    "unknown_code": "a code that is none of the codes asked for",
    "given_twice": "two codes for one item",
}


def lines_of(failure: Failure) -> tuple[tuple[str, str], ...]:
    """Return the labelled lines that a student reads about a failure."""
    lines: list[tuple[str, str]] = []
    error = failure.error
    loads = isinstance(error, Fault) and error.kind in LOAD_FAULTS
    call = failure.run.calls[-1] if failure.run.calls and not loads else None
    if call and (narrowed := _first_wrong_of_several(failure)):
        call, wanted = narrowed
        failure = replace(failure, expectation=wanted)
    if call and call.none == "unwritten":
        return (("got", f"{call.name} is not written yet"),)
    if call:
        named = {
            name: value
            for name, value in failure.names.items()
            if any(value is each for each in (*call.arguments, *call.keywords.values()))
            and len(show(value)) > SHORT
        }
        item = failure.run.item(call)
        called = show_call(call.name, call.arguments, call.keywords, named)
        lines.append(("item", item) if item else ("called", called))
        lines += [("with", show_named(name, value)) for name, value in named.items()]
        # Of an item, what is expected is the whole answer: the question has to do.
        if failure.expectation and not item:
            lines.append(("expected", failure.expectation.expected()))
    if isinstance(error, Fault):
        lines += _of_fault(error, failure)
    elif isinstance(error, AnswerRaised):
        lines += _of_raised(error.type_name, error.message, error.line, failure)
    elif call:
        lines += _of_value(call, failure)
    printed = error.details.get("printed") if loads else call and call.printed  # type: ignore[attr-defined]
    if printed and printed.strip():
        lines.append(("printed", " / ".join(filter(str.strip, printed.split("\n")[:4]))))
    notes = _notes(call, failure) if call and call.came_back else []
    # The check's own question supposes a value of the right kind; None may be given on purpose.
    on_purpose = notes == [_NO_RETURN] and call is not None and call.none != "unsaid"
    if failure.message and (not notes or on_purpose):
        notes = [("think", failure.message)]
    elif failure.message and notes[0][1].endswith(_GOT_NONE):
        notes.append(("think", failure.message))
    return tuple(sorted(lines + notes, key=lambda line: _ORDER.index(line[0])))


def _first_wrong_of_several(failure: Failure) -> tuple[Call, Expectation] | None:
    """Return the first wrong part of a list that several calls made, and its call."""
    wanted = failure.expectation
    if not wanted or wanted.operator != "==" or isinstance(failure.error, (Fault, AnswerRaised)):
        return None
    lefts, rights = wanted.left, wanted.right
    if not (isinstance(lefts, list) and isinstance(rights, list) and len(lefts) == len(rights)):
        return None
    calls = failure.run.calls[-len(lefts) :] if len(lefts) > 1 else []
    if [id(call.value) for call in calls] != [id(left) for left in lefts]:
        return None
    return next(
        (
            (call, Expectation("==", left, right))
            for call, left, right in zip(calls, lefts, rights, strict=True)
            if left != right
        ),
        None,
    )


def _of_value(call: Call, failure: Failure) -> list[tuple[str, str]]:
    """Return what came back, and which part of it the check looked at."""
    wanted = failure.expectation
    got = call.value if failure.run.item(call) else show(call.value)
    if wanted and wanted.left is not call.value and wanted.operator == "==":
        got = f"{show(wanted.left)}, taken from {got}"
    lines = [("got", got)]
    is_long = wanted is not None and len(show(wanted.right)) + len(got) > 120
    if wanted and wanted.operator == "==" and is_long and _kind(wanted.left) == _kind(wanted.right):
        difference = first_difference(wanted.right, wanted.left)
        if difference:
            lines.append(("differs", difference))
    return lines


def _notes(call: Call, failure: Failure) -> list[tuple[str, str]]:
    """Return what is odd about a value that came back, if something is."""
    wanted, found = failure.expectation, call.value
    if isinstance(failure.error, Fault):
        return []
    if found is None and call.printed.strip():
        return [("note", "print shows a value; only return gives it to whoever called")]
    if isinstance(found, float) and math.isnan(found):
        return [("note", "nan means: not a number. Which step of the calculation has none?")]
    fresh = failure.run.replay(call)
    if not same(Outcome("value", fresh), Outcome("value", found)):
        return [
            ("note", f"it remembers earlier calls: called first, it gives {show(fresh, 60)}"),
            ("think", "Where does it make its lists and dictionaries: inside the function?"),
        ]
    if wanted and wanted.operator == "==" and wanted.left is found:
        return (
            _on_its_type(wanted.right, found)
            or _on_its_size(wanted.right, found)
            or _on_its_order(wanted.right, found)
        )
    if isinstance(failure.error, Exception) and not isinstance(failure.error, AssertionError):
        return [("note", f"the check cannot go on with this value: {failure.error}")]
    return []


_GOT_NONE = ", got None"
_NO_RETURN = ("think", "Does every way through the function end with return?")
_KINDS = {
    "bool": "True or False", "int": "a whole number", "float": "a decimal number", "str": "text",
    "dict": "a dictionary", "list": "a list", "tuple": "a tuple", "set": "a set",
    "frozenset": "a frozenset", "NoneType": "None", "ApproxScalar": "a number",
    "ApproxMapping": "a dictionary", "ApproxSequenceLike": "a list",
}  # fmt: skip


def _kind(value: object) -> str:
    return _KINDS.get(type(value).__name__, type(value).__name__)


def _on_its_type(wanted: Any, found: Any, place: str = "") -> list[tuple[str, str]]:
    """Return where a value is of another kind than the expected one, if it is."""
    if found is None and not place:
        return [_NO_RETURN]
    if isinstance(wanted, dict) and isinstance(found, dict):
        both = [key for key in wanted if key in found]
        inside = (
            _on_its_type(wanted[key], found[key], f"{place}[{show(key, 30)}]") for key in both
        )
        return next(filter(None, inside), [])
    if found is None and wanted is not None:
        keys = place[1:-1].replace("][", ", ")
        return [("note", f"for {keys}: expected {show(wanted, 40)}{_GOT_NONE}")]
    numbers = ("a whole number", "a decimal number", "a number")
    kinds = (_kind(wanted), _kind(found))
    if wanted is None or kinds[0] == kinds[1] or (kinds[0] in numbers and kinds[1] in numbers):
        return []
    where = f"at {place}, expected" if place else "expected"
    this = show(found, 20) if kinds[1] == "text" else "this"
    return [("note", f"{where} is {kinds[0]}, and {this} is {kinds[1]}")]


def _on_its_size(wanted: Any, found: Any) -> list[tuple[str, str]]:
    """Return a line if a number is right but for rounding, or a hundred times as much."""
    exact = wanted.expected if type(wanted).__name__ == "ApproxScalar" else None
    if not isinstance(exact, (int, float)) or not isinstance(found, (int, float)):
        return []
    if any(found == round(exact, digits) for digits in (1, 2, 3, 4)):
        return [("note", "this is rounded; wanted is the number as it comes")]
    if exact and near(found, 100 * exact, 1e-9):
        return [("think", "Is that a part of 1, or a percentage?")]
    return []


def _on_its_order(wanted: Any, found: Any) -> list[tuple[str, str]]:
    """Return lines if a list has the right things in another order, or one of them again."""
    if not (isinstance(wanted, list) and isinstance(found, list)) or wanted == found:
        return []
    shown = [[show(each) for each in values] for values in (wanted, found)]
    if sorted(shown[0]) == sorted(shown[1]):
        return [
            ("note", "the same things, in another order"),
            ("think", "Which order does the brief ask for?"),
        ]
    if set(shown[0]) == set(shown[1]):
        return [
            ("note", "the same things, but not each as often"),
            ("think", "Which of them is there more than once, and should it be?"),
        ]
    return []


# The question that helps with an exception.
_QUESTIONS = {
    "KeyError": "Is this key in the dictionary when the line looks it up? Which function should "
    "have put it there?",
    "IndexError": "How long is the list on this line, and how far has the number gone?",
    "UnboundLocalError": "Is the name given a value on every way to this line?",
    "ModuleNotFoundError": "Only Python's own library and framelab are here. Which part of them "
    "could do the work?",
    "PermissionError": "An answer has what its functions are given, and no files, programs or "
    "network. Which of them does this line want?",
    "ZeroDivisionError": "When is the number that you divide by 0, and what should come back then?",
}
# These tell of many mistakes; their own words say of which.
_QUESTIONS_BY_WORDS = {
    "TypeError": {
        "unsupported operand|not supported between|concatenate|can't multiply":
            "Which two things does this line put together, and of what kind is each?",
        "NoneType": "Which name on this line is None, and where should it have got its value?",
    },
    "RuntimeError": {
        "start new thread":
            "Threads do not run here. How does it go one step after another?",
    },
}  # fmt: skip
# What is said in the place of an exception's own words, which beginners do not expect.
_EXCEPTIONS = {
    "SystemExit": "sys.exit(), exit() or quit(), which ends the program; in a function, use return",
    "EOFError": "input(), and nobody is there to type; use what the function is given",
    "BdbQuit": "breakpoint(), and nobody is there to debug; delete it",
    "RecursionError": "RecursionError: the function calls itself without an end",
    "MemoryError": "MemoryError: it asked for more memory than there is for it",
    "TabError": "tabs and spaces are mixed in the indentation; use four spaces everywhere",
}
_OWN_WORDS = ("WithheldError", "SyntaxError", "IndentationError")


def exception_in_words(type_name: str, message: str) -> tuple[str, str | None]:
    """Return words for an exception, and the question that helps, if there is one."""
    named = f"{type_name}: {message}" if message else type_name
    got = message if type_name in _OWN_WORDS else _EXCEPTIONS.get(type_name, named)
    by_words = _QUESTIONS_BY_WORDS.get(type_name, {})
    fitting = (text for words, text in by_words.items() if re.search(words, message))
    return got, next(fitting, _QUESTIONS.get(type_name))


def _of_raised(
    type_name: str, message: str, line: int | None, failure: Failure
) -> list[tuple[str, str]]:
    got, question = exception_in_words(type_name, message)
    think = [("think", question)] if question else []
    return [("got", got), *_place(line, failure), *think]


def _place(line: int | None, failure: Failure) -> list[tuple[str, str]]:
    return [] if line is None else [("at", failure.run.place(line))]


# What is said of each kind of fault. {file} is the answer's, the others are its details.
_FAULTS: dict[FaultKind, tuple[tuple[str, str], ...]] = {
    "unreadable": (("got", "{file} cannot be used: {what}"),),
    "syntax": (("got", "{file} is not Python yet: {message}"),),
    "load_error": (("got", "while {file} was loaded: {message}"),),
    "newer_python": ((NEEDS, "Python {version} or newer because of {what}; {but}"),),
    "load_timeout": (
        ("got", "{file} was still loading after {seconds} s, so it was stopped"),
        ("think", "Is there a loop that never ends?"),
    ),
    "load_ended": (("got", "the program {how} while {file} was loaded"),),
    "timeout": (
        ("got", "no answer after {seconds} s, so it was stopped"),
        ("think", "Is there a loop that never ends?"),
    ),
    "time_up": (("got", "not asked any more: the answer had used up all its time"),),
    "ended": (("got", "no answer: the program {how}"),),
    "missing": (("got", "{file} has no function {what}; it has: {functions}"),),
    "not_callable": (("got", "in {file} this name is no function, but {what}"),),
    "arguments": (("got", "in {file} the function takes other arguments: {what}"),),
    "not_plain": (("got", "{what}"), ("note", f"wanted is plain data: {PLAIN}")),
    "too_much": (("got", "{what}"),),
    "changed": (
        ("got", "it changed what it was given: {names}"),
        ("think", "Who else may still need it? Work on a new list or dictionary."),
    ),
    "violation": (("got", "not the answer to this call, but {what}"),),
    "unanswered": (("got", "{file} has no code for it yet{what}"),),
    "unknown_code": (("got", "{what}, which is no code here"), ("note", "codes: {allowed}")),
    "given_twice": (("got", "{file} has two codes for it: {what}"),),
}
_EXITS = {-6: "was aborted", -9: "was killed", -11: "crashed"}


def _of_fault(fault: Fault, failure: Failure) -> list[tuple[str, str]]:
    words = {name: _in_words(name, value) for name, value in fault.details.items()}
    words["file"] = failure.run.file.name
    code = fault.details.get("exit_code", 0)
    if fault.kind == "not_callable":
        words["what"] = _KINDS.get(words["what"], f"of the type {words['what']}")
    words["how"] = _EXITS.get(code, f"ended with exit code {code}")
    place: list[tuple[str, str]] = []
    raised = fault.details.get("raised")
    if raised:
        (_, words["message"]), *place = _of_raised(
            raised.type, raised.message, raised.line, failure
        )
    if fault.kind == "newer_python":
        stated, here = words["stated"], words["here"]
        words["but"] = f"this course uses Python {stated}"
        if _version(here) < _version(stated):
            words["but"] = f"this is Python {here}, but this course uses Python {stated}"
        place = _place(fault.details["line"], failure)
    if fault.kind == "not_plain" and _is_exception(words["what"]):
        return [
            ("got", words["what"]),
            ("think", "You returned it; raise stops the function. Which of the two is wanted?"),
        ]
    said = _FAULTS[fault.kind]
    if fault.kind == "missing" and raised:
        said = (("got", "{file} has {what}, but Python could not define it: {message}"),)
    return [(label, text.format(**words)) for label, text in said] + place


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def left_out_lines(run: Run) -> tuple[tuple[str, str], ...]:
    """Return what a student reads about statements that did not run when the answer was loaded."""
    told = run.left_out[:MOST_TOLD]
    lines = [(LEFT_OUT, _left_out(each, run)) for each in told]
    if more := len(run.left_out) - len(told):
        least = "at least " if len(run.left_out) >= limits.NAMES else ""
        lines.append((LEFT_OUT, f"and {least}{more} more {'line' if more == 1 else 'lines'}"))
    return tuple(lines)


def _left_out(raised: Raised, run: Run) -> str:
    got, question = exception_in_words(raised.type, raised.message)
    if raised.line is not None and raised.line != raised.top:
        got += f", at {run.place(raised.line)}"
    place = run.file.name if raised.top is None else run.place(raised.top)
    said = f"{place} ({got})."
    return f"{said} {question}" if question else said


def _is_exception(what: str) -> bool:
    """Return True if the words for a value name an exception of Python's, or its class."""
    name = what.removeprefix("an object of ").removeprefix("the class ")
    kind = getattr(builtins, name, None)
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _in_words(name: str, value: Any) -> str:
    if name == "seconds":
        return f"{value:.3g}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
