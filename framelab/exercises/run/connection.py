"""How the checks reach an answer: through a child process, or, to debug, in their own.

Each gives replies in the words of `framelab.exercises.answer_side.answer_module`, or one
of two exceptions: `NoReplyError` (it ran too long, or it ended) and `ViolationError` (it
spoke out of turn or not as agreed).
"""

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol

from framelab.exercises.answer_side.answer_module import AnswerModule
from framelab.exercises.answer_side.codec import (
    MalformedError,
    TooMuchDataError,
    from_bytes,
    to_bytes,
)
from framelab.exercises.answer_side.frames import framed, next_frame
from framelab.exercises.answer_side.newer_python import OLDEST, Version
from framelab.exercises.answer_side.printed import printed_stream
from framelab.exercises.answer_side.surroundings import ENVIRONMENT
from framelab.exercises.run import limits
from framelab.exercises.run.shared_process import SharedProcess

# -P keeps the student's folder out of the child's imports, -s and -S all packages: an answer
# uses Python's own library and ours, here as in the page and in a class run. Ours is named,
# wherever this one was imported from.
PYTHON_OPTIONS = ("-P", "-s", "-S", "-B", "-X", "utf8")
START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from framelab.exercises.answer_side import surroundings, worker; "
    "surroundings.refuse_programs_and_network(); worker.main()"
)
_LIBRARY = str(Path(__file__).parents[3])


# What programs of a system cannot start without, on Windows.
_NEEDED = ("SYSTEMROOT", "TEMP", "TMP", "PATH")


def _environment(folder: Path) -> dict[str, str]:
    """Return the child's environment: that of every place where answers run."""
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return kept | ENVIRONMENT | dict.fromkeys(("HOME", "TMPDIR"), str(folder))


class NoReplyError(Exception):
    """No reply came: the answer ran into its deadline, or its process ended.

    `exit_code` is None after a deadline; a negative one is the signal that ended it.
    """

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class ViolationError(Exception):
    """The answer's side sent something else than one reply to one request."""


@dataclass(frozen=True, slots=True)
class Source:
    """An answer before it is loaded.

    `cells` says of a notebook how many lines stand before each code cell; `python` is the
    version that the course states.
    """

    text: str
    file: str
    withheld: tuple[str, ...] = ()
    cells: tuple[int, ...] = (0,)
    python: Version = OLDEST

    def request(self) -> dict[str, Any]:
        """Return what the worker needs to load it."""
        return {
            "source": self.text,
            "file": self.file,
            "withheld": list(self.withheld),
            "cells": list(self.cells),
            "python": list(self.python),
        }


class Connection(Protocol):
    """One loaded or loading answer that can be asked."""

    def load(self, seconds: float) -> dict[str, Any]:
        """Run the answer's code; the reply says whether it ran."""

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """Call one of its functions with encoded arguments."""

    def printed(self) -> str:
        """Return what the answer printed since the last call of this method."""

    def close(self) -> None:
        """End it."""


def message_of(reply: bytes, number: int) -> dict[str, Any]:
    """Read the reply to a numbered request; `ViolationError` where it is none."""
    try:
        message = from_bytes(reply)
    except MalformedError as error:
        raise ViolationError(str(error)) from None
    if not isinstance(message, dict) or message.pop("id", None) != number:
        raise ViolationError("a reply to another question")
    return message


