"""Plain data as JSON, there and back. Nothing else crosses between answer and checks.

Plain are None, booleans, whole and decimal numbers, text, and lists, tuples,
dictionaries, sets and frozensets of plain data. JSON's own types stand for themselves;
a JSON object always has one key, which says what its value is:

    {"tuple": [1, 2]}   {"set": [...]}   {"frozenset": [...]}
    {"dict": [[key, value], ...]}   {"int": "0x..."}   {"float": "nan"}

Both sides use it. `decode` trusts nothing: it runs where the checks are.
"""

import json
import math
import types
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

MAX_BYTES = 1 << 20
"""Longest message, in bytes."""
MAX_DEPTH = 50
"""Deepest nesting of lists in lists."""
MAX_PARTS = 100_000
"""Most values in one message."""
MAX_HASHED = 10_000
"""Most entries of sets and dictionaries in one message.

Each of them is hashed and compared, whatever it holds.
"""
MAX_ALIKE = 16
"""Most entries of one set or dictionary with the same hash.

Entries can be chosen so, numbers and tuples of numbers: each is then compared with each. Of data
that nobody chose for it, hardly two are alike.
"""
MAX_DIGITS = 3_500
"""Longest whole number, in hexadecimal digits: Python writes no number of 4,300 decimal ones."""

_TOO_MANY_HASHED = f"more than {MAX_HASHED:,} entries of sets and dictionaries"
_JSON_INTEGERS = 2**53  # beyond them JSON readers may round

PLAIN = "None, True, False, numbers, text, and lists, tuples, dictionaries and sets of these"


class NotPlainDataError(ValueError):
    """A value cannot cross. The message says what it is, and often what would help."""


class TooMuchDataError(NotPlainDataError):
    """A value is plain data, and too much of it to cross."""


class MalformedError(ValueError):
    """A message is not what `encode` makes: too long, too deep, or of no known form."""


def encode(value: object) -> Any:
    """Turn plain data into what JSON can hold.

    Subclasses of the plain types count as these: a `Counter` is a dictionary, a named
    tuple a tuple. Sets are sorted, so that equal data give equal JSON.

    Raises
    ------
    NotPlainDataError
        The value, or something in it, is not plain data, or (TooMuchDataError) there is
        too much of it.
    """
    return _Encoder().encode(value, 0)


# Most of what crosses are rows of texts and numbers: these are looked at where they stand,
# without a call for each.
_AS_IT_IS = frozenset((str, bool, type(None)))
_SEQUENCES: tuple[Any, ...] = (list, tuple, set, frozenset)


