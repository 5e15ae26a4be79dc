"""What of an answer counts, whatever else stands at its left margin; what is said of the rest."""

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from framelab.exercises.feedback.messages import Failure, left_out_lines, lines_of
from framelab.exercises.run.answer_files import AnswerContents, answer_in, run_of
from framelab.exercises.run.connection import Connection, InProcess, Source, connect
from framelab.exercises.run.submission import Fault

from .test_answer_files import EXERCISE

FUNCTIONS = "def f(number):\n    return number + 1\n\n\ndef g(number):\n    return f(number) + 1\n"

# A stray line, with words of what is said of it; "" where it fails nowhere.
STRAY = {
    "a missing package": ("import numpy as np", "No module named 'numpy'"),
    "another one": ("from pandas import DataFrame", "No module named 'pandas'"),
    "the tests' own": ("import pytest", "No module named 'pytest'"),
    "a part of pytest": ("import pluggy, iniconfig", "No module named 'pluggy'"),
    "a page's own": ("import js", "No module named 'js'"),
    "the checks' side": ("from framelab.exercises import points", "'framelab.exercises'"),
    "what no other Python has": ("import telnetlib", "No module named 'telnetlib'"),
    "what no page has": ("import tkinter", "No module named 'tkinter'"),
    "who else has an account": ("import pwd", "No module named 'pwd'"),
    "a magic": ("%matplotlib inline", "only notebooks understand"),
    "a cell's magic": ("%%time", "only notebooks understand"),
    "a shell command": ("!pip install numpy", "only notebooks understand"),
    "help of a notebook": ("f?", "only notebooks understand"),
    "a magic that gives": ("files = !ls", "invalid syntax"),
    "pip": ("pip install numpy", "invalid syntax"),
    "Python 2": ('print "done"', "Missing parentheses"),
    "a prompt": (">>> f(1)", "invalid syntax"),
    "a bracket too much": ("))", "unmatched ')'"),
    "a bracket too few": ("x = (1, 2", "was never closed"),
    "half a function": ("def h(number)", "expected ':'"),
    "return": ("return f(1)", "'return' outside function"),
    "a name that is not there": ("print(ROWS)", "name 'ROWS' is not defined"),
    "a check of one's own": ("assert f(1) == 3, 'not yet'", "AssertionError: not yet"),
    "a file": ("rows = open('rows.csv').read()", "No such file"),
    "its own file": ("text = open(__file__).read()", "No such file"),
    "somebody to type": ("name = input('Who? ')", "nobody is there to type"),
    "exit": ("exit()", "which ends the program"),
    "quit": ("quit(0)", "which ends the program"),
    "sys.exit": ("import sys; sys.exit()", "which ends the program"),
    "an interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "a class that fails": ("class C:\n    x = 1 / 0", "ZeroDivisionError"),
    "a loop that fails": ("for n in (1, 0):\n    print(1 / n)", "ZeroDivisionError"),
    "a decorator that is not there": ("@cached\ndef h():\n    pass", "name 'cached'"),
    "an error with odd words": ("class E(Exception):\n    __str__ = None\nraise E", "no message"),
    "help": ("help(print)", ""),
    "the stream": ("import sys; sys.stdout.reconfigure(encoding='utf-8')", ""),
    "its encoding": ("import sys; assert sys.stdout.encoding.lower() == 'utf-8'", ""),
    "the buffer": (
        "import io, sys; sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')", "",
    ),
    "the buffer, detached": (
        "import codecs, sys; sys.stdout = codecs.getwriter('utf-8')(sys.stdout.detach())", "",
    ),
    "an annotation": ("def h(x: Optional[Later]) -> Share: ...\n\n\ny: Later = 1", ""),
    "who one is": ("import getpass; assert getpass.getuser() == 'student'", ""),
    "asyncio": (
        "import asyncio\nasync def h():\n    await asyncio.sleep(0.001)\n    return 3\n"
        "assert asyncio.run(h()) == 3", "",
    ),
    "a warning": ("x = '\\d' is 1", ""),
    "the source": ("import inspect; assert 'number + 1' in inspect.getsource(f)", ""),
    "a future": ("from __future__ import annotations", ""),
    "a future that is none": ("from __future__ import braces", "not a chance"),
    "a program's own name": ("import sys; assert sys.argv == ['answer.py'], sys.argv", ""),
    "a program's tests": ("import doctest; doctest.testmod()", ""),
    "a program's arguments": ("import argparse\np = argparse.ArgumentParser()\n"
                              "p.add_argument('x'); p.parse_args()", "which ends the program"),
    "a recursion": ("def h(): return h()\nh()", "calls itself without an end"),
    "a picture": ("plt.show()", "name 'plt' is not defined"),
    "await": ("await f(1)", "'await' outside function"),
    "a conflict": ("<<<<<<< HEAD", "invalid syntax"),
    "a fence": ("```", "invalid syntax"),
    "a hard space": ("x\N{NO-BREAK SPACE}= 1", "non-printable character U+00A0"),
    "a quotation mark": ("print(“done”)", "invalid character '“'"),
    "a form feed": ("\x0c\nprint(ROWS)", "name 'ROWS' is not defined"),
}  # fmt: skip
NEEDS_WHAT_COMES_BEFORE = ("the source", "a check of one's own")


