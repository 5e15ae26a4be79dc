import gc
import math
import string
import warnings
from collections import Counter, OrderedDict, defaultdict, namedtuple
from enum import IntEnum
from typing import Any

import pytest

from framelab.exercises.answer_side import codec
from framelab.exercises.answer_side.codec import (
    MalformedError,
    NotPlainDataError,
    TooMuchDataError,
    decode,
    encode,
    from_bytes,
    to_bytes,
)


def crossed(value: Any) -> Any:
    return decode(from_bytes(to_bytes(encode(value))))


PLAIN: list[Any] = [
    None, True, False, 0, -1, 2**53, 2**53 + 1, -(2**60), 2**4000, 0.1, -0.0, 1e308, math.inf,
    -math.inf, "", "’ü😀", "\ud800", "\0", [], [1, [2, [3]]], (), (1,), ((1, 2), [3]), {}, {"a": 1},
    {2: "a", (1, 2): None, None: 0, True: []}, set(), {1, 2, 3}, frozenset({"a"}), {frozenset({1})},
    {"float": "nan"}, [{"dict": 1}], {"int": "0x1"},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: repr(value)[:40])
def test_plain_data_comes_back_as_it_was(value: Any) -> None:
    back = crossed(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value) or isinstance(value, (set, frozenset))


def test_nan_comes_back() -> None:
    assert math.isnan(crossed([math.nan])[0])


def test_subclasses_come_back_as_the_plain_types() -> None:
    class Loud(str):
        def __str__(self) -> str:
            return self.upper()

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    class Number(IntEnum):
        ONE = 1

    class AlwaysEqual(dict[str, int]):
        __hash__ = None

        def __eq__(self, other: object) -> bool:
            return True

        def items(self) -> Any:
            return [("forged", 1)]

    point = namedtuple("point", "x y")
    words: defaultdict[str, int] = defaultdict(int, a=1)
    for value, plain in [
        (Loud("kelly"), "kelly"),
        (Number.ONE, 1),
        (Counter("aab"), {"a": 2, "b": 1}),
        (words, {"a": 1}),
        (OrderedDict(a=1), {"a": 1}),
        (point(1, 2), (1, 2)),
        (AlwaysEqual(a=1), {"a": 1}),
    ]:
        back = crossed(value)
        assert back == plain
        assert type(back) is type(plain)


def test_equal_sets_give_equal_bytes() -> None:
    one = set(string.ascii_letters)
    other: set[str] = set()
    for letter in string.ascii_letters[::-1]:
        other.add(letter)
    assert to_bytes(encode(one)) == to_bytes(encode(other))


class Thing:
    pass


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param((each for each in [1]), "a generator object; put list", id="generator"),
        pytest.param({}.keys(), "a dict_keys object; put list", id="keys"),
        pytest.param(map(str, []), "a map object; put list", id="map"),
        pytest.param(range(3), "a range object; put list", id="range"),
        pytest.param(lambda: 1, "a lambda, which is a function", id="lambda"),
        pytest.param(len, "the function len; call it", id="function"),
        pytest.param(math, "the module math", id="module"),
        pytest.param(int, "the class int", id="class"),
        pytest.param(Thing(), "an object of the class Thing", id="object"),
        pytest.param(b"a", "an object of the class bytes", id="bytes"),
        pytest.param(1j, "an object of the class complex", id="complex"),
        pytest.param({"a": [1, Thing()]}, r"Thing, at \['a'\]\[1\]", id="inside"),
        pytest.param({Thing(): 1}, r"Thing, at \(a key\)", id="key"),
    ],
)
def test_what_is_not_plain_is_named(value: Any, words: str) -> None:
    with pytest.raises(NotPlainDataError, match=words):
        encode(value)


def test_a_coroutine_is_named_and_python_has_nothing_to_add() -> None:
    async def answer() -> int:
        return 1

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with pytest.raises(NotPlainDataError, match="a coroutine; write def"):
            encode([answer()])
        gc.collect()
    assert said == []


