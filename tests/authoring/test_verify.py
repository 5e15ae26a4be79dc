"""`framelab verify` proves a good exercise, and finds each fault that it is for."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from framelab.authoring.check_runs import CheckRuns
from framelab.authoring.new import new_exercise
from framelab.authoring.verify import Claim, ExerciseSources, verify
from framelab.cli import main
from framelab.exercises import ExerciseError, read_exercise
from framelab.exercises.checks.check_run import CheckRunError
from framelab.exercises.definition.exercise import Kind


def made(kind: Kind, folder: Path) -> ExerciseSources:
    exercises, solutions = folder / "exercises", folder / "solutions"
    new_exercise(
        "small", kind, "Small", "a_chapter", exercises=exercises, solutions=solutions,
        paragraphs={"gazette": 3, "herald": 2},
    )  # fmt: skip
    return ExerciseSources(read_exercise(exercises / "small"), solutions / "small")


def claimed(sources: ExerciseSources, what: str) -> Claim:
    """Try what an exercise claims until that claim; what comes after takes time."""
    return next(claim for claim in verify(sources) if claim.what == what)


@pytest.mark.parametrize("kind", ["code", "data", "open"])
def test_a_new_exercise_holds_every_claim(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exercises").mkdir()
    assert main(["new", "small", "--kind", kind]) == 0
    assert "framelab verify small proves it" in capsys.readouterr().out
    assert main(["verify"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("small\n  ok    the brief says it all")
    assert "FAIL" not in said
    assert said.endswith("Every claim holds.\n")
    assert main(["new", "small", "--kind", kind]) == 2
    assert "found it is there; allowed: a new one" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Small", "1st", "a-b", "a__b", "../x", ""])
def test_an_id_that_is_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="joined by underscores"):
        new_exercise(name, "code", "T", "c", exercises=tmp_path, solutions=tmp_path)
    assert list(tmp_path.iterdir()) == []


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def weaken(sources: ExerciseSources) -> None:
    """Let the checks of `denser` compare nothing."""
    for folder in (sources.exercise.folder, sources.solution):
        for file in folder.glob("test_*.py"):
            text = file.read_text(encoding="utf-8")
            text = re.sub(r'(denser\([^=]*\)) == "\w+"', r'\1 != "?"', text)
            file.write_text(text, encoding="utf-8")


def claim_equivalence(sources: ExerciseSources) -> None:
    lines = sources.answer.read_text(encoding="utf-8").splitlines()
    (line,) = [each.strip() for each in lines if each.strip().startswith("return 1000")]
    (sources.solution / "equivalents.toml").write_text(
        f'[[equivalents]]\nbefore = "{line}"\nafter = "{line.replace("/", "*")}"\nreason = "No."\n'
        '[[equivalents]]\nbefore = "x"\nafter = "y"\nreason = "No such line."\n',
        encoding="utf-8",
    )


FAULTS: list[tuple[str, Callable[[ExerciseSources], object], str, str]] = [
    (
        "a wrong answer",
        lambda m: change(m.answer, "1000 * count", "100 * count"),
        "the answer", "test_a_whole_rate: failed",
    ),
    (
        "points that do not add up",
        lambda m: change(m.answer, "if words == 0:\n        return None", "if False: pass"),
        "the answer", "all points: found 6; exercise.toml says 8",
    ),
    (
        "a starter that earns points",
        lambda m: change(
            m.starter,
            '    """Give how often something occurs in a thousand words."""\n    ...',
            "    return 2.0",
        ),
        "the starter", "test_a_whole_rate: passed",
    ),
    (
        "too few misconceptions",
        lambda m: (m.solution / "misconceptions/rounds.py").unlink(),
        "misconceptions caught", "misconceptions: found 3; allowed: 4 and more",
    ),
    (
        "a misconception that no check catches",
        lambda m: change(m.solution / "misconceptions/rounds.py", "round(1000", "abs(1000"),
        "misconceptions caught", "rounds: fails no visible check",
    ),
    (
        "a misconception that is another one",
        lambda m: change(m.solution / "misconceptions/rounds.py", "round(1000 *", "(100 *"),
        "misconceptions named", "rounds: taken for per_hundred, rounds",
    ),
    (
        "right answers that lose points",
        lambda m: change(m.variants / "rate_of_one_word.py", "* 1000", "* 100"),
        "written in other ways", "rate_of_one_word.py: loses test_",
    ),
    (
        "too few right answers",
        lambda m: (m.variants / "rate_of_one_word.py").unlink(),
        "written in other ways", "found 1; allowed: 2 and more",
    ),
    ("checks that notice too little", weaken, "mutants killed", "not noticed: line "),
    (
        "a mutant said to be none", claim_equivalence,
        "equivalents listed", "told apart by per_thousand(",
    ),
    ("an entry for no mutant", claim_equivalence, "equivalents listed", "x -> y: no such mutant"),
    (
        "a visible check without a question",
        lambda m: change(m.exercise.folder / "test_public.py", "made a whole number?", "whole."),
        "visible checks ask", "no message that ends in ?",
    ),
    (
        "a function that the brief does not name",
        lambda m: change(m.exercise.folder / "brief.md", "`denser(", "`thicker("),
        "the brief says it all", "denser is not in brief.md",
    ),
    (
        "a tolerance that the brief does not name",
        lambda m: change(m.exercise.folder / "brief.md", "below a billionth", "very small"),
        "the brief says it all", "1e-09 is not in brief.md",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "what", "fault"), [pytest.param(*each[1:], id=each[0]) for each in FAULTS]
)
def test_a_fault_of_an_exercise_of_code_is_found(
    tmp_path: Path, spoil: Callable[[ExerciseSources], object], what: str, fault: str
) -> None:
    sources = made("code", tmp_path)
    spoil(sources)
    found = claimed(sources, what)
    assert any(fault in each for each in found.faults), found


def test_an_exception_that_the_brief_does_not_name(tmp_path: Path) -> None:
    sources = made("code", tmp_path)
    change(
        sources.solution / "test_hidden.py",
        "    assert submission.per_thousand(0, 0) is None\n",
        "    with pytest.raises(LookupError):\n        submission.per_thousand(0, 0)\n",
    )
    faults = claimed(sources, "the brief says it all").faults
    assert any("LookupError is not in brief.md" in each for each in faults)


def test_the_library_s_own_function_is_no_answer(tmp_path: Path) -> None:
    sources = made("code", tmp_path)
    assert not claimed(sources, "the library's own").faults
    change(sources.exercise.folder / "exercise.toml", '["framelab.measures"]', "[]")
    # The library has a per_thousand, which earns what is not withheld.
    unguarded = ExerciseSources(read_exercise(sources.exercise.folder), sources.solution)
    assert claimed(unguarded, "the library's own").faults


def spoil_codes(sources: ExerciseSources, item: str, code: str) -> None:
    codes = json.loads(sources.answer.read_text(encoding="utf-8"))
    sources.answer.write_text(json.dumps(codes | {item: code}), encoding="utf-8")


def let_an_item_go(sources: ExerciseSources) -> None:
    change(sources.solution / "test_hidden.py", ', "bridge/voice"]', "]")
    change(sources.exercise.folder / "exercise.toml", "points_total = 5", "points_total = 4")


CODE_FAULTS: list[tuple[str, Callable[[ExerciseSources], object], str, str]] = [
    (
        "an answer that is not ours",
        lambda m: spoil_codes(m, "bridge/voice", "named"),
        "codes that are accepted", "bridge/voice: answer.json has named",
    ),
    (
        "an item without accepted codes",
        lambda m: change(m.solution / "accept.csv", "school/voice,article", "shool/voice,article"),
        "codes that are accepted", "school/voice: in one of items.toml and accept.csv only",
    ),
    (
        "a code that does not exist",
        lambda m: change(m.solution / "accept.csv", "bridge/voice,named", "bridge/voice,nobody"),
        "codes that are accepted", "bridge/voice: nobody is no code of it",
    ),
    (
        "an accepted code that loses points",
        lambda m: change(m.solution / "accept.csv", "market/voice,named,",
                         "harbour/voice,article,The paper prints it.\nmarket/voice,named,"),
        "coded in other ways", "test_the_harbour is lost",
    ),
    (
        "a wrong code that passes",
        let_an_item_go,
        "wrong codes caught", "bridge/voice as article: not noticed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "what", "fault"), [pytest.param(*each[1:], id=each[0]) for each in CODE_FAULTS]
)
def test_a_fault_of_an_exercise_of_codes_is_found(
    tmp_path: Path, spoil: Callable[[ExerciseSources], object], what: str, fault: str
) -> None:
    sources = made("data", tmp_path)
    spoil(sources)
    found = claimed(sources, what)
    assert any(fault in each for each in found.faults), found


LONG = {
    "code": ["equivalents listed", "mutants killed"], "data": ["wrong codes caught"], "open": [],
}  # fmt: skip


def options_of(folder: Path) -> list[str]:
    return ["--exercises", str(folder / "exercises"), "--solutions", str(folder / "solutions")]


@pytest.mark.parametrize("kind", ["code", "data", "open"])
def test_fast_says_what_it_leaves_out(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(kind, tmp_path)
    assert main(["verify", "--fast", "--jobs", "1", *options_of(tmp_path)]) == 0
    *claims, last = capsys.readouterr().out.splitlines()
    left_out = [line for line in claims if line.startswith("  --  ")]
    assert [re.split(r"  +", line.strip()) for line in left_out] == [
        ["--", claim, "not tried, because of --fast"] for claim in LONG[kind]
    ]
    assert not any(claim in line for claim in LONG[kind] for line in claims if line not in left_out)
    assert last == (
        f"Not tried, because of --fast: {', '.join(LONG[kind])}. Every claim that was tried holds."
        if left_out
        else "Every claim holds."
    )


def test_fast_finds_the_faults_that_it_does_not_leave_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil_codes(made("data", tmp_path), "bridge/voice", "named")
    assert main(["verify", "--fast", "--jobs", "1", *options_of(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "FAIL  codes that are accepted" in said
    last = "Not tried, because of --fast: wrong codes caught. 1 claims do not hold.\n"
    assert said.endswith(last)


def test_processes_beside_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    sources = made("code", tmp_path)
    weaken(sources)
    claim_equivalence(sources)
    change(sources.variants / "rate_of_one_word.py", "* 1000", "* 100")
    one: list[tuple[int, int]] = []
    many: list[tuple[int, int]] = []
    alone = list(verify(sources, lambda done, total: one.append((done, total))))
    with CheckRuns(3) as check_runs:
        beside = ExerciseSources(sources.exercise, sources.solution, check_runs)
        assert list(verify(beside, lambda done, total: many.append((done, total)))) == alone
    assert one == many == [(done, one[-1][1]) for done in range(one[-1][1] + 1)]
    assert len([claim for claim in alone if claim.faults]) >= 3


def test_what_keeps_checks_from_running_is_said_from_a_process_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = made("code", tmp_path)
    (sources.solution / "test_hidden.py").write_text("def test_it(:\n", encoding="utf-8")
    before = sorted(Path(tempfile.gettempdir()).glob("check_run-*"))
    with CheckRuns(2) as check_runs:
        beside = ExerciseSources(sources.exercise, sources.solution, check_runs)
        with pytest.raises(CheckRunError, match="SyntaxError"):
            list(beside.tried([sources.answer]))
    assert sorted(Path(tempfile.gettempdir()).glob("check_run-*")) == before
    capsys.readouterr()
    assert main(["verify", "--jobs", "0", *options_of(tmp_path)]) == 2
    assert "--jobs: found 0; allowed: 1 and more" in capsys.readouterr().err


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_ends_all_processes_and_leaves_nothing(tmp_path: Path) -> None:
    sources = made("code", tmp_path)
    answer = sources.solution / "misconceptions" / "rounds.py"
    mark = tmp_path / "has-begun"
    # An answer's own process says that it runs, and then takes a while.
    answer.write_text(
        f"{answer.read_text()}\nopen({str(mark)!r}, 'w').close()\n__import__('time').sleep(4)\n",
        encoding="utf-8",
    )
    (tmp_path / "temporary").mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "framelab.cli", "verify", "--jobs", "2", *options_of(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    ) as process:  # fmt: skip
        while not mark.exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.splitlines()[-1] == "framelab: interrupted"
    assert "Traceback" not in errors
    ends = time.monotonic() + 60
    while is_there(process.pid):
        assert time.monotonic() < ends, "a process of the group is left"
        time.sleep(0.02)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_fault_gives_exit_code_1_and_no_exercise_gives_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = made("data", tmp_path)
    change(sources.exercise.folder / "test_public.py", "say it?", "say it.")
    options = ["--jobs", "1", *options_of(tmp_path)]
    assert main(["verify", *options]) == 1
    assert "1 claims do not hold." in capsys.readouterr().out
    assert main(["verify", "other", *options]) == 2
    assert "found no exercise 'other'; there is: small" in capsys.readouterr().err
    (sources.solution / "answer.json").unlink()
    with pytest.raises(FileNotFoundError):
        main(["verify", *options])
