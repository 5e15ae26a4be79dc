"""`framelab corpus ingest`, `attach`, `detach` and `show`, as a person runs them."""

import contextlib
import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from framelab.cli import main

from .corpus.test_ingest import BRIDGE, write

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def framelab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, with a folder for attached texts and a terminal width of its own.

    It runs in this process: to start one takes longer than what the command does. Tests below
    and in `test_cli.py` start it as a person does.
    """

    def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            for name, value in {"FRAMELAB_DATA": str(tmp_path / "data"), **variables}.items():
                patch.setenv(name, value)
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                command = ["corpus", *map(str, arguments)]
                code = main(command)
        return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def own(tmp_path: Path, framelab: Run) -> Path:
    """A corpus that was ingested from texts of one's own."""
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road, it rained.")
    done = framelab("ingest", texts, "--out", tmp_path / "own")
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path / "own"


def test_ingest_says_what_is_there_and_what_to_do(tmp_path: Path, framelab: Run) -> None:
    texts, out = write(tmp_path / "texts", bridge=BRIDGE), tmp_path / "own"
    done = framelab("ingest", texts, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{out}: 1 article, 4 paragraphs, 42 words.",
        "To code from: 2 stretches between quotation marks, 1 quantity.",
        f"1 body is a proposal: check {out}/bodies.proposed.toml, copy what is right into "
        f"{texts}/bodies.toml, and ingest again with --replace.",
    ]
    again = framelab("ingest", texts, "--out", out)
    assert again.returncode == 2
    assert "allowed: a new folder, or --replace" in again.stderr
    assert framelab("ingest", texts, "--out", out, "--replace").returncode == 0


def test_ingest_lists_what_it_refuses(tmp_path: Path, framelab: Run) -> None:
    texts = write(tmp_path / "texts", bridge=BRIDGE, empty="", web="<html><p>One.</p></html>")
    done = framelab("ingest", texts, "--out", tmp_path / "own")
    assert (done.returncode, done.stdout) == (2, "")
    first, *refusals = done.stderr.splitlines()
    assert first == (
        "framelab: 2 refusals, nothing was written (--skip-bad leaves such texts out):"
    )
    assert [refusal.split(": ")[0] for refusal in refusals] == [
        f"  {texts}/empty.txt", f"  {texts}/web.txt",
    ]  # fmt: skip
    assert not (tmp_path / "own").exists()
    done = framelab("ingest", texts, "--out", tmp_path / "own", "--skip-bad")
    assert done.returncode == 1
    assert "1 article" in done.stdout
    assert done.stderr.startswith("framelab: left out:\n")


