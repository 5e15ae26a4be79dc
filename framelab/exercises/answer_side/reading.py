"""An answer's text as statements, which are run one by one, and what is left out of it.

A line of an answer that Python cannot read costs no more than itself where the rest can be read
without it. So are left out

- a line for notebooks alone: a magic, a shell command, a question to the help;
- a line that stands by itself at the left margin, or is indented below none that asks for it;
- a statement that holds an error, with all that follows it, where a function is defined above it;
- a cell of a notebook that holds an error and defines nothing above it: in Jupyter, too, the other
  cells run.

Of an error anywhere else nothing can be told for sure, and the whole text is no Python.
"""

import ast
import re
import sys
import tokenize
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from framelab.exercises.answer_side import newer_python
from framelab.exercises.answer_side.newer_python import Need, Version, new_strings

MOST_LEFT_OUT = 20
"""How many lines are left out before the text counts as no Python."""
MOST_FOR_NOTEBOOKS = 100
"""How many more are left out by their form alone."""

FOR_NOTEBOOKS = "a magic, a shell command or a request for help, which only notebooks understand"
REST = "; what follows is left out, too"
_MOST_TRIED = 20
"""How many lines above an error are tried as the first line of its statement."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was left out, counted from 1, and what Python says of it.

    `kind` is the exception's name: IndentationError and TabError are others than SyntaxError.
    """

    line: int
    message: str
    kind: str = "SyntaxError"


@dataclass(slots=True)
class Reading:
    """The statements of an answer, and what is said of the rest.

    `undefined` has the functions that were left out, by name, each with the line that Python
    could not read. `need` is there where the answer needs a newer Python; nothing of it should
    be run then. `error` is there where the text is no Python.
    """

    statements: list[ast.stmt] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    undefined: dict[str, LeftOut] = field(default_factory=dict)
    need: Need | None = None
    error: LeftOut | None = None


