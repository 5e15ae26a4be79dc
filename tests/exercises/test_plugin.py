"""What the pytest plugin does, and what it leaves alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .test_golden import CASES, EXERCISE, GOLDEN, not_run

# A student has pytest and the library. Plugins that our tests need take longer to load than
# all else; without them ours is named, as none is looked for.
FEW_PLUGINS = {
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "framelab.exercises.checks.plugin",
}  # fmt: skip


def run_pytest(
    folder: Path, *arguments: str, plugins: dict[str, str] = FEW_PLUGINS, **environment: str
) -> tuple[int, str]:
    """Run pytest in a folder; return its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"COLUMNS": "80"} | plugins | environment,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    """A folder with one exercise, its answer a good one."""
    folder = tmp_path / "exercises"
    shutil.copytree(EXERCISE, folder / "counting")
    shutil.copy(GOLDEN / "pass" / "answer.py", folder / "counting")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_pytest_says_what_the_command_says(exercises: Path) -> None:
    code, said = run_pytest(exercises, "counting", plugins={})
    assert code == 0
    assert said == (GOLDEN / "pass" / "expected.txt").read_text(encoding="utf-8")


def test_outside_an_exercise_pytest_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_it():\n    assert [1, 2] == [1, 3]\n")
    code, said = run_pytest(tmp_path, plugins={})
    assert code == 1
    assert "test session starts" in said
    assert "At index 1 diff: 2 != 3" in said
    assert "visible checks" not in said


def test_submission_outside_an_exercise_says_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_it(submission):\n    pass\n")
    code, said = run_pytest(tmp_path)
    assert code == 1
    assert "allowed: tests in a folder with exercise.toml" in said


def test_beside_other_tests_the_feedback_is_in_pytest_s_own_report(exercises: Path) -> None:
    shutil.copy(GOLDEN / "wrong_value" / "answer.py", exercises / "counting")
    other = exercises.parent / "test_own.py"
    other.write_text("def test_it():\n    pass\n")
    code, said = run_pytest(exercises.parent, "--import-mode=importlib", str(exercises), str(other))
    assert code == 1
    assert "1 failed, 4 passed" in said
    assert "got: {'kelly': 1, 'sessions': 1}" in said


def test_two_exercises_have_two_headings_and_two_sums(exercises: Path) -> None:
    shutil.copytree(exercises / "counting", exercises / "again")
    code, said = run_pytest(exercises)
    assert code == 0
    assert "again: Words by speaker\n" in said
    assert "again: visible checks: 6 of 6 points; 4 more are graded later\n" in said
    assert "counting: visible checks: 6 of 6 points; 4 more are graded later\n" in said


def test_checks_that_were_left_out_are_counted(exercises: Path) -> None:
    code, said = run_pytest(exercises, "-k", "share")
    assert code == 0
    assert "visible checks: 3 of 6 points" in said
    assert "2 checks were left out." in said


def test_one_check_can_be_run_alone(exercises: Path) -> None:
    code, said = run_pytest(exercises, "counting/test_public.py::test_nobody")
    assert code == 0
    assert "visible checks: 1 of 6 points" in said


def test_no_check_is_no_success(exercises: Path) -> None:
    code, said = run_pytest(exercises, "-k", "nothing_of_this_name")
    assert code == 5
    assert "No check was run, so nothing is known about the answer." in said


def test_in_colour_and_without(exercises: Path) -> None:
    _, colourful = run_pytest(exercises, "--color=yes")
    _, plain = run_pytest(exercises, NO_COLOR="1")
    assert "\x1b[32m  ok" in colourful
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", colourful) == plain


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
def test_a_console_gets_only_what_it_can_print(exercises: Path, encoding: str) -> None:
    shutil.copy(GOLDEN / "signs_that_no_console_has" / "answer.py", exercises / "counting")
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "check"],
        cwd=exercises,
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 1
    said = done.stdout.decode(encoding)
    assert "\\U0001f600" in said
    assert "Traceback" not in said + done.stderr.decode(encoding)


# What has no verdict where nothing stands between answer and tests.
ONLY_IN_A_CHILD = {
    "hang", "hang_at_load", "prints_without_end", "os_exit", "os_exit_at_load", "kills_itself",
    "deletes_its_own_file",
}  # fmt: skip


