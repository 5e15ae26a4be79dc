"""What may stand in the place of an answer's file, and what is said of it."""

import ast
from pathlib import Path

import pytest

from framelab.exercises.answer_side.answer_module import may_remember
from framelab.exercises.definition.exercise import Exercise
from framelab.exercises.run.answer_files import AnswerContents, answer_in, run_of
from framelab.exercises.run.submission import AnswerRaised, Fault

EXERCISE = Exercise(
    id="counting", folder=Path("counting"), version=1, title="Counting", chapter="a_chapter",
    minutes=5, objectives=("count",), kind="code", points_visible=1, points_total=1, withheld=(),
    deadline_seconds=2.0,
)  # fmt: skip


def given(data: bytes, name: str = "answer.py") -> object:
    """Call `f` of an answer."""
    run = run_of(EXERCISE, AnswerContents(name, data))
    try:
        run.begin_check()
        return run.call("f", (), {})
    finally:
        run.close()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("def f(): return 'é'".encode(), id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + "def f(): return 'é'".encode(), id="with a mark before it"),
        pytest.param(b"# coding: latin-1\ndef f(): return '\xe9'", id="Latin-1 that says so"),
        pytest.param("def f():\r\n    return 'é'\r\n".encode(), id="with lines as in Windows"),
    ],
)
def test_encodings_that_python_knows(data: bytes) -> None:
    assert given(data) == "é"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(
            b"def f(): return '\xe9'",
            "line 1 holds the byte 0xE9",
            id="Latin-1 that does not say so",
        ),
        pytest.param("def f(): return 1".encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param(b"# coding: klingon\ndef f(): return 1", "klingon", id="no such encoding"),
        pytest.param(b"def f(): return 1\0", "NUL", id="a NUL sign"),
        pytest.param(b"# coding: zip\ndef f(): return 1", "zip", id="an encoding of bytes"),
        pytest.param(b"PK\x03\x04 \xff", "a document of a word processor", id="a document"),
        pytest.param(b"%PDF-1.7 \xff", "it is a PDF", id="a PDF"),
        pytest.param(b"{\\rtf1 def f()}", "save it as plain text", id="rich text"),
        pytest.param(b"<!DOCTYPE html><p>", "a web page", id="a web page"),
        pytest.param(b'{\n "cells": []}', "call it answer.ipynb", id="a notebook by another name"),
        pytest.param(b"#" * 1_000_001, "150,000 characters", id="too large"),
    ],
)
def test_what_cannot_be_read_as_text(data: bytes, what: str) -> None:
    with pytest.raises(Fault) as raised:
        given(data)
    assert what.casefold() in str(raised.value.details).casefold()


def test_two_files_are_not_chosen_between(tmp_path: Path) -> None:
    (tmp_path / "answer.py").write_text("def f(): return 1")
    assert answer_in(tmp_path, EXERCISE).name == "answer.py"
    (tmp_path / "answer.ipynb").write_text("{}")
    with pytest.raises(Fault) as raised:
        answer_in(tmp_path, EXERCISE).read_bytes()
    assert (
        "answer.ipynb is in the same folder. Which file counts? Keep only that file"
        in raised.value.details["what"]
    )


def test_packages_that_happen_to_be_installed_are_not_there() -> None:
    with pytest.raises(AnswerRaised, match="name 'numpy' is not defined"):
        given(b"import numpy\ndef f(): return numpy.pi")
    assert given(b"import framelab.corpus, statistics\ndef f(): return 1") == 1


def test_numbers_without_end_do_not_cross() -> None:
    assert given(b"def f(): return 2**13_000") == 2**13_000
    with pytest.raises(Fault) as raised:
        given(b"def f(): return 2**40_000")
    assert "3,500 hexadecimal digits" in str(raised.value.details)


@pytest.mark.parametrize(
    "code",
    [
        "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
        "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
        "def f(x, *, seen={}):\n    return seen.setdefault(1, x)",
        "f = lambda x, seen=[]: seen.append(x) or len(seen)",
        "n = 0\ndef f():\n    global n\n    n += 1\n    return n",
        "import functools\n@functools.cache\ndef f(x):\n    return x",
        "class Counter:\n    n = 0\ndef f():\n    Counter.n += 1\n    return Counter.n",
        "def f():\n    f.n = getattr(f, 'n', 0) + 1\n    return f.n",
        "import itertools\nnumbers = itertools.count()\ndef f():\n    return next(numbers)",
    ],
)
def test_what_may_remember_is_noticed(code: str) -> None:
    assert may_remember(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    seen = []\n    seen.append(x)\n    return seen",
        "MOST = 10\nNAMES = ('a', 'b')\nLEAST = -1\ndef f(x):\n    return min(x, MOST, LEAST)",
        "def g(x): return x\ndef f(x, by=1, to=None):\n    return g(x) + by",
        "from collections import Counter\ndef f(x):\n    return Counter(x).most_common(1)",
        "double = lambda x: 2 * x\ndef f(x):\n    return double(x)",
    ],
)
def test_plain_functions_need_no_fresh_start(code: str) -> None:
    assert not may_remember(ast.parse(code))
