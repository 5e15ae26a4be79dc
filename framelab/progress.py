"""How far a long piece of work is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from framelab.writing import give_up

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[int, int], None]
"""Takes how many pieces of a long work are done, and how many there are."""

SECONDS_BETWEEN = 3.0
"""How long at least between two lines where there is no terminal."""
SECONDS_LOOKED_BACK = 30.0
"""How far the rate looks back: what was fast at first need not be fast now."""


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
        5,000 articles, 25 a second, 2 min 30 s left" at most every `SECONDS_BETWEEN` seconds:
        nothing for shorter work.
    """
    stream = stream or sys.stderr
    bar = _bar(stream) if stream.isatty() else None
    if bar is None:
        yield _lines(what, stream, clock)
        return
    pace = _Pace()
    with bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            said = _said(what, done, total, pace.rate(clock(), done))
            bar.update(task, completed=done, total=total, description=said)

        yield advance


class _Pace:
    """How many were done a second, lately; what it took to begin is no part of it."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def rate(self, now: float, done: int) -> float:
        """Note how many are done now; return how many a second were done lately, or 0."""
        while len(self._seen) > 1 and now - self._seen[1][0] >= SECONDS_LOOKED_BACK:
            self._seen.popleft()
        # Thousands a second need not all be kept.
        if not self._seen or now - self._seen[-1][0] >= 0.1:
            self._seen.append((now, done))
        then, done_then = self._seen[0]
        return (done - done_then) / (now - then) if now > then else 0.0


def _said(what: str, done: int, total: int, rate: float) -> str:
    said = f"{done:,} of {total:,} {what}"
    if rate <= 0 or done >= total:
        return said
    pace = f"{rate:,.0f} a second" if rate >= 1 else f"{60 * rate:.0f} a minute"
    return f"{said}, {pace}, {duration((total - done) / rate)} left"


def duration(seconds: float) -> str:
    """Write how long something takes: "12 s", "2 min 30 s", "1 h 5 min"."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _bar(stream: TextIO) -> "Progress | None":
    try:
        from rich.console import Console  # noqa: PLC0415 - the other commands do not need it
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    return Progress(
        BarColumn(bar_width=16),  # beside it all fits into 80 columns
        TextColumn("{task.description}"),
        console=Console(file=stream),
        transient=True,
    )


def _lines(what: str, stream: TextIO, clock: Callable[[], float]) -> Advance:
    last = clock()
    pace = _Pace()
    has_written = False

    def advance(done: int, total: int) -> None:
        nonlocal last, has_written
        now = clock()
        rate = pace.rate(now, done)
        if now - last >= SECONDS_BETWEEN or (has_written and done == total):
            try:
                stream.write(_said(what, done, total, rate) + "\n")
                stream.flush()
            except BrokenPipeError:
                raise
            except OSError:  # a full disk: no reason to stop the work
                give_up(stream)
            last, has_written = now, True

    return advance
