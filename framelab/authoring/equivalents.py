"""Mutants that are said to do what the answer does: listed with a reason, and put to the test."""

import copy
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framelab.authoring.mutants import Mutant
from framelab.exercises.answer_side.codec import NotPlainDataError, encode
from framelab.exercises.definition.exercise import ExerciseError
from framelab.exercises.run.outcome import Outcome, same

FILE = "equivalents.toml"
INPUTS = "inputs.py"
MAX_SHARE = 0.1
"""How many of the mutants may be listed, at most."""
EXAMPLES = 1000

Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that cannot be told from the answer, by the line that it changes, and why."""

    before: str
    after: str
    reason: str


def read_equivalents(solution: Path) -> list[Equivalent]:
    """Read `[[equivalents]]` with `before`, `after` and `reason`; none without the file.

    Raises
    ------
    ExerciseError
        The file is no TOML, or an entry is not of that form.
    """
    file = solution / FILE
    if not file.is_file():
        return []
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["equivalents"]
        return [Equivalent(**entry) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError) as error:
        allowed = "[[equivalents]] with before, after and reason"
        raise ExerciseError(file, "the file", str(error), allowed) from error


def listed(mutant: Mutant, equivalents: list[Equivalent]) -> Equivalent | None:
    """Find the entry of a mutant, if it has one."""
    for each in equivalents:
        if (each.before, each.after) == (mutant.before, mutant.after):
            return each
    return None


def told_apart(answer: str, mutants: Sequence[str], solution: Path) -> list[str | None]:
    """Look for inputs on which mutants do something else than the answer.

    All are run in this process: they are ours. Each mutant gets the same inputs, as to
    generate them takes much longer than to compare.

    Parameters
    ----------
    answer : str
        Python code.
    mutants : sequence of str
        Python code too.
    solution : Path
        Folder of the solution; its `inputs.py` has `INPUTS`, function to a Hypothesis
        strategy for the tuple of its arguments.

    Returns
    -------
    list of str or None
        For each mutant the first call on which it differs; None where 1,000 generated
        calls of every function found none.
    """
    if not mutants:
        return []
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - for authors alone

    space: dict[str, Any] = {"__name__": "inputs"}
    file = solution / INPUTS
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), space)
    ours, theirs = _loaded(answer), [_loaded(mutant) for mutant in mutants]
    found: list[str | None] = [None] * len(mutants)
    for name, strategy in space["INPUTS"].items():
        compare = _comparison(name, ours, theirs, found)
        once = settings(
            max_examples=EXAMPLES, derandomize=True, database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run: Callable[[], None] = once(given(strategy)(compare))  # type: ignore[no-untyped-call]
        run()
    return found


def _comparison(
    name: str, ours: Functions, theirs: Sequence[Functions], found: list[str | None]
) -> Callable[[tuple[Any, ...]], None]:
    """Make a test of one function that takes down the first call on which each mutant differs."""

    def compare(arguments: tuple[Any, ...]) -> None:
        right = _outcome(ours, name, arguments)
        for at, mutant in enumerate(theirs):
            if found[at] is None and not same(right, _outcome(mutant, name, arguments)):
                found[at] = f"{name}{arguments!r}"

    return compare


def _loaded(source: str) -> Functions:
    space: dict[str, Any] = {"__name__": "answer"}
    exec(compile(source, "answer.py", "exec"), space)
    return space


def _outcome(space: Functions, name: str, arguments: Any) -> Outcome:
    given = copy.deepcopy(arguments)
    try:
        value = space[name](*given)
        encode(value)
    except NotPlainDataError:
        return Outcome("not_plain")
    except Exception as error:
        return Outcome("raised", type(error).__name__)
    return Outcome("value", value) if given == arguments else Outcome("changed")
