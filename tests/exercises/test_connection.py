"""The process next to the tests: what it shares with them, and what not."""

import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

from framelab.exercises.answer_side.codec import decode
from framelab.exercises.run import code_answer, connection, limits
from framelab.exercises.run.answer_files import AnswerContents
from framelab.exercises.run.code_answer import CodeRun
from framelab.exercises.run.connection import ChildProcess, Source, ViolationError
from framelab.exercises.run.outcome import Outcome, same
from framelab.exercises.run.submission import AnswerRaised, Fault

SETS = "def order():\n    return list({'kelly', 'sessions', 'trump', 'casey', 'junck'})\n"


def value_of(source: str, name: str) -> object:
    child = ChildProcess(Source(source, "answer.py"))
    try:
        assert child.load(20)["value"] is None
        return decode(child.call(name, [], {"dict": []}, 20)["value"])
    finally:
        child.close()


def test_a_set_has_one_order_in_every_process() -> None:
    assert len({str(value_of(SETS, "order")) for _ in range(4)}) == 1


def test_settings_of_python_do_not_reach_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import builtins; builtins.planted = True\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    source = (
        "import builtins, os\ndef seen():\n"
        "    return [hasattr(builtins, 'planted'), os.environ.get('PYTHONPATH')]\n"
    )
    assert value_of(source, "seen") == [False, None]
    assert value_of(SETS, "order") == value_of(SETS, "order")


def test_a_reply_that_announces_too_much_is_not_waited_for() -> None:
    source = (
        "import os\ndef announce():\n    for file in range(3, 20):\n        try:\n"
        "            os.write(file, b'\\xff\\xff\\xff\\xff')\n        except OSError:\n"
        "            pass\n    while True:\n        pass\n"
    )
    child = ChildProcess(Source(source, "answer.py"))
    try:
        assert child.load(20)["value"] is None
        with pytest.raises(ViolationError, match="written where its answers go"):
            child.call("announce", [], {"dict": []}, 60)
    finally:
        child.close()


def test_what_lies_beside_the_library_cannot_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed wheel has all other packages of its environment beside it."""
    (tmp_path / "framelab").symlink_to(Path(connection.__file__).parents[2])
    (tmp_path / "planted.py").write_text("value = 7\n")
    monkeypatch.setattr(connection, "_LIBRARY", str(tmp_path))
    source = (
        "def seen():\n    try:\n        import planted\n"
        "    except ModuleNotFoundError as error:\n        return str(error)\n"
    )
    assert value_of(source, "seen") == "No module named 'planted'"
    assert value_of("import framelab.corpus\ndef seen():\n    return 1\n", "seen") == 1


class Canned:
    """A connection to an answer whose side of it says whatever it likes."""

    def __init__(self, reply: dict[str, Any]) -> None:
        self._reply = reply

    def load(self, seconds: float) -> dict[str, Any]:
        return {"value": None}

    def call(self, name: str, arguments: Any, keywords: Any, seconds: float) -> dict[str, Any]:
        return self._reply

    def printed(self) -> str:
        return ""

    def close(self) -> None:
        """Nothing was opened."""


def told(reply: dict[str, Any]) -> BaseException:
    """Return what a check is told of a reply that holds no value."""
    answer = AnswerContents("answer.py", b"")
    run = CodeRun(answer, (), 1.0, lambda source: Canned(reply))
    run.begin_check()
    with pytest.raises((AnswerRaised, Fault)) as ended:
        run.call("total", ([1],), {})
    return ended.value


LONG = "x" * 900_000
FORGED: dict[str, dict[str, Any]] = {
    "long names": {"raised": {"type": LONG, "bases": [LONG], "message": LONG, "line": 10**4_000}},
    "no names": {"raised": {"type": [LONG], "bases": LONG, "message": {"a": 1}, "line": -1}},
    "nothing": {"raised": None},
    "many bases": {"raised": {"type": "X", "bases": [f"B{n}" for n in range(90_000)]}},
    "changed a number": {"value": 3, "changed": 1},
    "changed a text": {"value": 3, "changed": LONG},
    "changed lists": {"value": 3, "changed": [[LONG]] * 100},
    "many functions": {"missing": LONG, "functions": [LONG] * 1_000},
    "no functions": {"missing": 7, "functions": LONG},
    "another signature": {"arguments": [LONG]},
}


@pytest.mark.parametrize("name", FORGED)
def test_what_a_reply_tells_has_a_bound(name: str) -> None:
    before = code_answer._raised_class.cache_info().currsize
    error = told(FORGED[name])
    if isinstance(error, AnswerRaised):
        details: dict[str, Any] = {"type": error.type_name, "message": error.message}
        assert error.line is None
        # A class of exceptions that an answer makes up is none that the checks' side keeps.
        assert code_answer._raised_class.cache_info().currsize <= before + 1
        assert type(error) is AnswerRaised
    else:
        assert isinstance(error, Fault)
        details = error.details
    texts = [each for value in details.values()
             for each in (value if isinstance(value, list) else [value])]  # fmt: skip
    assert len(texts) <= 2 + limits.NAMES
    assert all(isinstance(each, str) and len(each) <= limits.MESSAGE for each in texts)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (10**400, 1.0, False), (10**400, 10**400, True), (-(10**400), 1.0, False),
        (float("inf"), 10**400, False), (0.1 + 0.2, 0.3, True), (10**400, float("nan"), False),
        (float("nan"), float("nan"), True), (10**400, 0.5, False),
    ],
)  # fmt: skip
def test_a_number_that_no_decimal_number_can_hold_is_compared(
    first: float, second: float, is_same: bool
) -> None:
    assert same(Outcome("value", first), Outcome("value", second)) is is_same
    assert same(Outcome("value", [second]), Outcome("value", [first])) is is_same


def test_time_that_ends_while_an_answer_loads_says_nothing_of_its_loading() -> None:
    """Other answers of the submission may have used the time."""
    file = AnswerContents("answer.py", b"import time\ntime.sleep(60)\n")
    run = CodeRun(file, (), 5.0, ChildProcess, ends=time.monotonic() + 0.5)
    run.begin_check()
    with contextlib.closing(run), pytest.raises(Fault) as caught:
        run.call("total", ([1],), {})
    assert caught.value.kind == "time_up"
