"""Finding one's way: the front door, the colours, the menus, by keyboard too."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import expect

from framelab.bookext.notices import third_party_parts, version_of

from ..conftest import ROOT, VERBATIM
from .browser import violations
from .conftest import WAYS, Open

OURS = {
    "_static/book.css",
    "_static/book.js",
    "_static/book_icons.css",
    "_static/book_print.css",
    "_static/book_theme.css",
    "_static/favicon.svg",
    "_static/fonts.css",
    "_static/popovers.css",
    "_static/page/exercise-*.css",
    "_static/page/exercise-*.js",
    "_static/page/worker-*.js",
    "_static/style.css",
    "_static/reader.css",
    "_static/search.css",
    "_static/search.js",
    "_static/search_data.js",
    "_static/strip.css",
    "_static/widget_host.js",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_front_door_leads_to_the_welcome(open_page: Open, way: str) -> None:
    page, record = open_page("index.html", way)
    page.wait_for_url("**/book/welcome.html")
    expect(page.locator("h1").first).to_contain_text("Reading the Frame")
    assert record.outside == []


def test_colours_are_switched_by_keyboard_and_stay(open_page: Open) -> None:
    page, _ = open_page("book/welcome.html")
    switch = page.locator(".theme-switch-button:visible")
    seen: list[str] = []
    while seen[-1:] != ["dark"] or len(seen) < 3:
        assert len(seen) < 6, seen
        switch.focus()
        page.keyboard.press("Enter")
        mode = page.evaluate("document.documentElement.dataset.mode")
        icon = page.locator(f'.theme-switch[data-mode="{mode}"]:visible')
        expect(icon).to_have_count(1)
        assert icon.evaluate("e => getComputedStyle(e, '::before').maskImage").startswith("url(")
        seen.append(mode)
    assert set(seen) == {"light", "dark", "auto"}
    page.goto(page.url.replace("welcome", "five_articles"))
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_menu_opens_and_closes_on_a_phone_by_keyboard(open_page: Open) -> None:
    page, _ = open_page("book/welcome.html", width=360)
    chapter = page.locator("#pst-primary-sidebar-modal, #pst-primary-sidebar").get_by_role(
        "link", name="The five articles"
    )
    expect(chapter).not_to_be_in_viewport()
    page.locator(".primary-toggle:visible").first.focus()
    page.keyboard.press("Enter")
    expect(chapter).to_be_in_viewport()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(chapter).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 360])
def test_previous_and_next_say_which_pages_they_are(open_page: Open, width: int) -> None:
    """They follow the menu, and each says the question that the neighbour asks."""
    page, _ = open_page("book/welcome.html", width=width)
    menu = re.findall(
        r"(?:root|file): (book/[\w/-]+)", (ROOT / "_toc.yml").read_text(encoding="utf-8")
    )
    before = ""
    for number, name in enumerate(menu):
        assert page.url.endswith(f"{name}.html")
        heading = page.locator("article h1").first.evaluate("h1 => h1.firstChild.textContent")
        ways = page.locator(".prev-next-area a:visible")
        expect(ways).to_have_count((number > 0) + (number + 1 < len(menu)))
        for way in ways.all():
            way.scroll_into_view_if_needed()
            expect(way).to_be_in_viewport()
            assert (way.bounding_box() or {"height": 0})["height"] >= 24
        back, on = page.locator("a.left-prev"), page.locator("a.right-next")
        if before:
            expect(back).to_contain_text("previous")
            expect(back.locator(".prev-next-title")).to_have_text(before)
        before = heading
        if number + 1 < len(menu):
            promised = on.locator(".prev-next-title").inner_text()
            on.click()
            page.wait_for_url(f"**/{menu[number + 1]}.html")
            expect(page.locator("article h1").first).to_contain_text(promised)


def test_the_story_goes_on_in_the_order_of_the_design() -> None:
    """Read, compare, measure, argue; chapters that are not there yet are passed over."""
    story = [
        "five_articles", "what_is_a_frame", "two_issues", "two_officials",
        "one_event_two_stories", "whose_voice", "numbers_as_frames", "counting_words",
        "coding_together", "near_and_far", "what_we_cannot_say", "your_own_articles",
    ]  # fmt: skip
    menu = re.findall(r"file: book/(\w+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    told = [name for name in menu if name in story]
    assert told == [name for name in story if name in menu]
    assert menu[: len(told)] == told


def test_an_exercise_named_by_the_overview_is_where_its_link_leads(open_page: Open) -> None:
    page, _ = open_page("book/your_progress.html")
    page.get_by_role("link", name="When are two issues one story?").click()
    page.wait_for_url("**/two_issues.html#answer-linkage")
    expect(page.locator("#answer-linkage")).to_be_in_viewport()


def test_the_first_tab_stop_leads_past_the_menus(open_page: Open) -> None:
    page, _ = open_page("book/five_articles.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")


def test_an_address_of_a_paragraph_leads_to_it(open_page: Open) -> None:
    page, _ = open_page("book/paragraphs/kpbs.html#kpbs-11")
    paragraph = page.locator("#kpbs-11")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph).to_contain_text("KPBS ¶ 11")
    expect(paragraph.get_by_role("link")).to_have_attribute("href", "#kpbs-11")


def test_the_book_repeats_no_article_s_own_prose(html: Path) -> None:
    if not VERBATIM.is_file():
        pytest.skip(f"the search for repeated prose is not at hand: no file {VERBATIM}")
    done = subprocess.run([VERBATIM, html], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_file_of_others_is_in_the_notices_and_every_notice_is_true(html: Path) -> None:
    files = {
        file.relative_to(html).as_posix()
        for file in (html / "_static").rglob("*")
        if file.is_file()
    }
    patterns = {pattern for part in third_party_parts() for pattern in part.files}
    unnoticed = {
        file for file in files if not any(fnmatch(file, pattern) for pattern in OURS | patterns)
    }
    assert unnoticed == set()
    for pattern in OURS | patterns:
        assert any(fnmatch(file, pattern) for file in files), f"{pattern}: no such file"
    for part in third_party_parts():
        if part.version:
            texts = [
                (html / file).read_text(encoding="utf-8", errors="replace")
                for pattern in part.files
                for file in files
                if fnmatch(file, pattern)
            ]
            assert any(part.version in text for text in texts), part.name


def test_the_notices_page_names_every_part_with_its_licence(html: Path) -> None:
    page = (html / "book/third_party.html").read_text(encoding="utf-8")
    for part in third_party_parts():
        assert part.name in page
        section = page[page.index(f"<h2>{part.name}") :].split("</section>")[0]
        assert f"Licence: {part.licence}" in section
        assert "as is" in section.casefold(), part.name
        assert (version_of(part) or "Licence") in section
