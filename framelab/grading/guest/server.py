"""A process that starts one process an answer, and says how each ended.

Starting Python and loading the library takes tens of milliseconds; a fork of this process
has both. It never sees an answer or a check: the answer's own process gets its requests
from the grader, through a socket that is only handed on here.

Over its own socket the grader sends a sign and a number, and gets a reply:

    n 0     start a process; with it come its socket and the file for what it prints.
            Reply: its number
    e PID   end it. Reply: how it ended (a wait status), and 1 where the folder that answers
            may write to is as it was, else 0

While a process runs, its folder is looked at: one that holds too much ends it.

An answer's process says "r" through its own socket once it is tied up: before that, no
code of the answer runs.
"""

import ast
import collections
import contextlib
import csv
import ctypes
import dataclasses
import datetime
import functools
import gc
import inspect
import itertools
import json
import math
import os
import random
import re
import select
import signal
import socket
import statistics
import string
import struct
import sys
import time
import traceback
import typing
from pathlib import Path

from framelab.exercises.answer_side.worker import main as answer_requests
from framelab.exercises.answer_side.worker import plain_requests
from framelab.grading.guest.confinement import FILES, FOLDER_BYTES, Confinement, confine

# Whatever answers import often is loaded once, here.
LOADED = (
    ast, collections, contextlib, csv, dataclasses, datetime, functools, inspect, itertools, json,
    math, random, re, statistics, string, traceback, typing,
)  # fmt: skip

ASKED = struct.Struct("!ci")
STARTED = struct.Struct("!i")
ENDED = struct.Struct("!i?")
READY = b"r"
LOOK_SECONDS = 0.1
"""How long an answer may write before its folder is looked at."""
_TEN_YEARS = 315_360_000.0


def main() -> None:
    """Start and end processes until the grader is gone."""
    control = socket.socket(fileno=int(sys.argv[2]))
    settings = json.loads(sys.argv[3])
    folder = Path(settings["folder"])
    confinement = Confinement(
        bytes.fromhex(settings["filter"]),
        settings["user"],
        settings["readable"],
        str(folder),
        settings["limits_threads"],
    )
    if confinement.readable is not None:
        import landlockpy  # noqa: PLC0415 - before the fork, that none has to look for it

        landlockpy.abi_version()
    sys.argv[1:] = []
    # When it was read last would tell a later answer something: a time to come stays as it is.
    os.utime(folder, (time.time() + _TEN_YEARS, time.time()))
    unchanged = folder.stat().st_mtime_ns
    running: set[int] = set()
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    while True:
        if running and not select.select([control], [], [], LOOK_SECONDS)[0]:
            if _holds_too_much(folder):
                for child in running:
                    os.kill(child, signal.SIGKILL)
            continue
        data, files, _, _ = socket.recv_fds(control, ASKED.size, 2)
        if not data:  # the grader is gone, and each process ends with this one
            return
        sign, child = ASKED.unpack(data)
        if sign == b"n":
            child = _start(confinement, control, files)
            running.add(child)
            for each in files:
                os.close(each)
            control.sendall(STARTED.pack(child))
        else:
            running.discard(child)
            status = _end(child)
            is_clean = folder.stat().st_mtime_ns == unchanged and not any(folder.iterdir())
            control.sendall(ENDED.pack(status, is_clean))


def _holds_too_much(folder: Path) -> bool:
    """Return True if there is more in a folder than an answer may write, or if it is too deep."""
    files, size, waiting = 0, 0, [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    size += 512 * entry.stat(follow_symlinks=False).st_blocks
                    if files > FILES or size > FOLDER_BYTES:
                        return True
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except FileNotFoundError:  # removed meanwhile
            continue
        except OSError:  # a path too long to be looked at
            return True
    return False


def _forked() -> int:
    """Fork; where this process may, the child counts processes anew, and is the first.

    Else the number of a process would tell an answer how many an earlier one had started.
    """
    number = _CLONE.get(os.uname().machine)
    if number is None:
        return os.fork()
    ctypes.pythonapi.PyOS_BeforeFork()
    arguments = (number, _CLONE_NEWPID | signal.SIGCHLD, 0, 0, 0, 0)
    child = int(_LIBC.syscall(*map(ctypes.c_long, arguments)))
    if child == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    return child if child > 0 else os.fork()


# The number of the call on each kind of processor.
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE_NEWPID = 0x20000000
_LIBC = ctypes.PyDLL(None)


def _start(confinement: Confinement, control: socket.socket, files: list[int]) -> int:
    parent = os.getpid()
    if child := _forked():
        return child
    try:
        os.setsid()
        control.close()
        requests, printed = files
        for stream, file in enumerate((requests, requests, printed)):
            os.dup2(file, stream)
        os.closerange(3, max(files) + 1)
        os.chdir(confinement.writable)
        confine(confinement, parent)
        os.write(1, READY)
        answer_requests(plain_requests)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(1)


def _end(child: int) -> int:
    """End a process, and return how it ended, by itself or now."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(child, 0)[1]
    return 0


if __name__ == "__main__":
    main()
