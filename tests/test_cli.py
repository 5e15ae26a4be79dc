"""The command as a person runs it: a process, its output, its exit code."""

import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from .conftest import DATA


def framelab(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_rebuild_says_that_the_tables_agree(texts: Path) -> None:
    done = framelab("corpus", "rebuild", texts, "--data", DATA, "--check")
    assert (done.returncode, done.stdout) == (0, "The tables agree with the texts.\n")


def test_rebuild_says_what_would_change_and_what_did(texts: Path, tables: Path) -> None:
    (tables / "tokens.csv").unlink()
    checked = framelab("corpus", "rebuild", texts, "--data", tables, "--check")
    assert (checked.returncode, checked.stdout) == (1, "Would change: tokens.csv\n")
    done = framelab("corpus", "rebuild", texts, "--data", tables)
    assert (done.returncode, done.stdout) == (0, "Changed: tokens.csv\n")


def test_rebuild_names_a_text_that_is_missing(tmp_path: Path) -> None:
    done = framelab("corpus", "rebuild", tmp_path, "--data", DATA)
    assert done.returncode == 2
    assert "daily-beast.txt: found" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_gives_the_address_and_the_pages_and_passes_over_a_taken_port(
    tmp_path: Path,
) -> None:
    (tmp_path / "index.html").write_text("<p>the book</p>")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "framelab.cli",
            "serve",
            str(tmp_path),
            "--port",
            str(port),
        ]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout
            line = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert address, line
            with urllib.request.urlopen(address[0]) as page:
                assert page.read() == b"<p>the book</p>"
            server.terminate()
            assert server.stderr
            assert f"Port {port}: Address already in use." in server.stderr.read()


def test_serve_says_that_a_port_is_none(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    done = framelab("serve", tmp_path, "--port", "70000")
    assert done.returncode == 2
    assert "Port 70000: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settling", "message"),
    [
        pytest.param(None, "No such file", id="missing"),
        pytest.param("[kpbs", "allowed: a TOML file", id="no TOML"),
        pytest.param("[kpbs]\nbody = []\nsubheads = []", "lists body and subheads", id="empty"),
        pytest.param('[kpbs]\nbody = ["19"]\nsubheads = []', "stands in one of them", id="other"),
    ],
)
def test_rebuild_names_what_is_wrong_with_the_settling(
    texts: Path, tables: Path, settling: str | None, message: str
) -> None:
    (tables / "bodies.toml").unlink()
    if settling is not None:
        (tables / "bodies.toml").write_text(settling)
        rows = (tables / "paragraphs.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        only = [rows[0], *(row for row in rows if row.startswith("kpbs,1,"))]
        (tables / "paragraphs.csv").write_text("".join(only), encoding="utf-8")
    done = framelab("corpus", "rebuild", texts, "--data", tables)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_without_a_book_says_how_to_build_one(tmp_path: Path) -> None:
    done = framelab("serve", tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith("holds no built book; make build\n")


def test_no_command_is_an_error_with_usage() -> None:
    done = framelab()
    assert done.returncode == 2
    assert "usage: framelab" in done.stderr