def test_too_much_is_told_from_not_plain() -> None:
    endless: list[Any] = []
    endless.append(endless)
    many = range(codec.MAX_HASHED // 2 + 1)
    one_hash = [(2**61 - 1) * number for number in range(1, codec.MAX_ALIKE + 2)]
    # What the other side would refuse is no fault of an answer that did as it was asked.
    for value in (
        endless, [0] * (codec.MAX_PARTS + 1), 1 << (4 * codec.MAX_DIGITS + 1),
        [dict.fromkeys(many), set(many)], dict.fromkeys(one_hash), frozenset(one_hash),
        {(1.5, number) for number in one_hash}, {frozenset({number}): 0 for number in one_hash},
        {float("nan"): number for number in one_hash}, {(float("nan"),) for _ in one_hash},
    ):  # fmt: skip
        with pytest.raises(TooMuchDataError):
            encode(value)
    with pytest.raises(TooMuchDataError, match="1,048,576"):
        to_bytes("a" * codec.MAX_BYTES)


def alike(kind: str, entry: str) -> bytes:
    """Write entries that all have one hash: numbers that differ by what hashes leave out."""
    numbers = (entry.replace("N", str((2**61 - 1) * number)) for number in range(1, 100))
    return f'{{"{kind}":[{",".join(numbers)}]}}'.encode()


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(b"[1", id="no JSON"),
        pytest.param(b"\xff", id="no ASCII"),
        pytest.param(b"NaN", id="bare NaN"),
        pytest.param(b"[Infinity]", id="bare infinity"),
        pytest.param(b'{"object": 1}', id="unknown kind"),
        pytest.param(b'{"set": [1], "dict": []}', id="two kinds"),
        pytest.param(b"{}", id="no kind"),
        pytest.param(b'{"set": [[1]]}', id="a list in a set"),
        pytest.param(b'{"set": "ab"}', id="letters as a set"),
        pytest.param(b'{"tuple": {"tuple": [1]}}', id="a tuple as a list"),
        pytest.param(b'{"dict": [[1]]}', id="half a pair"),
        pytest.param(b'{"dict": 1}', id="a number as pairs"),
        pytest.param(b'{"float": "1.5"}', id="a float in words"),
        pytest.param(b'{"float": ["nan"]}', id="a float in a list"),
        pytest.param(b'{"int": "zz"}', id="no hexadecimal"),
        pytest.param(b'{"int": 5}', id="no text"),
        pytest.param(b'{"int": "0x' + b"f" * 4_100 + b'"}', id="long number"),
        pytest.param(b"1" * 5_000, id="long bare number"),
        pytest.param(b"[" * 200 + b"]" * 200, id="deep"),
        pytest.param(b"[" * 400_000, id="deeper than JSON"),
        pytest.param(b'{"set": [' + b",".join(b"%d" % n for n in range(10_001)) + b"]}", id="wide"),
        pytest.param(b" " * (codec.MAX_BYTES + 1), id="long"),
        pytest.param(alike("set", '{"tuple":[1.5,N]}'), id="tuples of one hash"),
        pytest.param(alike("frozenset", '{"frozenset":[N]}'), id="sets of one hash"),
        pytest.param(alike("dict", "[N,1]"), id="keys of one hash"),
        pytest.param(alike("dict", '[{"tuple":[2,N]},1]'), id="tuples of one hash as keys"),
    ],
)
def test_what_encode_never_makes_is_refused(message: bytes) -> None:
    with pytest.raises(MalformedError):
        decode(from_bytes(message))


def test_entries_that_are_alike_by_chance_cross() -> None:
    rows = {(word, number): {word} for word in ("a", "b") for number in range(1_500)}
    assert crossed(rows) == rows
    assert crossed({-1: "a", -2: "b"}) == {-1: "a", -2: "b"}  # these two have one hash
