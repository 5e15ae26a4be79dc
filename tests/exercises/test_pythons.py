"""One answer, one verdict, on each Python that the machine has, and on that of the page."""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import framelab
from framelab.exercises.answer_side.newer_python import OLDEST
from framelab.exercises.checks.check_run import run_checks
from framelab.exercises.definition.exercise import OLDEST_PYTHON, ExerciseError, read_exercise

from ..conftest import ROOT
from .test_golden import EXERCISE, GOLDEN
from .test_loading import ENDINGS, FUNCTIONS, STRAY

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "page")
NODE = Path(sys.executable).with_name("node")
PYODIDE = ROOT / "_build" / "node" / "node_modules" / "pyodide"

# What an answer needs, by a version that no course here states, and the line that asks for it.
NEEDS = {
    "its own quotation mark in an f-string": ('x = f"{d["a"]}"', "3.12", "a quotation mark reused"),
    "an f-string in an f-string": ('x = f"{f"{d}"}"', "3.12", "a quotation mark reused"),
    "a backslash in an f-string": ("x = f\"{'\\n'.join(d)}\"", "3.12", "a backslash"),
    "a comment in an f-string": ('x = f"""{\n  d  # all\n}"""', "3.12", "a comment"),
    "a line break in an f-string": ("x = f'{\n  d\n}'", "3.12", "a line break"),
    "a form in such an f-string": ('x = f"{d["a"]:>{w}}"', "3.12", "a quotation mark reused"),
    "type": ("type Rows = list[dict]", "3.12", "a type statement"),
    "a type with parameters": ("type Rows[T] = list[T]", "3.12", "a type statement"),
    "a function with type parameters": ("def h[T](x: T) -> T: ...", "3.12", "type parameters"),
    "a class with type parameters": ("class C[T]:\n    pass", "3.12", "type parameters"),
    "batched": ("from itertools import batched", "3.12", "itertools.batched"),
    "batched, by its module": (
        "import itertools as it\n\n\ndef h(x):\n    return it.batched(x, 2)", "3.12", "batched",
    ),
    "override": ("import typing\n\n\ndef h():\n    typing.override", "3.12", "typing.override"),
    "batched, with all its module has": (
        "from itertools import *\nh = batched", "3.12", "itertools.batched",
    ),
    "a keyword of a function": (
        "from statistics import correlation as c\nh = lambda: c([], [], method='ranked')", "3.12",
        "method in correlation()",
    ),
    "a keyword of texts": ("h = 'aa'.replace('a', 'b', count=1)", "3.13", "count in replace()"),
    "a keyword of map": ("h = list(map(abs, [1], strict=True))", "3.14", "strict in map()"),
    "copy.replace": ("import copy\nh = copy.replace", "3.13", "copy.replace"),
    "deprecated": ("from warnings import deprecated", "3.13", "warnings.deprecated"),
    "exceptions without parentheses": (
        "try:\n    pass\nexcept ValueError, TypeError:\n    pass", "3.14", "without parentheses",
    ),
    "a template string": ("x = t'{d}'", "3.14", "a template string"),
    "a module of 3.14": ("from compression import zstd", "3.14", "compression"),
    "a module of 3.14, whole": ("import annotationlib", "3.14", "annotationlib"),
}  # fmt: skip
# What needs no newer Python, however it looks.
NEEDS_NONE = (
    'x = f"{1:>5}" f\'{"a"}\' f"{{}}" f"""{"a"}"""',
    "import sys\nif sys.version_info >= (3, 12):\n    from itertools import batched",
    "try:\n    from itertools import batched\nexcept ImportError:\n    batched = None",
    "import itertools\nif hasattr(itertools, 'batched'):\n    h = itertools.batched",
    "import copy\nh = copy.copy",
    "class A:\n    def replace(self, count): ...\n\n\nA().replace(count=1)",
    "from itertools import *\n\n\ndef batched(x): ...\n\n\nbatched(1)",
    "h = list(zip([1], [2], strict=True))",
    "map = lambda *x, strict: x\nmap(strict=True)",
    "import re, dataclasses\nre.sub('a', 'b', 'a', count=1)",
    "type = 3\ntype == 3",
    "def h(later: Later) -> Later: ...\n\n\nclass Later: ...",
    "match = 1\ncase = 2",
)

PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1] if len(sys.argv) > 1 else "/library")
from framelab.exercises.answer_side.answer_module import AnswerModule
from framelab.exercises.answer_side.codec import decode

def told(text, cells, python):
    answer = AnswerModule(text, "answer.py", (), cells, python)
    reply = answer.load()
    for each in reply.get("left_out", []):
        each.pop("bases")
    values = []
    if "value" in reply:
        for name in ("f", "g"):
            try:
                values.append(decode(answer.call(name, [1], {"dict": []})["value"]))
            except KeyError:
                values.append(None)
    return [reply, values]

def all_told(asked):
    texts, python = json.loads(asked)
    return json.dumps({name: told(text, (0,), python) for name, text in texts.items()})
