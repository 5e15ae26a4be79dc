"""How strongly an answer can be shut in here: three levels, each tried before it counts.

| level | what shuts an answer in |
|---|---|
| bwrap | namespaces by bubblewrap, another user where that may be, limits, a call filter |
| landlock | Landlock, another user where that may be, limits, a call filter |
| user | another user, limits, a call filter; for a container that is thrown away |
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from framelab.exercises.answer_side.codec import decode
from framelab.exercises.run.connection import NoReplyError, Source, ViolationError
from framelab.grading.library import (
    copy_python,
    import_paths,
    lay_out_library,
    others_can_enter,
    others_can_read,
    package_folders,
    python,
    system_libraries,
)
from framelab.grading.sandbox import Sandbox, SandboxError, SandboxSpec
from framelab.grading.system_calls import compiled_filter
from framelab.writing import remove_folder

FIRST_USER = 65_520
USERS = 14
"""Users that no system gives away: answers of one grader run as one of them."""
_FOLDER_BYTES = 16 << 20
_BWRAP_FOLDER = "/answer"


class IsolationError(Exception):
    """No level holds here. The message says of each why."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way to shut an answer in.

    `not_stopped` says what it lets through, a sentence each.
    """

    name: str
    not_stopped: tuple[str, ...]
    spec: Callable[["SandboxFiles", Sequence[str]], SandboxSpec]


@dataclass(slots=True)
class SandboxFiles:
    """Folders that the sandboxes of one grader need, in a folder of their own.

    Parameters
    ----------
    folder : Path
        For copies that answers may read.
    number : int
        The grader's: each has its own user.
    """

    folder: Path
    number: int = 0
    _python: list[Path] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)

    @property
    def user(self) -> int | None:
        """The user that answers become, where this process may change its own."""
        return FIRST_USER + self.number % USERS if os.geteuid() == 0 else None

    def library(self, withheld: Sequence[str]) -> Path:
        """Return the folder of the library without what is withheld."""
        names = sorted(withheld)
        folder = self.folder / "-".join(["library", *names])
        if not folder.exists():
            with _whole(folder):
                lay_out_library(folder, names)
        return folder

    def python_paths(self) -> list[Path]:
        """Return the folders of Python's library where the user of the answers can read them."""
        if self.user is None or all(map(others_can_read, import_paths()[:1])):
            return import_paths()
        if self._python is None:
            with _whole(self.folder / "python"):
                self._python = copy_python(self.folder / "python")
        return self._python

    def workplace(self) -> Path:
        """Make a folder that answers may write to."""
        folder = Path(tempfile.mkdtemp(prefix="work-", dir=self.folder))
        if self.user is not None:
            os.chown(folder, self.user, self.user)
        return folder


@contextlib.contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """Leave nothing of a folder that could not be filled: half of it would be taken for all."""
    try:
        yield
    except BaseException:
        remove_folder(folder)
        raise


def _bwrap(files: SandboxFiles, withheld: Sequence[str]) -> SandboxSpec:
    command = shutil.which("bwrap")
    if command is None:
        raise SandboxError("bwrap is not there; install the system's package bubblewrap")
    library = files.library(withheld)
    read_only = [python(), *system_libraries(), library]
    arguments = [
        command, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "sandbox",
    ]  # fmt: skip
    if files.user is None:
        arguments += ["--unshare-user", "--disable-userns"]
    else:
        # Enough to become another user, and to end that user's processes.
        arguments += ["--cap-drop", "ALL"]
        # CAP_SYS_ADMIN: to number the processes of each answer anew; gone with the user.
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL", "CAP_SYS_ADMIN"):
            arguments += ["--cap-add", capability]
    # Left to itself bubblewrap makes these for their owner alone.
    for folder in sorted({parent for path in read_only for parent in path.parents[:-1]}):
        arguments += ["--perms", "0755", "--dir", str(folder)]
    for path in read_only:
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), str(path)]
        else:
            arguments += ["--ro-bind", str(path), str(path)]
    for path in package_folders(system_libraries()):
        arguments += ["--tmpfs", str(path)]
    arguments += [
        "--dev", "/dev", "--remount-ro", "/dev",
        "--size", str(_FOLDER_BYTES), "--perms", "1777", "--tmpfs", _BWRAP_FOLDER,
        "--remount-ro", "/", "--chdir", "/", "--", str(python()),
    ]  # fmt: skip
    settings = _settings(files, _BWRAP_FOLDER, readable=None, limits_threads=True)
    return SandboxSpec(arguments, _texts(library, *import_paths()), settings)


