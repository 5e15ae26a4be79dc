"""What the page's Python is asked, and what it tells: here on an ordinary Python."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from framelab.exercises.checks import in_page

from .test_golden import EXERCISE, GOLDEN

FILES = {
    name: (EXERCISE / name).read_text(encoding="utf-8")
    for name in ("exercise.toml", "test_public.py")
}
GOOD = (GOLDEN / "pass" / "answer.py").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _as_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def told(ask: Any, **request: Any) -> list[dict[str, Any]]:
    """Ask, and give all that is told."""
    messages: list[dict[str, Any]] = []
    ask(json.dumps(request), lambda text: messages.append(json.loads(text)))
    return messages


def check(answer: str, *, done: tuple[str, ...] = (), no_reply: tuple[Any, ...] = ()) -> Any:
    return told(
        in_page.check, id="counting", files=FILES, answer={"file": "answer.py", "text": answer},
        done=done, no_reply=no_reply,
    )  # fmt: skip


def results(messages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["result"]["test"]: each["result"] for each in messages if "result" in each}


def test_each_check_is_told_and_counted() -> None:
    messages = check(GOOD)
    found = results(messages)
    assert messages[-1] == {"checked": {"tests": len(found), "said": ""}}
    assert {each["status"] for each in found.values()} == {"passed"}
    assert sum(each["earned"] for each in found.values()) > 0


def test_before_each_question_the_page_is_told_how_long_it_may_take() -> None:
    asking = [each["asking"] for each in check(GOOD) if "asking" in each]
    assert asking[0]["kind"] == "load"
    assert {each["kind"] for each in asking[1:]} == {"call"}
    assert all(0 < each["seconds"] <= 10 for each in asking)
    questions = [(each["test"], each["kind"], each["number"]) for each in asking]
    assert len(set(questions)) == len(questions)


def test_what_had_no_reply_is_said_as_in_a_terminal_and_the_rest_goes_on() -> None:
    first, second, *_ = results(check(GOOD))
    messages = check(GOOD, done=(first,), no_reply=((second, "call", 1, None),))
    found = results(messages)
    assert first not in found
    assert found[second]["status"] == "timeout"
    assert "so it was stopped" in dict(found[second]["lines"])["got"]
    assert {each["status"] for name, each in found.items() if name != second} == {"passed"}
    assert messages[-1]["checked"]["tests"] == len(found) + 1
    crashed = results(check(GOOD, no_reply=((second, "call", 1, 3),)))[second]
    assert "ended with exit code 3" in dict(crashed["lines"])["got"]


def test_an_answer_that_never_loads_fails_every_check() -> None:
    first = next(iter(results(check(GOOD))))
    found = results(check(GOOD, no_reply=((first, "load", 1, None),)))
    assert {each["earned"] for each in found.values()} == {0}
    assert "was still loading" in dict(found[first]["lines"])["got"]


def test_checks_that_cannot_be_run_are_no_success() -> None:
    spoiled = FILES | {"test_public.py": "def test_it(:\n"}
    messages = told(
        in_page.check, id="counting", files=spoiled, answer={"file": "answer.py", "text": GOOD},
        done=(), no_reply=(),
    )  # fmt: skip
    (last,) = messages
    assert last["checked"]["tests"] == 0
    assert "SyntaxError" in last["checked"]["said"]


def test_a_program_runs_as_main_and_says_what_it_raised() -> None:
    text = "print('a', 'b')\nif __name__ == '__main__':\n    {}['x']\n"
    messages = told(in_page.run, file="answer.py", text=text, withheld=[])
    assert "".join(each.get("printed", "") for each in messages) == "a b\n"
    ended = messages[-1]["ended"]
    assert (ended["got"], ended["line"]) == ("KeyError: 'x'", 3)
    assert ended["think"].endswith("?")


def test_a_syntax_error_and_an_exit_are_said_in_words() -> None:
    (ended,) = told(in_page.run, file="answer.py", text="x = (\n", withheld=[])
    assert ended["ended"]["got"].startswith("answer.py is not Python yet: ")
    (ended,) = told(in_page.run, file="answer.py", text="raise SystemExit", withheld=[])
    assert "ends the program" in ended["ended"]["got"]


def test_endless_printing_is_cut_and_said_once() -> None:
    text = "for number in range(300_000):\n    print(number)\n"
    messages = told(in_page.run, file="answer.py", text=text, withheld=[])
    printed = "".join(each.get("printed", "") for each in messages)
    assert len(printed) < 101_000
    assert printed.count("Cut here") == 1
    assert messages[-1] == {"ended": {}}


def test_nothing_is_left_of_checks_when_those_of_another_exercise_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(GOOD)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    other = FILES | {"note.txt": "another exercise"}
    ask = {"answer": {"file": "answer.py", "text": GOOD}, "done": (), "no_reply": ()}
    told(in_page.check, id="counting", files=other, **ask)
    assert len(list(tmp_path.iterdir())) == 1
    check(GOOD)
    assert len(list(tmp_path.iterdir())) == 1
    assert not list(tmp_path.rglob("note.txt"))


def test_a_second_check_knows_nothing_of_the_first() -> None:
    wrong = (GOLDEN / "returns_none" / "answer.py").read_text(encoding="utf-8")
    alone = results(check(wrong))
    assert {each["status"] for each in results(check(GOOD)).values()} == {"passed"}
    assert results(check(wrong)) == alone
    assert {each["status"] for each in results(check(GOOD)).values()} == {"passed"}


def ended(text: str) -> dict[str, Any]:
    """Run a program, and give what is said of its end."""
    said: dict[str, Any] = told(in_page.run, file="answer.py", text=text, withheld=[])[-1]["ended"]
    return said


def test_each_run_starts_as_the_first() -> None:
    for first in ("exit()", "import sys; sys.stdin.close()", "import builtins; del builtins.input"):
        ended(first)
        assert "nobody is there to type" in ended("name = input('Who? ')")["got"]
    assert ended("import pytest")["got"] == "ModuleNotFoundError: No module named 'pytest'"
    assert ended("def f(x: Later) -> None: ...\nhelp(f)") == {}


def test_a_check_is_told_what_was_left_out_and_what_needs_a_newer_python() -> None:
    first, *others = results(check("exit()\n" + GOOD)).values()
    assert first["lines"][0][1].startswith("answer.py, line 1: exit() (")
    assert not any(each["lines"] for each in others)
    newer = results(check(GOOD + "type Number = int\n")).values()
    assert {(each["status"], each["earned"]) for each in newer} == {("not_loaded", 0)}
    assert "needs Python 3.12" in " ".join(next(iter(newer))["lines"][0])
    files = FILES | {"pytest.ini": "[pytest]\nframelab_python = 3.99\n"}
    ask = {"answer": {"file": "answer.py", "text": GOOD}, "done": (), "no_reply": ()}
    messages = told(in_page.check, id="counting", files=files, **ask)
    assert {each["status"] for each in results(messages).values()} == {"passed"}


def test_half_of_a_sign_is_said_with_its_line() -> None:
    text = f"{GOOD}\n# half \ud83d\n"
    words = f"answer.py cannot be used: line {text.count(chr(10))} holds half of a character"
    assert ended(text)["got"].startswith(words)
    (first, *_) = results(check(text)).values()
    assert dict(first["lines"])["got"].startswith(words)
