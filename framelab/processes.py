"""Processes that work beside the one that started them: how many, and how they end.

Those that run checks end with the process that started them, and Ctrl+C is for that process alone.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker


def default_jobs() -> int:
    """Return as many processes as this one may use processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl+C from the processes that are started meanwhile, from their first moment on.

    Windows has no such mask: there a started process ignores Ctrl+C once it runs
    `follow_parent`.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would let Ctrl+C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def follow_parent() -> None:
    """Leave Ctrl+C to the process that started this one, and end when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process, whatever it is at, when the one that started it is gone."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
