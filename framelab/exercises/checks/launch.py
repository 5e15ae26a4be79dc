"""Start pytest over checks: the options, written once for the four places that do.

- `framelab check` runs the folders of exercises as a student's own pytest does;
- `check_run` runs the checks of one answer in a copy of its exercise;
- `in_page` collects the checks of one exercise in the page's Python;
- a session of `framelab.grading` collects the checks of all exercises.
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

# Tests of two exercises have the same file names, and no cache is worth its folder.
_ALWAYS = ("--import-mode=importlib", "-p", "no:cacheprovider")
# Plugins that happen to be installed have no say in a verdict, and some take longer than all
# the checks.
_ALONE = ("--disable-plugin-autoload", "-p", "framelab.exercises.checks.plugin")
# Plugins of pytest's own that a run without a reader has no use for: each takes time.
_NOT_NEEDED = (
    "faulthandler", "junitxml", "pastebin", "setuponly", "setupplan", "stepwise",
    "threadexception", "unraisableexception",
)  # fmt: skip
_NOT_NEEDED_BARE = ("capture", "doctest", "logging", "unittest", "warnings")


def check_folders(folders: Sequence[Path]) -> int:
    """Run the checks in the folders of exercises for a reader at the terminal.

    Settings and helpers of a student's own tests have no say, as they have none in a class run.

    Returns
    -------
    int
        pytest's exit code.
    """
    root = folders[0].resolve().parent
    alone = [*_ALONE, "--noconftest", *_no_configuration(root)]
    with _without_settings():
        return pytest.main([*_ALWAYS, *alone, *map(str, folders)])


def run_silently(
    folder: Path, root: Path, plugin: object, options: Sequence[str] = (), *, bare: bool = False
) -> tuple[int, str]:
    """Run pytest over a folder, away from every configuration, and return what it said.

    Parameters
    ----------
    folder : Path
        The checks.
    root : Path
        A folder above them. Tests are imported by their path below it.
    plugin : object
        Hooks of the caller.
    options : sequence of str
        More options of pytest.
    bare : bool
        Whether to leave out, of pytest's own plugins, also those that only a person at a
        terminal has a use for.

    Returns
    -------
    int
        pytest's exit code.
    str
        What it wrote to standard output and standard error.
    """
    left_out = (*_NOT_NEEDED, *_NOT_NEEDED_BARE) if bare else _NOT_NEEDED
    # Without its own word for it pytest would run a conftest.py of any folder above.
    alone = (*_ALONE, *_no_configuration(root), f"--confcutdir={root}")
    arguments = [*_ALWAYS, *alone, *options]
    arguments += [part for name in left_out for part in ("-p", f"no:{name}")]
    said = io.StringIO()
    with (
        _without_settings(),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        code = pytest.main([*arguments, str(folder)], plugins=[plugin])
    return code, said.getvalue().strip()


def _no_configuration(root: Path) -> tuple[str, ...]:
    return "-c", os.devnull, f"--rootdir={root}"


@contextlib.contextmanager
def _without_settings() -> Iterator[None]:
    """Take options away that somebody has set for tests of their own."""
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def say_nothing_of_failures(items: Iterable[pytest.Item]) -> None:
    """Keep pytest from writing words of its own for failures, which take long to make."""
    for item in items:
        item.repr_failure = _no_words  # type: ignore[method-assign]


def _no_words(excinfo: object, style: object = None) -> str:
    return ""


def forget_modules(folder: Path) -> None:
    """Forget what was imported from a folder that goes away."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).is_relative_to(folder):
            del sys.modules[name]
