"""`framelab check`: answers to exercises, checked by their visible checks."""

import argparse
import sys
from pathlib import Path

from framelab.cli.terminal import Commands
from framelab.exercises.definition.exercise import find_exercises


def add_commands(commands: Commands) -> None:
    """Add the command to those of the parser."""
    check = commands.add_parser("check", help="check answers to exercises by their visible checks")
    check.add_argument("ids", nargs="*", metavar="ID", help="which exercises (all)")
    check.add_argument(
        "--exercises", type=Path, help="folder of the exercises (exercises, or this folder)"
    )
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    try:
        import pytest  # noqa: PLC0415 - the other commands do not need it

        from framelab.exercises.checks.launch import check_folders  # noqa: PLC0415
    except ModuleNotFoundError:
        print("framelab: pytest is needed; pip install 'framelab[exercises]'", file=sys.stderr)
        return 2
    folder = options.exercises or Path("exercises" if Path("exercises").is_dir() else ".")
    known = {each.resolve().name: each for each in find_exercises(folder)}
    unknown = [name for name in options.ids if name not in known]
    if unknown or not known:
        found = f"no exercise {unknown[0]!r}" if unknown else "no exercise"
        print(
            f"framelab: {folder}: found {found}; there is: {', '.join(known) or 'none'}. "
            "Run it in the folder that holds exercises, or name that with --exercises FOLDER",
            file=sys.stderr,
        )
        return 2
    code = check_folders([known[name] for name in options.ids or known])
    done = {pytest.ExitCode.OK: 0, pytest.ExitCode.TESTS_FAILED: 1}
    return done.get(pytest.ExitCode(code), 2)
