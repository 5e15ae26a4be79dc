"""A book that `framelab init` makes, built for real and opened: none of ours, and all alive."""

import gzip
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from framelab.authoring.new_book import CHAPTER, EXERCISE_TITLE, new_book

from ..authoring.test_new_book import write_texts
from ..conftest import ROOT
from .browser import Record, context_of, serving, violations
from .test_exercises_in_page import check, write

NODE = ROOT / "_build" / "node"
PAGES = (
    "articles", CHAPTER, "paragraphs/harvest", "paragraphs/letter", "paragraphs/river",
    "references", "third_party", "welcome", "your_progress",
)  # fmt: skip


class Built(NamedTuple):
    """The folder of a book, and what the build said."""

    folder: Path
    log: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("climate")
    texts = write_texts(place / "texts")
    folder = place / "book"
    title = "Weather & climate <2019>"
    new_book(folder, title=title, texts=texts, issues=["climate"])
    command = ["make", "build", f"BIN={Path(sys.executable).parent}"]
    if (NODE / "installed").is_file():
        # What npm has installed for the course: a test asks no registry.
        (folder / "_build").mkdir()
        (folder / "_build" / "node").symlink_to(NODE)
    else:
        command += ["-o", "_build/in_page/page.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    log = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    assert done.returncode == 0, log
    return Built(folder, log)


@contextmanager
def opened(
    browser: Browser, built: Built, page: str, width: int = 1280
) -> Iterator[tuple[Page, Record]]:
    with (
        serving(built.folder / "_build" / "html") as home,
        context_of(browser, home, width=width) as (context, record),
    ):
        tab = context.new_page()
        tab.goto(f"{home}book/{page}.html", wait_until="load")
        tab.wait_for_function(
            "document.querySelectorAll('.widget:not(.widget-alive)').length === 0"
        )
        yield tab, record


def test_it_is_built_without_a_warning_and_holds_its_own_pages_alone(built: Built) -> None:
    assert "build succeeded." in built.log
    assert not re.search(r"^.*:\d+: (WARNING|ERROR)", built.log, re.MULTILINE)
    html = built.folder / "_build" / "html"
    made = [each.relative_to(html / "book") for each in (html / "book").rglob("*.html")]
    assert sorted(each.with_suffix("").as_posix() for each in made) == sorted(PAGES)
    assert (html / "_static" / "favicon.svg").is_file()
    for page in (html / "book").rglob("*.html"):
        assert "Reading the Frame" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_whole_and_asks_for_nothing_outside(
    browser: Browser, built: Built, width: int
) -> None:
    for page in PAGES:
        with opened(browser, built, page, width) as (tab, record):
            assert tab.title()
            assert "Weather & climate <2019>" in (
                tab.locator("nav.book-title").text_content() or ""
            )
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, page
            assert width < 1280 or violations(tab) == [], page
            assert (record.complaints, record.outside) == ([], []), page
            assert [each for each in record.answers if each[1] >= 400] == [], page


def test_the_widget_is_alive_and_goes_by_keyboard(browser: Browser, built: Built) -> None:
    with opened(browser, built, CHAPTER) as (tab, record):
        widget = tab.locator(".reading-map")
        expect(widget).to_contain_text("Issues are not coded yet.")
        expect(widget.locator("[data-place]")).to_have_count(7)
        widget.get_by_role("radio", name="Issue").focus()
        tab.keyboard.press("ArrowRight")
        expect(widget).to_contain_text("Quotations are not coded yet.")
        for key in ("Tab", "ArrowRight", "ArrowRight"):
            tab.keyboard.press(key)
        assert tab.evaluate("document.activeElement.dataset.place") == "river-1"
        expect(widget).to_contain_text("Gist not coded yet.")
        assert (record.complaints, record.outside) == ([], [])


def test_the_exercise_is_solved_in_the_page_which_holds_none_of_our_articles(
    browser: Browser, built: Built
) -> None:
    if not (built.folder / "_build" / "in_page" / "page.json").is_file():
        pytest.skip("npm has installed nothing here: the book was built without Python in its page")
    (packed,) = (built.folder / "_build" / "html").rglob("library-*.zip.bin")
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(packed.read_bytes()))) as library:
        names = library.namelist()
    assert any(name.startswith("framelab/measures/") for name in names)
    assert not any(name.startswith("framelab/course") for name in names)
    answer = (built.folder / "solutions" / "per_thousand_words" / "answer.py").read_text("utf-8")
    with opened(browser, built, CHAPTER) as (tab, record):
        place = tab.get_by_role("region", name=f"Your answer: {EXERCISE_TITLE}", exact=True)
        write(place, answer)
        assert "4 of 4" in check(place)
        keys = tab.evaluate("Object.keys(localStorage)")
        assert any("/weather-climate-2019/per_thousand_words/" in key for key in keys)
        tab.get_by_role("link", name="Your progress").first.click()
        expect(tab.locator(".your-progress")).to_contain_text("4 of 4")
        assert (record.complaints, record.outside) == ([], [])
