"""What came of one call, and when two outcomes are the same."""

import math
from dataclasses import dataclass
from typing import Any

from framelab.exercises.run.submission import Call

SAME = 1e-6
"""Numbers that differ by less, absolutely or as a part of either, are one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one call.

    `kind` is value, raised or a fault's kind; `value` the plain data that came back, or
    the name of the exception.
    """

    kind: str
    value: Any = None


def outcome_of(call: Call) -> Outcome | None:
    """Return what came of a call that a check made; None where that was not noted."""
    if call.fault:
        return Outcome(call.fault)
    if call.raised:
        return Outcome("raised", call.raised)
    return Outcome("value", call.value) if call.came_back else None


def same(first: Outcome, second: Outcome) -> bool:
    """Return True if two outcomes are equal: numbers within `SAME`, all else exactly."""
    return first.kind == second.kind and _same(first.value, second.value)


def are_near(first: float, second: float) -> bool:
    """Return True if two numbers are one within `SAME`, or both are no number (nan)."""
    try:
        return math.isclose(first, second, rel_tol=SAME, abs_tol=SAME) or (
            math.isnan(first) and math.isnan(second)
        )
    except OverflowError:  # a whole number that no decimal number can hold
        return first == second


def _same(first: Any, second: Any) -> bool:
    numbers = (int, float)
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, numbers) and isinstance(second, numbers):
        return are_near(first, second)
    if type(first) is not type(second):
        return False
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(
            _same(first[key], second[key]) for key in first
        )
    if isinstance(first, (list, tuple)):
        return len(first) == len(second) and all(map(_same, first, second))
    return bool(first == second)
