"""Writing so that an interruption leaves what was there, and removing whatever is there.

Needs the standard library alone; every room may use it.
"""

import contextlib
import itertools
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def first_free(name: Callable[[int], Path]) -> Path:
    """Return the first of numbered paths, counted from 1, at which nothing is."""
    return next(path for path in map(name, itertools.count(1)) if not path.exists())


def write_file(file: Path, text: str) -> None:
    """Write a text file in UTF-8, its lines as they are, whole or not at all.

    Raises
    ------
    OSError
        The file cannot be written; what was there before is as it was.
    UnicodeEncodeError
        The text holds half a character; what was there before is as it was.
    """
    # One name for every try: what a killed process left is written over.
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def give_up(stream: TextIO) -> None:
    """Send to nowhere what a stream still holds, and all that is written to it from now on.

    Its disk is full, or nobody reads it any more: the last flush would complain again.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, however deep it is nested; what cannot go stays.

    No link is followed. `shutil.rmtree` calls itself once a level, and ends with a traceback where
    somebody has nested folders a thousand deep.

    Parameters
    ----------
    folder : Path
        It may be missing; a link or a file in its place is left as it is.
    """
    with contextlib.suppress(OSError):
        top = os.open(folder, _FOLDER)
        try:
            _empty(top)
        finally:
            os.close(top)
        folder.rmdir()


_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def _empty(top: int) -> None:
    """Remove what is in an open folder: each folder in it gives up its own ones to `top` first."""
    while folders := _folders_left(top):
        for name in folders:
            try:
                inner = _opened(name, top)
            except OSError:
                return  # it would be met again, and again
            try:
                for each in _folders_left(inner):
                    # Nobody who filled the folder can have taken such a name.
                    free = f".{secrets.token_hex(8)}"
                    os.rename(each, free, src_dir_fd=inner, dst_dir_fd=top)
            finally:
                os.close(inner)
            os.rmdir(name, dir_fd=top)


def _opened(name: str, above: int) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=above)
    except PermissionError:
        # Whoever made it may have closed it to everybody. A link is no folder, and not followed.
        if stat.S_ISDIR(os.stat(name, dir_fd=above, follow_symlinks=False).st_mode):
            os.chmod(name, 0o700, dir_fd=above)
        return os.open(name, _FOLDER, dir_fd=above)


def _folders_left(folder: int) -> list[str]:
    """Remove the files in an open folder, and return the names of the folders in it."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                os.unlink(entry.name, dir_fd=folder)
    return folders


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder to fill that takes its place when all went well.

    Parameters
    ----------
    folder : Path
        Where it is to stand. What stands there already is replaced as a whole; its
        parent has to be there.

    Yields
    ------
    Path
        An empty folder in the same parent. After an exception, or an interruption, it is
        removed, and what stood at `folder` is as it was.
    """
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        yield beside
        beside.chmod(0o755)  # a temporary folder is its owner's alone
        _take_place(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _take_place(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.rename(folder)
        return
    # A folder that is not empty cannot be renamed over: the old one steps aside first.
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
    try:
        folder.rename(aside / folder.name)
        try:
            beside.rename(folder)
        except BaseException:
            (aside / folder.name).rename(folder)
            raise
    finally:
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
