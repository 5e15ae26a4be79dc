"""One room, one purpose: imports point one way, and light rooms stay light."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.cli import COMMANDS, _parser

from .conftest import ROOT

# Each room with the rooms that it may import from.
ROOMS: dict[str, set[str]] = {
    # What every room may use.
    "bundling": set(),
    "processes": set(),
    "progress": {"writing"},
    "safe_text": set(),
    "style": set(),
    "writing": set(),
    "corpus": {"style", "writing"},
    "measures": {"corpus"},
    "charts": {"corpus", "measures", "style"},
    "widgets": {"bundling", "corpus", "measures", "charts", "style"},
    "course": {"corpus", "measures", "charts", "widgets"},
    "exercises": set(),
    "bookext": {
        "bundling",
        "corpus",
        "measures",
        "charts",
        "widgets",
        "exercises",
        "processes",
        "style",
    },
    "authoring": {"corpus", "exercises", "processes", "progress", "writing"},
    "grading": {"exercises", "processes", "progress", "safe_text", "style", "writing"},
    "publishing": {"progress"},
    "cli": {
        "corpus",
        "exercises",
        "processes",
        "progress",
        "safe_text",
        "writing",
        "authoring",
        "grading",
        "publishing",
    },
}
# Each room of the exercises with the others that it may import from.
EXERCISES = ROOT / "framelab" / "exercises"
EXERCISE_ROOMS: dict[str, set[str]] = {
    "definition": set(),
    "answer_side": set(),
    "run": {"definition", "answer_side"},
    "feedback": {"definition", "answer_side", "run"},
    "checks": {"definition", "answer_side", "run", "feedback"},
}
HEAVY = (
    "matplotlib", "numpy", "ipywidgets", "anywidget", "sphinx", "rich", "pytest", "bs4", "httpx",
    "playwright", "pypdf",
)  # fmt: skip


def room_of(file: Path) -> str:
    return file.relative_to(ROOT / "framelab").parts[0].removesuffix(".py")


def imported_names(file: Path) -> set[str]:
    """Every name that a file imports, dotted: `from a.b import c` is a.b.c."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides the room it comes from"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_names(file) if name.startswith("framelab.")}


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


