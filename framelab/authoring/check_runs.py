"""Answers tried in processes beside this one: many at a time, results in their order."""

import math
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.synchronize import Event
from pathlib import Path
from types import TracebackType
from typing import Self

from framelab.exercises.checks.check_run import CheckRun, run_checks_on
from framelab.processes import follow_parent, interrupts_held

LEAST_IN_A_PART = 4
"""Answers that a process tries at once, at least: for each part it collects the checks anew."""
PARTS = 4
"""Parts for each process, so that all end at about the same time and progress is seen."""


class CheckRuns:
    """Tries answers in `jobs` processes, or in this one where there is one job.

    A context manager. Where its block ends with an error, Ctrl+C among them, each process
    ends after the answer that it is at, and removes what it has written.

    Parameters
    ----------
    jobs : int
        How many processes, 1 or more.
    """

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1:
            # A fork would share the state of pytest, which may be running us.
            context = multiprocessing.get_context("spawn")
            self._stop = context.Event()
            self._pool = ProcessPoolExecutor(
                jobs, mp_context=context, initializer=_begin, initargs=(self._stop,)
            )

    def __enter__(self) -> Self:
        """Return itself: the processes start with the first answers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the processes."""
        if self._pool:
            if error is not None:
                self._stop.set()
            self._pool.shutdown(cancel_futures=True)

    def of(
        self,
        exercise: Path,
        answers: Sequence[Path | str],
        solution: Path,
        *,
        until_failure: bool = False,
    ) -> Iterator[CheckRun]:
        """Try answers to an exercise; see `framelab.exercises.checks.check_run.run_checks_on`.

        Other processes begin at once, and this one when the first result is asked for.

        Yields
        ------
        CheckRun
            One an answer, in their order.

        Raises
        ------
        CheckRunError
            The exercise or its checks are wrong in themselves.
        """
        size = max(LEAST_IN_A_PART, math.ceil(len(answers) / (PARTS * self._jobs)))
        parts = [answers[at : at + size] for at in range(0, len(answers), size)]
        tried = partial(_tried, exercise, solution, until_failure=until_failure)
        if self._pool is None:
            return chain.from_iterable(map(tried, parts))
        with interrupts_held():
            return chain.from_iterable(self._pool.map(tried, parts))


@dataclass(slots=True)
class _Process:
    """What a process that tries answers knows of the one that started it."""

    stop: Event | None = None

    def goes_on(self) -> bool:
        return self.stop is None or not self.stop.is_set()


_THIS = _Process()


def _begin(stop: Event) -> None:
    follow_parent()
    _THIS.stop = stop


def _tried(
    exercise: Path, solution: Path, answers: Sequence[Path | str], *, until_failure: bool
) -> list[CheckRun]:
    wanted = (answer for answer in answers if _THIS.goes_on())
    return run_checks_on(exercise, wanted, solution, until_failure=until_failure)
