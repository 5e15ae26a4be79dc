"""Links of a built book: which there are, which lead nowhere, which lead outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from framelab.publishing.links import broken, links_of


def framelab(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_links_stand_in_pages_and_in_what_widgets_bring_along(book: Path) -> None:
    found = {(link.place, link.address) for link in links_of(book)}
    assert ("one.html#top", "https://a.example/far#x") in found
    assert ("deep/two.html#top", "https://c.example/w") in found
    assert ("index.html", "one.html") in found
    addresses = {address for _, address in found}
    assert "../four.html" in addresses
    # A sentence that names an address is no link, nor is a way inside a piece of a page.
    assert not addresses & {"see http://no", "http://no", "#own"}


def test_what_leads_nowhere_is_named_with_its_place(book: Path) -> None:
    found = [(link.place, link.address, why) for link, why in broken(book, links_of(book))]
    assert found == [
        ("deep/two.html#place", "../one.html#nowhere", "no place nowhere in one.html"),
        ("deep/two.html#place", "three.html", "no file deep/three.html"),
        ("deep/two.html#top", "../four.html", "no file four.html"),
        ("deep/two.html#top", "../gone.svg", "no file gone.svg"),
    ]


def test_the_command_lists_addresses_outside_and_fails_for_ways_that_end_inside(book: Path) -> None:
    done = framelab("links", book)
    assert done.returncode == 1
    assert "deep/two.html#place: three.html: no file deep/three.html\n" in done.stderr
    assert done.stdout == (
        "https://a.example/far#x\n  one.html#top: far away\n"
        "https://b.example/\n  deep/two.html#place: b\n"
        "https://c.example/w\n  deep/two.html#top: in a widget or an exercise\n"
        "3 addresses outside the book; --check asks whether they work.\n"
    )


def test_the_command_is_content_with_a_book_whose_links_lead_somewhere(book: Path) -> None:
    (book / "deep/two.html").unlink()
    text = (book / "one.html").read_text(encoding="utf-8")
    for way in ("deep/two.html#place", "deep/two.html"):
        text = text.replace(way, "search.html")
    (book / "one.html").write_text(text, encoding="utf-8")
    done = framelab("links", book)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", [["links"], ["pdf", "--out", "x.pdf"]], ids=lambda c: c[0])
def test_a_folder_without_a_book_says_so(tmp_path: Path, command: list[str]) -> None:
    done = framelab(*command, tmp_path)
    assert done.returncode == 2
    assert f"framelab: {tmp_path}: found no index.html; allowed: a built book" in done.stderr


def test_without_chromium_a_sentence_says_what_to_install(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    nothing = str(tmp_path / "nothing")
    done = framelab("pdf", book, "--out", out, PATH=nothing, PLAYWRIGHT_BROWSERS_PATH=nothing,
                    CHROMIUM="")  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("framelab: Chromium was not found. Install it from your system's")
    assert "apt install chromium" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()


def test_a_chromium_that_does_not_start_is_named(book: Path, tmp_path: Path) -> None:
    broken_program = tmp_path / "chromium"
    broken_program.write_text("#!/bin/sh\nexit 1\n")
    broken_program.chmod(0o755)
    done = framelab("pdf", book, "--out", tmp_path / "x.pdf", CHROMIUM=str(broken_program))
    assert done.returncode == 2
    assert f"{broken_program}: does not start" in done.stderr
    assert done.stderr.count("\n") == 1
