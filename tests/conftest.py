"""What all tests share."""

import os
import shutil
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write expected outputs anew")
