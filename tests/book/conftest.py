"""The built book, the ways to reach it, and the browser that does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from framelab.publishing.chromium import launch

from ..conftest import ROOT
from .browser import Record, Tab, serving

# What is so is seen at once; what a busy machine is slow to show gets the time.
expect.set_options(timeout=30_000)

HTML = ROOT / "_build" / "html"
SUB_PATH = "courses/2017/frame/"

Open = Callable[..., tuple[Page, Record]]

WAYS = ("site", "sub-path", "disk")
"""How a book is reached: see `homes`."""

LOOKS = [
    pytest.param(width, theme, id=f"{width}px-{theme}")
    for width in (1280, 360)
    for theme in ("light", "dark")
]
"""A screen and a phone, each in both themes."""


def pages_of_the_book() -> list[str]:
    """Addresses of the built pages, relative to the book's folder; index.html only redirects."""
    return sorted(page.relative_to(HTML).as_posix() for page in HTML.rglob("*.html")
                  if "_static" not in page.parts and page != HTML / "index.html")  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `address` on every page of the book."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", pages_of_the_book() or ["no page: make build"])


SHARING = (
    "test_answers_in_page.py", "test_feedback_page.py", "test_jupyterlab.py",
    "test_new_book.py", "test_pdf.py", "test_progress_page.py", "test_web_servers.py",
)  # fmt: skip
"""Files whose tests share what takes long to make, and is made once."""


class BookScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """One process gets all tests of a file that shares; any process gets any other test."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if Path(file).name in SHARING else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BookScheduling | None:
    """Deal the tests out as this folder wants it, where --dist=loadscope asks for scopes."""
    return BookScheduling(config, log) if config.getoption("dist") == "loadscope" else None


FIRST_VIEW = "first view"
"""The property of a test's report that says what a page weighs."""


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what a first view of every page weighs, every file gzipped."""
    reports = [each for found in terminalreporter.stats.values() for each in found]
    properties = [pair for each in reports for pair in getattr(each, "user_properties", ())]
    # Each stands in the reports of a test and of what comes after the test.
    lines = sorted({value for name, value in properties if name == FIRST_VIEW})
    if lines:
        terminalreporter.section("first views")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The ways to reach the book: a site of its own, a path below one, a folder on disk."""
    assert (HTML / "index.html").is_file(), "There is no built book: make build"
    below = tmp_path_factory.mktemp("site")
    (below / SUB_PATH).parent.mkdir(parents=True)
    (below / SUB_PATH.rstrip("/")).symlink_to(HTML)
    with serving(HTML) as own, serving(below) as site:
        yield {"site": own, "sub-path": site + SUB_PATH, "disk": HTML.as_uri() + "/"}


@pytest.fixture(scope="session")
def open_page(browser: Browser, homes: dict[str, str]) -> Iterator[Open]:
    """Open a page of the book: its address, the way to it, the width and theme it is seen in.

    There is one tab with JavaScript and one without: a page is gone when the next one is opened.
    """
    tabs: dict[bool, Tab] = {}

    def open_(
        address: str,
        way: str = "site",
        *,
        width: int = 1280,
        theme: str = "light",
        javascript: bool = True,
    ) -> tuple[Page, Record]:
        def attempt() -> tuple[Page, Record]:
            if javascript not in tabs:
                tabs[javascript] = Tab(browser, javascript=javascript)
            return tabs[javascript].open(homes[way], address, width=width, theme=theme)

        was_there = javascript in tabs
        try:
            page, record = attempt()
        except Error:
            if not was_there:
                raise
            # A test that failed may have left a tab that opens nothing any more.
            tabs.pop(javascript).close()
            page, record = attempt()
        if javascript:
            # Widgets are there at once, or never.
            page.wait_for_function(
                "document.querySelectorAll('.widget:not(.widget-alive)').length === 0"
            )
        return page, record

    yield open_
    for tab in tabs.values():
        tab.close()


@pytest.fixture(scope="session")
def html() -> Path:
    assert (HTML / "index.html").is_file(), "There is no built book: make build"
    return HTML
