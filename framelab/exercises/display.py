"""Values as a student reads them: short, the same every time, and where two differ."""

from collections.abc import Mapping, Sequence
from typing import Any

SHOWN = 400
"""Characters of a value that are shown before it is cut."""


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
    """Say where two plain values differ first, and how; None where they do not.

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
