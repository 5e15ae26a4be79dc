"""What the project promises about itself."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import framelab
from framelab import course

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
        ("course/data", "*.csv"),
        ("course/data", "*.toml"),
        ("bundles/widgets", "*.js"),
        ("bundles/widgets", "*.css"),
        ("bundles/widgets_in_page", "*.js"),
        ("bundles/pages", "*.js"),
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
        "print(json.dumps([framelab.__file__, len(framelab.load_corpus().paragraphs), "
        "framelab.__version__]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    place, paragraphs, version = json.loads(done.stdout)
    assert (place, paragraphs) == (f"{wheel}/framelab/__init__.py", 103)
    assert wheel.name == f"framelab-{version}-py3-none-any.whl"


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


def test_the_course_has_one_title() -> None:
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert config["title"] == course.TITLE
    assert citation["title"].startswith(course.TITLE)
    assert (ROOT / "README.md").read_text(encoding="utf-8").startswith(f"# {course.TITLE}\n")


def test_library_citation_and_change_log_have_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"] == {"path": "framelab/__init__.py"}
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    assert versions[0] == (framelab.__version__, citation["date-released"])
    assert citation["version"] == framelab.__version__
    # The newest first, and nothing but versions, with the kinds of change that the form has.
    assert versions == sorted(
        versions, key=lambda each: [int(part) for part in each[0].split(".")], reverse=True
    )
    assert [date for _, date in versions] == sorted((date for _, date in versions), reverse=True)
    # What is not released yet stands ahead of all versions.
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    released = headings[1:] if headings[0] == "[Unreleased]" else headings
    assert released == [f"[{version}] - {date}" for version, date in versions]
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".github/workflows/ci.yml", "vendor.github-workflows"),
        ("CITATION.cff", "vendor.citation-file-format"),
    ],
)
def test_files_for_others_have_the_form_that_others_ask_for(file: str, schema: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema,
         "--default-filetype", "yaml", str(ROOT / file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_workflow_runs_what_everyone_runs_and_may_only_read() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert job["runs-on"] == "ubuntu-latest"
    assert job["timeout-minutes"] > 30
    assert [step.get("uses") or step["run"] for step in job["steps"]] == [
        "actions/checkout@v4", "actions/setup-python@v5", "bash .ci/run",
    ]  # fmt: skip
    python = job["steps"][1]["with"]["python-version"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={python}"
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_hooks_fetch_nothing_and_run_what_make_lint_runs() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    (repository,) = yaml.safe_load(text)["repos"]
    assert repository["repo"] == "local"
    hooks = [shlex.split(hook["entry"]) for hook in repository["hooks"]]
    assert all(hook["language"] == "system" for hook in repository["hooks"])
    # Which files a hook gets says pre-commit; a file that ruff leaves out stays out when named.
    run = [" ".join(word for word in entry if word != "--force-exclude") for entry in hooks]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    commands = re.findall(r"\$\(BIN\)/(.+)", recipe)
    assert run == [f".venv/bin/{command.removesuffix(' .')}" for command in commands]


def test_the_slow_files_of_tests_are_there() -> None:
    assert [file for file in SLOW if not (ROOT / file).is_file()] == []


def test_a_broken_answer_of_a_class_breaks_no_lint(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copyfile(ROOT / ".gitignore", tmp_path / ".gitignore")
    (tmp_path / "fine.py").write_text('"""Nothing."""\n')
    for folder in ("submissions/ana/who_speaks", "graded/feedback"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "answer.py").write_text("def broken(:\n")
    for arguments in (["check"], ["format", "--check"]):
        subprocess.run(
            [Path(sys.executable).with_name("ruff"), *arguments, "."], cwd=tmp_path, check=True,
            capture_output=True,
        )  # fmt: skip
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    status = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=tmp_path, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    assert "answer.py" not in status.stdout
