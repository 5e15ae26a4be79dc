"""The `framelab` command, a module for each group of commands.

Exit codes: 0 done and good, 1 done and something falls short, 2 could not be done.
"""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from framelab.cli import author, check, grade, init, publish, serve, student, tables, texts
from framelab.cli.terminal import complain
from framelab.corpus.tables import CorpusError
from framelab.corpus.texts import BodyError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments, or those of the shell; give its exit code."""
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign shows another: no reason to fail.
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
    except BrokenPipeError:
        # Whoever reads through a pipe has seen enough; nor may the last flush complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except (BodyError, CorpusError) as error:
        complain(f"framelab: {error}")
        return 2
    except KeyboardInterrupt:
        with contextlib.suppress(BrokenPipeError):
            complain("framelab: interrupted")
        return 2
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            complain(f"framelab: standard output: {error.strerror}; what was to be said is lost")
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="framelab", description="Tools for books on how news is framed, and for their courses."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve.add_commands(commands)
    corpus = commands.add_parser("corpus", help="work on a corpus: its tables and its texts")
    actions = corpus.add_subparsers(required=True, metavar="ACTION")
    tables.add_commands(actions)
    texts.add_commands(actions)
    check.add_commands(commands)
    init.add_commands(commands)
    author.add_commands(commands)
    student.add_commands(commands)
    grade.add_commands(commands)
    publish.add_commands(commands)
    return parser