def asked(
    text: str, name: str = "answer.py", reach: Callable[[Source], Connection] = connect
) -> tuple[list[Any], str]:
    """Call both functions of an answer; give what they return, and what is said to be left out."""
    run = run_of(EXERCISE, AnswerContents(name, text.encode("utf-8", "surrogatepass")), reach)
    try:
        run.begin_check()
        values = [run.call(each, (1,), {}) for each in ("f", "g")]
        return values, " / ".join(text for _, text in left_out_lines(run))
    finally:
        run.close()


def notebook(*cells: str) -> str:
    return json.dumps(
        {"nbformat": 4, "cells": [{"cell_type": "code", "source": each} for each in cells]}
    )


@pytest.mark.parametrize("name", STRAY)
def test_what_is_defined_counts_and_the_line_that_failed_is_told(name: str) -> None:
    line, words = STRAY[name]
    is_first_too = name not in NEEDS_WHAT_COMES_BEFORE
    texts = [f"{FUNCTIONS}\n\n{line}\n", f"{line}\n\n\n{FUNCTIONS}"][: 1 + is_first_too]
    for text in texts:
        values, said = asked(text, reach=InProcess)
        assert values == [2, 3], text
        assert words in said
        assert bool(said) == bool(words)
        starts = text.count("\n", 0, text.index(line)) + 1
        lines = range(starts, starts + line.count("\n") + 1)
        assert not words or any(f"answer.py, line {at}:" in said for at in lines)
    for cells in [(FUNCTIONS, line), (line, FUNCTIONS)][: 1 + is_first_too]:
        values, said = asked(notebook(*cells), "answer.ipynb", InProcess)
        assert values == [2, 3]
        assert words in said


def test_one_process_of_its_own_says_the_same() -> None:
    lines = [STRAY[name][0] for name in ("a missing package", "a magic", "exit", "its own file")]
    text = "\n".join([*lines, FUNCTIONS])
    assert asked(text) == asked(text, reach=InProcess)
    assert asked(text)[0] == [2, 3]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["%ls\n" * 30 + FUNCTIONS], id="many magics"),
        pytest.param(["%ls"] * 30 + ["%%time\n" + FUNCTIONS], id="many cells of magics"),
        pytest.param([indent(FUNCTIONS, "    ")], id="an indented cell"),
        pytest.param(["  x = 1\n  y = 2", FUNCTIONS], id="another one"),
    ],
)
def test_what_jupyter_runs_counts(cells: list[str]) -> None:
    assert asked(notebook(*cells), "answer.ipynb", InProcess)[0] == [2, 3]


def test_functions_above_much_that_is_no_python_count() -> None:
    values, said = asked(FUNCTIONS + "This is what I found.\n" * 25, reach=InProcess)
    assert values == [2, 3]
    assert "and at least 17 more lines" in said


def test_a_debugger_finds_nobody() -> None:
    assert asked(f"{FUNCTIONS}breakpoint()\n") == (
        [2, 3], "answer.py, line 7: breakpoint() (breakpoint(), and nobody is there to debug; "
        "delete it).",
    )  # fmt: skip


def test_a_cell_that_is_no_python_is_left_out_and_the_others_run() -> None:
    wrong = "def h(rows):\n    if not rows\n        return None\n"
    values, said = asked(
        notebook(wrong, FUNCTIONS, "%%bash\nls -la | wc\necho 'a b'"), "answer.ipynb"
    )
    assert values == [2, 3]
    assert "answer.ipynb, code cell 1, line 2: if not rows (expected ':')" in said
    assert "code cell 3, line 1: %%bash" in said


