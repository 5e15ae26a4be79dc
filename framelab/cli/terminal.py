"""Text for a terminal: no control characters, lines no longer than it is wide."""

import argparse
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, TextIO

from framelab.safe_text import strip_signs
from framelab.writing import give_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object

NARROWEST = 40
WIDEST = 100
"""The longest lines of running text; longer ones are hard to read."""


def width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def wrapped(text: str, indent: str = "", *, first: str | None = None) -> str:
    """Break a text into lines, all but the first (and that too, without `first`) indented."""
    return textwrap.fill(
        " ".join(strip_signs(text).split()),
        min(width(), WIDEST),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def say(text: str = "", indent: str = "") -> None:
    """Write a sentence to standard output."""
    print(_for_stream(text, sys.stdout, indent))


def complain(first: str, *others: str) -> None:
    """Write sentences to standard error, all but the first as items of a list.

    Where its disk is full, the work goes on: what is said there changes nothing.
    """
    lines = [_for_stream(first, sys.stderr)]
    lines += [_for_stream(other, sys.stderr, "  ") for other in others]
    try:
        print("\n".join(lines), file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError:
        give_up(sys.stderr)


def _for_stream(text: str, stream: TextIO, first: str = "") -> str:
    # A program that reads a message wants it on one line.
    if stream.isatty():
        return wrapped(text, "  " + first, first=first)
    return first + strip_signs(text)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with what it counts: "1 page", "2 pages"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
