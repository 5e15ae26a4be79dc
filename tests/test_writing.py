"""Writing so that an interruption leaves what was there."""

import os
from pathlib import Path

import pytest

from framelab.writing import new_folder, remove_folder, write_file


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_file(file, "one\n")
    with pytest.raises(UnicodeEncodeError):
        write_file(file, "two \ud800")
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
    assert file.read_text() == "one\n"


def test_a_folder_takes_the_place_of_another_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for name in ("first", "second"):
        with new_folder(folder) as beside:
            (beside / name).write_text("")
            assert beside.parent == tmp_path
        assert [each.name for each in folder.iterdir()] == [name]
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    with new_folder(folder) as beside:
        (beside / "old").write_text("")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path.name.startswith(".out.") and to == folder:
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KeyboardInterrupt), new_folder(folder) as beside:
        (beside / "new").write_text("")
    assert [each.name for each in folder.iterdir()] == ["old"]
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_folder_is_removed_however_deep_it_is(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "deep"
    kept.mkdir()
    (kept / "file").write_text("kept")
    folder.mkdir()
    (folder / "link").symlink_to(kept)
    before = Path.cwd()
    try:
        os.chdir(folder)
        for _ in range(1_200):
            # All together far longer than any path may be.
            os.mkdir("d" * 100)  # noqa: PTH102 - by its name in the folder of this process
            os.chdir("d" * 100)
            Path("file").touch()
    finally:
        os.chdir(before)
    (folder / "closed").mkdir(mode=0)
    remove_folder(folder)
    remove_folder(folder)  # it is gone
    assert not folder.exists()
    link = tmp_path / "link"
    link.symlink_to(kept)
    remove_folder(link)
    assert (link / "file").read_text() == "kept"
