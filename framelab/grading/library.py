"""What lies in a sandbox: Python's own library, and the part of ours that an answer may use.

Tests, answers, the graders' side and what the exercise withholds are not in it.
"""

import contextlib
import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
# Files and folders of the library that an answer may use, or that its process needs.
_PARTS = (
    "__init__.py", "py.typed", "corpus", "course/__init__.py", "course/data", "measures",
    "exercises/__init__.py", "exercises/answer_side",
    "grading/__init__.py", "grading/guest",
)  # fmt: skip
# Parts of Python's own library that nobody needs here, and packages that came besides.
_LEFT_OUT = (
    "site-packages", "dist-packages", "test", "tests", "idlelib", "tkinter", "turtledemo",
    "ensurepip", "lib2to3", "config-*",
)  # fmt: skip


def lay_out_library(folder: Path, withheld: Sequence[str]) -> None:
    """Copy into a folder what an answer may import, readable by everybody.

    Parameters
    ----------
    folder : Path
        Where to; it must not exist.
    withheld : sequence of str
        Modules and tables that the exercise withholds; see `Exercise`.
    """
    package = folder / _PACKAGE.name
    caches = shutil.ignore_patterns("__pycache__")
    for part in _PARTS:
        source, target = _PACKAGE / part, package / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=caches)
        else:
            shutil.copyfile(source, target)
    for name in withheld:
        _remove(package, name)
    binding = importlib.util.find_spec("landlockpy")
    if binding and binding.submodule_search_locations:
        shutil.copytree(binding.submodule_search_locations[0], folder / "landlockpy", ignore=caches)
    _let_all_read(folder)


def _remove(package: Path, name: str) -> None:
    if name.endswith(".csv"):
        (package / "course" / "data" / name).unlink(missing_ok=True)
        return
    module = package.parent.joinpath(*name.split("."))
    if module.is_dir():
        shutil.rmtree(module)
    module.with_name(f"{module.name}.py").unlink(missing_ok=True)


def _let_all_read(folder: Path) -> None:
    """Open a folder to other users, whatever mask this process has."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def python() -> Path:
    """Return the interpreter that this one's environment was made from."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def import_paths() -> list[Path]:
    """Return the folders of Python's own library."""
    kinds = ("stdlib", "platstdlib")
    variables = {
        "base": sys.base_prefix,
        "platbase": sys.base_exec_prefix,
        "installed_base": sys.base_prefix,
        "installed_platbase": sys.base_exec_prefix,
    }
    folders = [Path(sysconfig.get_path(kind, vars=variables)) for kind in kinds]
    return list(dict.fromkeys([*folders, folders[1] / "lib-dynload"]))


def system_libraries() -> list[Path]:
    """Return the folders and files of shared libraries and time zones that Python needs."""
    prefix = Path(sys.base_prefix)
    candidates = (
        "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache",
        "/etc/localtime", prefix / "lib", prefix / "lib64",
    )  # fmt: skip
    return [path for each in candidates if (path := Path(each)).exists()]


def package_folders(below: Iterable[Path]) -> list[Path]:
    """List folders of installed packages at most two levels below the given ones."""
    patterns = ("*/site-packages", "*/dist-packages")
    return sorted({found for folder in below for each in patterns for found in folder.glob(each)})


def copy_python(folder: Path) -> list[Path]:
    """Copy Python's own library for users who cannot reach it; return the copy's folders."""
    originals = import_paths()
    first = originals[0]
    shutil.copytree(
        first,
        folder,
        ignore=shutil.ignore_patterns(*_LEFT_OUT),
        copy_function=_link_or_copy,
        symlinks=True,
    )
    folder.chmod(0o755)
    return [folder / path.relative_to(first) for path in originals if path.is_relative_to(first)]


def _link_or_copy(source: str, target: str) -> None:
    with contextlib.suppress(OSError):
        os.link(source, target)
        return
    shutil.copy2(source, target)


def others_can_enter(folder: Path) -> bool:
    """Return True if a user who is neither owner nor in the group can reach what is in a folder."""
    folder = folder.resolve()
    return all(each.stat().st_mode & 0o1 for each in (folder, *folder.parents))


def others_can_read(path: Path) -> bool:
    """Return True if a user who is neither owner nor in the group can read a path."""
    path = path.resolve()
    asked = 0o5 if path.is_dir() else 0o4
    if path.stat().st_mode & asked != asked:
        return False
    return all(parent.stat().st_mode & 0o1 for parent in path.parents)
