"""What an answer may import and open: one list in the page, in a local run and in a class run.

An answer may import Python's own library, and of framelab what reads and measures a corpus. An
exercise withholds parts of these, because they hold what the exercise asks for. What is
installed besides has no say, so an answer that works on one machine works on the others.

While the student's code runs, every other import is refused in the words that Python has for a
module that is not there, and withheld files cannot be opened. This teaches; it does not guard
marks. Whoever wants to get round it on their own machine can. A class run keeps the files out of
the sandbox besides.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

# framelab itself, wherever it is installed or packed.
_LIBRARY = Path(__file__).parents[2]
_TABLES = _LIBRARY / "course" / "data"

OF_FRAMELAB = ("framelab.corpus", "framelab.measures")
"""Rooms of framelab that an answer may import, with all that is below them."""
_DOORS = ("framelab", "framelab.course")

# Not in the page, or not in every Python from 3.11 on. A module that one of them lacks would
# make one answer two.
NOT_EVERYWHERE = frozenset((
    "_curses", "_curses_panel", "_dbm", "_gdbm", "_tkinter", "aifc", "asynchat", "asyncore",
    "audioop", "cgi", "cgitb", "chunk", "crypt", "curses", "dbm", "distutils", "ensurepip", "grp",
    "idlelib", "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev",
    "pipes", "pwd", "readline", "resource", "smtpd", "sndhdr", "spwd", "sunau", "syslog",
    "telnetlib", "test", "tkinter", "turtle", "turtledemo", "uu", "venv", "winsound", "xdrlib",
))  # fmt: skip
_STANDARD = frozenset(sys.stdlib_module_names) - NOT_EVERYWHERE
_OWN = ("answer", "__main__")


@cache
def may_import(name: str) -> bool:
    """Return True if an answer may import a module, as far as no exercise withholds it."""
    top = name.partition(".")[0]
    if top == "framelab":
        return name in _DOORS or name in OF_FRAMELAB or name.startswith(_BELOW)
    # The last one is named after the machine that Python was built for.
    return top in _STANDARD or top in _OWN or top.startswith("_sysconfigdata_")


_BELOW = tuple(f"{name}." for name in OF_FRAMELAB)


class WithheldError(ImportError):
    """An answer reached for something that its exercise withholds."""


def _sentence(name: str) -> str:
    return f"{name} is withheld in this exercise: it holds what you are asked to write"


class Imports:
    """Refuses what an answer may not import or open, while `refusing` is entered.

    Parameters
    ----------
    withheld : sequence of str
        Modules with all that is below them ("framelab.measures"), and tables that
        framelab itself brings ("quotes.csv"). A corpus elsewhere is not held back.
    is_debugged : bool
        Whether what is loaded already, and may not be imported, stays in reach: a debugger
        that looks on needs it.
    """

    def __init__(self, withheld: Sequence[str], *, is_debugged: bool = False) -> None:
        modules = [name for name in withheld if not name.endswith(".csv")]
        self._is_debugged = is_debugged
        self._modules = frozenset(modules)
        self._below = tuple(f"{name}." for name in modules)
        # Files that must not be opened: "/…/framelab/measures/", "/…/framelab/charts."
        self._files: dict[str, str] = {}
        for name in withheld:
            if name.endswith(".csv"):
                self._files[str(_TABLES / name)] = name
            else:
                base = str(_LIBRARY.parent.joinpath(*name.split(".")))
                self._files |= {f"{base}/": name, f"{base}.py": name}

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Refuse imports and files; what was imported before is out of reach meanwhile."""
        hidden = {name: module for name, module in sys.modules.items() if self._hides(name)}
        for name in hidden:
            del sys.modules[name]
        # Also as an attribute of the package that it belongs to.
        parents = {name: self._take_from_parent(name) for name in hidden}
        sys.meta_path.insert(0, self)
        if self._files:
            _watch_files()
            _refusing.append(self)
        try:
            yield
        finally:
            if self in _refusing:
                _refusing.remove(self)
            if self in sys.meta_path:
                sys.meta_path.remove(self)
            sys.modules.update(hidden)
            for name, parent in parents.items():
                if parent is not None:
                    setattr(parent, name.rpartition(".")[2], hidden[name])

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        """Refuse a module that an answer may not import; leave all others to other finders.

        Raises
        ------
        WithheldError
            The exercise withholds the module.
        ModuleNotFoundError
            The module is not on the list.
        """
        if self._withholds(name):
            raise WithheldError(_sentence(name))
        if not may_import(name):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

    def _withholds(self, name: str) -> bool:
        return name in self._modules or name.startswith(self._below)

    def _hides(self, name: str) -> bool:
        return self._withholds(name) or not (self._is_debugged or may_import(name))

    def _take_from_parent(self, name: str) -> ModuleType | None:
        package, _, own = name.rpartition(".")
        parent = sys.modules.get(package)
        if parent is None or own not in vars(parent):
            return None
        delattr(parent, own)
        return parent

    def refuse_file(self, path: str) -> None:
        """Raise `WithheldError` where a file is one of those withheld."""
        for start, name in self._files.items():
            if path.startswith(start.replace("\\", "/")):
                raise WithheldError(_sentence(name))


_refusing: list[Imports] = []
_is_watching = False


def _watch_files() -> None:
    """Look at each file that is opened from now on: once, since that cannot be undone."""
    global _is_watching  # noqa: PLW0603
    if not _is_watching:
        _is_watching = True
        sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if not _refusing or event != "open" or not isinstance(arguments[0], (str, bytes)):
        return
    path = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode("latin-1")
    for withholding in tuple(_refusing):
        withholding.refuse_file(path.replace("\\", "/"))
