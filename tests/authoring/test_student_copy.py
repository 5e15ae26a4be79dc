"""The copy for students: what is in it, that nothing else is, and that it works elsewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from framelab import __version__
from framelab.authoring.leaks import distinctive, find_leaks
from framelab.authoring.new import new_exercise
from framelab.authoring.pins import pinned
from framelab.authoring.student_copy import LeakError, make_student_copy
from framelab.authoring.wheel import public_sources
from framelab.exercises import ExerciseError, find_exercises, read_exercise
from framelab.exercises.definition.exercise import Kind

from ..conftest import ROOT, VERBATIM

EXERCISES = [read_exercise(folder) for folder in find_exercises(ROOT / "exercises")]
ANSWER_FILES = {"code": "answer.py", "data": "answer.json", "open": "answer.md"}
CODE = "who_speaks"
PYTHON = "3.11"
"""What `exercises/pytest.ini` states."""
WHEEL = f"framelab-{__version__}-py3-none-any.whl"
INSTALL = "python -m pip install -r requirements.txt"


def framelab(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What the command says when it makes the copy of the course."""
    out = tmp_path_factory.mktemp("handed-out") / "reading"
    return framelab("student", "--course", ROOT, "--out", out)


@pytest.fixture(scope="module")
def copy(made: subprocess.CompletedProcess[str]) -> Path:
    assert made.returncode == 0, made.stderr
    return Path(str(made.args[-1]))


def files_of(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}


def test_the_command_says_what_it_made(made: subprocess.CompletedProcess[str], copy: Path) -> None:
    first, second = made.stdout.splitlines()
    number = len(files_of(copy))
    assert first == f"{copy}: {len(EXERCISES)} exercises, {number} files; reading.zip too."
    pattern = r"Searched for [\d,]+ lines of solutions, hidden checks and .+: none is in it\."
    assert re.fullmatch(pattern, second)
    assert sorted(each.name for each in copy.parent.iterdir()) == ["reading", "reading.zip"]


def test_the_copy_holds_what_students_may_have_and_nothing_else(copy: Path) -> None:
    expected = {
        ".devcontainer/devcontainer.json",
        ".github/workflows/checks.yml",
        "README.md",
        "exercises/pytest.ini",
        "requirements.txt",
        f"wheels/{WHEEL}",
    }
    for exercise in EXERCISES:
        names = {"exercise.toml", "brief.md", "test_public.py", ANSWER_FILES[exercise.kind]}
        names |= {"items.toml"} if exercise.kind == "data" else set()
        for name in names:
            expected.add(f"exercises/{exercise.id}/{name}")
            source = exercise.folder / name
            assert (copy / "exercises" / exercise.id / name).read_bytes() == source.read_bytes()
    assert files_of(copy) == expected


def test_nothing_that_only_instructors_hold_is_in_the_copy_or_its_zip(copy: Path) -> None:
    public = [ROOT / "exercises", ROOT / "book", *public_sources(ROOT / "framelab")]
    secret = distinctive(ROOT / "solutions", public)
    for exercise in EXERCISES:
        folders = [f"solutions/{exercise.id}/"]
        if exercise.kind == "code":
            folders.append(f"solutions/{exercise.id}/variants/")
        for folder in folders:
            assert any(origin.startswith(folder) for origin in secret.values())
    assert find_leaks(copy, secret) == []
    assert find_leaks(copy.with_name("reading.zip"), secret) == []


