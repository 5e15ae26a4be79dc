"""What a web server must send with a built book: types, and a policy with hashes."""

import mimetypes
from pathlib import Path

import pytest

from framelab.cli import main
from framelab.cli.serve import BookHandler
from framelab.publishing.headers import inline_hashes, policy, types_needed

# As `openssl dgst -sha256 -binary | base64` gives them, of the scripts below.
RUN = "'sha256-zI797s6gv2DlvUCmNdEkv6JBMYJeHNoXY8wk+tF/KuQ='"
CLICK = "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"


@pytest.fixture
def scripted(book: Path) -> Path:
    """A book with one script that runs, on two pages, and with others that need no hash."""
    scripts = (
        "<script>run('é')</script>"
        '<script type="application/json">{"data": 1}</script>'
        '<script src="_static/a.js"></script>'
    )
    for name in ("one.html", "search.html"):
        (book / name).write_text((book / name).read_text() + scripts, encoding="utf-8")
    return book


def test_each_inline_script_has_one_hash_and_names_its_first_page(scripted: Path) -> None:
    assert inline_hashes(scripted) == {RUN: "one.html"}
    button = '<button onclick="go()">Go</button>'
    (scripted / "deep" / "two.html").write_text(button, encoding="utf-8")
    assert inline_hashes(scripted) == {
        RUN: "one.html", "'unsafe-hashes'": "deep/two.html", CLICK: "deep/two.html",
    }  # fmt: skip


def test_the_policy_allows_what_a_book_needs_and_no_other_inline_script() -> None:
    assert policy([RUN]) == (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob: {RUN}; worker-src 'self' "
        "blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'self'"
    )


def test_types_are_those_of_the_files_that_are_there(scripted: Path) -> None:
    for name in ("a.js", "b.wasm.bin", "c.woff2", "d.unheard-of", ".nojekyll", "LICENSE"):
        (scripted / name).touch()
    assert types_needed(scripted) == {
        ".bin": "application/octet-stream", ".html": "text/html", ".js": "text/javascript",
        ".unheard-of": "application/octet-stream", ".woff2": "font/woff2",
    }  # fmt: skip


def test_the_command_prints_both(scripted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["headers", str(scripted)]) == 0
    said = capsys.readouterr().out
    assert "  .html  Content-Type: text/html\n" in said
    assert f"  Content-Security-Policy: {policy([RUN])}\n" in said


def test_a_folder_without_a_book_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["headers", str(tmp_path)]) == 2
    assert "found no index.html; allowed: a built book (make build)" in capsys.readouterr().err


def test_serve_sends_its_own_types_whatever_the_machine_calls_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a Windows registry may have it, in which `.js` is plain text."""
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_, **__: ("text/plain", None))
    handler = BookHandler.__new__(BookHandler)
    names = ("a.js", "A.JS", "b.css", "c.svg")
    assert {name: handler.guess_type(f"x/{name}") for name in names} == {
        "a.js": "text/javascript", "A.JS": "text/javascript", "b.css": "text/css",
        "c.svg": "image/svg+xml",
    }  # fmt: skip
