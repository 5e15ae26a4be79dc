"""How one check went, to plain data and back."""

import json
from typing import Any

import pytest

from framelab.exercises.feedback.result import CheckResult
from framelab.exercises.run.limits import RESULT_LINE, RESULT_LINES

RESULT = CheckResult(
    "test_rate[zero]", "A rate of nothing.", 2, "failed", (("called", "f()"), ("got", "1")), False
)


def test_a_result_is_the_same_after_json() -> None:
    assert CheckResult.from_plain(json.loads(json.dumps(RESULT.to_plain()))) == RESULT
    assert (RESULT.earned, CheckResult("t", "s", 2, "passed").earned) == (0, 2)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("test", 1), ("sentence", None), ("sentence", "x" * (RESULT_LINE + 1)),
        ("points", -1), ("points", True), ("points", 1.5), ("points", "2"),
        ("status", "perfect"), ("status", ["passed"]), ("lines", "got"), ("lines", [["got"]]),
        ("lines", [["got", 1]]), ("lines", [["got", "1", "2"]]), ("lines", ["go"]),
        ("lines", [["got", "1"]] * (RESULT_LINES + 1)), ("is_visible", 1), ("earned", 2),
    ],
)  # fmt: skip
def test_what_is_no_result_is_refused(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match=key if key != "earned" else "allowed: is_visible"):
        CheckResult.from_plain(RESULT.to_plain() | {key: value})


@pytest.mark.parametrize("found", [None, [], "x", {}])
def test_what_is_no_object_of_a_result_is_refused(found: Any) -> None:
    with pytest.raises(ValueError, match="allowed: is_visible, lines"):
        CheckResult.from_plain(found)


def test_plain_data_are_cut_to_their_bounds() -> None:
    lines = (("got", "x" * (2 * RESULT_LINE)),) * (2 * RESULT_LINES)
    result = CheckResult("t", "s", 1, "failed", lines)
    kept = CheckResult.from_plain(result.to_plain())
    assert len(kept.lines) == RESULT_LINES
    assert len(kept.lines[0][1]) == RESULT_LINE
