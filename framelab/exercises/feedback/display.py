"""Values as a student reads them: short, the same every time, and where two differ."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

SHOWN = 400
"""Characters of a value that are shown before it is cut."""
TABLE_ROWS = 8
"""Rows of the longest table that is shown."""
TABLE_WIDTH = 70
"""Characters of the widest one: a terminal shows it as it is, ten further in."""


def show(value: object, limit: int = SHOWN) -> str:
    """Write a plain value as Python would, sets in order, cut where it is long."""
    text = _written(value)
    if len(text) <= limit:
        return text
    return f"{text[:limit]} ... ({len(text) - limit:,} more characters)"


def show_call(
    name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], names: Mapping[str, Any]
) -> str:
    """Write a call with its arguments; an argument that `names` has by its name."""

    def one(value: Any) -> str:
        for known, each in names.items():
            if each is value:
                return known
        return show(value)

    listed = [one(each) for each in arguments]
    listed += [f"{key}={one(each)}" for key, each in keywords.items()]
    return f"{name}({', '.join(listed)})"


def show_named(name: str, value: object) -> str:
    """Return what a name stands for; rows that are alike as a table, below their number.

    Examples
    --------
    >>> print(show_named("ROWS", [{"who": "kelly", "words": 7}, {"who": "trump", "words": 11}]))
    ROWS, 2 rows:
    who    words
    kelly      7
    trump     11
    """
    if not _are_rows(value):
        return f"{name} = {show(value)}"
    if len(value) > TABLE_ROWS:
        return f"{name}, {len(value)} rows; the first: {show(value[0])}"
    lines = _table(value)
    if max(map(len, lines)) > TABLE_WIDTH:
        return f"{name} = {show(value)}"
    return "\n".join([f"{name}, {len(value)} rows:", *lines])


def _are_rows(value: object) -> TypeGuard[list[dict[Any, Any]]]:
    """Return True for a list of two or more dictionaries with the same keys."""
    return (
        isinstance(value, list)
        and len(value) > 1
        and all(isinstance(row, dict) and row and list(row) == list(value[0]) for row in value)
    )


def _table(rows: list[dict[Any, Any]]) -> list[str]:
    columns = []
    for key in rows[0]:
        cells = [_cell(row[key]) for row in rows]
        width = max(map(len, [_cell(key), *cells]))
        to_the_right = all(type(row[key]) in (int, float) for row in rows)
        columns.append(
            [f"{each:>{width}}" if to_the_right else f"{each:<{width}}"
             for each in (_cell(key), *cells)]
        )  # fmt: skip
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]


def _cell(value: object) -> str:
    """Write a word without quotation marks, and all else as Python would."""
    is_word = isinstance(value, str) and re.fullmatch(r"[^\W\d][\w-]*", value)
    return str(value) if is_word and value not in ("None", "True", "False") else show(value, 40)


def _written(value: Any) -> str:
    if isinstance(value, (set, frozenset)) and value:
        inner = "{" + ", ".join(sorted(map(_written, value))) + "}"
        return f"frozenset({inner})" if isinstance(value, frozenset) else inner
    if isinstance(value, dict):
        pairs = (f"{_written(key)}: {_written(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if type(value) is tuple:
        return "(" + ", ".join(map(_written, value)) + ("," if len(value) == 1 else "") + ")"
    # pytest.approx writes a sign that not every console has.
    if type(value).__name__ == "ApproxScalar":
        return f"{value.expected!r}, or very near it"
    return repr(value)


def first_difference(expected: Any, found: Any, place: str = "") -> str | None:
    """Return where two plain values differ first, and how; None where they do not.

    Examples
    --------
    >>> first_difference({"kelly": [1, 2]}, {"kelly": [1, 3]})
    "at ['kelly'][1]: expected 2, got 3"
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in expected:
            if key not in found:
                return f"{_at(place)}nothing stands under {show(key, 60)}"
        for key in found:
            if key not in expected:
                return f"{_at(place)}{show(key, 60)} should not be there"
        inside = ((f"{place}[{show(key, 60)}]", expected[key], found[key]) for key in expected)
    elif isinstance(expected, (list, tuple)) and type(expected) is type(found):
        if len(expected) != len(found):
            return f"{_at(place)}expected {len(expected)} items, got {len(found)}"
        inside = (
            (f"{place}[{at}]", one, other)
            for at, (one, other) in enumerate(zip(expected, found, strict=True))
        )
    else:
        if expected == found:
            return None
        return f"{_at(place)}expected {show(expected, 60)}, got {show(found, 60)}"
    for at, one, other in inside:
        if (difference := first_difference(one, other, at)) is not None:
            return difference
    return None


def _at(place: str) -> str:
    return f"at {place}: " if place else ""