def _landlock(files: SandboxFiles, withheld: Sequence[str]) -> SandboxSpec:
    folder = files.workplace()
    library, own = files.library(withheld), files.python_paths()
    libraries = [path for path in system_libraries() if files.user is None or others_can_read(path)]
    readable = _texts(library, *own, *libraries, Path("/dev/urandom"))
    settings = _settings(
        files, str(folder), readable=readable, limits_threads=files.user is not None
    )
    return SandboxSpec([str(python())], _texts(library, *own), settings, folder)


def _user(files: SandboxFiles, withheld: Sequence[str]) -> SandboxSpec:
    if files.user is None:
        raise SandboxError("only the user root can become another user")
    folder = files.workplace()
    library, own = files.library(withheld), files.python_paths()
    settings = _settings(files, str(folder), readable=None, limits_threads=True)
    sweep = partial(_remove_files_of, files.user, _open_folders())
    return SandboxSpec([str(python())], _texts(library, *own), settings, folder, sweep)


def _open_folders() -> list[Path]:
    """List folders, at most two levels deep, where every user may write, such as /dev/shm."""
    near = (path for pattern in ("*", "*/*") for path in Path("/").glob(pattern))
    return [
        path for path in near
        if path.is_dir() and not path.is_symlink() and path.stat().st_mode & 0o002
        and path.parts[1] not in ("proc", "sys")
    ]  # fmt: skip


def _remove_files_of(user: int, folders: Sequence[Path]) -> None:
    """Remove what a user left directly in some folders."""
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                _remove_if_owned(entry, user)


def _remove_if_owned(entry: "os.DirEntry[str]", user: int) -> None:
    # Another grader may remove what is its own meanwhile.
    with contextlib.suppress(OSError):
        if entry.stat(follow_symlinks=False).st_uid != user:
            return
        if entry.is_dir(follow_symlinks=False):
            remove_folder(Path(entry.path))
        else:
            Path(entry.path).unlink()


def _settings(
    files: SandboxFiles, folder: str, *, readable: Sequence[str] | None, limits_threads: bool
) -> dict[str, object]:
    try:
        compiled = compiled_filter()
    except OSError as error:
        raise SandboxError(str(error)) from error
    return {
        "filter": compiled.hex(),
        "user": files.user,
        "readable": readable,
        "folder": folder,
        "limits_threads": limits_threads,
    }


def _texts(*paths: Path) -> list[str]:
    return [str(path) for path in paths]


_MACHINE_IS_SHARED = (
    "It does not limit how busy the machine is: an answer may use one processor until its "
    "deadline, and memory up to its limit."
)
LEVELS = (
    Level("bwrap", (_MACHINE_IS_SHARED,), _bwrap),
    Level(
        "landlock",
        (
            _MACHINE_IS_SHARED,
            "An answer can ask whether a file of a given name exists, and how large it is.",
            "It can see which processes run, and read Python's installed packages.",
            "Without root, its threads are limited by its memory alone.",
        ),
        _landlock,
    ),
    Level(
        "user",
        (
            _MACHINE_IS_SHARED,
            "An answer can read what every user of the machine can: keep the solutions, the "
            "submissions and the results from others (grading refuses where they are not), and "
            "expect it to find the library's withheld modules where those are installed.",
            "Where every user may write it can leave files for answers that run at the same "
            "time. What lies directly in such a folder at most two levels deep, as /tmp is, is "
            "removed when the answer ends; in a deeper one it stays.",
            "Many files in such folders can fill the disk until the answer's deadline.",
        ),
        _user,
    ),
)
"""From the strongest on."""
TRUSTED = "trusted"
"""The name, in results, of no isolation at all."""
TRUSTED_NOT_STOPPED = (
    "An answer runs as you: it can read and change whatever you can, the solutions and the "
    "marks included, and use the network. Only what it returns is checked.",
)


