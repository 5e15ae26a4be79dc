"""What holds on every page of the book, in a real browser that reaches nothing else."""

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from framelab.publishing.links import broken, links_of

from .browser import context_of, look_at, violations
from .conftest import FIRST_VIEW, LOOKS, WAYS, Open, pages_of_the_book

MOST_BYTES = 350_000
MOST_BYTES_OF_FONTS = 80_000
MOST_SHIFT = 0.1


@pytest.mark.parametrize("way", WAYS)
def test_it_opens_without_complaint_and_asks_for_nothing_outside(
    open_page: Open,
    address: str,
    way: str,
    html: Path,
    record_property: Callable[[str, object], None],
) -> None:
    page, record = open_page(address, way)
    if way == "site":
        page.wait_for_load_state("networkidle")
        home = page.url.removesuffix(address)
        files = {url.removeprefix(home).partition("?")[0] for url, _ in record.answers}
        assert address in files
        # A first view is light. As a web server would send the files.
        weight = sum(len(gzip.compress((html / file).read_bytes())) for file in files)
        said = f"{weight / 1000:5.0f} kB gzipped in {len(files)} files: {address}"
        record_property(FIRST_VIEW, said)
        assert weight <= MOST_BYTES
    else:
        page.wait_for_timeout(200)
    assert page.locator("h1").count()
    assert record.complaints == []
    assert record.outside == []
    assert {status for _, status in record.answers} <= {200, 304}


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_axe_finds_nothing(open_page: Open, address: str, width: int, theme: str) -> None:
    page, _ = open_page(address, width=width, theme=theme)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert violations(page) == []
    if width == 360:  # a phone never scrolls sideways
        for narrow in (360, 320):  # 320: WCAG 1.4.10
            look_at(page, narrow)
            assert page.evaluate("document.documentElement.scrollWidth") <= narrow


