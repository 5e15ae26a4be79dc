"""What comes of grading an answer, and the words that a gradebook has for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framelab.exercises.feedback.messages import LEFT_OUT, NEEDS
from framelab.exercises.feedback.result import CheckResult
from framelab.grading.submissions import shown

Status = Literal["graded", "failed_import", "timeout", "violation", "ungraded", "missing"]

STATUSES: dict[Status, str] = {
    "graded": "every check was run",
    "failed_import": "the answer could not be loaded",
    "timeout": "it ran out of time in a check, or in several",
    "violation": "it sent something else than answers to questions",
    "ungraded": "it could not be graded",
    "missing": "nothing was handed in",
}
"""What each status means, in words."""


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """One answer, graded.

    `points` are those of the checks that passed, whatever the status. `reason` says in a
    line what an instructor should know; `questions` are those of the misconceptions that
    were recognised. `is_cut_short` tells that the other answers of the submission had used
    up its time: such a result says nothing of the same answer in another submission, or in
    another run.
    """

    exercise: str
    points: int
    max_points: int
    status: Status
    reason: str
    checks: tuple[CheckResult, ...] = ()
    questions: tuple[str, ...] = ()
    is_cut_short: bool = False


CUT_SHORT = (
    "the answers in this submission used up the submission's time; the next run grades what is "
    "missing here"
)
"""Why a result is not the last word on an answer."""


def status_and_reason(checks: Sequence[CheckResult]) -> tuple[Status, str]:
    """Return the status of an answer by its checks, and a reason where one is owed."""
    by_status: dict[str, list[CheckResult]] = {}
    for check in checks:
        by_status.setdefault(check.status, []).append(check)
    if violations := by_status.get("violation"):
        return "violation", _said(violations[0])
    if broken := by_status.get("broken"):
        return "ungraded", f"{broken[0].test}: {_said(broken[0])}"
    if not_loaded := by_status.get("not_loaded"):
        if needs := _line(checks, NEEDS):  # nobody's mistake, and no reason for 0 points
            return "ungraded", f"it needs {needs}; {_line(checks, 'at')}"[:400]
        place = dict(not_loaded[0].lines).get("at", "")
        return "failed_import", "; ".join(filter(None, (_said(not_loaded[0]), shown(place))))[:400]
    if late := by_status.get("timeout"):
        return "timeout", f"{len(late)} of {len(checks)} checks had no value in time"
    return "graded", _left_out(checks)


def _left_out(checks: Sequence[CheckResult]) -> str:
    """Return what of an answer did not run when it was loaded, if something did not."""
    said = _line(checks, LEFT_OUT)
    return f"left out: {said}" if said else ""


def _line(checks: Sequence[CheckResult], label: str) -> str:
    """Return the first line of that label among all checks."""
    texts = (text for check in checks for each, text in check.lines if each == label)
    return shown(" ".join(next(texts, "").split()))[:300]


def _said(check: CheckResult) -> str:
    lines = dict(check.lines)
    return shown(" ".join((lines.get("got") or lines.get("note") or "").split()))[:300]