class _Encoder:
    def __init__(self) -> None:
        self.parts = 0
        self.hashed = 0
        # The way to the value that is looked at, for the message if it cannot cross.
        self.path: list[str | _Key] = []

    def encode(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in _AS_IT_IS:
            return value
        if isinstance(value, int):
            return self._integer(int.__int__(value))
        if isinstance(value, float):
            number = float.__float__(value)
            return number if math.isfinite(number) else {"float": float.__repr__(number)}
        if isinstance(value, str):
            return str.__str__(value)
        if depth > MAX_DEPTH:
            raise TooMuchDataError(
                f"lists or dictionaries in each other, more than {MAX_DEPTH} deep; does one "
                "contain itself?"
            )
        if isinstance(value, dict):
            self._count(2 * dict.__len__(value))
            self._count_hashed(dict.__len__(value))
            pairs = self._pairs(dict.items(value), depth + 1)
            _refuse_alike([key for key, _ in pairs])
            return {"dict": pairs}
        for sequence in _SEQUENCES:
            if isinstance(value, sequence):
                self._count(sequence.__len__(value))
                is_set = sequence in (set, frozenset)
                if is_set:
                    self._count_hashed(sequence.__len__(value))
                items = self._items(sequence.__iter__(value), depth + 1)
                if is_set:
                    _refuse_alike(items)
                    items.sort(key=json.dumps)
                return items if sequence is list else {sequence.__name__: items}
        raise NotPlainDataError(_what_it_is(value) + self._place())

    def _items(self, values: Iterable[Any], depth: int) -> list[Any]:
        path, items = self.path, []
        path.append("")
        for at, item in enumerate(values):
            if type(item) not in _AS_IT_IS:
                path[-1] = f"[{at}]"
                item = self.encode(item, depth)  # noqa: PLW2901 - what is to be kept
            items.append(item)
        path.pop()
        return items

    def _pairs(self, values: Iterable[tuple[Any, Any]], depth: int) -> list[list[Any]]:
        path, pairs = self.path, []
        path.append("")
        for key, item in values:
            if type(key) not in _AS_IT_IS:
                path[-1] = " (a key)"
                key = self.encode(key, depth)  # noqa: PLW2901 - what is to be kept
            if type(item) not in _AS_IT_IS:
                path[-1] = _Key(key)
                item = self.encode(item, depth)  # noqa: PLW2901 - what is to be kept
            pairs.append([key, item])
        path.pop()
        return pairs

    def _count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > MAX_PARTS:
            raise TooMuchDataError(f"more than {MAX_PARTS:,} values")

    def _count_hashed(self, entries: int) -> None:
        self.hashed += entries
        if self.hashed > MAX_HASHED:
            raise TooMuchDataError(_TOO_MANY_HASHED)

    def _integer(self, value: int) -> Any:
        if -_JSON_INTEGERS <= value <= _JSON_INTEGERS:
            return value
        if value.bit_length() > 4 * MAX_DIGITS:
            raise TooMuchDataError(f"a number of more than {MAX_DIGITS:,} hexadecimal digits")
        return {"int": hex(value)}

    def _place(self) -> str:
        place = "".join(map(str, self.path)).lstrip()
        return f", at {place}" if place else ""


def decode(value: Any) -> Any:
    """Turn what `encode` gives back into plain data.

    Raises
    ------
    MalformedError
        The value has a form that `encode` never gives, or is too much.
    """
    return _Decoder().decode(value, 0)


class _Decoder:
    def __init__(self) -> None:
        self.parts = 0
        self.hashed = 0

    def decode(self, value: Any, depth: int) -> Any:
        if isinstance(value, list):
            return self._items(value, depth)
        if not isinstance(value, dict):
            return value
        if len(value) != 1:
            raise MalformedError(f"an object with {len(value)} keys")
        ((kind, content),) = value.items()
        if kind not in self._KINDS:
            raise MalformedError(f"the unknown kind {kind[:40]!r}")
        try:
            return self._KINDS[kind](self, content, depth)
        except (TypeError, ValueError, KeyError) as error:
            if isinstance(error, MalformedError):
                raise
            raise MalformedError(f"a {kind} that is none") from error

    def _items(self, content: Any, depth: int) -> list[Any]:
        if not isinstance(content, list):
            raise MalformedError("a sequence that is no list")
        self._count(len(content), depth)
        return [
            self.decode(item, depth + 1) if isinstance(item, (list, dict)) else item
            for item in content
        ]

    def _count(self, parts: int, depth: int) -> None:
        self.parts += parts
        if self.parts > 4 * MAX_PARTS or depth > 3 * MAX_DEPTH:
            raise MalformedError("too many values, or nested too deeply")

    def _count_hashed(self, content: Any) -> None:
        self.hashed += len(content)
        if self.hashed > MAX_HASHED:
            raise MalformedError(_TOO_MANY_HASHED)

    def _tuple(self, content: Any, depth: int) -> tuple[Any, ...]:
        return tuple(self._items(content, depth))

    def _set(self, content: Any, depth: int) -> set[Any]:
        self._count_hashed(content)
        return set(_told_apart(self._items(content, depth)))

    def _frozenset(self, content: Any, depth: int) -> frozenset[Any]:
        self._count_hashed(content)
        return frozenset(_told_apart(self._items(content, depth)))

    def _dict(self, content: Any, depth: int) -> dict[Any, Any]:
        self._count_hashed(content)
        self._count(2 * len(content), depth)
        keys, items = [], []
        for key, item in content:
            keys.append(self.decode(key, depth + 1) if isinstance(key, (list, dict)) else key)
            items.append(self.decode(item, depth + 1) if isinstance(item, (list, dict)) else item)
        return dict(zip(_told_apart(keys), items, strict=True))

    def _int(self, content: Any, _depth: int) -> int:
        if len(content) > MAX_DIGITS + len("-0x"):
            raise MalformedError("a number with too many digits")
        return int(content, 16)

    def _float(self, content: Any, _depth: int) -> float:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]

    _KINDS: ClassVar[dict[str, Callable[["_Decoder", Any, int], Any]]] = {
        "tuple": _tuple,
        "set": _set,
        "frozenset": _frozenset,
        "dict": _dict,
        "int": _int,
        "float": _float,
    }


