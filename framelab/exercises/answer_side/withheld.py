"""What an answer may not use, because it holds what the exercise asks for.

Two ways lead to it, and both are closed while the student's code runs: an import, which
is refused with a sentence, and opening the file, which is how every other road ends.
This teaches; it does not guard marks. Whoever wants to get round it on their own machine
can. A class run keeps the files out of the sandbox besides.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

# framelab itself, wherever it is installed or packed.
_LIBRARY = Path(__file__).parents[2]
_TABLES = _LIBRARY / "course" / "data"


class WithheldError(ImportError):
    """An answer reached for something that its exercise withholds."""


def _sentence(name: str) -> str:
    return f"{name} is withheld in this exercise: it holds what you are asked to write"


class Withholding:
    """Refuses the given modules and tables while `refusing` is entered.

    Parameters
    ----------
    names : sequence of str
        Modules with all that is below them ("framelab.measures"), and tables that
        framelab itself brings ("quotes.csv"). A corpus elsewhere is not held back.
    """

    def __init__(self, names: Sequence[str]) -> None:
        modules = [name for name in names if not name.endswith(".csv")]
        self._modules = frozenset(modules)
        self._below = tuple(f"{name}." for name in modules)
        # Files that must not be opened: "/…/framelab/measures/", "/…/framelab/charts."
        self._files: dict[str, str] = {}
        for name in names:
            if name.endswith(".csv"):
                self._files[str(_TABLES / name)] = name
            else:
                base = str(_LIBRARY.parent.joinpath(*name.split(".")))
                self._files |= {f"{base}/": name, f"{base}.py": name}

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Refuse imports and files; what was imported before is out of reach meanwhile."""
        hidden = {name: module for name, module in sys.modules.items() if self._withholds(name)}
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
        """Refuse a withheld module; leave all others to the finders that follow."""
        if self._withholds(name):
            raise WithheldError(_sentence(name))
        return None

    def _withholds(self, name: str) -> bool:
        return name in self._modules or name.startswith(self._below)

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


_refusing: list[Withholding] = []
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
