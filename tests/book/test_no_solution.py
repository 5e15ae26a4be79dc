"""The built book holds nothing of what only instructors hold."""

from pathlib import Path

from framelab.authoring.leaks import distinctive, find_leaks

from ..conftest import ROOT


def test_the_built_book_gives_nothing_away(html: Path) -> None:
    public = [ROOT / "exercises", ROOT / "framelab", ROOT / "book"]
    secret = distinctive(ROOT / "solutions", public)
    assert len(secret) > 100
    assert find_leaks(html, secret) == []
