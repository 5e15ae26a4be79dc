"""A process that starts one process an answer, and says how each ended.

Starting Python and loading the library takes tens of milliseconds; a fork of this process
has both. It never sees an answer or a check: the answer's own process gets its requests
from the grader, through a socket that is only handed on here.

Over its own socket the grader sends a sign and a number, and gets a reply:

    n 0     start a process; with it come its socket and the file for what it prints.
            Reply: its number
    e PID   end it. Reply: how it ended (a wait status), and 1 where the folder that answers
            may write to is still empty, else 0

An answer's process says "r" through its own socket once it is tied up: before that, no
code of the answer runs.
"""

import ast
import collections
import contextlib
import csv
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
import signal
import socket
import statistics
import string
import struct
import sys
import traceback
import typing
from pathlib import Path

from framelab.exercises.answer_side.worker import main as answer_requests
from framelab.exercises.answer_side.worker import plain_requests
from framelab.grading.guest.confinement import Confinement, confine

# Whatever answers import often is loaded once, here.
LOADED = (
    ast, collections, contextlib, csv, dataclasses, datetime, functools, inspect, itertools, json,
    math, random, re, statistics, string, traceback, typing,
)  # fmt: skip

ASKED = struct.Struct("!ci")
STARTED = struct.Struct("!i")
ENDED = struct.Struct("!i?")
READY = b"r"


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
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    while asked := socket.recv_fds(control, ASKED.size, 2):
        data, files, _, _ = asked
        if not data:  # the grader is gone, and each process ends with this one
            return
        sign, child = ASKED.unpack(data)
        if sign == b"n":
            child = _start(confinement, control, files)
            for each in files:
                os.close(each)
            control.sendall(STARTED.pack(child))
        else:
            status = _end(child)
            control.sendall(ENDED.pack(status, not any(folder.iterdir())))


def _start(confinement: Confinement, control: socket.socket, files: list[int]) -> int:
    parent = os.getpid()
    if child := os.fork():
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
