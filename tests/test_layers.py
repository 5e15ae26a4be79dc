"""One room, one purpose: imports point one way, and light rooms stay light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

# Each room with the rooms that it may import from.
ROOMS: dict[str, set[str]] = {
    "corpus": set(),
    "measures": {"corpus"},
    "charts": {"corpus", "measures"},
    "widgets": {"corpus", "measures", "charts"},
    "exercises": set(),
    "bookext": {"corpus", "measures", "charts", "widgets", "exercises"},
    "progress": set(),
    "authoring": {"corpus", "exercises"},
    "grading": {"exercises"},
    "publishing": set(),
    "cli": {"corpus", "exercises", "progress", "authoring", "grading", "publishing"},
}
HEAVY = (
    "matplotlib", "numpy", "ipywidgets", "anywidget", "sphinx", "rich", "pytest", "bs4", "httpx",
    "playwright", "pypdf",
)  # fmt: skip


def room_of(file: Path) -> str:
    return file.relative_to(ROOT / "framelab").parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides the room it comes from"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in found if name.startswith("framelab.")}


def test_attached_texts_never_come_into_a_book() -> None:
    """Whole texts are for the person who holds them, on a terminal."""
    importing = {
        room_of(file)
        for file in MODULES
        if "framelab.corpus.attached" in file.read_text(encoding="utf-8")
    }
    assert importing == {"cli"}
    code = (
        "import sys, pkgutil, importlib, framelab.bookext as book\n"
        "import framelab.widgets, framelab.charts\n"
        "for each in pkgutil.walk_packages(book.__path__, 'framelab.bookext.'):\n"
        "    importlib.import_module(each.name)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "framelab.bookext.articles" in done.stdout.split()
    assert "framelab.corpus.attached" not in done.stdout.split()


MODULES = sorted(
    file for file in (ROOT / "framelab").rglob("*.py") if file != ROOT / "framelab/__init__.py"
)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    room = room_of(file)
    stray = (imported(file) & set(ROOMS)) - ROOMS[room] - {room}
    assert not stray, f"{room} may not import from {', '.join(stray)}"


@pytest.mark.parametrize(
    "module",
    ["framelab", "framelab.corpus", "framelab.measures", "framelab.exercises.worker"],
)
def test_what_runs_in_the_browser_needs_the_standard_library_alone(module: str) -> None:
    # -I -S: an interpreter that has no site-packages to import from.
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {module}; "
        "from framelab import load_corpus; print(len(load_corpus().quotes))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "55"


@pytest.mark.parametrize(
    ("module", "heavy"),
    [("framelab.cli", HEAVY), ("framelab.widgets", ("matplotlib", "numpy", "sphinx", "pytest"))],
)
def test_heavy_libraries_load_where_they_are_used(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & set(heavy)
