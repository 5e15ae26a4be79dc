"""What an answer and its checks share where both run in one process, as in the page.

Each run and each check of an answer starts as the first. What the answer before changed of Python
itself is put back: the builtins after each call, since the checks use them too, and all else at
the end.
"""

import builtins
import contextlib
import io
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, TextIO

from framelab.exercises.answer_side.imports import may_import
from framelab.exercises.answer_side.surroundings import ENVIRONMENT

Names = dict[str, Any]
Reply = dict[str, Any]

# Held here: an answer can put anything in their place.
_BUILTINS: Names = vars(builtins)
# These change with whoever runs, and are looked after elsewhere.
_CHANGING = (
    "modules", "meta_path", "stdout", "stderr", "last_exc", "last_type", "last_value",
    "last_traceback",
)  # fmt: skip


def _put_back(names: Names, before: Names) -> None:
    """Make names what they were. Uses no builtin: these may be what is put back."""
    for name in names.copy():
        if name not in before:
            del names[name]
    for name, value in before.items():
        if name not in names or names[name] is not value:
            names[name] = value


class SharedProcess:
    """Python as an answer found it, to be put back when the answer is done."""

    def __init__(self) -> None:
        self._modules: dict[str, tuple[ModuleType, Names]] = {
            name: (module, vars(module).copy())
            for name, module in sys.modules.copy().items()
            if may_import(name) and name not in ("builtins", "sys", "__main__", "answer")
        }
        self._sys = {name: each for name, each in vars(sys).items() if name not in _CHANGING}
        self._path = sys.path.copy()
        self._recursion = sys.getrecursionlimit()
        self._environment = os.environ.copy()
        self._folder = os.getcwd()  # noqa: PTH109 - what chdir takes
        self._theirs = _BUILTINS.copy()
        os.environ.update(ENVIRONMENT)

    def asked(self, ask: Callable[[], Reply], stream: TextIO) -> Reply:
        """Ask the answer something, with its own builtins, its output and an empty input."""
        ours, stdout, stderr = _BUILTINS.copy(), sys.stdout, sys.stderr
        _put_back(_BUILTINS, self._theirs)
        sys.stdin = io.StringIO()
        sys.stdout = sys.stderr = stream
        try:
            return ask()
        finally:
            self._theirs = _BUILTINS.copy()
            _put_back(_BUILTINS, ours)
            for each in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):  # an answer can put anything there
                    each.flush()
            sys.stdin, sys.stdout, sys.stderr = self._sys["stdin"], stdout, stderr

    def close(self) -> None:
        """Put back all that the answer changed, and forget the modules that came with it."""
        for name, module in sys.modules.copy().items():
            is_python = str(getattr(module, "__file__", None)).endswith((".py", ".pyc"))
            if name not in (*self._modules, "__main__") and may_import(name) and is_python:
                sys.modules.pop(name, None)
        for name, (module, names) in self._modules.items():
            sys.modules[name] = module
            _put_back(vars(module), names)
        for name, value in self._sys.items():
            setattr(sys, name, value)
        sys.path[:] = self._path
        sys.setrecursionlimit(self._recursion)
        os.environ.clear()
        os.environ.update(self._environment)
        os.chdir(self._folder)