def test_nothing_in_the_copy_repeats_an_article_s_own_prose(copy: Path) -> None:
    if not VERBATIM.is_file():
        pytest.skip(f"the search for repeated prose is not at hand: no file {VERBATIM}")
    done = subprocess.run([VERBATIM, copy], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_zip_holds_the_copy_and_no_place_is_left_in_any_text(copy: Path) -> None:
    with zipfile.ZipFile(copy.with_name("reading.zip")) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert set(names) == {f"reading/{name}" for name in files_of(copy)}
        for name in names:
            assert archive.read(name) == (copy.parent / name).read_bytes()
    for name in files_of(copy) - {f"wheels/{WHEEL}"}:
        text = (copy / name).read_text(encoding="utf-8")
        assert not re.search(r"@[A-Z]+@", text), name
        assert str(ROOT) not in text


def test_requirements_pin_pytest_with_all_that_it_needs(copy: Path) -> None:
    lines = (copy / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wheel, *pins = [line for line in lines if not line.startswith("#")]
    assert wheel == f"./wheels/{WHEEL}[exercises]"
    names = [pin.partition("==")[0] for pin in pins]
    assert names == ["pytest", "colorama", "iniconfig", "packaging", "pluggy", "pygments"]
    assert set(pins) <= set((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())


def test_requirements_without_pytest_are_named(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("pluggy==1.0\n    # via nothing\n")
    with pytest.raises(ExerciseError, match=r"found no pytest; allowed: pytest==VERSION"):
        pinned(["pytest"], file)
    with pytest.raises(ExerciseError, match=r"No such file or directory; allowed: pinned"):
        pinned(["pytest"], tmp_path / "none.txt")


def test_the_workflow_is_valid_against_github_s_schema(copy: Path) -> None:
    file = copy / ".github" / "workflows" / "checks.yml"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows",
         str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    (job,) = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values()
    assert [step.get("uses") or step["run"] for step in job["steps"]] == [
        "actions/checkout@v4", "actions/setup-python@v5", INSTALL, "pytest exercises",
    ]  # fmt: skip
    assert [step["with"] for step in job["steps"] if "with" in step] == [{"python-version": PYTHON}]


def test_the_dev_container_has_the_form_of_one(copy: Path) -> None:
    """No package registry offers its schema: these are the keys that it has, and their types."""
    found = json.loads((copy / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert {key: type(value) for key, value in found.items()} == {
        "name": str, "image": str, "postCreateCommand": str, "customizations": dict,
    }  # fmt: skip
    # A short name: no host of a registry before a slash.
    assert found["image"] == f"python:{PYTHON}"
    assert found["postCreateCommand"] == INSTALL
    assert found["customizations"] == {"vscode": {"extensions": ["ms-python.python"]}}


def shell_blocks(copy: Path) -> list[str]:
    readme = (copy / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```", readme, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


@pytest.mark.timeout(900)
def test_every_command_for_students_works_in_a_clean_environment(
    copy: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(copy.with_name("reading.zip")) as archive:
        archive.extractall(tmp_path)
    place = tmp_path / "reading"
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("VIRTUAL_ENV", "COLUMNS") and not key.startswith(("PYTHON", "PYTEST"))
    }
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"

    def run(command: str, *, activated: bool = True) -> subprocess.CompletedProcess[str]:
        if activated:
            command = f". .venv/bin/activate\n{command}"
        return subprocess.run(
            ["/bin/sh", "-ec", command], cwd=place, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    setup, *others = shell_blocks(place)
    assert setup.splitlines()[-1] == INSTALL  # which container and workflow run too
    done = run(setup, activated=False)
    assert done.returncode == 0, done.stdout + done.stderr
    code = "import framelab; print(framelab.__file__)"
    assert str(place / ".venv") in run(f"python -c '{code}'").stdout

    # On the starters, checks fail and say why.
    example = EXERCISES[0].id
    expected = {
        f"framelab check {example}\n": 1,
        f"pytest exercises/{example}\n": 1,
        "framelab check\n": 1,
        "pytest exercises\n": 1,
        "python -m zipfile -c answers.zip exercises\n": 0,
    }
    assert set(others) == set(expected)
    for command, returncode in expected.items():
        done = run(command)
        assert done.returncode == returncode, f"{command}{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
    with zipfile.ZipFile(place / "answers.zip") as archive:
        names = archive.namelist()
    for exercise in EXERCISES:
        assert f"exercises/{exercise.id}/{ANSWER_FILES[exercise.kind]}" in names
    speaks = read_exercise(place / "exercises" / "who_speaks")
    done = run("framelab check who_speaks")
    assert done.returncode == 1
    assert f"visible checks: 0 of {speaks.points_visible} points" in done.stdout

    # With our answers, which come from elsewhere, they pass.
    for exercise in EXERCISES:
        name = ANSWER_FILES[exercise.kind]
        shutil.copy(
            ROOT / "solutions" / exercise.id / name, place / "exercises" / exercise.id / name
        )
    done = run("framelab check who_speaks")
    points = speaks.points_visible
    assert f"visible checks: {points} of {points} points" in done.stdout
    assert done.returncode == 0
    workflow = (place / ".github/workflows/checks.yml").read_text(encoding="utf-8")
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    command = job["steps"][-1]["run"]
    done = run(command)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"

    # A notebook in place of `answer.py`.
    answer = place / "exercises" / "who_speaks" / "answer.py"
    cell: dict[str, Any] = {
        "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
        "source": answer.read_text(encoding="utf-8"),
    }  # fmt: skip
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    answer.with_suffix(".ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    answer.unlink()
    assert run("framelab check who_speaks").returncode == 0


@pytest.fixture(scope="module")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    for name in (
        "_config.yml",
        "hatch_build.py",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "requirements.txt",
    ):
        shutil.copy(ROOT / name, root)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "framelab", root / "framelab", ignore=ignored)
    for folder in ("exercises", "solutions"):
        shutil.copytree(ROOT / folder / CODE, root / folder / CODE, ignore=ignored)
    kinds: tuple[Kind, ...] = ("data", "open")
    for kind in kinds:
        new_exercise(
            f"an_exercise_of_{kind}", kind, f"A {kind} exercise?", "welcome",
            exercises=root / "exercises", solutions=root / "solutions",
            paragraphs={"gazette": 3, "herald": 2},
        )  # fmt: skip
    shutil.copy(ROOT / "exercises" / "pytest.ini", root / "exercises")
    (root / "book").mkdir()
    return root


@pytest.fixture
def course(small_course: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_course, tmp_path / "course"))


@pytest.fixture(scope="module")
def first_copy(small_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_student_copy(small_course, tmp_path_factory.mktemp("first") / "copy").folder


@pytest.fixture
def earlier_copy(first_copy: Path, tmp_path: Path) -> Path:
    """A copy, and its zip beside it, that was made before the course changed."""
    shutil.copy(first_copy.with_name("copy.zip"), tmp_path)
    return Path(shutil.copytree(first_copy, tmp_path / "copy"))


def test_the_same_course_makes_the_same_zip(course: Path, tmp_path: Path) -> None:
    first = make_student_copy(course, tmp_path / "a" / "copy")
    for file in course.rglob("*.md"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    second = make_student_copy(course, tmp_path / "b" / "copy")
    assert first.archive.read_bytes() == second.archive.read_bytes()
    assert (first.exercises, first.files) == (3, len(files_of(tmp_path / "a" / "copy")))


def add(name: str, text: str = "x") -> Callable[[Path], object]:
    def change(course: Path) -> None:
        file = course / "exercises" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return change


def link_the_answer(course: Path) -> None:
    starter = course / "exercises" / CODE / "answer.py"
    starter.unlink()
    starter.symlink_to(course / "solutions" / CODE / "answer.py")


def solve(course: Path) -> None:
    shutil.copy(course / "solutions" / CODE / "answer.py", course / "exercises" / CODE)


def print_the_rubric(course: Path) -> None:
    rubric = course / "solutions" / "an_exercise_of_open" / "rubric.md"
    brief = course / "exercises" / "an_exercise_of_open" / "brief.md"
    brief.write_text(brief.read_text() + rubric.read_text(), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(add(f"{CODE}/test_hidden.py"), r"found test_hidden\.py; allowed: answer\.py, ",
                     id="a hidden test"),
        pytest.param(add(f"{CODE}/notes.txt"), r"found notes\.txt; allowed", id="notes"),
        pytest.param(add(f"{CODE}/answer.md"), r"found answer\.md; allowed",
                     id="an answer of another kind"),
        pytest.param(add(f"{CODE}/items.toml"), r"found items\.toml; allowed",
                     id="items of an exercise that has none"),
        pytest.param(add(f"{CODE}/.ipynb_checkpoints/answer.py"), "found .ipynb_checkpoints;",
                     id="a folder"),
        pytest.param(add("solved/answer.py"), "found solved; allowed", id="no exercise"),
        pytest.param(lambda course: (course / "exercises" / CODE / "brief.md").unlink(),
                     r"brief\.md, the file: found nothing", id="no brief"),
        pytest.param(link_the_answer, r"answer\.py, the file: found a link", id="a link"),
        pytest.param(solve, r"answer\.py, the starter: found an answer that earns \d+ points",
                     id="a starter that somebody has solved"),
        pytest.param(print_the_rubric, r"brief\.md, the file: found nearly all of solutions/.*/ru",
                     id="a brief with the rubric"),
        pytest.param(lambda course: shutil.rmtree(course / "solutions"),
                     "solutions, the folder: found nothing", id="no solutions"),
        pytest.param(lambda course: shutil.rmtree(course / "exercises"),
                     "exercises, the folder: found no exercise", id="no exercises"),
        pytest.param(lambda course: (course / "pyproject.toml").write_text("[project]"),
                     r"pyproject\.toml, the package: found ", id="no package"),
    ],
)  # fmt: skip
def test_a_course_that_is_not_as_it_must_be_is_refused(
    course: Path, tmp_path: Path, change: Callable[[Path], object], message: str
) -> None:
    change(course)
    with pytest.raises(ExerciseError, match=message):
        make_student_copy(course, tmp_path / "out" / "copy")
    assert not (tmp_path / "out").exists()


def test_what_python_leaves_behind_is_neither_refused_nor_copied(
    course: Path, tmp_path: Path
) -> None:
    add(f"{CODE}/__pycache__/test_hidden.pyc")(course)
    made = make_student_copy(course, tmp_path / "copy")
    assert not any("__pycache__" in name for name in files_of(made.folder))


def pack_the_solutions(course: Path) -> None:
    with (course / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tool.hatch.build.targets.wheel.force-include]\n"solutions" = "extra"\n')


def tell_a_question(course: Path) -> None:
    question = "If nobody used a word, did anybody count it\nwith care?"
    file = course / "solutions" / CODE / "misconceptions" / "counts_rows.py"
    file.write_text(f'"""{question}"""\n', encoding="utf-8")
    (course / "README.md").write_text(f"# Course\n\n*{question}*\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "places"),
    [
        pytest.param(
            pack_the_solutions,
            (f"/extra/{CODE}/answer.py", f"/extra/{CODE}/variants/plain_loops.py"),
            id="solutions in the wheel",
        ),
        pytest.param(tell_a_question, ("dist-info/METADATA",), id="a question in the description"),
    ],
)
def test_where_something_leaks_nothing_is_written(
    course: Path,
    earlier_copy: Path,
    tmp_path: Path,
    change: Callable[[Path], object],
    places: tuple[str, ...],
) -> None:
    out = earlier_copy
    before = out.with_name("copy.zip").read_bytes()
    change(course)
    done = framelab("student", "--course", course, "--out", out)
    assert (done.returncode, done.stdout) == (2, "")
    # On a slow machine lines about its progress come before.
    _, _, said = done.stderr.partition("framelab: ")
    first, *leaks = said.splitlines()
    assert first == "nothing was written: the copy would give away lines"
    # The command lists twenty files at most.
    assert any(leak.startswith("  wheels/framelab-") and places[0] in leak for leak in leaks), leaks
    assert all(re.search(r" \(\S+/\S+\)$| more files$", leak) for leak in leaks)
    assert out.with_name("copy.zip").read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"course", "copy", "copy.zip"}
    with pytest.raises(LeakError) as caught:
        make_student_copy(course, tmp_path / "other")
    for place in places:
        assert place in str([leak.file for leak in caught.value.leaks])
    assert not (tmp_path / "other").exists()


def test_an_earlier_copy_is_replaced(course: Path, earlier_copy: Path) -> None:
    brief = course / "exercises" / CODE / "brief.md"
    brief.write_text("Another task.", encoding="utf-8")
    shutil.rmtree(course / "exercises" / "an_exercise_of_open")
    made = make_student_copy(course, earlier_copy)
    assert (made.folder / "exercises" / CODE / "brief.md").read_text() == "Another task."
    assert not (made.folder / "exercises" / "an_exercise_of_open").exists()
    assert (
        "Another task."
        in zipfile.ZipFile(made.archive).read(f"copy/exercises/{CODE}/brief.md").decode()
    )


def a_repository(out: Path) -> None:
    (out / ".git").mkdir()


def another_folder(out: Path) -> None:
    (out / "requirements.txt").write_text("pytest\n")


def a_file(out: Path) -> None:
    shutil.rmtree(out)
    out.write_text("mine")


def another_zip(out: Path) -> None:
    with zipfile.ZipFile(out.with_name("copy.zip"), "w") as archive:
        archive.writestr("copy/requirements.txt", "pytest")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(a_repository, "found .git; allowed: a new folder, or an earlier copy",
                     id="something added"),
        pytest.param(another_folder, "found no copy for students", id="another folder"),
        pytest.param(a_file, "found a file; allowed: a new folder", id="a file"),
        pytest.param(another_zip, "found another zip; allowed: no such file", id="another zip"),
        pytest.param(lambda out: out.with_name("copy.zip").write_text("mine"),
                     "found File is not a zip file", id="no zip"),
    ],
)  # fmt: skip
def test_what_is_no_copy_is_not_replaced(
    course: Path,
    earlier_copy: Path,
    tmp_path: Path,
    change: Callable[[Path], object],
    message: str,
) -> None:
    out = earlier_copy
    change(out)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    done = framelab("student", "--course", course, "--out", out)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before
