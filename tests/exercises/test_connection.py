"""The process next to the tests: what it shares with them, and what not."""

from pathlib import Path

import pytest

from framelab.exercises.answer_side.codec import decode
from framelab.exercises.run.connection import ChildProcess, Source

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
