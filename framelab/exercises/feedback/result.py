"""How one check of an exercise went."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "failed", "not_loaded", "timeout", "violation", "skipped", "broken"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one test of an exercise went.

    `sentence` is what the test checks, in its author's words; `points` what it is worth;
    `lines` pairs of label and text; `is_visible` whether students have the test. Only
    "passed" earns the points. "broken" is a test that failed by its own fault.
    """

    test: str
    sentence: str
    points: int
    status: Status
    lines: tuple[tuple[str, str], ...] = ()
    is_visible: bool = True

    @property
    def earned(self) -> int:
        """Points that the answer gets for this test."""
        return self.points if self.status == "passed" else 0


def result_on(report: object) -> CheckResult | None:
    """Give the result that a report of pytest carries, if it carries one."""
    found = getattr(report, "framelab", None)
    if found is None:
        return None
    return CheckResult(**{**found, "lines": tuple(map(tuple, found["lines"]))})