def _told_apart(entries: list[Any]) -> list[Any]:
    """Return entries of a set or a dictionary; MalformedError where too many have one hash."""
    if len(entries) > MAX_ALIKE:
        ((_, most),) = Counter(map(hash, entries)).most_common(1)
        if most > MAX_ALIKE:
            raise MalformedError(f"{most:,} entries of a set or a dictionary with the same hash")
    return entries


def _refuse_alike(encoded: list[Any]) -> None:
    """Raise TooMuchDataError for entries that the other side would refuse, as it will see them.

    An answer's own class can give its entries any hash, and each nan there is the same one.
    """
    if len(encoded) > MAX_ALIKE:
        try:
            _told_apart([decode(each) if isinstance(each, dict) else each for each in encoded])
        except MalformedError as error:
            raise TooMuchDataError(str(error)) from None


def to_bytes(message: Any) -> bytes:
    """Write a message of JSON's own types; TooMuchDataError where it is too long."""
    data = _WRITER.encode(message).encode("ascii")
    if len(data) > MAX_BYTES:
        raise TooMuchDataError(f"{len(data):,} bytes of data; the most is {MAX_BYTES:,}")
    return data


def from_bytes(data: bytes) -> Any:
    """Read a message of JSON's own types; MalformedError where it is none."""
    if len(data) > MAX_BYTES:
        raise MalformedError(f"{len(data):,} bytes; {MAX_BYTES:,} can cross")
    try:
        return _READER.decode(data.decode("ascii"))
    except RecursionError:
        raise MalformedError("nested too deeply") from None
    except ValueError as error:
        raise MalformedError(f"no JSON: {error}") from None


def _refuse_constant(name: str) -> None:
    raise MalformedError(f"the bare constant {name}")


# Made once: json.dumps and json.loads with options make one for each message.
_WRITER = json.JSONEncoder(allow_nan=False, separators=(",", ":"))
_READER = json.JSONDecoder(parse_constant=_refuse_constant)


class _Key:
    """A key on the way to a value; written only where a message needs it."""

    def __init__(self, key: object) -> None:
        self._key = key

    def __str__(self) -> str:
        key = self._key
        return f"[{ascii(key)[:40] if isinstance(key, (str, int, float)) else type(key).__name__}]"


# What beginners return by mistake, with what they probably wanted.
_LAZY = "put list(...) around it to get its items"
_LAZY_TYPES: tuple[type, ...] = (
    types.GeneratorType, range, map, filter, zip, enumerate, reversed,
    type({}.keys()), type({}.values()), type({}.items()),
)  # fmt: skip


def _what_it_is(value: object) -> str:
    """Return words for a value that is not plain data."""
    name = type(value).__name__[:60]
    module = str(type(value).__module__)[:60]
    if isinstance(value, _LAZY_TYPES):
        return f"a {name} object; {_LAZY}"
    if isinstance(value, types.FunctionType) and value.__name__ == "<lambda>":
        return "a lambda, which is a function; call it, and give what it gives"
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, types.MethodType)):
        return f"the function {value.__name__[:60]}; call it with ( ), and give what it gives"
    if isinstance(value, types.CoroutineType):
        value.close()  # else Python warns, with a path of this machine, that nobody awaited it
        return "a coroutine; write def in the place of async def"
    if isinstance(value, types.ModuleType):
        return f"the module {value.__name__[:60]}"
    if isinstance(value, type):
        return f"the class {value.__name__[:60]}"
    if module.startswith("matplotlib"):
        return f"a {name} of Matplotlib; give the numbers, not the picture"
    if module.startswith("numpy"):
        return f"a {name} of NumPy; .tolist() makes plain data of it"
    return f"an object of the class {name}"