def stray_imports(file: Path, room: str) -> set[str]:
    """Names that a file of a room of the exercises may not import."""
    allowed = tuple(f"framelab.exercises.{each}." for each in {room, *EXERCISE_ROOMS[room]})
    names = {name for name in imported_names(file) if not name.startswith(allowed)}
    if room == "answer_side":
        return {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    return {name for name in names if name.startswith("framelab.")}


@pytest.mark.parametrize("room", EXERCISE_ROOMS)
def test_rooms_of_the_exercises_import_one_way(room: str) -> None:
    files = sorted((EXERCISES / room).rglob("*.py"))
    assert len(files) > 1
    for file in files:
        assert not (stray := stray_imports(file, room)), f"{file}: {', '.join(stray)}"


def test_every_module_of_the_exercises_lives_in_a_room() -> None:
    assert {file.name for file in EXERCISES.glob("*.py")} == {"__init__.py"}
    assert {each.parent.name for each in EXERCISES.glob("*/__init__.py")} == set(EXERCISE_ROOMS)


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("answer_side", "import pytest"),
        ("answer_side", "from framelab.exercises import points"),
        ("answer_side", "from framelab.exercises.definition.exercise import Exercise"),
        ("answer_side", "def late():\n    from framelab.corpus import load_corpus"),
        ("definition", "from framelab.exercises.answer_side import codec"),
        ("run", "from framelab.exercises.feedback.result import CheckResult"),
        ("feedback", "import framelab.exercises.checks.plugin"),
    ],
)
def test_a_stray_import_between_the_rooms_is_found(room: str, planted: str, tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(f"import json\n{planted}\n", encoding="utf-8")
    assert len(stray_imports(file, room)) == 1


def test_private_parts_of_pytest_are_imported_in_one_file() -> None:
    importing = {
        file.relative_to(ROOT).as_posix()
        for folder in ("framelab", "tests", "benchmarks")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(rb"^\s*(from|import) _pytest\b", file.read_bytes(), re.MULTILINE)
    }
    assert importing == {"framelab/exercises/checks/private_pytest.py"}


def test_a_sandbox_holds_the_answer_side_and_no_other_room(tmp_path: Path) -> None:
    from framelab.grading.library import lay_out_library  # noqa: PLC0415 - this test alone

    lay_out_library(tmp_path / "library", ())
    package = tmp_path / "library" / "framelab"
    held = {path.name for path in (package / "exercises").iterdir()}
    assert held == {"__init__.py", "answer_side"}
    assert {path.name for path in (package / "grading").iterdir()} == {"__init__.py", "guest"}
    names = [
        ".".join(file.relative_to(tmp_path / "library").with_suffix("").parts)
        for folder in ("exercises/answer_side", "grading/guest")
        for file in sorted((package / folder).glob("*.py"))
    ]
    code = f"import sys; sys.path.append({str(tmp_path / 'library')!r}); import {', '.join(names)}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "module",
    ["framelab", "framelab.corpus", "framelab.measures", "framelab.exercises.answer_side.worker"],
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


EVERY_COMMAND = """
import contextlib, framelab.cli
with contextlib.suppress(SystemExit): framelab.cli.main(['-h'])
"""
ONE_COMMAND = EVERY_COMMAND.replace("['-h']", "['check', '-h']")


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        (EVERY_COMMAND, {*HEAVY}),
        # A student runs this one again and again.
        (ONE_COMMAND, {*HEAVY, "framelab.corpus", "framelab.authoring", "framelab.grading"}),
        ("import framelab.widgets", {"matplotlib", "numpy", "sphinx", "pytest"}),
    ],
    ids=["every command", "framelab check", "widgets"],
)
def test_heavy_libraries_load_where_they_are_used(code: str, heavy: set[str]) -> None:
    code += "\nimport sys; print('loaded:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    _, _, loaded = done.stdout.partition("loaded: ")
    assert "framelab" in loaded.split()
    assert not {part for name in loaded.split() for part in (name, name.split(".")[0])} & heavy


def test_every_command_is_read_from_its_own_module() -> None:
    (commands,) = (each.choices for each in _parser("")._actions if isinstance(each.choices, dict))
    assert set(commands) == set(COMMANDS)


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
_QUOTED = re.compile(r"([\"'`])((?:\\.|(?!\1)[^\n\\])*)\1")
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


def _bare(word: str) -> str:
    """Take from a word what makes a place or a custom property of an id."""
    return re.sub(r"-\d+$", "", re.sub(r"^-*(?:issue|side)-", "", word))


def ids_in(file: str, text: str) -> list[str]:
    """List the ids of the course's tables that a file has as a literal, or as a part of one."""
    found = []
    for literal in literals(file, text):
        # "gazette-3" and "taxes/cause" name an id too; prose may have a speaker's word in it.
        parts = {_bare(part) for part in re.split(r"[/,;] *", literal)}
        words = {_bare(word) for word in re.split(r"[^\w-]+", literal.casefold())}
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
        ("a.py", "X = 'a place such as kpbs-3'"),
        ("a.py", "X = 'see kpbs-3 and truthout-14'"),
        ("a.css.py", "X = '--issue-drugs'"),
        ("a.py", "X = 'kelly, sessions'"),
        ("a.js", 'x = "drugs\\n"'),
    ],
)
def test_an_id_of_the_course_is_found_where_it_is_planted(file: str, text: str) -> None:
    assert ids_in(file, text) != []


@pytest.mark.parametrize("file", ENGINE, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_engine_counts_no_articles_of_the_course(file: Path) -> None:
    """What a book shows of other articles may not speak of five."""
    text = file.read_text(encoding="utf-8")
    if file == ROOT / "framelab" / "__init__.py":
        return  # the one door behind which the five stand
    assert (
        re.findall(
            r"(?i)\bthe five\b|\bfive articles\b|\boutside the five\b", _EXAMPLE.sub("", text)
        )
        == []
    )


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
