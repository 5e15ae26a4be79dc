"""Writing so that an interruption leaves what was there: beside, then renamed.

Needs the standard library alone; every room may use it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