@pytest.mark.skipif(os.getuid() != 0, reason="only the administrator can become somebody else")
def test_ingest_where_nobody_may_write(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", bridge=BRIDGE)
    (tmp_path / "locked").mkdir(mode=0o755)
    for folder in [tmp_path, *tmp_path.parents]:
        folder.chmod(folder.stat().st_mode | 0o011)
    # The other user may be kept out of the folder of Python itself: modules are loaded before.
    code = (
        "import locale, os, sys, framelab.cli.corpus; from framelab.cli import main; "
        "os.setuid(65534); "
        f"sys.exit(main(['corpus', 'ingest', {str(texts)!r}, '--out', "
        f"{str(tmp_path / 'locked/o')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "found no permission to write there" in done.stderr


def test_show_lists_the_five(framelab: Run) -> None:
    done = framelab("show")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["ARTICLE", "OUTLET", "PUBLISHED", "¶", "WORDS", "ATTACHED"]
    assert lines[4].split() == ["kpbs", "KPBS", "21", "April", "2017", "25", "774", "no"]
    assert lines[-1].endswith("framelab corpus attach FOLDER")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("columns", [30, 60, 80, 200])
@pytest.mark.parametrize("arguments", [(), ("kpbs",), ("kpbs", 18), ("--keyword", "gangs")])
def test_no_line_is_longer_than_the_terminal_is_wide(
    framelab: Run, columns: int, arguments: tuple[str, ...]
) -> None:
    done = framelab("show", *arguments, COLUMNS=str(columns))
    assert done.returncode == 0
    sentences = ("http", "Who holds")  # an address and a command are not broken
    longest = [line for line in done.stdout.splitlines() if not line.startswith(sentences)]
    assert max(map(len, longest)) <= max(columns, 40)


def test_show_without_texts_says_what_the_tables_say(framelab: Run) -> None:
    done = framelab("show", "kpbs", "18")
    assert done.returncode == 0
    assert " 18  44 words; neither issue named\n" in done.stdout
    assert "“beachhead”\n       – Jeff Sessions, partial quotation" in done.stdout
    assert "framelab corpus attach" in done.stdout
    counts = framelab("show", "--keyword", "Marijuana")
    assert "daily-beast: paragraph 20 (2 times)" in counts.stdout
    assert "kpbs: " not in counts.stdout
    none = framelab("show", "kpbs", "--keyword", "marijuana")
    assert (none.returncode, none.stdout.splitlines()[0]) == (
        0, "Without a text: “marijuana” stands in no paragraph of kpbs.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("nyt",), "ARTICLE: found 'nyt'; allowed: daily-beast, ", id="article"),
        pytest.param(("kpbs", "26"), "PARAGRAPH: found 26; allowed: 1 to 25", id="paragraph"),
        pytest.param(("--keyword", "…"), "--keyword: found '…'; allowed: a word", id="no word"),
        pytest.param(("--keyword", "drug war"), "the tables count single words", id="two words"),
        pytest.param(("--corpus", "nowhere"), "codebook.toml, the file: found no", id="corpus"),
    ],
)
def test_show_says_what_is_wrong(framelab: Run, arguments: tuple[str, ...], message: str) -> None:
    done = framelab("show", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_attach_show_detach(tmp_path: Path, framelab: Run, own: Path) -> None:
    corpus = ("--corpus", own)
    pages = write(tmp_path / "pages", page="Menu\n" + BRIDGE, other="Nothing of the kind, at all.")
    done = framelab("attach", pages, *corpus)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "other.txt: not attached: it is none of the articles.",
        "page.txt: attached as bridge, 4 paragraphs.",
        f"Attached now: 1 of 2 articles, in {tmp_path / 'data'}.",
    ]
    assert [line.split()[-1] for line in framelab("show", *corpus).stdout.splitlines()] == [
        "ATTACHED", "yes", "no",
    ]  # fmt: skip
    text = framelab("show", *corpus, "bridge").stdout
    assert "  3  [sub-head] A road is next\n" in text
    assert "Gist not coded yet." in framelab("show", *corpus, "road").stdout
    keyword = framelab("show", *corpus, "--keyword", "it")
    lines = keyword.stdout.splitlines()
    terms = [line for line in lines if line.startswith("bridge ")]
    assert len(terms) == 5
    columns = {line.casefold().index("it", 40) for line in terms}
    assert len(columns) == 1  # one below the other
    assert "5 places of “it”." in lines
    assert "road: paragraph 1" in lines
    assert framelab("detach").stdout == f"Removed 1 attached text from {tmp_path / 'data'}.\n"
    assert "Gist not coded yet." in framelab("show", *corpus, "bridge").stdout


def test_attach_names_the_place_of_a_mismatch(tmp_path: Path, framelab: Run, own: Path) -> None:
    changed = BRIDGE.replace("people", "persons").replace("A road is next\n", "")
    done = framelab("attach", write(tmp_path / "pages", page=changed), "--corpus", own)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        "page.txt: not attached: bridge, but only 2 of 4 paragraphs.",
        "  bridge 1, page.txt line 1: lacks people; has persons too much",
        "  bridge 3: no line comes near; it has next, road, is, a",
    ]
    assert not (tmp_path / "data").exists()


def test_attach_without_a_place_to_keep_texts(tmp_path: Path, framelab: Run, own: Path) -> None:
    (tmp_path / "file").write_text("")
    pages = write(tmp_path / "pages", page=BRIDGE)
    done = framelab("attach", pages, "--corpus", own, FRAMELAB_DATA=str(tmp_path / "file"))
    assert done.returncode == 2
    assert "file: could not be written: " in done.stderr
    assert framelab("attach", tmp_path / "gone").returncode == 2


def test_control_characters_of_a_text_do_not_reach_the_terminal(
    tmp_path: Path, framelab: Run
) -> None:
    evil = (
        "The \x1b]0;title\x07mayor\x9b2J opened\u202e a bridge\r\nShe left\x08 at noon, she said."
    )
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a\x1b[31m.txt").write_bytes(evil.encode())
    (texts / "b\x1b[31m.txt").write_bytes(b"")
    refused = framelab("ingest", texts, "--out", tmp_path / "own")
    made = framelab("ingest", texts, "--out", tmp_path / "own", "--skip-bad")
    attached = framelab("attach", texts, "--corpus", tmp_path / "own")
    (article,) = [row.name for row in (tmp_path / "data" / "texts").iterdir()]
    name = article.rsplit("-", 1)[0]
    shown = [
        framelab("show", "--corpus", tmp_path / "own", *arguments)
        for arguments in ((), (name,), (name, "1"), ("--keyword", "mayor"), ("\x1b[31m",))
    ]
    for done in (refused, made, attached, *shown):
        said = done.stdout + done.stderr
        assert said
        assert not set(said) & {chr(code) for code in (*range(10), *range(11, 32), 0x9B, 0x202E)}


def test_on_a_terminal_messages_are_wrapped(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", empty="", bridge=BRIDGE)
    command = [sys.executable, "-m", "framelab.cli", "corpus", "ingest", str(texts)]
    command += ["--out", str(tmp_path / "own")]
    here, there = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=there, stderr=there, env=environment) as process:
        os.close(there)
        said = b""
        while True:
            try:
                chunk = os.read(here, 4096)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            said += chunk
    os.close(here)
    assert process.returncode == 2
    assert b"2 of 2 articles" in said  # the bar
    message = said.decode().rpartition("\x1b[2K")[2].splitlines()
    words = " ".join(" ".join(message).split())
    assert "framelab: 1 refusal, nothing was written" in words
    assert "found no text; allowed: an article, a paragraph a line" in words
    assert all(len(line) <= 60 or " " not in line.strip() for line in message)