class ChildProcess:
    """An answer in a process of its own, in an empty folder.

    Its file is not there, as it is not in the page and in a class run.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._folder = tempfile.TemporaryDirectory(prefix="answer-", ignore_cleanup_errors=True)
        own = Path(self._folder.name, "own")
        own.mkdir()
        printed = Path(self._folder.name, "printed")
        printed.touch()
        self._printed: IO[bytes] = printed.open("rb")
        self._number = 0
        # Ctrl+C is for pytest, which then ends the child.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        with printed.open("ab") as to_printed:
            self._process = subprocess.Popen(
                [sys.executable, *PYTHON_OPTIONS, "-c", START, _LIBRARY],
                env=_environment(own),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=to_printed,
                cwd=own,
                **apart,
            )
        self._replies: queue.SimpleQueue[bytes | MalformedError | None] = queue.SimpleQueue()
        threading.Thread(target=self._read_replies, daemon=True).start()

    def load(self, seconds: float) -> dict[str, Any]:
        """Run the answer's code in the child."""
        return self._ask({"load": self._source.request()}, seconds)

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """Call one of its functions in the child."""
        return self._ask({"call": name, "arguments": arguments, "keywords": keywords}, seconds)

    def printed(self) -> str:
        """Return what the child printed since the last call of this method."""
        text = self._printed.read(limits.PRINTED).decode("utf-8", "replace")
        self._printed.seek(0, os.SEEK_END)
        return text

    def close(self) -> None:
        """Kill the child and remove its folder."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._printed):
            if stream:
                with contextlib.suppress(OSError):  # what could not be sent
                    stream.close()
        with contextlib.suppress(RecursionError):  # folders in each other, a thousand deep
            self._folder.cleanup()

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        if not self._replies.empty():
            raise ViolationError("a reply that nobody asked for")
        self._number += 1
        data = framed({"id": self._number, **request})
        assert self._process.stdin
        with contextlib.suppress(OSError):  # it has ended: no reply will come
            self._process.stdin.write(data)
            self._process.stdin.flush()
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise NoReplyError(None) from None
        if isinstance(reply, MalformedError):
            raise ViolationError(str(reply))
        if reply is None:
            raise NoReplyError(self._process.wait())
        return message_of(reply, self._number)

    def _read_replies(self) -> None:
        """Put each reply into the queue, then None: a thread also works on Windows."""
        assert self._process.stdout
        try:
            while (reply := next_frame(self._process.stdout.read)) is not None:
                self._replies.put(reply)
        except MalformedError as error:
            self._replies.put(error)
        except (OSError, ValueError):
            pass  # closed meanwhile
        self._replies.put(None)


class InProcess:
    """An answer in the process of the checks, as in a page's worker.

    Nothing ends an answer that never ends. What crosses is plain data all the same.
    """

    def __init__(self, source: Source) -> None:
        self._answer = AnswerModule(**source.request())
        self._shared = SharedProcess()
        self._pieces: list[str] = []
        self._stream = printed_stream(self._pieces.append)

    def load(self, seconds: float) -> dict[str, Any]:
        """Run the answer's code here."""
        return _crossed(self._shared.asked(self._answer.load, self._stream))

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """Call one of its functions here."""
        call = partial(self._answer.call, name, arguments, keywords)
        return _crossed(self._shared.asked(call, self._stream))

    def printed(self) -> str:
        """Return what was printed since the last call of this method."""
        text = "".join(self._pieces)[: limits.PRINTED]
        self._pieces.clear()
        return text

    def close(self) -> None:
        """Put back what the answer changed of this process."""
        self._shared.close()


class Debugged:
    """An answer in the process of the checks, which is left as it is: for a debugger.

    What it prints is printed, and nothing ends an answer that never ends.
    """

    def __init__(self, source: Source) -> None:
        self._answer = AnswerModule(**source.request(), is_debugged=True)

    def load(self, seconds: float) -> dict[str, Any]:
        """Run the answer's code here."""
        return self._asked(self._answer.load)

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """Call one of its functions here."""
        return self._asked(partial(self._answer.call, name, arguments, keywords))

    @staticmethod
    def _asked(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        before = sys.stdout
        environment = {name: os.environ.get(name) for name in ENVIRONMENT}
        os.environ.update(ENVIRONMENT)
        try:
            return _crossed(ask())
        finally:
            for name, value in environment.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
            if sys.stdout is not before:
                # A stream of the answer's own would close the one below with its own end.
                with contextlib.suppress(Exception):
                    sys.stdout.flush()
                    sys.stdout.detach()  # type: ignore[union-attr]
                sys.stdout = before

    def printed(self) -> str:
        """Return an empty text: who looks on has seen what was printed."""
        return ""

    def close(self) -> None:
        """Leave the answer to the garbage collector."""


class Program:
    """An answer as a program in this process, which runs to its first exception.

    Parameters
    ----------
    source : Source
    show : callable
        Gets what the program prints, as it is printed.
    cut : str
        Shown in the place of what there was no room for.
    """

    def __init__(self, source: Source, show: Callable[[str], object], cut: str) -> None:
        self._answer = AnswerModule(**source.request(), module="__main__")
        self._shared = SharedProcess()
        self._stream = printed_stream(show, cut)

    def run(self) -> dict[str, Any]:
        """Run it, and return the reply."""
        return self._shared.asked(self._answer.run, self._stream)

    def close(self) -> None:
        """Put back what the program changed of this process."""
        self._shared.close()


def _crossed(reply: dict[str, Any]) -> dict[str, Any]:
    """Return the reply as it would come from a child."""
    try:
        return dict(from_bytes(to_bytes(reply)))
    except TooMuchDataError as error:
        return {"too_much": str(error)}


def connect(source: Source, *, in_process: bool = False) -> Connection:
    """Reach an answer in a child process, or in this one."""
    return Debugged(source) if in_process else ChildProcess(source)
