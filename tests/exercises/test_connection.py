"""The process next to the tests: what it shares with them, and what not."""

from pathlib import Path

import pytest

from framelab.exercises.answer_side.codec import decode
from framelab.exercises.run import connection
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