IN_PROCESS = [case for case in CASES if case.name not in ONLY_IN_A_CHILD]


@pytest.fixture(scope="module")
def verdicts_in_process(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Check all answers in one process: by the name of each, passed or failed, check by check."""
    folder = tmp_path_factory.mktemp("in-process")
    for case in IN_PROCESS:
        shutil.copytree(EXERCISE, folder / case.name)
        shutil.copy(case / "answer.py", folder / case.name)
    _, said = run_pytest(folder, "--import-mode=importlib", "--inprocess", "-v")
    found: dict[str, list[str]] = {case.name: [] for case in IN_PROCESS}
    for name, verdict in re.findall(r"(\w+)/test_public\.py::\w+ (PASSED|FAILED)", said):
        found[name].append(verdict)
    return found


@pytest.mark.parametrize("case", IN_PROCESS, ids=lambda case: case.name)
def test_in_process_the_verdicts_are_the_same(
    case: Path, verdicts_in_process: dict[str, list[str]]
) -> None:
    verdicts = verdicts_in_process[case.name]
    expected = re.findall(
        r"^  (ok|fail) ", (case / "expected.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    expected += ["fail"] * not_run(case)
    assert [{"PASSED": "ok", "FAILED": "fail"}[each] for each in verdicts] == expected


def test_in_process_what_the_answer_prints_is_printed(exercises: Path) -> None:
    answer = exercises / "counting" / "answer.py"
    replace(answer, "    words = {}\n", "    words = {}\n    print('here I am')\n")
    _, said = run_pytest(exercises, "--inprocess", "-s")
    assert "here I am" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param(
            "exercise.toml", "points_visible = 6", "points_visible = 7",
            "points_visible: found 7; test_public.py has 6 points", id="points",
        ),
        pytest.param(
            "test_public.py", '    """Without rows there is nobody."""\n', "",
            "test_nobody: found no docstring; allowed: @points", id="no sentence",
        ),
        pytest.param(
            "test_public.py", "@points(1)\ndef test_nobody", "def test_nobody",
            "test_nobody: found no @points above it", id="no points",
        ),
        pytest.param(
            "exercise.toml", 'kind = "code"', 'kind = "cod"',
            "kind: found 'cod'; allowed: code, data, open", id="definition",
        ),
    ],
)  # fmt: skip
def test_an_exercise_that_is_wrong_in_itself_is_refused(
    exercises: Path, file: str, old: str, new: str, message: str
) -> None:
    replace(exercises / "counting" / file, old, new)
    code, said = run_pytest(exercises)
    assert code == 4
    assert message in said
    assert "Traceback" not in said


def test_a_check_that_is_broken_is_not_the_student_s_fault(exercises: Path) -> None:
    replace(exercises / "counting" / "test_public.py", "words_by_speaker([])", "words([None[0]])")
    code, said = run_pytest(exercises)
    assert code == 1
    assert "  error 0 of 1  Without rows there is nobody." in said
    assert "this check itself does not work. TypeError" in said


def test_a_value_that_a_check_cannot_use_is_the_answer_s(exercises: Path) -> None:
    checks = exercises / "counting" / "test_public.py"
    replace(checks, "words_by_speaker([]) == {}", 'words_by_speaker(ROWS)["kelly"] == 7')
    shutil.copy(GOLDEN / "returns_none" / "answer.py", exercises / "counting")
    _, said = run_pytest(exercises)
    assert "got       None\n" in said
    assert "the check cannot go on with this value: 'NoneType' object" in said


def test_a_file_of_checks_that_cannot_be_read_is_named(exercises: Path) -> None:
    replace(exercises / "counting" / "test_public.py", "def test_nobody", "def def test_nobody")
    code, said = run_pytest(exercises)
    assert code == 2
    assert "test_public.py could not be read:" in said
    assert "SyntaxError: invalid syntax" in said


def test_rows_are_shown_once(exercises: Path) -> None:
    checks = exercises / "counting" / "test_public.py"
    replace(checks, "words_by_speaker([]) == {}", "words_by_speaker(ROWS) == {}")
    shutil.copy(GOLDEN / "wrong_value" / "answer.py", exercises / "counting")
    _, said = run_pytest(exercises)
    assert said.count("          kelly         7\n") == 1
    assert said.count("with      ROWS as above\n") == 1


def test_of_several_calls_in_a_list_the_wrong_one_is_shown(exercises: Path) -> None:
    checks = exercises / "counting" / "test_public.py"
    replace(
        checks,
        "submission.share(1, 4) == pytest.approx(0.25)",
        "[submission.share(n, 4) for n in (0, 1, 2)] == [0, 1, 0.5]",
    )
    _, said = run_pytest(exercises)
    assert "called    share(1, 4)\n        expected  1\n        got       0.25\n" in said


@pytest.mark.parametrize("name", ["test_public (1).py", "test_public copy.py", "test_mine.py"])
def test_other_files_of_tests_beside_the_checks_are_passed_over(exercises: Path, name: str) -> None:
    checks = exercises / "counting" / "test_public.py"
    is_copy = name != "test_mine.py"
    (checks.with_name(name)).write_text(checks.read_text() if is_copy else "import nowhere\n")
    code, said = run_pytest(exercises)
    assert code == 0
    assert "visible checks: 6 of 6 points; 4 more are graded later" in said
    if not is_copy:  # whoever names it, wants it
        assert "No module named 'nowhere'" in run_pytest(exercises, f"counting/{name}")[1]


def test_settings_and_helpers_of_tests_of_one_s_own_have_no_say(exercises: Path) -> None:
    (exercises / "counting" / "conftest.py").write_text("import nowhere\n")
    (exercises / "counting" / "pytest.ini").write_text("[pytest]\naddopts = -n 2\n")
    (exercises.parent / "conftest.py").write_text("import nowhere\n")
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "check"],
        cwd=exercises, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"COLUMNS": "80", "PYTEST_ADDOPTS": "-k nothing", "PYTEST_PLUGINS": "no"},
    )  # fmt: skip
    assert done.stdout == (GOLDEN / "pass" / "expected.txt").read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_hidden_checks_are_counted_apart(exercises: Path) -> None:
    (exercises / "counting" / "test_hidden.py").write_text(
        "from framelab.exercises import points\n\n"
        "@points(3)\ndef test_it(submission):\n"
        '    """Hidden."""\n    assert submission.share(1, 2) == 0.5\n'
    )
    code, said = run_pytest(exercises)
    assert code == 4
    assert "points_total - points_visible: found 4; test_hidden.py has 3 points" in said


def test_a_missing_answer_is_said(exercises: Path) -> None:
    (exercises / "counting" / "answer.py").unlink()
    _, said = run_pytest(exercises)
    assert "answer.py cannot be used: it cannot be read: No such file" in said


def test_interrupted_the_points_so_far_are_shown_and_no_child_stays(exercises: Path) -> None:
    shutil.copy(GOLDEN / "hang" / "answer.py", exercises / "counting")
    replace(
        exercises / "counting" / "answer.py", "while rows:", "open('started', 'w')\n    while rows:"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=exercises,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | FEW_PLUGINS | {"TMPDIR": str(exercises.parent)},
    ) as process:
        while not list(exercises.parent.glob("answer-*/own/started")):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=30)[0]
    assert process.returncode == 2
    assert "Interrupted." in said
    assert "visible checks: 0 of 6 points" in said or "No check was run" in said
    assert not list(exercises.parent.glob("answer-*"))


def test_when_the_tests_are_killed_the_answer_ends_too(exercises: Path) -> None:
    shutil.copy(GOLDEN / "hang" / "answer.py", exercises / "counting")
    replace(exercises / "counting" / "exercise.toml", "_seconds = 1", "_seconds = 60")
    answer = exercises / "counting" / "answer.py"
    replace(answer, "while rows:", "print(__import__('os').getpid())\n    while rows:")
    environment = os.environ | FEW_PLUGINS | {"TMPDIR": str(exercises.parent)}
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], cwd=exercises, env=environment
    ) as process:
        while not (
            said := "".join(f.read_text() for f in exercises.parent.glob("answer-*/printed"))
        ):
            time.sleep(0.02)
        process.kill()
    child = Path(f"/proc/{int(said)}")
    for _ in range(500):
        if not child.exists():
            break
        time.sleep(0.02)
    assert not child.exists()
