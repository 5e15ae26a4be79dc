"""How far a long piece of work is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[int, int], None]

SECONDS_BETWEEN = 3.0
"""How long at least between two lines where there is no terminal."""


@contextmanager
def progress(
    what: str, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Advance]:
    """Show how far a piece of work is while it lasts.

    Parameters
    ----------
    what : str
        What is counted, in the plural: "articles".
    stream : text file, optional
        Where to; standard error without it.
    clock : callable
        Gives seconds that only grow.

    Yields
    ------
    callable
        To be called with how many are done and how many there are. On a terminal it moves
        a bar that leaves nothing behind. Elsewhere, or without Rich, it writes "1,250 of
        5,000 articles" at most every `SECONDS_BETWEEN` seconds: nothing for shorter work.
    """
    stream = stream or sys.stderr
    bar = _bar(what, stream) if stream.isatty() else None
    if bar is None:
        yield _lines(what, stream, clock)
        return
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, description=f"{done:,} of {total:,} {what}"
        )


def _bar(what: str, stream: TextIO) -> "Progress | None":
    try:
        from rich.console import Console  # noqa: PLC0415 - the other commands do not need it
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    return Progress(
        BarColumn(),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
        console=Console(file=stream),
        transient=True,
    )


def _lines(what: str, stream: TextIO, clock: Callable[[], float]) -> Advance:
    last = clock()
    has_written = False

    def advance(done: int, total: int) -> None:
        nonlocal last, has_written
        now = clock()
        if now - last >= SECONDS_BETWEEN or (has_written and done == total):
            stream.write(f"{done:,} of {total:,} {what}\n")
            stream.flush()
            last, has_written = now, True

    return advance
