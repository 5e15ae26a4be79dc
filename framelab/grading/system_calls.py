"""Which system calls an answer's process may make, compiled once by libseccomp.

What is not listed does not exist for it (ENOSYS): a call that a later kernel brings is
refused until somebody has thought about it. Of calls with many forms those are listed that a
quiet program needs: the others send signals, lock files, or tell what is in the page cache.

The binding is pyseccomp: it is libseccomp through ctypes, in one file, so it installs without
a compiler, and libseccomp knows the numbers of every processor. It is needed where the filter is
compiled, in the grader; a sandbox gets the compiled bytes.
"""

import contextlib
import errno
import tempfile
from functools import cache

ALLOWED = (
    # files that are open
    "read", "readv", "pread64", "preadv", "write", "writev", "pwrite64", "pwritev", "lseek",
    "close", "close_range", "dup", "dup2", "dup3", "fsync", "fdatasync", "ftruncate", "fallocate",
    "sendfile", "pipe", "pipe2",
    # files by name; what may be opened is up to the sandbox
    "open", "openat", "stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "chdir", "fchdir",
    "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "umask",
    # memory
    "brk", "mmap", "munmap", "mremap", "mprotect", "msync", "membarrier", "mseal",
    # threads, time, chance
    "futex", "futex_waitv", "futex_wait", "futex_wake", "set_robust_list",
    "rseq", "set_tid_address", "arch_prctl", "sched_yield", "gettid", "getpid", "getppid",
    "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "getpgrp",
    "getrusage", "times", "uname", "sysinfo", "getcpu", "getrandom", "nanosleep", "gettimeofday",
    "time", "getrlimit",
    # waiting
    "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl",
    "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd", "eventfd2", "timerfd_create",
    "timerfd_settime", "timerfd_gettime",
    # signals to itself, by itself
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigsuspend",
    "rt_sigtimedwait", "sigaltstack", "restart_syscall", "pause", "alarm", "setitimer",
    "getitimer",
    "exit", "exit_group",
)  # fmt: skip
"""By name; a name that this machine's processor or libseccomp does not know is left out."""

REFUSED = (
    "fork", "vfork", "execve", "execveat", "kill", "tkill", "tgkill", "socket", "socketpair",
    "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "recvmsg", "ptrace",
    "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "link", "linkat",
    "symlink", "symlinkat", "mknod", "mknodat", "truncate", "utimensat", "setuid", "setgid",
    "setresuid", "setresgid", "setsid", "setpgid", "setpriority", "sched_setaffinity",
    "sched_setscheduler", "memfd_create", "shmget", "wait4", "waitid",
)  # fmt: skip
"""What a program may well try: told that it is not permitted, in place of not there."""

# Copying a descriptor, and its flags. No locks, by which two answers could speak; no owner, to whom
# the kernel would send a signal.
_FCNTL = (0, 1, 2, 3, 1030)
_F_SETFL, _O_ASYNC = 4, 0x2000
# Giving memory back, and how large its pages are. Nothing about files that are read by others too.
_MADVICE = (0, 4, 8, 14, 15)
# The machine's clocks and its own: the clock of another process has a number that begins there.
_CLOCKS = 12
# Calls that take the number of a process, at a place: its own alone, which is 0.
_OF_A_PROCESS = {"getpgid": 0, "getsid": 0, "sched_getaffinity": 0, "getpriority": 1}
# A terminal's size or mode, and flags of an open file. Nothing that types into a terminal.
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_CLONE_THREAD = 0x10000
_PR_NAMES = (15, 16)  # set and get the name of a thread


@cache
def compiled_filter() -> bytes:
    """Compile the filter for this machine.

    Raises
    ------
    OSError
        libseccomp is not there; the message says how to get it.
    """
    try:
        import pyseccomp as seccomp  # noqa: PLC0415 - it looks for libseccomp at once
    except (ImportError, RuntimeError) as error:
        raise OSError(
            f"{error}; pip install 'framelab[grading]', and libseccomp2 from the system's packages"
        ) from error
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    # Calls by the numbers of another processor, which a 64-bit one may understand as well.
    rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)

    with contextlib.suppress(OSError):  # an older libseccomp looks from the first to the last
        rules.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)

    def add(action: int, name: str, *conditions: object) -> None:
        try:
            number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
        except OSError:
            return
        if number is not None and number >= 0:
            rules.add_rule(action, number, *conditions)

    for name in ALLOWED:
        add(seccomp.ALLOW, name)
    for name in REFUSED:
        add(seccomp.ERRNO(errno.EPERM), name)
    for request in _IOCTLS:
        add(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, request))
    for command in _FCNTL:
        add(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    add(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, _F_SETFL),
        seccomp.Arg(2, seccomp.MASKED_EQ, _O_ASYNC, 0))  # fmt: skip
    for advice in _MADVICE:
        add(seccomp.ALLOW, "madvise", seccomp.Arg(2, seccomp.EQ, advice))
    for name in ("clock_gettime", "clock_getres", "clock_nanosleep"):
        add(seccomp.ALLOW, name, seccomp.Arg(0, seccomp.LT, _CLOCKS))
    for name, at in _OF_A_PROCESS.items():
        add(seccomp.ALLOW, name, seccomp.Arg(at, seccomp.EQ, 0))
    for option in _PR_NAMES:
        add(seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, option))
    # Its flags are a number, those of clone3 lie in memory, where no filter looks: without
    # clone3, threads are made by clone.
    thread = (_CLONE_THREAD, _CLONE_THREAD)
    add(seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, *thread))
    add(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0))
    # Reading its own limits; setting them, or another's, is refused.
    add(seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
