"""Proof that an exercise is good: its claims, each tried.

An exercise claims that its answer passes and its starter does not, that its checks
catch the mistakes that learners make and name them, that they let pass whatever is
right, and that its brief says all that they ask.
"""

import ast
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framelab.authoring.brief_words import unsaid
from framelab.authoring.check_runs import CheckRuns
from framelab.authoring.equivalents import (
    MAX_SHARE,
    Equivalent,
    listed,
    read_equivalents,
    told_apart,
)
from framelab.authoring.mutants import Mutant, make_mutants
from framelab.exercises.checks.check_run import CheckRun
from framelab.exercises.checks.diagnosis import Diagnosis, Misconception, read_misconceptions
from framelab.exercises.definition.accepted import ACCEPTED, Accepted
from framelab.exercises.definition.exercise import (
    ANSWERS,
    HIDDEN_TESTS,
    PUBLIC_TESTS,
    Exercise,
    Kind,
)
from framelab.exercises.definition.items import read_items
from framelab.exercises.run.submission import Call
from framelab.progress import Advance

LEAST_MISCONCEPTIONS = 4
LEAST_VARIANTS = 2
LEAST_KILLED = 0.95
SHOWN = 5
"""How many surviving mutants are named."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that was tried. `found` says what was seen, in numbers where it can.

    `faults` say what is wrong; there are none where the claim holds.
    """

    what: str
    found: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseSources:
    """Where the parts of an exercise lie.

    `solution` is its folder in `solutions/`; `check_runs` is what tries answers.
    """

    exercise: Exercise
    solution: Path
    check_runs: CheckRuns = field(default_factory=CheckRuns)

    @property
    def answer(self) -> Path:
        """Our answer."""
        return self.solution / ANSWERS[self.exercise.kind]

    @property
    def starter(self) -> Path:
        """What students begin with."""
        return self.exercise.folder / ANSWERS[self.exercise.kind]

    @property
    def variants(self) -> Path:
        """The folder of right answers that are written in other ways."""
        return self.solution / "variants"

    def tried(
        self, answers: Sequence[Path | str], *, until_failure: bool = False
    ) -> Iterator[CheckRun]:
        """Run all checks of the exercise against answers: a check run each, in their order."""
        return self.check_runs.of(
            self.exercise.folder, answers, self.solution, until_failure=until_failure
        )


LONG: dict[Kind, tuple[str, ...]] = {
    "code": ("equivalents listed", "mutants killed"), "data": ("wrong codes caught",), "open": (),
}  # fmt: skip
"""The claims, by kind of exercise, that take much longer than all others."""


def verify(
    sources: ExerciseSources, advance: Advance = lambda done, total: None, *, fast: bool = False
) -> Iterator[Claim]:
    """Try all that an exercise claims, one claim after another.

    Parameters
    ----------
    sources : ExerciseSources
    advance : callable
        Told how many wrong answers have been tried: mutants, or wrong codes, take longest.
    fast : bool
        Whether to leave out the claims of `LONG`.

    Yields
    ------
    Claim

    Raises
    ------
    ExerciseError, CheckRunError
        The exercise cannot be run at all.
    """
    kind = sources.exercise.kind
    yield _brief(sources)
    yield _questions(sources)
    answer, starter = sources.tried([sources.answer, sources.starter])
    yield _answer(sources.exercise, answer)
    yield _starter(starter)
    if kind == "code":
        yield _re_export(sources)
        yield _variants(sources)
    if kind == "data":
        yield _accepted_codes(sources)
        yield _accepted(sources)
    if kind != "open":
        yield from _misconceptions(sources, answer.calls)
    if kind == "code" and not fast:
        yield from _mutants(sources, advance)
    if kind == "data" and not fast:
        yield _wrong_codes(sources, advance)


def _answer(exercise: Exercise, run: CheckRun) -> Claim:
    faults = [
        f"{result.test}: {result.status}" for result in run.results if result.status != "passed"
    ]
    for what, earned, declared in (
        ("visible", run.earned_visible, exercise.points_visible),
        ("all", run.earned, exercise.points_total),
    ):
        if earned != declared:
            faults.append(f"{what} points: found {earned}; exercise.toml says {declared}")
    return Claim("the answer", f"{run.earned} of {exercise.points_total} points", tuple(faults))


def _starter(run: CheckRun) -> Claim:
    faults = [
        f"{result.test}: {result.status}, {len(result.lines)} lines said"
        for result in run.results
        if result.status in ("passed", "broken", "skipped") or not result.lines
    ]
    return Claim("the starter", f"{run.earned} points", tuple(faults))


