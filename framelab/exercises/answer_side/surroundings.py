"""What an answer finds around it: the same in the page, in a local run and in a class run.

`exit`, `quit` and `help` are there as in `python answer.py`; the part of Python's start that
adds them is left out where answers run. So is the event loop of `asyncio`, though Python's own
asks for sockets, which an answer does not have.
"""

import builtins
import errno
import linecache
import sys
import time
import warnings
from typing import Any, NoReturn

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LOGNAME": "student",
    "USER": "student",
    # Sets have one order in every process: one answer gets one verdict.
    "PYTHONHASHSEED": "0",
}
"""What an answer finds in its environment in every place, besides what the place needs."""


def prepare(source: str, file: str) -> None:
    """Put there what an answer may take for granted.

    Parameters
    ----------
    source : str
        The answer's code, which `inspect` and tracebacks show; the file itself is not there.
    file : str
        What it is called.
    """
    sys.argv = [file]  # as for `python answer.py`
    for name, value in (("exit", _leave), ("quit", _leave), ("help", _explain)):
        setattr(builtins, name, value)
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    if "asyncio" in source:
        _use_loop_without_sockets()


def refuse_programs_and_network() -> None:
    """Refuse in this process, from now on, what a sandbox refuses, in the sandbox's own words.

    For a student's own run, where no sandbox is.
    """
    sys.addaudithook(_audit)


# What Python tells of before it is done.
_REFUSED = frozenset((
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
    "socket.__new__", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen",
))  # fmt: skip


def _audit(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(errno.EPERM, "Operation not permitted")


def _leave(code: object = None) -> NoReturn:
    """End the program; unlike Python's own `exit`, this one leaves standard input open."""
    raise SystemExit(code)


def _explain(*about: object) -> None:
    """Print what Python knows about a function, a class or a name."""
    import pydoc  # noqa: PLC0415 - it takes long, and few answers ask

    for each in about[:1]:
        print(pydoc.render_doc(each, renderer=vars(pydoc)["plaintext"]))  # noqa: T201 - asked for


_POLL_SECONDS = 0.01


class _Waiting:
    """Stands where an event loop has what tells it of sockets: there are none, so it sleeps."""

    def select(self, timeout: float | None) -> list[Any]:
        """Wait a moment at most: a thread may have something to say."""
        time.sleep(_POLL_SECONDS if timeout is None else min(max(timeout, 0), _POLL_SECONDS))
        return []


def _use_loop_without_sockets() -> None:
    import asyncio  # noqa: PLC0415 - few answers ask for it
    from asyncio import base_events, events, runners  # noqa: PLC0415

    class Loop(base_events.BaseEventLoop):
        def __init__(self) -> None:
            super().__init__()
            self._selector = _Waiting()

        def _process_events(self, event_list: list[Any]) -> None:
            """Do nothing: no event comes from outside."""

        def _write_to_self(self) -> None:
            """Do nothing: the loop looks by itself for what a thread may have said."""

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # from 3.14 on, policies are said to go

        class Policy(asyncio.DefaultEventLoopPolicy):
            def new_event_loop(self) -> Loop:
                return Loop()

        asyncio.set_event_loop_policy(Policy())
    # In a page both are others: a loop of the page's own counts as running all the time.
    asyncio.run = runners.run
    events._set_running_loop(None)
