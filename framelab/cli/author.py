"""`framelab verify` and `framelab new`: for authors of exercises."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from framelab import load_corpus
from framelab.cli.book import corpus_folder
from framelab.cli.terminal import Commands, complain
from framelab.exercises.definition.exercise import (
    Exercise,
    ExerciseError,
    Kind,
    find_exercises,
    read_exercise,
)
from framelab.progress import progress
from framelab.safe_text import strip_signs

if TYPE_CHECKING:
    from framelab.authoring.check_runs import CheckRuns
    from framelab.authoring.verify import Claim

_WHAT = 23  # the longest name of a claim


def add_commands(commands: Commands) -> None:
    """Add the commands to those of the parser."""
    verify = commands.add_parser("verify", help="prove that exercises are good")
    verify.add_argument("ids", nargs="*", metavar="ID", help="which exercises (all)")
    verify.add_argument(
        "--fast",
        action="store_true",
        help="leave out what takes long: mutants, equivalents, wrong codes",
    )
    verify.add_argument(
        "--jobs", type=int, metavar="N", help="processes that try answers (one a processor)"
    )
    new = commands.add_parser("new", help="make a new exercise from a template")
    new.add_argument("id", help="its id, such as who_speaks")
    new.add_argument("--kind", choices=get_args(Kind), default="code")
    new.add_argument("--title", help="its title (made from the id)")
    new.add_argument("--chapter", default="welcome", help="file name of its chapter (welcome)")
    new.add_argument(
        "--corpus", type=Path, metavar="DIR",
        help="for an open exercise: the tables of the articles that answers cite (those that "
        "_config.yml names, or the course's)",
    )  # fmt: skip
    for parser, run in ((verify, _verify), (new, _new)):
        parser.add_argument("--exercises", type=Path, default=Path("exercises"))
        parser.add_argument("--solutions", type=Path, default=Path("solutions"))
        parser.set_defaults(run=run)


def _verify(options: argparse.Namespace) -> int:
    try:
        from framelab.authoring.check_runs import CheckRuns  # noqa: PLC0415 - needs pytest
        from framelab.exercises.checks.check_run import CheckRunError  # noqa: PLC0415
        from framelab.processes import default_jobs  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} is needed; pip install 'framelab[authoring]'")
        return 2
    if options.jobs is not None and options.jobs < 1:
        complain(f"framelab: --jobs: found {options.jobs}; allowed: 1 and more")
        return 2
    known = {folder.resolve().name: folder for folder in find_exercises(options.exercises)}
    unknown = [name for name in options.ids if name not in known]
    if unknown or not known:
        found = f"no exercise {unknown[0]!r}" if unknown else "no exercise"
        there = ", ".join(known) or "none"
        complain(f"framelab: {options.exercises}: found {found}; there is: {there}")
        return 2
    short = 0
    left_out: list[str] = []
    with CheckRuns(options.jobs or default_jobs()) as check_runs:
        for name in options.ids or known:
            print(name, flush=True)
            try:
                exercise = read_exercise(known[name])
                short += _prove(exercise, options.solutions / name, check_runs, fast=options.fast)
            except (ExerciseError, CheckRunError) as error:
                complain(f"framelab: {name} cannot be run: {error}")
                return 2
            left_out += _show_what_is_left_out(exercise.kind) if options.fast else ()
    names = ", ".join(dict.fromkeys(left_out))
    tried = f"Not tried, because of --fast: {names}. " if left_out else ""
    tried_all = "Every claim that was tried holds." if left_out else "Every claim holds."
    print(tried + (f"{short} claims do not hold." if short else tried_all))
    return 1 if short else 0


def _prove(exercise: Exercise, solution: Path, check_runs: "CheckRuns", *, fast: bool) -> int:
    """Show each claim of an exercise as it is tried; return how many do not hold."""
    from framelab.authoring.verify import ExerciseSources, verify  # noqa: PLC0415 - needs pytest

    short = 0
    with progress(f"wrong answers to {exercise.id}") as advance:
        for claim in verify(ExerciseSources(exercise, solution, check_runs), advance, fast=fast):
            _show(claim)
            short += bool(claim.faults)
    return short


def _show_what_is_left_out(kind: Kind) -> tuple[str, ...]:
    """Show the claims that `--fast` leaves out of an exercise, and return them."""
    from framelab.authoring.verify import LONG  # noqa: PLC0415 - needs pytest

    for claim in LONG[kind]:
        print(f"  --    {claim:<{_WHAT}}  not tried, because of --fast", flush=True)
    return LONG[kind]


def _show(claim: "Claim") -> None:
    status = "FAIL" if claim.faults else "ok  "
    print(f"  {status}  {claim.what:<{_WHAT}}  {claim.found}", flush=True)
    for fault in claim.faults:
        print(f"          {strip_signs(fault)}", flush=True)


def _new(options: argparse.Namespace) -> int:
    from framelab.authoring.new import new_exercise  # noqa: PLC0415 - the others do not need it

    title = options.title or f"{options.id.replace('_', ' ').capitalize()}?"
    try:
        written = new_exercise(
            options.id,
            options.kind,
            title,
            options.chapter,
            exercises=options.exercises,
            solutions=options.solutions,
            paragraphs=_paragraphs(options.corpus) if options.kind == "open" else None,
        )
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} is needed; pip install 'framelab[authoring]'")
        return 2
    except ExerciseError as error:
        complain(f"framelab: {error}")
        return 2
    for file in written:
        print(file)
    print(f"A small exercise that works. Make it yours; framelab verify {options.id} proves it.")
    return 0


def _paragraphs(folder: Path | None) -> dict[str, int]:
    """Return the articles that an open exercise is about, with the number of their paragraphs."""
    articles = load_corpus(corpus_folder(folder)).articles
    return {row.article: row.paragraphs for row in articles}