# What stands below right functions and holds an error, with the line of the error.
ENDINGS = {
    "a question for the name": ("if __name__ = '__main__':\n    f(1)", "invalid syntax", 1),
    "a text without an end": ('"""\nwhat I found\nhere', "unterminated triple-quoted", 1),
    "a call without an end": ("print(\n    f(1),\n    g(2)", "was never closed", 1),
    "else": ("else:\n    print(f(1))", "invalid syntax", 1),
    "except": ("except ValueError:\n    pass", "invalid syntax", 1),
    "tabs and spaces": ("if f(1):\n\tx = 1\n        y = 2", "inconsistent use of tabs", 3),
    "an odd indent": ("def h(n):\n        x = 1\n    return n", "unindent does not match", 3),
    "a function without a body": ("def h(n):\n    # to do", "expected an indented block", 2),
    "half a function": ("@cache\ndef h(n):\n    return n +\n\n\nx = 1", "invalid syntax", 3),
    "a block": ("if f(1)\n    x = 1", "expected ':'", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDINGS)
def test_functions_above_an_error_count_and_what_follows_is_told_to_be_left_out(name: str) -> None:
    ending, words, line = ENDINGS[name]
    run = run_of(
        EXERCISE, AnswerContents("answer.py", f"{FUNCTIONS}\n{ending}\n".encode()), InProcess
    )
    run.begin_check()
    assert [run.call(each, (1,), {}) for each in ("f", "g")] == [2, 3]
    (told,) = [
        each for each in run.left_out if each.message.endswith("what follows is left out, too")
    ]
    assert words in told.message
    assert told.line == FUNCTIONS.count("\n") + 1 + line
    run.close()
    values, said = asked(notebook(f"{FUNCTIONS}\n{ending}", "x = ROWS"), "answer.ipynb", InProcess)
    assert values == [2, 3]
    assert words in said


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("def f(n):\n    return n + 1\n\n\ndef g(n):\n    return f(n +\n", "never closed", 6),
        ("def f(n):\n    return n + 1\n\n\n@njit\ndef g(n):\n    return 3\n", "njit", 5),
        ("def f(n):\n    return n + 1\n\n\ndef g(n, by=ROWS):\n    return 3\n", "ROWS", 5),
        ("def g(n)\n\n\ndef f(n):\n    return n + 1\n", "expected ':'", 1),
    ],
)
def test_a_function_that_could_not_be_defined_is_not_said_to_be_missing(
    text: str, words: str, line: int
) -> None:
    run = run_of(EXERCISE, AnswerContents("answer.py", text.encode()), InProcess)
    run.begin_check()
    assert run.call("f", (1,), {}) == 2
    with pytest.raises(Fault) as raised:
        run.call("g", (1,), {})
    run.close()
    assert raised.value.kind == "missing"
    assert words in raised.value.details["raised"].message
    assert raised.value.details["raised"].line == line
    said = dict(lines_of(Failure(raised.value, run, None, "", {})))
    assert said["got"].startswith("answer.py has g, but Python could not define it: ")
    assert said["at"].startswith(f"answer.py, line {line}: ")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (f"  import math\n{FUNCTIONS}", [1]),
        (
            "def f(n): return n + 1\nx = 1\n   f(1)\n# a note\n   f(2)\ng = lambda n: f(n) + 1",
            [3, 5],
        ),
    ],
)
def test_lines_that_are_indented_below_nothing_are_left_out(text: str, at: list[int]) -> None:
    values, said = asked(text, reach=InProcess)
    assert values == [2, 3]
    assert said.count("unexpected indent") == len(at)
    assert all(f"answer.py, line {each}: " in said for each in at)


@pytest.mark.parametrize(
    ("text", "name", "words", "line"),
    [
        pytest.param(
            notebook('def f(n):\n    """Ask.\n\n    Who is it?\n    % of all\n    !x\n    """\n'
                     "    if not n\n        return 17 % (3\n        % 2)\n"),
            "answer.ipynb", "expected ':'", 8, id="below a docstring with a question",
        ),
        pytest.param("def f(n):\n    return n +\n", "answer.py", "invalid syntax", 2, id="inside"),
        pytest.param("x = '''\n!ls\n\ndef f(n): ...\n", "answer.py", "unterminated", 1, id="text"),
        pytest.param("def f(n):\ndef g(n):\n    return 1\n", "answer.py", "expected an indented",
                     2, id="no body"),
        pytest.param("if x\n    def f(n): ...\n", "answer.py", "expected ':'", 1, id="a block"),
        pytest.param("ROWS = [\n    1\n    2,\n]\n", "answer.py", "invalid syntax", 2, id="a list"),
    ],
)  # fmt: skip
def test_an_error_that_takes_more_than_its_line_along_is_named(
    text: str, name: str, words: str, line: int
) -> None:
    with pytest.raises(Fault) as raised:
        asked(text, name)
    assert raised.value.kind == "syntax"
    assert words in raised.value.details["raised"].message
    assert raised.value.details["raised"].line == line


