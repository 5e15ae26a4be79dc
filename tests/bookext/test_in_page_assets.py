"""Making what exercises in the page need, where something is missing."""

import subprocess
import sys
from pathlib import Path

from ..conftest import ROOT


def test_without_node_one_line_says_what_to_install(tmp_path: Path) -> None:
    # An environment that has no Node beside its Python.
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.executable = '/nowhere/python'\n"
        f"sys.argv = ['assets', {str(tmp_path / 'made')!r}, {str(tmp_path / 'node')!r}]\n"
        "from framelab.bookext.in_page import assets\n"
        "sys.exit(assets.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "Exercises in the page cannot be made: node is not there; pip install 'framelab[page]'\n"
    )
    assert not (tmp_path / "made").exists()


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "framelab/bundling/package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
    assert "http" not in lock