def level_named(name: str) -> Level:
    """Return the level of that name; KeyError where there is none."""
    return {level.name: level for level in LEVELS}[name]


def strongest_level(names: Sequence[str], folder: Path) -> tuple[Level, list[str]]:
    """Return the strongest level that holds here, found by trying.

    Parameters
    ----------
    names : sequence of str
        The levels to try.
    folder : Path
        A folder for the trials.

    Returns
    -------
    Level
        The first of `LEVELS` that holds.
    list of str
        For each stronger one, why it does not.

    Raises
    ------
    IsolationError
        None does.
    """
    failed: list[str] = []
    for level in LEVELS:
        if level.name not in names:
            continue
        if (why := why_not(level, folder / f"try-{level.name}")) is None:
            return level, failed
        failed.append(f"{level.name}: {why}")
    raise IsolationError("; ".join(failed))


def why_not(level: Level, folder: Path) -> str | None:
    """Try to get out of a level; return what went wrong with it, or None where it holds."""
    files = SandboxFiles(folder)
    secret = folder / "secret"
    secret.mkdir(mode=0o700)
    (secret / "answer").write_text("42")
    (secret / "answer").chmod(0o600)
    os.environ[_CANARY] = "a secret"
    sandbox = Sandbox(partial(level.spec, files, ()))
    try:
        connection = sandbox.connect(Source(PROBE, "answer.py"))
        try:
            connection.load(START_AND_LOAD)
            reply = connection.call("escapes", [str(secret)], {"dict": []}, START_AND_LOAD)
        finally:
            connection.close()
        escapes = decode(reply["value"])
    except SandboxError as error:
        return str(error)
    except (NoReplyError, ViolationError, KeyError) as error:
        return f"a harmless answer does not run in it ({error!r})"
    finally:
        sandbox.close()
        del os.environ[_CANARY]
        remove_folder(folder)
    return f"an answer in it can {', '.join(escapes)}" if escapes else None


START_AND_LOAD = 20.0
_CANARY = "FRAMELAB_CANARY"
PROBE = f'''
import os, signal, socket, sys
import difflib, zoneinfo  # never loaded before: an answer finds Python's library

def escapes(secret):
    """List what an answer must not be able to do, and can."""
    def read():
        with open(secret + "/answer") as file:
            file.read()

    def listing():
        os.listdir(secret)

    def change():
        with open(secret + "/answer", "w") as file:
            file.write("43")

    def fork():
        if os.fork() == 0:
            os._exit(0)

    def run():
        os.execv(sys.executable or "/bin/true", ["python", "-c", "pass"])

    def connect():
        socket.socket()

    def end():
        os.kill(os.getppid(), signal.SIGCONT)

    def environment():
        assert "{_CANARY}" in os.environ

    tried = {{
        "read the grader's files": read, "list them": listing, "change them": change,
        "start a process": fork, "open a socket": connect, "send a signal to others": end,
        "see the grader's environment": environment,
    }}
    found = []
    for what, attempt in tried.items():
        try:
            attempt()
        except (OSError, AssertionError):
            continue
        found.append(what)
    return found
'''


def exposed_to(level: Level, folders: Sequence[Path]) -> list[Path]:
    """List folders of which answers could read something at a level: one file each."""
    if level.name != "user":
        return []
    return [path for folder in folders for path in islice(_exposed_in(folder), 1)]


def _exposed_in(folder: Path) -> Iterator[Path]:
    """Yield what every user can read in a folder; nobody reaches what is in a closed one."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink():
                continue
            if path.is_file() and others_can_read(path):
                yield path
            # However deep it is: no function calls itself.
            elif path.is_dir() and others_can_enter(path):
                waiting += path.iterdir()
        except OSError:  # too long to be looked at, and open as far as it was
            yield path
