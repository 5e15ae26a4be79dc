"""Tie this process up, for good: another user, limits, Landlock, a filter of system calls.

The order matters: what comes later may be forbidden by what came before.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Sequence
from dataclasses import dataclass

CPU_SECONDS = 60
"""Of one process; deadlines on the checks' side end it long before."""
MEMORY_BYTES = 768 << 20
FILE_BYTES = 16 << 20
THREADS = 64
FILES = 1_000
"""Files and folders of an answer: each takes memory of the kernel, which no limit counts."""
FOLDER_BYTES = 64 << 20
"""Of all of them together."""

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SECCOMP_MODE_FILTER = 2


# Loaded before there is a process to tie up.
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Confinement:
    """How far a process is tied up.

    Parameters
    ----------
    filter : bytes
        A compiled filter of system calls; see `framelab.grading.system_calls`.
    user : int, optional
        The user to become, where this process may.
    readable : sequence of str, optional
        With it, Landlock leaves these files and folders to be read, `writable` to be
        written, and nothing else.
    writable : str
        The process's own folder.
    limits_threads : bool
        Whether threads are counted: not where the user has processes of its own besides.
    """

    filter: bytes
    user: int | None
    readable: Sequence[str] | None
    writable: str
    limits_threads: bool


def confine(confinement: Confinement, parent: int) -> None:
    """Tie this process up as told, and end it when its parent ends.

    Raises
    ------
    OSError
        The machine refuses a step: nothing that nobody has read may run then.
    """
    if confinement.user is not None:
        os.setgroups([])
        os.setresgid(confinement.user, confinement.user, confinement.user)
        os.setresuid(confinement.user, confinement.user, confinement.user)
    _limit(confinement.limits_threads)
    # A new user would have it cleared: hence not earlier.
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() not in (parent, 0):  # 0: its parent is outside of its own numbers
        raise OSError("its parent has ended")
    # Nobody of the same user looks into it or traces it.
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if confinement.readable is not None:
        _restrict_files(confinement.readable, confinement.writable)
    _filter_calls(confinement.filter)


def _limit(limits_threads: bool) -> None:
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if limits_threads:  # it counts all processes of a user, and each thread as one
        limits[resource.RLIMIT_NPROC] = THREADS
    for limit, ours in limits.items():
        _, hard = resource.getrlimit(limit)  # nobody but root may go beyond it
        most = ours if hard == resource.RLIM_INFINITY else min(ours, hard)
        resource.setrlimit(limit, (most, most))


def _restrict_files(readable: Sequence[str], writable: str) -> None:
    from landlockpy import AccessFS, Ruleset, Scope  # noqa: PLC0415 - not at every level

    reading = AccessFS.READ_FILE | AccessFS.READ_DIR
    writing = (
        reading | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.MAKE_REG | AccessFS.MAKE_DIR
        | AccessFS.REMOVE_FILE | AccessFS.REMOVE_DIR
    )  # fmt: skip
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for path in readable:
            is_folder = os.path.isdir(path)  # noqa: PTH112 - pathlib is not needed here
            rules.allow_path(path, reading if is_folder else AccessFS.READ_FILE)
        rules.allow_path("/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        rules.allow_path(writable, writing)
        rules.restrict()


class _Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _filter_calls(compiled: bytes) -> None:
    bytes_an_instruction = 8
    program = _Program(len(compiled) // bytes_an_instruction, compiled)
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))


def _prctl(option: int, *arguments: object) -> None:
    filled = [each if not isinstance(each, int) else ctypes.c_ulong(each) for each in arguments]
    filled += [ctypes.c_ulong(0)] * (4 - len(filled))
    if _LIBC.prctl(option, *filled) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")