def _re_export(sources: ExerciseSources) -> Claim:
    """Hand on what the library has: the cheat of one line."""
    tree = ast.parse(sources.starter.read_text(encoding="utf-8"))
    names = ", ".join(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    lines = (
        f"from framelab.measures import {names}",
        "from framelab.measures import *",
        "import importlib; globals().update(vars(importlib.import_module('framelab.measures')))",
        "from framelab.measures.speech import *",
        "import framelab, glob\n"
        "for file in glob.glob(framelab.__path__[0] + '/measures/*.py'): exec(open(file).read())",
    )
    check_runs = sources.tried([line + "\n" for line in lines])
    faults = [
        f"{line}: {run.earned} points"
        for line, run in zip(lines, check_runs, strict=True)
        if run.earned
    ]
    return Claim("the library's own", "0 points" if not faults else "points", tuple(faults))


def _misconceptions(sources: ExerciseSources, calls: Sequence[Call]) -> Iterator[Claim]:
    misconceptions = read_misconceptions(sources.solution)
    check_runs = sources.tried([each.content for each in misconceptions])
    diagnosis = Diagnosis(sources.exercise, sources.solution, calls)
    caught: list[str] = []
    named: list[str] = []
    if len(misconceptions) < LEAST_MISCONCEPTIONS:
        allowed = f"{LEAST_MISCONCEPTIONS} and more"
        caught.append(f"misconceptions: found {len(misconceptions)}; allowed: {allowed}")
    for each, run in zip(misconceptions, check_runs, strict=True):
        caught += _not_caught(each, run)
        recognised = diagnosis.of(each.content)
        if recognised != [each]:
            taken_for = ", ".join(other.id for other in recognised) or "none"
            named.append(f"{each.id}: taken for {taken_for}")
    yield Claim("misconceptions caught", f"{len(misconceptions)}", tuple(caught))
    yield Claim("misconceptions named", f"{len(misconceptions) - len(named)}", tuple(named))


def _not_caught(misconception: Misconception, run: CheckRun) -> list[str]:
    parts = {
        (result.is_visible, result.status == "passed")
        for result in run.results
        if result.status != "skipped"
    }
    wanted = {
        (True, True): "passes no visible check",
        (True, False): "fails no visible check",
        (False, False): "fails no hidden check",
    }
    return [f"{misconception.id}: {said}" for part, said in wanted.items() if part not in parts]


def _variants(sources: ExerciseSources) -> Claim:
    files = sorted(sources.variants.glob("*.py"))
    faults = []
    if len(files) < LEAST_VARIANTS:
        faults.append(f"{sources.variants}: found {len(files)}; allowed: {LEAST_VARIANTS} and more")
    for file, run in zip(files, sources.tried(files), strict=True):
        lost = [result.test for result in run.results if result.status != "passed"]
        if lost:
            faults.append(f"{file.name}: loses {', '.join(lost)}")
    return Claim("written in other ways", f"{len(files)} right answers", tuple(faults))


def _mutants(sources: ExerciseSources, advance: Advance) -> Iterator[Claim]:
    source = sources.answer.read_text(encoding="utf-8")
    mutants = list(make_mutants(source))
    equivalents = read_equivalents(sources.solution)
    claimed = [(each, entry) for each in mutants if (entry := listed(each, equivalents))]
    mistakes = [each for each in mutants if not listed(each, equivalents)]
    check_runs = sources.tried([each.source for each in mistakes], until_failure=True)
    yield _equivalents(sources, source, mutants, equivalents, claimed)
    survivors = [
        mutant
        for mutant, run in zip(mistakes, _counted(check_runs, len(mistakes), advance), strict=True)
        if _is_right(run)
    ]
    killed = len(mistakes) - len(survivors)
    too_few = not mistakes or killed < LEAST_KILLED * len(mistakes)
    shown = [f"not noticed: {mutant}" for mutant in survivors[:SHOWN]] if too_few else []
    share = f"{100 * killed / max(len(mistakes), 1):.0f} %"
    yield Claim("mutants killed", f"{killed} of {len(mistakes)} ({share})", tuple(shown))


def _equivalents(
    sources: ExerciseSources,
    source: str,
    mutants: Sequence[Mutant],
    equivalents: Sequence[Equivalent],
    claimed: Sequence[tuple[Mutant, Equivalent]],
) -> Claim:
    """Put to the test what is said to be no mistake."""
    faults = []
    if len(claimed) > MAX_SHARE * len(mutants):
        faults.append(f"listed: found {len(claimed)}; allowed: a tenth of {len(mutants)}")
    known = {id(entry) for _, entry in claimed}
    faults += [f"{each.before} -> {each.after}: no such mutant"
               for each in equivalents if id(each) not in known]  # fmt: skip
    # Here and not beside: Hypothesis takes values from whatever else a process has loaded.
    calls = told_apart(source, [mutant.source for mutant, _ in claimed], sources.solution)
    for (mutant, _), call in zip(claimed, calls, strict=True):
        if call:
            faults.append(f"{mutant}: told apart by {call[:120]}")
    return Claim("equivalents listed", f"{len(claimed)} of {len(mutants)}", tuple(faults))


def _accepted_codes(sources: ExerciseSources) -> Claim:
    """Hold accept.csv against the items and our answer; check_runs hold the checks against it."""
    items = read_items(sources.exercise.folder)
    accepted = Accepted(sources.solution / ACCEPTED)
    ours = json.loads(sources.answer.read_text(encoding="utf-8"))
    faults = [f"{item}: in one of items.toml and {ACCEPTED} only"
              for item in sorted(set(items) ^ set(accepted.items))]  # fmt: skip
    for item in items.keys() & set(accepted.items):
        allowed = items[item].question.codes
        faults += [f"{item}: {code} is no code of it" for code in accepted[item]
                   if code not in allowed]  # fmt: skip
        if ours.get(item) != accepted.ours(item):
            faults.append(f"{item}: answer.json has {ours.get(item)}, {ACCEPTED} another first")
    return Claim("codes that are accepted", f"{len(items)} items", tuple(faults))


def _accepted(sources: ExerciseSources) -> Claim:
    """Hand in the last code that is accepted for every item: it must get all points."""
    accepted = Accepted(sources.solution / ACCEPTED)
    others = {item: accepted[item][-1] for item in accepted.items}
    differing = sum(accepted.ours(item) != code for item, code in others.items())
    (run,) = sources.tried([json.dumps(others)])
    faults = [f"{result.test} is lost" for result in run.results if result.status != "passed"]
    return Claim("coded in other ways", f"{differing} items differ", tuple(faults))


def _wrong_codes(sources: ExerciseSources, advance: Advance) -> Claim:
    """Try each code that is not accepted, for each item: it must lose points."""
    accepted = Accepted(sources.solution / ACCEPTED)
    ours = {item: accepted.ours(item) for item in accepted.items}
    wrong = [
        (item.id, code)
        for item in read_items(sources.exercise.folder).values()
        for code in item.question.codes
        if code not in accepted[item.id]
    ]
    answers = [json.dumps(ours | {item: code}) for item, code in wrong]
    check_runs = sources.tried(answers, until_failure=True)
    faults = [
        f"{item} as {code}: not noticed"
        for (item, code), run in zip(wrong, _counted(check_runs, len(wrong), advance), strict=True)
        if _is_right(run)
    ]
    return Claim("wrong codes caught", f"{len(wrong) - len(faults)} of {len(wrong)}", tuple(faults))


def _counted(check_runs: Iterator[CheckRun], total: int, advance: Advance) -> Iterator[CheckRun]:
    """Tell `advance` of each run."""
    advance(0, total)
    for done, run in enumerate(check_runs, start=1):
        advance(done, total)
        yield run


def _is_right(run: CheckRun) -> bool:
    return all(result.status == "passed" for result in run.results)


def _brief(sources: ExerciseSources) -> Claim:
    folder = sources.exercise.folder
    tests = [folder / PUBLIC_TESTS, sources.solution / HIDDEN_TESTS]
    faults = unsaid(folder / "brief.md", [file for file in tests if file.is_file()])
    return Claim("the brief says it all", "names, errors, tolerances", tuple(faults))


def _questions(sources: ExerciseSources) -> Claim:
    """Look for visible checks whose message asks nothing."""
    file = sources.exercise.folder / PUBLIC_TESTS
    asserts = [
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    faults = [
        f"{file.name}, line {node.lineno}: no message that ends in ?"
        for node in asserts
        if node.msg is None or not str(ast.literal_eval(node.msg)).endswith("?")
    ]
    return Claim("visible checks ask", f"{len(asserts)} questions", tuple(faults))
