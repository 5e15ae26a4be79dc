"""The `framelab` command, a module for each group of commands.

Exit codes: 0 done and good, 1 done and something falls short, 2 could not be done.
"""

import argparse
import contextlib
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from framelab.cli.terminal import complain
from framelab.writing import give_up

COMMANDS = {
    "serve": "serve", "corpus": "corpus", "check": "check", "init": "init", "verify": "author",
    "new": "author", "student": "student", "grade": "grade", "pdf": "publish", "links": "publish",
    "headers": "publish",
}  # fmt: skip
"""The module of each command, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments, or those of the shell; give its exit code."""
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign shows another: no reason to fail.
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        code = int(options.run(options))
    except BrokenPipeError:
        # Whoever reads through a pipe has seen enough; nor may the last flush complain.
        give_up(sys.stdout)
        return 2
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        give_up(sys.stdout)
        complain(f"framelab: {error.filename or 'standard output'}: {error.strerror}")
        return 2
    except ValueError as error:
        from framelab.corpus.tables import CorpusError  # noqa: PLC0415 - most commands need none
        from framelab.corpus.texts import BodyError  # noqa: PLC0415

        if not isinstance(error, (BodyError, CorpusError)):
            raise
        complain(f"framelab: {error}")
        return 2
    except KeyboardInterrupt:
        with contextlib.suppress(BrokenPipeError):
            complain("framelab: interrupted")
        return 2
    try:
        sys.stdout.flush()
    except OSError as error:
        give_up(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            complain(f"framelab: standard output: {error.strerror}; the rest of the output is lost")
        return 2
    return code


def _fill_closed_streams() -> None:
    """Open what the shell has closed: the next file that is opened would take its place."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(opened)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, nowhere)


def _parser(asked: str) -> argparse.ArgumentParser:
    """Return the parser of the command that is asked for, or of all where none is.

    A student waits for `framelab check` at every run: what only other commands need stays
    unread.
    """
    parser = argparse.ArgumentParser(
        prog="framelab", description="Tools for books on how news is framed, and for their courses."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    modules = [COMMANDS[asked]] if asked in COMMANDS else dict.fromkeys(COMMANDS.values())
    for module in modules:
        importlib.import_module(f"{__name__}.{module}").add_commands(commands)
    return parser