def read_answer(text: str, cells: Sequence[int], limit: Version) -> Reading:
    """Read an answer.

    Parameters
    ----------
    text : str
        Its code; of a notebook, all code cells in a row.
    cells : sequence of int
        How many lines stand before each cell; (0,) for what is no notebook.
    limit : (int, int)
        The version of Python that the course states.
    """
    limit = min(limit, sys.version_info[:2])
    lines = text.split("\n")
    reading = Reading()
    ends = [*cells[1:], len(lines)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for before, end in zip(cells, ends, strict=True):
            cell = _Cell(lines[before:end], limit, reading.left_out)
            cell.read()
            if cell.need:
                return Reading(need=replace(cell.need, line=cell.need.line + before))
            if cell.tree is None and cell.error:
                if len(cells) == 1:
                    return Reading(error=cell.error)
                cell.leave_out(0, cell.error)
            left_out = [replace(each, line=each.line + before) for each in cell.left_out]
            reading.left_out += left_out
            for each in left_out:
                reading.undefined |= dict.fromkeys(_functions_in(lines[each.line - 1]), each)
            if cell.rest and cell.error:
                why = replace(cell.error, line=cell.error.line + before)
                reading.undefined |= dict.fromkeys(_functions_in(cell.rest), why)
            if cell.tree is not None:
                tree = ast.increment_lineno(cell.tree, before) if before else cell.tree
                reading.statements += tree.body
    tree = ast.Module(reading.statements, [])
    reading.need = newer_python.in_names(tree, text, limit)
    if reading.left_out and all(isinstance(each, ast.Pass) for each in reading.statements):
        return Reading(error=reading.left_out[0])  # nothing else is there
    return reading


_FUNCTION = re.compile(r"^\s*(?:async\s+)?def\s+(\w+)", re.MULTILINE)


def _functions_in(text: str) -> list[str]:
    return _FUNCTION.findall(text)


class _Cell:
    """One text that Python reads as a whole, with what must be left out of it.

    `rest` is what was left out from some statement on.
    """

    def __init__(self, lines: list[str], limit: Version, before: Sequence[LeftOut]) -> None:
        self._lines, self._limit, self._before = lines, limit, before
        self.tree: ast.Module | None = None
        self.left_out: list[LeftOut] = []
        self.rest = ""
        self._indented: set[int] = set()
        self.need: Need | None = None
        self.error: LeftOut | None = None

    def read(self) -> None:
        """Try again without the line that is in the way, as long as a line can go."""
        kept = list(self._lines)
        first_error: LeftOut | None = None
        while True:
            try:
                self.tree = ast.parse("\n".join(kept), feature_version=self._limit)
            except SyntaxError as error:
                self.need = newer_python.in_an_error(error, kept, self._limit)
                self.need = self.need or self._new_string_in_the_way(kept)
                if self.need:
                    return
                found = LeftOut(error.lineno or 0, str(error.msg), type(error).__name__)
                at = found.line - 1
                is_indented = found.message == "unexpected indent" and self._is_outside(kept, at)
                can_go = is_indented or _can_go(kept, at, found.message)
                if not can_go or self._are_enough(by_form=_is_for_notebooks(kept[at])):
                    if self._read_above(kept, at, found):
                        return
                    # What is left out by its form alone explains no error elsewhere.
                    self.left_out = [e for e in self.left_out if e.message == FOR_NOTEBOOKS]
                    self.error = first_error or found
                    return
                if _is_for_notebooks(kept[at]):
                    found = LeftOut(found.line, FOR_NOTEBOOKS)
                else:
                    first_error = first_error or found
                self.left_out.append(found)
                margin = kept[at][: len(kept[at]) - len(kept[at].lstrip())]
                kept[at] = "pass" if is_indented else f"{margin}pass"
                if is_indented:
                    self._indented.add(at)
            except (ValueError, RecursionError, MemoryError) as error:
                self.error = LeftOut(1, str(error)[:200], type(error).__name__)
                return
            else:
                self.need = self._new_string("\n".join(kept))
                self.left_out.sort(key=lambda each: each.line)
                return

    def _are_enough(self, *, by_form: bool) -> bool:
        """Return True if no more lines may go."""
        left_out = [*self._before, *self.left_out]
        alike = [each for each in left_out if (each.message == FOR_NOTEBOOKS) is by_form]
        return len(alike) >= (MOST_FOR_NOTEBOOKS if by_form else MOST_LEFT_OUT)

    def _is_outside(self, lines: list[str], at: int) -> bool:
        """Return True if an indented line stands below a whole statement at the left margin."""
        above = (n for n in range(at - 1, -1, -1) if _is_code(lines[n]))
        nearest = next(above, None)
        if nearest is None or nearest in self._indented:
            return True
        was_left_out = any(each.line == nearest + 1 for each in self.left_out)
        return _begins(lines[nearest]) and not was_left_out and _is_between_statements(lines[:at])

    def _read_above(self, lines: list[str], at: int, found: LeftOut) -> bool:
        """Read what stands above the statement with an error, if a function is among it."""
        text = "\n".join(lines)
        if self._limit < newer_python.NEW_STRINGS and new_strings(text):
            return False  # the error may be the string, to a Python that does not know it
        starts = [n for n in range(min(at, len(lines) - 1), 0, -1) if _begins(lines[n])]
        for start in starts[:_MOST_TRIED]:
            try:
                tree = ast.parse("\n".join(lines[:start]), feature_version=self._limit)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            if not any(map(_is_function, tree.body)):
                return False
            # The first error in the statement: those below it may follow from it.
            errors = [each for each in self.left_out if each.line > start]
            errors = [each for each in errors if each.message != FOR_NOTEBOOKS]
            self.tree = tree
            self.leave_out(start, (errors or [found])[0])
            return True
        return False

    def leave_out(self, start: int, error: LeftOut) -> None:
        """Leave out all lines from one on, counted from 0, because of an error in them."""
        self.rest, self.error = "\n".join(self._lines[start:]), error
        # Its class says no more than its words, and may have words of its own to a student.
        told = LeftOut(error.line, error.message + (REST if start else ""))
        above = [each for each in self.left_out if each.line <= start]
        self.left_out = [*sorted(above, key=lambda each: each.line), told]

    def _new_string(self, text: str) -> Need | None:
        if self._limit >= newer_python.NEW_STRINGS:
            return None
        for each in new_strings(text):
            line = text.count("\n", 0, each.start) + 1
            return Need(newer_python.NEW_STRINGS, line, each.what)
        return None

    def _new_string_in_the_way(self, lines: list[str]) -> Need | None:
        """Return the f-string for which an older Python could not read the text."""
        text = "\n".join(lines)
        need = self._new_string(text)
        if need is None or sys.version_info >= newer_python.NEW_STRINGS:
            return None
        for each in reversed(new_strings(text)):
            breaks = "\\\n" * text.count("\n", each.start, each.end)
            text = f"{text[: each.start]}''{breaks}{text[each.end :]}"
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None  # there is an error besides, which comes first
        return need


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _begins(line: str) -> bool:
    return _is_code(line) and not line[0].isspace()


def _is_function(statement: ast.stmt) -> bool:
    is_named = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda)
    return is_named or isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))


def _is_for_notebooks(line: str) -> bool:
    """Return True for what IPython understands: a magic, a shell command, a question."""
    text = line.strip()
    return text.startswith(("%", "!", "?")) or (text.endswith("?") and "#" not in text)


def _can_go(lines: list[str], at: int, message: str) -> bool:
    """Return True if a line, of which Python says something, can be left out by itself."""
    line = lines[at] if 0 <= at < len(lines) else ""
    is_alone = bool(line) and not line[0].isspace() and "triple-quoted" not in message
    if line.strip() == "pass":  # it went already, and something else is wrong
        return False
    return (is_alone or _is_for_notebooks(line)) and _is_between_statements(lines[:at])


def _is_between_statements(before: list[str]) -> bool:
    """Return True if the lines end outside of strings, brackets and continued lines."""
    try:
        for _ in tokenize.generate_tokens((f"{line}\n" for line in before).__next__):
            pass
    except (tokenize.TokenError, SyntaxError):
        return False
    return True