def test_lines_are_counted_as_python_counts_them() -> None:
    values, said = asked(f"{FUNCTIONS}x = 'a\u2028b\x85\x0c'\n\x0c\nprint(ROWS)\n")
    assert values == [2, 3]
    assert "answer.py, line 9: print(ROWS) (NameError" in said


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("x = 1\ny = '\ud83d'\n" + FUNCTIONS, "answer.py", "line 2 holds half of a character"),
        (notebook(FUNCTIONS, "x = 1\ny = '\ud83d'"), "answer.ipynb", "cell 2, line 2 holds half"),
        (notebook(FUNCTIONS, "x = '\0'"), "answer.ipynb", "cell 2, line 1 holds a null"),
    ],
)  # fmt: skip
def test_half_of_a_sign_is_said_with_its_line(text: str, name: str, place: str) -> None:
    with pytest.raises(Fault) as raised:
        asked(text, name)
    assert place in raised.value.details["what"]


def test_of_several_imports_the_missing_one_is_left_out() -> None:
    imports = "import json, numpy, math\nfrom itertools import count, uncounted, chain\n"
    values, said = asked(
        f"{imports}def f(n): return math.ceil(n) + 1\ng = lambda n: f(next(count(2)))"
    )
    assert values == [2, 3]
    assert said.count("answer.py, line 1") == said.count("answer.py, line 2") == 1


@pytest.mark.parametrize(
    "line",
    [
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1/')",
    ],
)
def test_programs_and_network_are_refused_as_in_a_sandbox(line: str) -> None:
    assert "not permitted" in asked(f"{FUNCTIONS}\n{line}\n")[1]


def test_what_stands_below_an_exit_replaces_nothing() -> None:
    text = "def f(n): return n + 1\nexit()\ndef f(n): return 0\ndef g(n): return 3\n"
    assert asked(text)[0] == [2, 3]
    assert asked(text.replace("exit()", "1 / 0"))[0] == [0, 3]


def test_a_failing_line_gains_nothing_for_what_it_planted() -> None:
    planted = (
        "import sys\n"
        "sys.modules['framelab.exercises.answer_side.codec'] = None\n"
        "import framelab.exercises.answer_side.answer_module as a; a._changed = lambda *_: []\n"
        "raise SystemExit\n\n\ndef f(rows):\n    rows.clear()\n    return 1\n\n\ng = f\n"
    )
    run = run_of(EXERCISE, AnswerContents("answer.py", planted.encode()))
    try:
        run.begin_check()
        with pytest.raises(Fault) as raised:
            run.call("f", ([1],), {})
        assert raised.value.kind == "changed"
    finally:
        run.close()


# What one answer does to Python, and what the next one must not find.
CHANGES = {
    "builtins": ("import builtins; builtins.divmod = len; builtins.planted = 1",
                 "[divmod(7, 2), 'planted' in dir(__builtins__)]", [(3, 1), False]),
    "a module": ("import math, statistics; math.pi = 3; statistics.mean = len",
                 "__import__('math').pi > 3", True),
    "the environment": ("import os; os.environ['PLANTED'] = '1'",
                        "'PLANTED' in __import__('os').environ", False),
    "standard input": ("import sys; sys.stdin.close()", "__import__('sys').stdin.read()", ""),
    "the depth of calls": ("import sys; sys.setrecursionlimit(200)",
                           "__import__('sys').getrecursionlimit() > 200", True),
    "where modules are looked for": ("import sys; sys.path[:] = []",
                                     "bool(__import__('sys').path)", True),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_each_answer_in_one_process_starts_as_the_first(what: str) -> None:
    change, question, right = CHANGES[what]
    asked(f"{change}\n{FUNCTIONS}", reach=InProcess)
    seen = f"def f(number):\n    return {question}\n\n\ng = f\n"
    assert asked(seen, reach=InProcess)[0] == [right, right]


def test_a_later_copy_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "answer (1).py").write_text("def f(): return 2")
    with pytest.raises(Fault, match=r"rename answer \(1\)\.py to answer\.py"):
        answer_in(tmp_path, EXERCISE).read_bytes()
    (tmp_path / "answer.py").write_text("def f(): return 1")
    assert answer_in(tmp_path, EXERCISE).read_bytes()  # the copy is older
    for name in (
        "answer (2).py",
        "answer copy.py",
        "Answer - Copy.py",
        "answer-1.py",
        "answer.py.txt",
    ):
        copy = tmp_path / name
        copy.write_text("def f(): return 2")
        with pytest.raises(Fault, match="Which file counts"):
            answer_in(tmp_path, EXERCISE).read_bytes()
        copy.write_text("def f(): return 1")
        assert answer_in(tmp_path, EXERCISE).read_bytes()  # the same, twice
    (tmp_path / "draft.py").write_text("x")
    (tmp_path / "answer_old.py").write_text("x")
    assert answer_in(tmp_path, EXERCISE).read_bytes()
