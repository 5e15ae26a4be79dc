"""How one check of an exercise went."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from framelab.exercises.run.limits import RESULT_LINE, RESULT_LINES

Status = Literal["passed", "failed", "not_loaded", "timeout", "violation", "skipped", "broken"]

_KEYS = {"test", "sentence", "points", "status", "lines", "is_visible"}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check of an exercise went.

    Parameters
    ----------
    test : str
        The name of the check's test function, with the case where it is parametrized.
    sentence : str
        What the check looks at, in the words of its author.
    points : int
        What the check is worth.
    status : str
        Only "passed" earns the points. "broken" is a check that failed by its own fault.
    lines : tuple of (str, str)
        Pairs of label and text: what the student reads.
    is_visible : bool
        Whether students have the check.
    """

    test: str
    sentence: str
    points: int
    status: Status
    lines: tuple[tuple[str, str], ...] = ()
    is_visible: bool = True

    @property
    def earned(self) -> int:
        """Points that the answer gets for this check."""
        return self.points if self.status == "passed" else 0

    def to_plain(self) -> dict[str, Any]:
        """Return the result as JSON's own types, cut to its bounds; `from_plain` reads it back."""
        return {
            "test": self.test[:RESULT_LINE],
            "sentence": self.sentence[:RESULT_LINE],
            "points": self.points,
            "status": self.status,
            "lines": [[label, text[:RESULT_LINE]] for label, text in self.lines[:RESULT_LINES]],
            "is_visible": self.is_visible,
        }

    @classmethod
    def from_plain(cls, found: object) -> "CheckResult":
        """Read what `to_plain` returned, perhaps from a file that has been damaged since.

        Raises
        ------
        ValueError
            A key is missing or unknown, a value is of another type, or more than its bound:
            `RESULT_LINES` lines, `RESULT_LINE` characters.
        """
        if not isinstance(found, dict) or found.keys() != _KEYS:
            raise ValueError(f"found {str(found)[:80]}; allowed: {', '.join(sorted(_KEYS))}")
        for key in ("test", "sentence"):
            _text(key, found[key])
        points, status, lines = found["points"], found["status"], found["lines"]
        if type(points) is not int or points < 0:
            raise ValueError(f"points: found {str(points)[:80]}; allowed: a whole number")
        if status not in get_args(Status):
            raise ValueError(f"status: found {str(status)[:80]}; allowed: {get_args(Status)}")
        if not isinstance(lines, list) or len(lines) > RESULT_LINES:
            raise ValueError(f"lines: found {str(lines)[:80]}; allowed: a list of {RESULT_LINES}")
        pairs = []
        for line in lines:
            if not isinstance(line, list) or len(line) != 2:
                raise ValueError(f"lines: found {str(line)[:80]}; allowed: label and text")
            pairs.append((_text("lines, label", line[0]), _text("lines, text", line[1])))
        if type(found["is_visible"]) is not bool:
            raise ValueError(f"is_visible: found {str(found['is_visible'])[:80]}; allowed: a bool")
        return cls(**{**found, "lines": tuple(pairs)})


def _text(what: str, found: object) -> str:
    if not isinstance(found, str) or len(found) > RESULT_LINE:
        allowed = f"a text of at most {RESULT_LINE:,} characters"
        raise ValueError(f"{what}: found {str(found)[:80]}; allowed: {allowed}")
    return found


def result_on(report: object) -> CheckResult | None:
    """Return the result that a report of pytest carries, or None where it carries none."""
    found = getattr(report, "framelab", None)
    return None if found is None else CheckResult.from_plain(found)
