"""Answers that are no Python file, and what can be wrong in them: notebooks, codes, texts."""

import json
from pathlib import Path

import pytest

from framelab.authoring.new import new_exercise
from framelab.exercises.checks.check_run import CheckRun, run_checks
from framelab.exercises.definition.exercise import ExerciseError, Kind
from framelab.exercises.definition.items import read_items


def made(kind: Kind, folder: Path) -> tuple[Path, Path]:
    """Make the template's exercise of a kind: its folder, and its solution's."""
    new_exercise(
        "small", kind, "Small", "a_chapter", exercises=folder, solutions=folder / "s",
        paragraphs={"gazette": 3, "herald": 2},
    )  # fmt: skip
    return folder / "small", folder / "s" / "small"


@pytest.fixture
def codes(tmp_path: Path) -> tuple[Path, Path]:
    return made("data", tmp_path)


@pytest.fixture
def code(tmp_path: Path) -> tuple[Path, Path]:
    return made("code", tmp_path)


@pytest.fixture
def text(tmp_path: Path) -> tuple[Path, Path]:
    return made("open", tmp_path)


def said(check_run: CheckRun, test: str) -> dict[str, str]:
    """Give the lines of a test, by label."""
    (result,) = [each for each in check_run.results if each.test == test]
    return dict(result.lines)


RIGHT = {
    "harbour/voice": "named", "school/voice": "article", "clinic/voice": "unnamed",
    "market/voice": "named", "bridge/voice": "unnamed",
}  # fmt: skip


def test_a_file_of_codes_earns_its_points_item_by_item(codes: tuple[Path, Path]) -> None:
    exercise, solution = codes
    check_run = run_checks(exercise, json.dumps(RIGHT | {"school/voice": "unnamed"}), solution)
    assert (check_run.earned, check_run.earned_visible) == (4, 1)
    lines = said(check_run, "test_the_school")
    assert lines == {
        "item": "school/voice: Who vouches for the claim?",
        "got": "unnamed",
        "think": "Does anybody but the article say it?",
    }


def test_an_accepted_code_that_is_not_ours_passes_and_says_why(codes: tuple[Path, Path]) -> None:
    exercise, solution = codes
    check_run = run_checks(exercise, json.dumps(RIGHT | {"bridge/voice": "named"}), solution)
    assert check_run.earned == 5
    notes = [dict(result.lines)["note"] for result in check_run.results if result.lines]
    assert notes == [
        "accepted: An office can be asked by its name."  # of ours nothing: it may be hidden
    ]


@pytest.mark.parametrize(
    ("content", "got"),
    [
        pytest.param("", "answer.json cannot be used: it is not JSON: line 1", id="empty"),
        pytest.param("{\n'a': 1}", "it is not JSON: line 2, column 1", id="not JSON"),
        pytest.param("[]", 'it holds something else than {"item": "code", ...}', id="a list"),
        pytest.param("{}", "answer.json has no code for it yet", id="no item"),
        pytest.param(json.dumps({"harbor/voice": "named"}),
                     "no code for it yet; it has 'harbor/voice'", id="an unknown item"),
        pytest.param('{"harbour/voice": "named", "harbour/voice": "article"}',
                     'answer.json has two codes for it: "named" and "article"', id="given twice"),
        pytest.param(json.dumps({"harbour/voice": "Named"}),
                     '"Named", which is no code here', id="a code outside the codebook"),
        pytest.param(json.dumps({"harbour/voice": ["named"]}),
                     '["named"], which is no code here', id="a list of codes"),
        pytest.param(json.dumps({"harbour/voice": 3}), "3, which is no code here", id="a number"),
        pytest.param("[" * 100_000, "it is not JSON that can be read", id="nested without end"),
        pytest.param('{"harbour/voice": ' + "9" * 10_000 + "}",
                     "it is not JSON that can be read", id="a number without end"),
        pytest.param('"' + "x" * 1_000_001 + '"', "it is larger than 1,000,000 bytes", id="huge"),
    ],
)  # fmt: skip
def test_a_file_of_codes_that_cannot_be_used(
    codes: tuple[Path, Path], content: str, got: str
) -> None:
    check_run = run_checks(codes[0], content)
    assert check_run.earned == 0
    assert got in said(check_run, "test_the_harbour")["got"]


def test_the_same_code_twice_is_one_code(codes: tuple[Path, Path]) -> None:
    check_run = run_checks(codes[0], '{"harbour/voice": "named", "harbour/voice": "named"}')
    assert check_run.earned == 1


@pytest.mark.parametrize(
    ("data", "got"),
    [
        pytest.param(json.dumps(RIGHT).encode("utf-16"), "not text in UTF-8", id="UTF-16"),
        pytest.param(b'{"a": "\xe9"}', "not text in UTF-8", id="Latin-1"),
        pytest.param(None, "it cannot be read", id="missing"),
    ],
)
def test_a_file_of_codes_that_cannot_be_read(
    codes: tuple[Path, Path], tmp_path: Path, data: bytes | None, got: str
) -> None:
    exercise, _ = codes
    answer = tmp_path / "answer.json"
    if data is None:
        answer.mkdir()  # a folder named like the file
        (exercise / "answer.json").unlink()
        with pytest.raises(IsADirectoryError):
            run_checks(exercise, answer)
        return
    answer.write_bytes(data)
    assert got in said(run_checks(exercise, answer), "test_the_harbour")["got"]


