"""What the command takes, says and refuses."""

import contextlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from framelab.cli import main
from framelab.grading import class_run, isolation
from framelab.grading.results import Results

from .conftest import (
    RIGHT,
    RIGHT_CODES,
    WRONG,
    GradeClass,
    Graded,
    command,
    grade,
    gradebook,
    make_course,
    make_submissions,
)

CLASS = {
    "ana": {"double/answer.py": RIGHT, "colours/answer.json": RIGHT_CODES},
    "ben": {"double/answer.py": WRONG},
}


@dataclass(slots=True)
class Setting:
    """Course and submissions of one test, and a way to run the command on them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def course(self) -> Path:
        return self.folder / "small"

    @property
    def submissions(self) -> Path:
        return self.folder / "submissions"

    def run(self, *arguments: str | Path, out: Path | None = None) -> tuple[int, str]:
        """Run it in this process: for what ends before anything is graded."""
        given = [*map(str, arguments), "--out", str(out or self.out)]
        for kind in ("exercises", "solutions"):
            if f"--{kind}" not in given:
                given += [f"--{kind}", str(self.course / kind)]
        code = main(["grade", *given])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.err


@pytest.fixture
def setting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Setting:
    make_course(tmp_path / "small")
    make_submissions(tmp_path / "submissions", CLASS)
    return Setting(tmp_path, capsys)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, course: Path) -> Graded:
    """A class that nothing is wrong with, where everybody may be trusted."""
    folder = tmp_path_factory.mktemp("clean")
    submissions = make_submissions(folder / "submissions", CLASS)
    return grade(course, submissions, "--trusted", "--jobs", "1", out=folder / "out")


def test_a_clean_class(clean: Graded) -> None:
    assert clean.run.returncode == 0
    assert clean.row("ana") == ("graded", 6, "")
    assert clean.row("ben") == ("graded", 4, "")
    assert clean.row("ben", "colours") == ("missing", 0, "")
    assert "2 submissions: 3 answers graded" in clean.run.stdout
    assert f"{clean.out / 'gradebook.csv'}: a line for each student" in clean.run.stdout
    assert f"{clean.out / 'feedback'}: 2 pages" in clean.run.stdout


def test_someone_who_cannot_be_graded_is_told_by_the_exit_code(grade_class: GradeClass) -> None:
    found = grade_class({"ana": CLASS["ana"], "ben": {"double/other.py": RIGHT}}, "--trusted",
                        "--only", "double", "--jobs", "1")  # fmt: skip
    assert found.run.returncode == 1
    assert found.row("ben")[0] == "ungraded"
    assert "1  ungraded       it could not be graded" in found.run.stdout
    # Nor is it this run's fault that the line is kept.
    shutil.rmtree(found.out.with_name("submissions") / "ben")
    later = grade_class({}, "--trusted", "--only", "double", "--jobs", "1")
    assert later.row("ben")[0] == "ungraded"
    assert later.run.returncode == 0


def test_trusted_is_recorded_and_says_what_it_does_not_stop(clean: Graded) -> None:
    graded = [row for row in clean.rows.values() if row["status"] == "graded"]
    assert {row["isolation"] for row in graded} == {"trusted"}
    assert "Isolation: trusted." in clean.run.stdout
    assert "--trusted: answers are not shut in." in clean.run.stderr
    for not_stopped in isolation.TRUSTED_NOT_STOPPED:
        assert not_stopped in clean.run.stderr


def test_explain_needs_no_submissions_and_changes_nothing(clean: Graded, setting: Setting) -> None:
    def files() -> dict[str, bytes]:
        return {str(each): each.read_bytes() for each in clean.out.rglob("*") if each.is_file()}

    before = files()
    assert main(["grade", "--explain", "ben", "--out", str(clean.out),
                 "--exercises", str(setting.course / "exercises")]) == 0  # fmt: skip
    said = setting.capsys.readouterr().out
    assert said.startswith("ben: 4 of 10 points\n")
    for line in ("double: Twice as much: 4 of 6 points", "called    shout('hey')",
                 "expected  'HEY!'", "got       'hey'", "ok    3 of 3  Numbers of other kinds.",
                 "nothing was handed in"):  # fmt: skip
        assert line in said
    assert files() == before


def test_one_person_has_one_line_and_is_found_by_the_name_that_is_typed(
    course: Path, tmp_path: Path, setting: Setting
) -> None:
    composed, apart = "Jos\u00e9", "Jose\u0301"
    submissions = make_submissions(tmp_path / "s", {apart: {"double/answer.py": RIGHT}})
    export = {"format": "framelab-submission/1", "exercises": {
        "double": {"version": 2, "answer": RIGHT.decode()}}}  # fmt: skip
    for ending in ("", " 2"):
        (submissions / f"{composed}.framelab{ending}.json").write_text(json.dumps(export))
    found = grade(course, submissions, "--only", "double", "--trusted", out=tmp_path / "out")
    assert list(found.rows) == [(composed, "double")]
    assert found.row(composed) == ("graded", 6, "")
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 1
    for typed in (composed, apart):
        code, said = setting.run("--explain", typed, out=tmp_path / "out")
        assert (code, said) == (0, "")


def test_explain_without_the_exercises_has_their_ids(clean: Graded, setting: Setting) -> None:
    assert setting.run("--explain", "ana", "--exercises", "/nowhere", out=clean.out) == (0, "")


def test_a_file_beside_the_submissions_is_no_clean_end(
    course: Path, tmp_path: Path, grade_class: GradeClass
) -> None:
    make_submissions(tmp_path / "submissions", {"ana": {"double/answer.py": RIGHT}})
    (tmp_path / "submissions" / "ben.json").write_text("{}")
    done = grade_class({})
    assert done.run.returncode == 1
    assert "ben.json: no folder, zip file or export of a student" in done.run.stderr
    assert "ben.json" in (done.out / "notes.txt").read_text()
    (tmp_path / "submissions" / "ben.json").unlink()
    assert grade_class({}).run.returncode == 0
    assert not (done.out / "notes.txt").exists()


@pytest.mark.parametrize("file", ["double/answer.py", "exercises/double/answer.py"])
def test_one_student_s_folder_is_no_class(course: Path, tmp_path: Path, file: str) -> None:
    place = make_submissions(tmp_path / "s", {"ana": {file: RIGHT}})
    done = grade(course, place / "ana", out=tmp_path / "out")
    assert done.run.returncode == 2
    assert "the folder above, with a folder for each student" in done.said


def test_results_among_the_submissions_are_refused(course: Path, tmp_path: Path) -> None:
    place = make_submissions(tmp_path / "s", {"ana": {"double/answer.py": RIGHT}})
    done = grade(course, place, out=place / "graded")
    assert done.run.returncode == 2
    assert "a folder outside of it" in done.said
    assert [each.name for each in place.iterdir()] == ["ana"]


def test_explain_lists_students_where_there_is_none_of_the_name(
    clean: Graded, setting: Setting
) -> None:
    code, said = setting.run("--explain", "an\x1ba", out=clean.out)
    assert code == 2
    assert "found no student" in said
    assert "there is: ana; ben" in said
    assert "\x1b" not in said


# What surrounds the command.


def test_settings_of_pytest_and_odd_paths_change_nothing(course: Path, tmp_path: Path) -> None:
    zoe = {"Zo\u00eb": {"double/answer.py": RIGHT}}
    submissions = make_submissions(tmp_path / "submissions", CLASS | zoe)
    temporary = tmp_path / "a [1] : 'b'"
    temporary.mkdir()
    for name in ("conftest.py", "__init__.py"):  # above the copies of the checks
        (tmp_path / name).write_text("raise RuntimeError")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --nothing-like-it\n")
    surroundings = {
        "PYTEST_ADDOPTS": "-n 2 -k nothing --maxfail=1", "PYTEST_PLUGINS": "nowhere",
        "TMPDIR": os.path.relpath(temporary, course), "PYTHONWARNINGS": "error",
        "PYTHONPATH": str(submissions), "COLUMNS": "0", "HOME": "/nowhere",
        "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }  # fmt: skip
    run = subprocess.run(
        [*command(submissions, "--out", tmp_path / "out", "--jobs", "1")], cwd=course,
        env=os.environ | surroundings, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    found = Graded(run, tmp_path / "out", gradebook(tmp_path / "out"))
    assert run.returncode == 0, run.stderr
    assert found.row("ana") == ("graded", 6, "")
    assert found.row("ben") == ("graded", 4, "")
    assert found.row("Zo\u00eb") == ("graded", 6, "")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("level", ["1", "2"])
def test_python_that_leaves_out_what_checks_need_is_refused(
    course: Path, tmp_path: Path, level: str
) -> None:
    run = subprocess.run(
        command(tmp_path / "class", "--out", tmp_path / "out"), cwd=course, check=False,
        env=os.environ | {"PYTHONOPTIMIZE": level}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (2, "")
    assert f"PYTHONOPTIMIZE or -O: found level {level}" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        (">&-", 0, ""),
        (">&- 2>&- <&-", 0, ""),
        (">/dev/full", 2, "standard output: No space left on device"),
        ("2>/dev/full", 0, ""),
        (">/dev/full 2>/dev/full", 2, ""),
    ],
)
def test_output_that_goes_nowhere(
    course: Path, tmp_path: Path, redirected: str, code: int, told: str
) -> None:
    submissions = make_submissions(tmp_path / "submissions", CLASS)
    line = shlex.join(command(submissions, "--out", tmp_path / "out", "--trusted", "--jobs", "1"))
    run = subprocess.run(
        f"{line} {redirected}", shell=True, cwd=course, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert run.returncode == code, run.stderr
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert len(gradebook(tmp_path / "out")) == 4


def test_a_limit_below_ours_holds() -> None:
    code = (
        "import os, resource as r\n"
        "from framelab.grading.guest import confinement\n"
        "r.setrlimit(r.RLIMIT_FSIZE, (1000, 1000))\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "confinement._limit(limits_threads=True)\n"
        "print(r.getrlimit(r.RLIMIT_FSIZE), r.getrlimit(r.RLIMIT_NPROC)[0] <= confinement.THREADS)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout == "(1000, 1000) True\n", run.stderr


def test_half_a_library_is_not_taken_for_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(folder: Path, _: object) -> None:
        folder.mkdir()
        raise OSError(28, "No space left on device")

    files = isolation.SandboxFiles(tmp_path / "sandboxes")
    with monkeypatch.context() as patch:
        patch.setattr(isolation, "lay_out_library", fill)
        with pytest.raises(OSError, match="No space left"):
            files.library(())
    assert (files.library(()) / "framelab" / "grading" / "guest" / "server.py").is_file()


@pytest.mark.parametrize("named", ["thesis", "framelab-grade-thesis", "framelab-grade-link"])
def test_a_folder_that_no_run_made_is_not_removed(course: Path, tmp_path: Path, named: str) -> None:
    folder = tmp_path / named
    if named.endswith("link"):
        (tmp_path / "far").mkdir()
        (tmp_path / "far" / "folder-of-a-class-run").touch()
        folder.symlink_to(tmp_path / "far")
    else:
        folder.mkdir()
    (folder / "work").write_text("years")
    with contextlib.closing(Results(tmp_path / "out")) as results, results.writing():
        results.remember_folder(folder)
    with contextlib.closing(Results(tmp_path / "out")) as results, class_run.work_folder(results):
        assert folder not in results.folders()
    assert (folder / "work").read_text() == "years"


# What ends with one sentence and exit code 2, before anybody is graded.
def prepare_nothing(_: Setting) -> None:
    """Leave all as it is."""


def no_submissions(setting: Setting) -> None:
    shutil.rmtree(setting.submissions)


def a_file_of_submissions(setting: Setting) -> None:
    no_submissions(setting)
    setting.submissions.write_text("ana")


def an_empty_folder_of_submissions(setting: Setting) -> None:
    no_submissions(setting)
    setting.submissions.mkdir()


def strays_alone(setting: Setting) -> None:
    an_empty_folder_of_submissions(setting)
    (setting.submissions / "answer.py").write_bytes(RIGHT)


def no_exercises(setting: Setting) -> None:
    shutil.rmtree(setting.course / "exercises")
    (setting.course / "exercises").mkdir()


def no_solution(setting: Setting) -> None:
    shutil.rmtree(setting.course / "solutions" / "colours")


def a_spoiled_definition(setting: Setting) -> None:
    (setting.course / "exercises" / "double" / "exercise.toml").write_text("title = 3")


def out_is_a_file(setting: Setting) -> None:
    setting.out.write_text("a file")


REFUSED: dict[str, tuple[Callable[[Setting], None], list[str], list[str]]] = {
    "no jobs": (prepare_nothing, ["{class}", "--jobs", "0"], ["--jobs: found 0", "1 and more"]),
    "fewer jobs": (prepare_nothing, ["{class}", "--jobs", "-3"], ["--jobs: found -3"]),
    "unknown exercise": (
        prepare_nothing, ["{class}", "--only", "tripple"],
        ["no exercise 'tripple'", "colours, double"],
    ),
    "no submissions given": (
        prepare_nothing, [], ["no folder of submissions", "SUBMISSIONS, a folder"]
    ),
    "no submissions there": (no_submissions, ["{class}"], ["{class}: No such file or directory"]),
    "a file of submissions": (a_file_of_submissions, ["{class}"], ["{class}: Not a directory"]),
    "empty submissions": (
        an_empty_folder_of_submissions, ["{class}"],
        ["nobody was graded", "{class}: found no submissions", "STUDENT/ID/answer.*"],
    ),
    "strays alone": (
        strays_alone, ["{class}"],
        ["found no submissions", "answer.py: no folder, zip file or export of a student"],
    ),
    "no exercises": (no_exercises, ["{class}"], ["exercises: found none", "exercise.toml"]),
    "no solution": (
        no_solution, ["{class}"], ["solutions, colours: found no folder", "exercise's solution"]
    ),
    "spoiled definition": (
        a_spoiled_definition, ["{class}"], ["double/exercise.toml", "found nothing"]
    ),
    "out is a file": (out_is_a_file, ["{class}"], ["{out}: it cannot be made: File exists"]),
    "nothing to explain": (
        prepare_nothing, ["--explain", "ana"], ["{out}: found no results.sqlite", "graded into"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_says_why_nobody_is_graded(setting: Setting, case: str) -> None:
    prepare, arguments, told = REFUSED[case]
    prepare(setting)
    places = {"{class}": str(setting.submissions), "{out}": str(setting.out)}

    def placed(text: str) -> str:
        for name, place in places.items():
            text = text.replace(name, place)
        return text

    code, said = setting.run(*map(placed, arguments))
    assert code == 2
    assert [each for each in told if placed(each) not in said] == [], said
    assert said.startswith("framelab: ")
    assert not (setting.out / "gradebook.csv").exists()
    assert not (setting.out / "feedback").exists()


@pytest.mark.parametrize("out", ["/proc/framelab", "/proc"])
def test_a_folder_that_cannot_be_written(setting: Setting, out: str) -> None:
    """Nobody may, not even root."""
    code, said = setting.run(setting.submissions, out=Path(out))
    assert code == 2
    assert len(said.splitlines()) == 1
    assert said.startswith(f"framelab: {out}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--out"),
        (["submissions", "--out", "out", "--jobs", "many"], "--jobs"),
        (["submissions", "--out", "out", "--isolation", "none"], "bwrap"),
        (["submissions", "--out", "out", "--isolation", "user", "--trusted"], "not allowed with"),
    ],
)
def test_arguments_that_it_does_not_take(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["grade", *arguments])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_help() -> None:
    found = subprocess.run(
        [*command(), "--help"], capture_output=True, encoding="utf-8", check=True
    )
    for option in ("SUBMISSIONS", "--out", "--only", "--jobs", "--isolation", "--trusted",
                   "--explain", "{bwrap,landlock,user}"):  # fmt: skip
        assert option in found.stdout
    assert "continues where it stopped" in " ".join(found.stdout.split())


@pytest.mark.parametrize("package", ["jinja2", "pytest"])
def test_a_package_that_is_missing_is_named_before_anybody_is_graded(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("framelab.grading.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    code, said = setting.run(setting.submissions)
    assert code == 2
    assert f"{package} is needed; pip install 'framelab[grading]'" in said
    assert not setting.out.exists()


# Solutions that nobody can be graded by.
def wrong_solution(course: Path) -> None:
    (course / "solutions/double/answer.py").write_bytes(WRONG)


def spoiled_check(course: Path) -> None:
    with (course / "solutions/double/test_hidden.py").open("a") as file:
        file.write("def test_more(submission:\n")


def no_answer_of_ours(course: Path) -> None:
    (course / "solutions/double/answer.py").unlink()


def no_checks(course: Path) -> None:
    (course / "solutions/double/test_hidden.py").unlink()
    (course / "exercises/double/test_public.py").unlink()


def other_points(course: Path) -> None:
    definition = course / "exercises/double/exercise.toml"
    definition.write_text(definition.read_text().replace("points_total = 6", "points_total = 9"))


UNUSABLE: dict[Callable[[Path], None], tuple[str, ...]] = {
    wrong_solution: ("double: our answer has 4 of 6 points", "test_a_word: 'hey'",
                     "test_another_word"),
    spoiled_check: ("double/test_hidden.py", "SyntaxError", "test_more"),
    no_answer_of_ours: ("double: our answer, answer.py: No such file or directory",),
    no_checks: ("double: found no checks", "test_hidden.py"),
    other_points: ("double/exercise.toml, points_total", "found 7", "test_hidden.py has 4"),
}  # fmt: skip


@pytest.mark.parametrize("spoil", UNUSABLE, ids=lambda spoil: spoil.__name__)
def test_solutions_that_nobody_can_be_graded_by(
    own_course: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(own_course)
    submissions = make_submissions(tmp_path / "submissions", CLASS)
    found = grade(own_course, submissions, "--trusted", "--jobs", "1", out=tmp_path / "out")
    assert found.run.returncode == 2
    assert "nobody was graded" in found.run.stderr
    assert [each for each in UNUSABLE[spoil] if each not in found.run.stderr] == []
    assert "Traceback" not in found.said
    assert not (tmp_path / "out" / "gradebook.csv").exists()
    assert not (tmp_path / "out" / "feedback").exists()


@pytest.fixture
def seen_by_all(capsys: pytest.CaptureFixture[str]) -> Iterator[Setting]:
    # Not below pytest's own folder, which no other user can pass through.
    folder = Path(f"/tmp/framelab seen {os.getpid()}")
    folder.mkdir(mode=0o755)
    try:
        make_course(folder / "small")
        make_submissions(folder / "submissions", CLASS).chmod(0o700)
        yield Setting(folder, capsys)
    finally:
        shutil.rmtree(folder)


def test_user_refuses_solutions_that_everybody_can_read(seen_by_all: Setting) -> None:
    folder = seen_by_all.folder
    if why := isolation.why_not(isolation.level_named("user"), folder / "try"):
        pytest.skip(f"user does not hold on this machine: {why}")
    code, said = seen_by_all.run(seen_by_all.submissions, "--isolation", "user")
    assert code == 2
    assert "nobody was graded" in said
    (line,) = [line for line in said.splitlines() if "chmod" in line]
    assert line.startswith(f"  {seen_by_all.course}/solutions/")
    assert "every user of this machine can read it" in line
    advice = line.partition("; ")[2]
    subprocess.run(advice, shell=True, check=True)
    named = Path(line.partition(": every")[0].strip())
    assert named.is_file()
    assert named.stat().st_mode & 0o007 == 0
