"""What the book is built anew for, and what it is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from ..conftest import ROOT

# What neither a chapter nor the build of its page calls.
UNUSED = (
    "framelab/authoring", "framelab/cli", "framelab/grading", "framelab/progress.py",
    "framelab/publishing", "solutions", "tests",
)  # fmt: skip
LOADED = """
import importlib, pkgutil, re, sys
from pathlib import Path

import framelab, framelab.bookext, framelab.widgets

for each in pkgutil.walk_packages(framelab.bookext.__path__, "framelab.bookext."):
    importlib.import_module(each.name)
for chapter in Path("book").glob("*.md"):
    text = chapter.read_text(encoding="utf-8")
    for name in set(re.findall(r"^from (framelab[.\\w]*) import", text, re.MULTILINE)):
        importlib.import_module(name)
for name, module in sorted(sys.modules.items()):
    if name.partition(".")[0] == "framelab":
        print(module.__file__)
"""


def is_done(target: str, *changed: Path | str) -> bool:
    """Say whether make has nothing to do for a target, had these files been changed just now."""
    options = [option for file in changed for option in ("-W", str(file))]
    command = ["make", "-q", *options, target]
    code = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
    assert code in (0, 1)
    return code == 0


def files_of(*places: str) -> list[Path]:
    found = []
    for place in places:
        path = ROOT / place
        assert path.exists(), place
        every = [path] if path.is_file() else sorted(path.rglob("*.py"))
        found += [file.relative_to(ROOT) for file in every]
    return found


def test_a_second_build_has_nothing_to_do() -> None:
    assert is_done("_build/.built")


def test_what_the_book_does_not_use_builds_nothing_anew() -> None:
    unused = files_of(*UNUSED)
    assert len(unused) > 100
    assert is_done("_build/.built", *unused)


def test_what_the_book_uses_builds_it_anew() -> None:
    """All that a chapter imports, or the extension does; the cache knows nothing of it."""
    code = [sys.executable, "-c", LOADED]
    done = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {Path(line).relative_to(ROOT) for line in done.stdout.splitlines()}
    assert Path("framelab/bookext/articles.py") in loaded
    assert len(loaded) > 60
    data = {Path("_toc.yml"), *(file.relative_to(ROOT) for file in ROOT.glob("framelab/**/*.csv"))}
    assert len(data) > 10
    assert [str(file) for file in sorted(loaded | data) if is_done("_build/.library", file)] == []


@pytest.mark.parametrize("file", ["book/welcome.md", "exercises/linkage/brief.md"])
def test_a_text_builds_its_pages_anew_and_executes_no_other(file: str) -> None:
    assert not is_done("_build/.built", file)
    assert is_done("_build/.library", file)