"""
ON_ITS_OWN = """
asked, sys.stdin, out, sys.stdout = sys.stdin.read(), open("/dev/null"), sys.stdout, sys.stderr
out.write(all_told(asked))
"""


def texts() -> dict[str, str]:
    """Give all texts that are tried, by name."""
    found = {f"needs {name}": f"{FUNCTIONS}\n\n{line}\n" for name, (line, _, _) in NEEDS.items()}
    found |= {f"no need {at}": f"{FUNCTIONS}\n\n{line}\n" for at, line in enumerate(NEEDS_NONE)}
    endings = {name: text for name, (text, _, _) in ENDINGS.items()}
    found |= {f"ending {name}": f"{FUNCTIONS}\n{text}\n" for name, text in endings.items()}
    found |= {f"stray {name}": f"{FUNCTIONS}\n\n{line}\n" for name, (line, _) in STRAY.items()}
    return found


def python_of(version: str) -> str | None:
    """Find a Python of a version: by its name, or where pyenv and uv keep theirs."""
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        return sys.executable
    home = Path.home()
    kept = [
        *home.glob(f".pyenv/versions/{version}.*/bin/python{version}"),
        *home.glob(f".local/share/uv/python/cpython-{version}.*/bin/python{version}"),
    ]
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


@cache
def replies_of(version: str) -> dict[str, Any]:
    """Give what a Python says of all texts."""
    asked = json.dumps([texts(), (3, 11)])
    if version == "page":
        return in_the_page(asked)
    found = python_of(version)
    if found is None:
        pytest.skip(f"there is no Python {version} on this machine")
    done = subprocess.run(
        [found, "-I", "-S", "-c", PROGRAM + ON_ITS_OWN, str(ROOT)],
        input=asked, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    replies: dict[str, Any] = json.loads(done.stdout)
    return replies


IN_NODE = """
import { readFileSync } from "fs";
const [pyodide, library, program] = process.argv.slice(1);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0" } });
python.setStdin({ stdin: () => null });
python.setStdout({ batched: () => {} });
python.setStderr({ batched: () => {} });
python.unpackArchive(new Uint8Array(readFileSync(library)), "zip", { extractDir: "/library" });
python.globals.set("asked", readFileSync(0, "utf8"));
const told = python.runPython(readFileSync(program, "utf8"));
process.stdout.write(told);
"""


def in_the_page(asked: str) -> dict[str, Any]:
    if not (NODE.exists() and PYODIDE.is_dir()):
        pytest.skip("the page's Python is not there; make build brings it")
    with tempfile.TemporaryDirectory() as folder:
        library, program = Path(folder, "library.zip"), Path(folder, "program.py")
        package = Path(framelab.__file__).parent
        with zipfile.ZipFile(library, "w") as archive:
            for each in [
                package / "__init__.py", package / "exercises" / "__init__.py",
                *(package / "exercises" / "answer_side").glob("*.py"),
            ]:  # fmt: skip
                archive.write(each, each.relative_to(package.parent))
        program.write_text(PROGRAM + "all_told(asked)")
        done = subprocess.run(
            [NODE, "--input-type=module", "-e", IN_NODE, PYODIDE, library, program],
            input=asked, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    replies: dict[str, Any] = json.loads(done.stdout)
    return replies


@pytest.mark.parametrize("version", PYTHONS)
def test_what_needs_a_newer_python_is_said_in_the_same_words(version: str) -> None:
    replies = replies_of(version)
    for name, (_, needed, what) in NEEDS.items():
        (reply, _) = replies[f"needs {name}"]
        assert reply.keys() == {"needs"}, (name, reply)
        assert reply["needs"]["version"] == needed, name
        assert what in reply["needs"]["what"], name
        assert reply["needs"]["line"] > FUNCTIONS.count("\n"), name
    for at in range(len(NEEDS_NONE)):
        assert replies[f"no need {at}"][1] == [2, 3], NEEDS_NONE[at]


@pytest.mark.parametrize("version", PYTHONS)
def test_what_is_left_out_is_the_same_on_every_python(version: str) -> None:
    ours = replies_of("3.11" if sys.version_info[:2] == (3, 11) else "page")
    for name, (reply, values) in replies_of(version).items():
        assert values == ours[name][1], name
        if name.startswith("stray"):
            tops = [[each["top"] for each in given["left_out"]] for given in (reply, ours[name][0])]
            assert tops[0] == tops[1], name


def exercise_for(folder: Path, python: str) -> Path:
    """Copy an exercise into a course that states a Python."""
    shutil.copytree(EXERCISE, folder / "counting")
    (folder / "pytest.ini").write_text(f"[pytest]\nframelab_python = {python}\n")
    return folder / "counting"


def test_a_course_states_its_python_once(tmp_path: Path) -> None:
    assert read_exercise(exercise_for(tmp_path, "3.13")).python == (3, 13)
    assert read_exercise(ROOT / "exercises" / "who_speaks").python == (3, 11)
    (tmp_path / "pytest.ini").unlink()
    assert read_exercise(tmp_path / "counting").python == OLDEST_PYTHON == OLDEST
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"


@pytest.mark.parametrize("python", ["3.10", "4.0", "3", "newest", "3.12.1"])
def test_a_python_that_no_course_can_state(tmp_path: Path, python: str) -> None:
    with pytest.raises(ExerciseError, match=r"pytest\.ini, framelab_python: found"):
        read_exercise(exercise_for(tmp_path, python))


def test_a_course_for_a_newer_python_takes_what_that_one_has(tmp_path: Path) -> None:
    """What this Python cannot read is said, and nothing is taken for a mistake."""
    text = (GOLDEN / "needs_newer_python" / "answer.py").read_text(encoding="utf-8")
    check_run = run_checks(exercise_for(tmp_path, "3.12"), text)
    if sys.version_info >= (3, 12):
        assert check_run.earned == 6
    else:
        lines = dict(check_run.results[0].lines)
        assert "this is Python 3.11, but this course uses Python 3.12" in lines["needs"]