def test_a_mark_at_the_start_of_the_file_is_passed_over(
    codes: tuple[Path, Path], tmp_path: Path
) -> None:
    answer = tmp_path / "answer.json"
    answer.write_bytes(b"\xef\xbb\xbf" + json.dumps(RIGHT).encode())
    assert run_checks(codes[0], answer).earned == 2


def notebook(*sources: str, magic: str = "") -> str:
    cells = [{"cell_type": "markdown", "source": ["# Words, % and !"]}]
    cells += [
        {"cell_type": "code", "source": source.splitlines(keepends=True), "outputs": []}
        for source in (*sources, magic)
        if source
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


RATE = "def per_thousand(count, words):\n    return 1000 * count / words if words else None\n"
DENSER = (
    "def denser(first, second):\n"
    "    a, b = per_thousand(*first), per_thousand(*second)\n"
    "    return 'equal' if a == b else 'first' if a > b else 'second'\n"
)


def test_a_notebook_is_its_code_cells_in_order(code: tuple[Path, Path]) -> None:
    exercise, solution = code
    answer = notebook(RATE, "x = 17 \\\n    % 5", DENSER)
    assert run_checks(exercise, answer, solution, name="answer.ipynb").earned == 8


def test_an_error_in_a_notebook_has_its_cell(code: tuple[Path, Path]) -> None:
    answer = notebook("x = 1\n", "def per_thousand(count, words):\n    return count / 0\n")
    check_run = run_checks(code[0], answer, name="answer.ipynb")
    assert said(check_run, "test_a_whole_rate")["at"] == (
        "answer.ipynb, code cell 2, line 2: return count / 0"
    )


@pytest.mark.parametrize("magic", ["%matplotlib inline", "!pip install x", "%%time\n1", "len?"])
def test_a_magic_is_left_out_by_name(code: tuple[Path, Path], magic: str) -> None:
    check_run = run_checks(code[0], notebook(RATE, DENSER, magic=magic), name="answer.ipynb")
    assert check_run.earned == run_checks(code[0], RATE + DENSER).earned > 0
    ((label, text),) = check_run.results[0].lines
    first = magic.splitlines()[0]
    assert label == "left out"
    assert (
        f"code cell 3, line 1: {first} (a magic, a shell command or a request for help, which"
        in text
    )


@pytest.mark.parametrize(
    ("content", "got"),
    [
        pytest.param("{", "it is no notebook: not JSON", id="not JSON"),
        pytest.param("[1]", "it is no notebook of the format 4", id="a list"),
        pytest.param('{"worksheets": []}', "it is no notebook of the format 4", id="format 3"),
        pytest.param(notebook(), "has no function per_thousand", id="no code"),
    ],
)
def test_a_notebook_that_cannot_be_used(code: tuple[Path, Path], content: str, got: str) -> None:
    check_run = run_checks(code[0], content, name="answer.ipynb")
    assert got in said(check_run, "test_a_whole_rate")["got"]


def test_a_text_is_held_to_its_form_and_evidence(text: tuple[Path, Path]) -> None:
    exercise, solution = text
    answer = (solution / "answer.md").read_text(encoding="utf-8")
    assert run_checks(exercise, answer, solution).earned == 5
    lost = run_checks(exercise, answer.replace("herald 1", "gazette 2"), solution)
    assert said(lost, "test_the_evidence_is_from_two_articles")["think"].endswith("?")
    assert lost.earned == 4
    nowhere = run_checks(exercise, answer.replace("gazette 1]", "gazette 99]"), solution)
    assert nowhere.earned == 4


def test_advice_in_comments_is_no_text(text: tuple[Path, Path]) -> None:
    exercise, _ = text
    starter = (exercise / "answer.md").read_text(encoding="utf-8")
    assert "gazette 1" in starter
    assert run_checks(exercise, starter).earned == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("[[questions]]", "[[question]]", "question: found an unknown key", id="key"),
        pytest.param('id = "school"', 'id = "harbour"', "found 'harbour' twice", id="twice"),
        pytest.param('id = "school"', 'id = "a/b"', "found 'a/b'", id="a slash in an id"),
        pytest.param('title = "The school"', "title = 3", "passages 2, title: found 3", id="title"),
        pytest.param('ask = "Who', 'passages = ["x"]\nask = "Who', "found 'x'", id="passage"),
        pytest.param("codes = {", "code = {", "codes: found None", id="no codes"),
    ],
)
def test_items_that_are_not_as_authors_must_write_them(
    codes: tuple[Path, Path], old: str, new: str, message: str
) -> None:
    file = codes[0] / "items.toml"
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(ExerciseError, match=r"items\.toml") as caught:
        read_items(codes[0])
    assert message in str(caught.value)
