"""The process next to the tests: what it shares with them, and what not."""

from pathlib import Path

import pytest

from framelab.exercises.answer_side.codec import decode
from framelab.exercises.run.connection import ChildProcess, Source, ViolationError

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
