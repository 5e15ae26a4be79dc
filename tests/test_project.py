"""What the project promises about itself."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT, SLOW, VERBATIM


def test_every_requirement_is_pinned_and_none_names_an_index() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert requirements
    for line in requirements:
        assert re.match(r"[a-zA-Z0-9._-]+==[^ ;]+( ; .+)?$", line), line
    assert not any("://" in line for line in lines)


def test_requirements_cover_what_the_project_asks_for() -> None:
    pinned = {
        match[1].lower(): match[2]
        for match in re.finditer(
            r"^([a-zA-Z0-9._-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE
        )
    }
    assert pinned["jupyter-book"].startswith("1.")
    assert {"ipywidgets", "matplotlib", "pytest"} <= set(pinned)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [each for extra in project["optional-dependencies"].values() for each in extra]
    names = {re.split(r"[<>=\[]", each)[0].lower() for each in asked} - {"framelab"}
    assert names <= set(pinned)
    assert project["dependencies"] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("framelab-*.whl")
    return built


def test_the_wheel_holds_tables_widgets_and_page_assets(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (
        ("corpus/data", "*.csv"),
        ("widgets", "*.js"),
        ("widgets", "*.css"),
        ("bookext/static", "*.*"),
        ("bookext/templates", "**/*.html"),
    ):
        files = list((ROOT / "framelab" / folder).glob(pattern))
        assert files
        for file in files:
            assert file.relative_to(ROOT).as_posix() in names
    assert not any(name.startswith(("tests", "book/", "solutions")) for name in names)


def test_the_corpus_loads_from_inside_a_wheel(wheel: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import framelab, json; "
        "print(json.dumps([framelab.__file__, len(framelab.load_corpus().paragraphs)]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [f"{wheel}/framelab/__init__.py", 103]


def test_no_file_repeats_an_article_s_own_prose() -> None:
    if not VERBATIM.is_file():
        pytest.skip(f"the search for repeated prose is not at hand: no file {VERBATIM}")
    done = subprocess.run([VERBATIM, ROOT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_an_old_python_gets_a_word_on_what_to_install(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for folder in ("book", "framelab"):
        (tmp_path / folder).mkdir()
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.1"\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "-C", tmp_path, "build", f"PYTHON={old}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"Python 3.11 or newer is needed; {old} is Python 3.9.1." in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_every_make_target_that_the_readme_names_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert named
    assert set(named) <= set(targets)


def test_the_slow_files_of_tests_are_there() -> None:
    assert [file for file in SLOW if not (ROOT / file).is_file()] == []
