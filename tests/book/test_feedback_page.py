"""The page that a student gets back after a class was graded, opened from disk."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..conftest import ROOT
from .browser import context_of, violations
from .conftest import LOOKS

ANSWERS = {
    "wrong": {
        "who_speaks/answer.py": "def words_by_speaker(rows):\n    print('<b>so far</b>')\n"
        "    return {'kelly': 1}\n",
        "code_frames/answer.json": "{}",
        "unknown/answer.py": "",
    },
    "right": {"who_speaks/answer.py": (ROOT / "solutions/who_speaks/answer.py").read_text()},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graded")
    for student, files in ANSWERS.items():
        for name, text in files.items():
            file = folder / "submissions" / student / name
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "grade", folder / "submissions", "--out",
         folder / "out", "--only", "who_speaks", "--only", "code_frames"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # there is no exercise `unknown`
    return folder / "out" / "feedback"


@pytest.mark.parametrize("student", ANSWERS)
@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_it_is_for_everybody(
    browser: Browser, pages: Path, student: str, width: int, theme: str
) -> None:
    with context_of(browser, pages.as_uri(), width=width, theme=theme) as (context, record):
        page = context.new_page()
        page.goto(f"{pages.as_uri()}/{student}.html")
        assert page.get_by_role("heading", level=1).inner_text() == f"Feedback for {student}"
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert record.complaints == []
        assert record.outside == []


def test_a_keyboard_goes_to_each_exercise(browser: Browser, pages: Path) -> None:
    with context_of(browser, pages.as_uri(), width=360) as (context, _):
        page = context.new_page()
        page.goto(f"{pages.as_uri()}/wrong.html")
        titles = page.get_by_role("heading", level=2).all_inner_texts()
        assert len(titles) == 3
        for title in titles:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == title
        page.keyboard.press("Enter")
        assert page.get_by_role("heading", name=titles[-1]).first.evaluate(
            "heading => heading.getBoundingClientRect().top < innerHeight"
        )
