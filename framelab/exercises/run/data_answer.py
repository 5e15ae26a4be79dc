"""An answer of the kind "data": `answer.json`, a code for each item."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from framelab.exercises.definition.items import Item
from framelab.exercises.run import limits
from framelab.exercises.run.submission import AnswerFile, Call, Fault, Raised


class DataRun:
    """One file of codes, over the checks of a run.

    Stands where `CodeRun` stands for code: a check asks `submission.code("p1/problem")`.

    Parameters
    ----------
    file : AnswerFile
        The student's `answer.json`: an object, item to code.
    items : mapping of str to Item
        What was asked.
    """

    def __init__(self, file: AnswerFile, items: Mapping[str, Item]) -> None:
        self.file = file
        self.calls: list[Call] = []
        self.left_out: list[Raised] = []  # nothing of it runs
        self._items = items
        self._codes: dict[str, list[Any]] | None = None
        # Looking for one that is nearly an item takes long: among many it is not looked for.
        self._unknown: list[str] = []
        self._load_fault: Fault | None = None

    def begin_check(self) -> None:
        """Forget what the check before asked for."""
        self.calls = []

    def close(self) -> None:
        """Nothing runs that would have to be ended."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Return the code of an item: `code(item)` is the only question that there is.

        Raises
        ------
        Fault
            The file is unreadable, or has for this item no code that is allowed.
        ValueError
            The check asks for something else, or for an item that the exercise lacks.
        """
        if name != "code" or len(arguments) != 1 or keywords:
            raise ValueError(f"submission.{name}: a file of codes has code(item) alone")
        (item,) = arguments
        if item not in self._items:
            raise ValueError(f"submission.code: found {item!r}; allowed: {', '.join(self._items)}")
        codes = self._load()
        call = Call(name, arguments, keywords)
        self.calls.append(call)
        call.value = self._code_of(item, codes)
        call.came_back = True
        return call.value

    def replay(self, call: Call) -> Any:
        """Return the call's own value: a file remembers nothing."""
        return call.value

    def place(self, line: int) -> str:
        """Return the file's name: its lines are of no use to a reader of codes."""
        return self.file.name

    def item(self, call: Call) -> str | None:
        """Return the item's id and what it asks."""
        item = self._items[call.arguments[0]]
        return f"{item.id}: {item.question.ask}"

    def _code_of(self, item: str, codes: Mapping[str, list[Any]]) -> str:
        allowed = list(self._items[item].question.codes)
        found = codes.get(item, [])
        if len(found) > 1:
            raise Fault("given_twice", what=" and ".join(_shown(each, 40) for each in found))
        if not found or found[0] in ("", None):
            near = difflib.get_close_matches(item, self._unknown, n=1)
            raise Fault("unanswered", what=f"; it has {near[0][:60]!r}" if near else "")
        if found[0] not in allowed:
            raise Fault("unknown_code", what=_shown(found[0], 60), allowed=allowed)
        return str(found[0])

    def _load(self) -> dict[str, list[Any]]:
        if self._load_fault is not None:
            raise self._load_fault
        if self._codes is None:
            try:
                self._codes = _read_codes(self.file)
                unknown = (each for each in self._codes
                           if each not in self._items and len(each) <= limits.ITEM)  # fmt: skip
                self._unknown = list(islice(unknown, limits.UNKNOWN_ITEMS))
            except Fault as fault:
                self._load_fault = fault
                raise
        return self._codes


def _read_codes(file: AnswerFile) -> dict[str, list[Any]]:
    """Read item to codes; two where an item is given twice with different codes."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Fault("unreadable", what=f"it cannot be read: {error.strerror}") from None
    if len(data) > limits.CODES_BYTES:
        raise Fault("unreadable", what=f"it is larger than {limits.CODES_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Fault("unreadable", what="it is not text in UTF-8; save it as UTF-8") from None
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        what = f"it is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise Fault("unreadable", what=what) from None
    except (ValueError, RecursionError):
        raise Fault("unreadable", what="it is not JSON that can be read") from None
    if not isinstance(pairs, _Pairs):
        what = 'it holds something else than {"item": "code", ...}'
        raise Fault("unreadable", what=what)
    codes: dict[str, list[Any]] = {}
    for item, code in pairs:
        known = codes.setdefault(item, [])
        if len(known) < limits.CODES_OF_ITEM and (held := _held(code)) not in known:
            known.append(held)
    return codes


@dataclass(frozen=True, slots=True)
class _NoCode:
    """What stands where a code should, and is a list or an object: how it begins counts alone."""

    what: str


def _held(code: Any) -> Any:
    """Return a code to keep: lists in lists could be too deep to be compared or shown."""
    if not isinstance(code, list):
        return code
    try:
        return _NoCode(json.dumps(code)[: limits.ITEM])
    except RecursionError:
        return _NoCode("lists in lists")


def _shown(code: Any, most: int) -> str:
    if isinstance(code, _NoCode):
        return code.what[:most]
    return json.dumps(code[:most] if isinstance(code, str) else code)[:most]


class _Pairs(list[tuple[str, Any]]):
    """The pairs of a JSON object, where a dictionary would drop what is there twice."""
