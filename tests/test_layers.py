"""One room, one purpose: imports point one way, and light rooms stay light."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from framelab import load_corpus

from .conftest import ROOT

# Each room with the rooms that it may import from.
ROOMS: dict[str, set[str]] = {
    "corpus": set(),
    "measures": {"corpus"},
    "charts": {"corpus", "measures"},
    "widgets": {"corpus", "measures", "charts"},
    "course": {"corpus", "measures", "charts", "widgets"},
    "exercises": set(),
    "bookext": {"corpus", "measures", "charts", "widgets", "exercises"},
    "progress": set(),
    "authoring": {"exercises"},
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


# The one default door to the course's corpus: for whoever types a command or a notebook cell.
DOOR = "load_corpus"
OPENS_THE_DOOR = {"cli", "course"}


def test_attached_texts_never_come_into_a_book() -> None:
    """Whole texts are for the person who holds them, on a terminal."""
    importing = {
        room_of(file)
        for file in MODULES
        if "framelab.corpus.attached" in file.read_text(encoding="utf-8")
    }
    assert importing == {"cli", "corpus"}
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
    stray = (imported(file) & {*ROOMS, DOOR}) - ROOMS[room] - {room}
    if room in OPENS_THE_DOOR:
        stray -= {DOOR}
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


# The engine is handed a course and knows none.

CORPUS = load_corpus()
# These stand in the codebook of every corpus with two issues.
ALWAYS = {"both", "neither"}
IDS = {
    "article": {row.article for row in CORPUS.articles},
    "speaker": {row.speaker for row in CORPUS.speakers},
    "issue": set(CORPUS.codebook.issues),
    "quotation": {row.quote for row in CORPUS.quotes},
}
ENGINE = sorted(
    file
    for file in (ROOT / "framelab").rglob("*")
    if file.is_file()
    and "__pycache__" not in file.parts
    and file.relative_to(ROOT / "framelab").parts[0] != "course"
    and file.suffix in (".py", ".js", ".mjs", ".css", ".toml", ".in", ".html", ".md")
)
_QUOTED = re.compile(r"([\"\'`])((?:(?!\1)[^\n\\\\])*)\1")
_EXAMPLE = re.compile(r"^ *>>> .*(?:\n *(?!>>>)\S.*)*", re.MULTILINE)


def literals(file: str, text: str) -> Iterator[str]:
    """List what stands between quotation marks in a file, but for examples in docstrings."""
    if not file.endswith(".py"):
        yield from (found[2] for found in _QUOTED.finditer(text))
        return
    tree = ast.parse(text)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in docstrings:
                prose = _EXAMPLE.sub("", node.value)
                yield from (found[2] for found in _QUOTED.finditer(prose))
            else:
                yield node.value


def ids_in(file: str, text: str) -> list[str]:
    """List the ids of the course's tables that a file has as a literal, or as a part of one."""
    found = []
    for literal in literals(file, text):
        # "gazette-3" and "taxes/cause" name an id too; prose may have a speaker's word in it.
        parts = {re.sub(r"-\d+$", "", part) for part in literal.split("/")}
        words = set(re.split(r"[^\w-]+", literal.casefold()))
        for what, ids in IDS.items():
            named = ids & (parts if what == "speaker" else parts | words)
            found += [f"{what} {name!r} in {literal[:60]!r}" for name in sorted(named - ALWAYS)]
    return found


@pytest.mark.parametrize("file", ENGINE, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_engine_names_nothing_of_the_course(file: Path) -> None:
    assert ids_in(file.name, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.py", "WHO = 'kelly'"),
        ("a.py", "def f():\n    return {'drugs': 1}"),
        ("a.py", 'SENTENCE = f"On {1} immigration"'),
        ("a.py", '"""A place, such as `kpbs-3`."""'),
        ("a.py", "X = 'truthout-3'"),
        ("a.py", "X = 'kelly-solution-thinkprogress'"),
        ("a.js", 'const SIDES = ["drugs", "immigration"];'),
        ("a.toml", 'speaker = "sessions"'),
    ],
)
def test_an_id_of_the_course_is_found_where_it_is_planted(file: str, text: str) -> None:
    assert ids_in(file, text) != []


@pytest.mark.parametrize(
    "text",
    [
        "X = ('both', 'neither')",
        '"""Return it.\n\n    >>> f("kpbs")\n    {\'drugs\': 1}\n    """',
        "# grade in sessions\nX = 'sandboxes of all sessions'",
    ],
)
def test_examples_and_plain_words_are_no_ids(text: str) -> None:
    assert ids_in("a.py", text) == []