def test_on_a_phone_a_wide_table_is_a_list_and_no_word_is_broken(open_page: Open) -> None:
    page, _ = open_page("book/datasheet.html", width=360)
    cells = page.locator("table.stacks tbody tr").first.locator("td")
    shown = cells.evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert shown[0] == "none"
    assert '"Kappa' in shown[4]
    # Five lines of numbers, each no higher than a line.
    heights = cells.evaluate_all("cells => cells.map(cell => cell.clientHeight)")
    assert max(heights) < 60
    roles = page.locator("table.stacks").first.evaluate(
        "table => [...table.querySelectorAll('tr, td')].map(part => part.getAttribute('role'))"
    )
    assert set(roles) == {"row", "cell"}


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    const moved = sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120) ?? "gone");
    window.shifts.push({ value, moved });
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_while_a_page_arrives(
    browser: Browser, homes: dict[str, str], address: str, width: int
) -> None:
    """Seen by somebody who was never here: no file is at hand, fonts least of all."""
    with context_of(browser, homes["site"], width=width) as (context, _):
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(homes["site"] + address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(200)
        shifts = page.evaluate("window.shifts")
        assert sum(each["value"] for each in shifts) <= MOST_SHIFT, shifts


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.images_without_text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(attributes["id"] or "")
        if tag == "img" and "alt" not in attributes:
            self.images_without_text.append(str(attributes.get("src")))


def _parsed(file: Path) -> _Links:
    links = _Links()
    links.feed(file.read_text(encoding="utf-8"))
    return links


def test_every_link_inside_the_book_leads_somewhere(html: Path) -> None:
    """In pages, search and index, and in what widgets and the overview of exercises bring along."""
    links = links_of(html)
    assert [f"{link.place}: {link.address}: {why}" for link, why in broken(html, links)] == []
    inside = [link for link in links if link.leads_inside]
    assert {link.page for link in inside} >= {
        "index.html", "search.html", "genindex.html", "book/your_progress.html",
    }  # fmt: skip
    in_data = [link.address for link in inside if link.text == "in a widget or an exercise"]
    assert any("#answer-" in address for address in in_data)
    assert len(inside) > 1000


def test_the_search_leads_to_pages_and_places_that_exist(html: Path) -> None:
    text = (html / "_static/search_data.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("window.framelabSearch = ")[:-2])
    addresses = [address for address, _ in data["pages"]]
    ids = {address: set(_parsed(html / address).ids) for address in addresses}
    places = [(addresses[page], place) for page, place, *_ in data["places"] if place]
    assert len(places) > 100
    assert [f"{page}#{place}" for page, place in places if place not in ids[page]] == []


def test_no_id_stands_twice_in_a_page(html: Path) -> None:
    for address in pages_of_the_book():
        ids = _parsed(html / address).ids
        assert len(ids) == len(set(ids)), address


def test_every_picture_has_an_alternative_text_with_a_number_in_it(html: Path) -> None:
    """A finding has a number; "chart of words" has none."""
    pictures = 0
    for address in pages_of_the_book():
        text = (html / address).read_text(encoding="utf-8")
        assert _parsed(html / address).images_without_text == []
        body = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        for svg in re.findall(r"<svg\b[^>]*>", body):
            label = re.search(r'aria-label="([^"]*)"', svg)
            assert label, svg
            assert re.search(r"\d", label[1]), svg
            pictures += 1
    assert pictures


def test_any_web_server_sends_every_file(html: Path) -> None:
    """GitHub Pages leaves out _static without .nojekyll; servers do not know every suffix."""
    assert (html / ".nojekyll").is_file()
    files = [file for file in html.rglob("*") if file.is_file() and file.name[0] != "."]
    known = {".bin", ".css", ".html", ".js", ".json", ".png", ".svg", ".txt", ".woff2"}
    assert {file.suffix for file in files} - known == {".inv"}  # which no page asks for


def test_no_page_asks_for_mathjax_or_the_icon_font(html: Path) -> None:
    for address in pages_of_the_book():
        assert "mathjax" not in (html / address).read_text(encoding="utf-8").casefold()
    assert not list(html.rglob("*fontawesome*"))


def fonts_of(html: Path) -> list[Path]:
    found = sorted((html / "_static" / "fonts").iterdir())
    assert {file.suffix for file in found} == {".woff2"}
    assert set(found) == set(html.rglob("*.woff2"))
    return found


def test_the_cut_fonts_are_light_and_named_by_what_they_hold(html: Path) -> None:
    fonts = fonts_of(html)
    assert len(fonts) == 3
    assert sum(file.stat().st_size for file in fonts) <= MOST_BYTES_OF_FONTS
    css = (html / "_static" / "fonts.css").read_text(encoding="utf-8")
    for file in fonts:
        assert file.stem.endswith(hashlib.sha256(file.read_bytes()).hexdigest()[:12])
        assert f'url("fonts/{file.name}")' in css


def test_every_character_that_the_book_prints_is_in_its_fonts(html: Path) -> None:
    """Arrows, marks and mathematical signs are symbols of the system's fonts: no letter is."""
    held = [set(map(chr, TTFont(file).getBestCmap())) for file in fonts_of(html)]
    held_by_all = set.intersection(*held)
    for address in pages_of_the_book():
        text = unescape(re.sub(r"<[^>]*>", "", (html / address).read_text(encoding="utf-8")))
        printed = {each for each in text if each.isprintable()}
        strange = {
            f"{each} {unicodedata.name(each)}"
            for each in printed - held_by_all
            if unicodedata.category(each)[0] != "S"
        }
        assert strange == set(), address


@pytest.mark.parametrize("way", ["site", "disk"])
def test_text_is_set_in_the_fonts_of_the_book(open_page: Open, way: str) -> None:
    page, record = open_page("book/two_issues.html", way)
    page.evaluate("document.fonts.ready")
    faces = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded')"
        ".map(({ family, style }) => `${family.replaceAll('\"', '')} ${style}`)"
    )
    assert {"Literata normal", "Frame Sans normal"} <= set(faces)
    families = "(selector) => getComputedStyle(document.querySelector(selector)).fontFamily"
    for selector in ("article section > p:not([class])", "article h1"):
        assert page.evaluate(families, selector).startswith("Literata")
    for selector in (".bd-sidebar", "article th", ".book-title + *, .search-button-field"):
        assert page.evaluate(families, selector).startswith('"Frame Sans"')
    assert record.complaints == []
