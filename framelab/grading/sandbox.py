"""A sandbox that is warm: each answer gets a process of its own in it, in milliseconds.

An answer's process is a fork of one that has loaded Python and the library and nothing
else. It cannot start a process, and what it could leave behind, a file in its folder, is
looked for when it ends: a sandbox that was written to, or that does not behave, is thrown
away, and the next answer gets a fresh one.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framelab.exercises.answer_side.codec import MalformedError
from framelab.exercises.answer_side.frames import framed, next_frame
from framelab.exercises.answer_side.surroundings import ENVIRONMENT
from framelab.exercises.run import limits
from framelab.exercises.run.connection import (
    PYTHON_OPTIONS,
    NoReplyError,
    Source,
    ViolationError,
    message_of,
)
from framelab.grading.guest.server import ASKED, ENDED, READY, STARTED
from framelab.writing import remove_folder

START_SECONDS = 20.0
"""How long a sandbox may take to start, and to answer the grader."""

# The library's folders come from the grader: those of the interpreter may be out of reach.
_START = (
    "import sys; sys.path[:] = sys.argv[1].splitlines(); "
    "from framelab.grading.guest.server import main; main()"
)


class SandboxError(Exception):
    """A sandbox could not be started, or does not answer; the message says what it said."""


@dataclass(frozen=True, slots=True)
class SandboxSpec:
    """How to start one kind of sandbox, for one set of withheld names.

    Parameters
    ----------
    command : sequence of str
        What starts Python in it, up to Python's own arguments.
    import_paths : sequence of str
        Where Python finds its modules there.
    settings : dict
        What `framelab.grading.guest.server` is told.
    folder : Path, optional
        The folder that answers may write to, where it is one of this machine's.
    sweep : callable
        Removes what an answer left elsewhere, after its end.
    """

    command: Sequence[str]
    import_paths: Sequence[str]
    settings: dict[str, Any]
    folder: Path | None = None
    sweep: Callable[[], None] = lambda: None


def _what(error: OSError) -> str:
    """Return the words for an error, or for the first of those that copying a folder met."""
    if isinstance(error, shutil.Error) and error.args[0]:
        return str(error.args[0][0][-1])[:200]
    return error.strerror or str(error)[:200]


class Sandbox:
    """One warm sandbox, started when it is first used.

    Parameters
    ----------
    make_spec : callable
        Returns the spec of a fresh sandbox.
    """

    def __init__(self, make_spec: Callable[[], SandboxSpec]) -> None:
        self._make_spec = make_spec
        self._server: _Server | None = None
        self._is_dirty = False

    def connect(self, source: Source) -> "SandboxConnection":
        """Start a process for an answer, and return the connection to it.

        Raises
        ------
        SandboxError
            It cannot be started, twice in a row.
        """
        if self._server and self._is_dirty and not self._server.running:
            self.close()
        try:
            return self._connected(source)
        except SandboxError:
            self.close()
            return self._connected(source)

    def _connected(self, source: Source) -> "SandboxConnection":
        if self._server is None:
            try:
                self._server = _Server(self._make_spec())
            except OSError as error:  # a full disk, too many open files
                raise SandboxError(f"it cannot be made: {_what(error)}") from error
            self._is_dirty = False
        return SandboxConnection(self._server, source, self._mark_dirty)

    def _mark_dirty(self) -> None:
        self._is_dirty = True

    def close(self) -> None:
        """End it, with all that runs in it."""
        if self._server:
            self._server.close()
            self._server = None


class _Server:
    """The process that starts answers' processes; see `framelab.grading.guest.server`."""

    def __init__(self, spec: SandboxSpec) -> None:
        self._folder, self._sweep = spec.folder, spec.sweep
        self.running: set[int] = set()
        self._control, theirs = socket.socketpair()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the server
        command = [
            *spec.command, *PYTHON_OPTIONS, "-c", _START, "\n".join(spec.import_paths),
            str(theirs.fileno()), json.dumps(spec.settings),
        ]  # fmt: skip
        try:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                env=_environment(spec.settings["folder"]),
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxError(f"{command[0]}: {error.strerror}") from error
        finally:
            theirs.close()
        try:
            if self._answered(len(READY)) != READY:
                raise SandboxError("something else than a sandbox answered")
        except SandboxError:
            self.close()
            raise

    def begin(self, requests: socket.socket, printed: int) -> int:
        """Start a process for an answer, and return its number."""
        try:
            socket.send_fds(self._control, [ASKED.pack(b"n", 0)], [requests.fileno(), printed])
        except OSError as error:
            raise SandboxError(self._what_it_said()) from error
        (number,) = STARTED.unpack(self._answered(STARTED.size))
        self.running.add(number)
        return int(number)

    def end(self, number: int) -> tuple[int, bool]:
        """End an answer's process, and return its exit code and whether it left nothing behind."""
        self.running.discard(number)
        try:
            self._control.sendall(ASKED.pack(b"e", number))
            status, is_clean = ENDED.unpack(self._answered(ENDED.size))
        except (OSError, SandboxError):
            self.kill()
            return -signal.SIGKILL, False
        finally:
            self._sweep()
        return os.waitstatus_to_exitcode(status), is_clean

    def kill(self) -> None:
        """End all that runs in it, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End it, and remove its folder."""
        self.kill()
        self._control.close()
        self._said.close()
        if self._folder:
            remove_folder(self._folder)

    def _answered(self, length: int) -> bytes:
        self._control.settimeout(START_SECONDS)
        try:
            data = self._control.recv(length, socket.MSG_WAITALL)
        except TimeoutError:
            raise SandboxError(f"no answer in {START_SECONDS:.0f} s") from None
        except OSError:
            data = b""
        if len(data) < length:
            raise SandboxError(self._what_it_said())
        return data

    def _what_it_said(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._said.seek(0)
        lines = self._said.read(8_000).decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with exit code {self._process.poll()}"


def _environment(folder: str) -> dict[str, str]:
    """Return what an answer finds in its environment: that of every place where answers run."""
    return ENVIRONMENT | {"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder}


class SandboxConnection:
    """One answer in its process; a `framelab.exercises.run.connection.Connection`."""

    def __init__(self, server: _Server, source: Source, mark_dirty: Callable[[], None]) -> None:
        self._server, self._source, self._mark_dirty = server, source, mark_dirty
        self._socket, theirs = socket.socketpair()
        self._printed = os.memfd_create("printed")
        self._printed_until = 0
        self._number = 0
        self._exit_code: int | None = None
        try:
            self._process = server.begin(theirs, self._printed)
        except BaseException:
            self._socket.close()
            os.close(self._printed)
            raise
        finally:
            theirs.close()
        self._socket.setblocking(False)
        self._unread = bytearray()
        try:
            is_ready = self._read(len(READY), time.monotonic() + START_SECONDS) == READY
        except (OSError, EOFError):
            is_ready = False
        if not is_ready:
            said = self.printed().strip().splitlines()
            self.close()
            raise SandboxError(said[-1] if said else "a process could not be tied up")

    def load(self, seconds: float) -> dict[str, Any]:
        """Run the answer's code in its process."""
        return self._ask({"load": self._source.request()}, seconds)

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        """Call one of its functions there."""
        return self._ask({"call": name, "arguments": arguments, "keywords": keywords}, seconds)

    def printed(self) -> str:
        """Return what the answer printed since the last call of this method."""
        size = os.fstat(self._printed).st_size
        data = os.pread(self._printed, limits.PRINTED, self._printed_until)
        self._printed_until = max(size, self._printed_until)
        return data.decode("utf-8", "replace")

    def close(self) -> None:
        """End its process."""
        if self._socket.fileno() < 0:
            return
        if self._exit_code is None:
            self._end()
        self._socket.close()
        os.close(self._printed)

    def _end(self) -> int:
        self._exit_code, is_clean = self._server.end(self._process)
        if not is_clean:
            self._mark_dirty()
        return self._exit_code

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        ends = time.monotonic() + seconds
        if self._exit_code is not None:
            raise NoReplyError(self._exit_code)
        if self.has_more():
            self._mark_dirty()
            raise ViolationError("a reply that nobody asked for")
        self._number += 1
        data = framed({"id": self._number, **request})
        try:
            self._write(data, ends)
            reply = next_frame(lambda length: self._read(length, ends))
        except MalformedError as error:
            self._mark_dirty()
            raise ViolationError(str(error)) from None
        except TimeoutError:
            raise NoReplyError(None) from None
        except (OSError, EOFError):
            raise NoReplyError(self._end()) from None
        assert reply is not None  # `_read` raises at the end of the stream
        return message_of(reply, self._number)

    def has_more(self) -> bool:
        """Return True if something came that nobody asked for."""
        with contextlib.suppress(BlockingIOError, ConnectionError):
            self._unread += self._socket.recv(_PIECE)
        return bool(self._unread)

    def _write(self, data: bytes, ends: float) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except BlockingIOError:
                _wait([], [self._socket], ends)

    def _read(self, length: int, ends: float) -> bytes:
        """Read so many bytes; EOFError where there are fewer, TimeoutError after its end."""
        while len(self._unread) < length:
            try:
                # Files that are handed over with it are dropped by this call.
                piece = self._socket.recv(_PIECE)
            except BlockingIOError:
                _wait([self._socket], [], ends)
                continue
            if not piece:
                raise EOFError
            self._unread += piece
        data = bytes(self._unread[:length])
        del self._unread[:length]
        return data


_PIECE = 1 << 16


def _wait(readable: list[socket.socket], writable: list[socket.socket], ends: float) -> None:
    if not any(select.select(readable, writable, [], max(ends - time.monotonic(), 0))):
        raise TimeoutError
