"""What all tests share."""

import os
import shutil
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERBATIM = ROOT.parent / "shared" / "bin" / "verbatim"
DATA = ROOT / "framelab" / "course" / "data"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the course's tables, to be spoiled."""
    return Path(shutil.copytree(DATA, tmp_path / "tables"))


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the five texts, which are not part of the project."""
    folder = Path(os.environ.get("FRAMELAB_TEXTS", ROOT.parent / "shared" / "articles"))
    if not folder.is_dir():
        pytest.skip(f"the texts of the articles are not at hand: no folder {folder}")
    return folder


# A shell's background job ignores Ctrl+C, and hands that down to the processes that tests start
# and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# What takes long comes last, the longest first: a cheap test fails early, and the processes
# among which files are dealt out end at about the same time.
SLOW = (
    "tests/authoring/test_verify.py",
    "tests/authoring/test_student_copy.py",
    "tests/exercises/test_golden.py",
    "tests/bookext/test_small_book.py",
    "tests/grading/test_hostile.py",
    "tests/grading/test_going_on.py",
    "tests/exercises/test_plugin.py",
    "tests/measures/test_twins.py",
    "tests/grading/test_grade_command.py",
    "tests/test_cli_corpus.py",
    "tests/test_layers.py",
    "tests/exercises/test_loading.py",
    "tests/authoring/test_new_book.py",
    "tests/corpus/test_bad_tables.py",
    "tests/exercises/test_kinds.py",
    "tests/publishing/test_links.py",
    "tests/exercises/test_diagnosis.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {ROOT / file: place for place, file in enumerate(SLOW, start=1)}
    items.sort(key=lambda item: places.get(item.path, 0))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write expected outputs anew")
