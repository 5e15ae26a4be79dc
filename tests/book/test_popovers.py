"""What a reference leads to, opened beside the reference: by mouse, touch, and keyboard, from disk.

The pages of paragraphs, their old addresses, and the notes on facts from outside stand here, too.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, expect

from framelab import load_corpus

from .browser import NO_WAY_OUT, look_at, press, sources_of, violations
from .conftest import LOOKS, Open, pages_of_the_book

CORPUS = load_corpus()
CHAPTER = "book/two_issues.html"
REST, GRACE = 250, 300
"""Milliseconds that a mouse rests before a popover opens, and that it may be away."""
FOLLOWING = 4
"""What a browser calls a node that stands after another one, in its order of the document."""


@dataclass(frozen=True)
class Reference:
    """A link of the chapter: what it says, the title of its popover, words that the popover has."""

    link: str
    title: str
    has: str
    opens: str


FACT = CORPUS.context["fbi-crime-2016-25-september"]
TRUTHOUT_9 = CORPUS.paragraphs["truthout", 9]
REFERENCES = {
    "paragraph": Reference(
        "Truthout ¶ 9", "Truthout, paragraph 9", TRUTHOUT_9.gist or "", "Open the page"
    ),
    "term": Reference(
        "cause", "Cause", "One of the four functions of a frame", "Open the glossary"
    ),
    "reference": Reference(
        "Entman, 1993", "Reference", "Fractured Paradigm", "Open the list of references"
    ),
    "outside": Reference(
        "a fact from outside the five articles: UPI in Gephardt Daily",
        "From outside the five articles",
        FACT.fact,
        "Go to the note",
    ),
}


def dialog(page: Page) -> Locator:
    return page.locator("#pop")


def link_of(page: Page, reference: Reference) -> Locator:
    return page.locator("article").get_by_role("link", name=reference.link, exact=True).first


def expect_shown(page: Page, reference: Reference) -> None:
    expect(dialog(page)).to_be_visible()
    expect(page.get_by_role("dialog", name=reference.title, exact=True)).to_be_visible()
    expect(dialog(page)).to_contain_text(reference.has)
    expect(dialog(page).locator(".pop-open")).to_have_text(reference.opens)


@pytest.mark.parametrize("way", ["site", "disk"])
def test_a_click_or_enter_pins_and_escape_or_the_button_gives_the_focus_back(
    open_page: Open, way: str
) -> None:
    page, record = open_page(CHAPTER, way)
    for reference in REFERENCES.values():
        link = link_of(page, reference)
        expect(link).to_have_attribute("aria-haspopup", "dialog")
        expect(link).to_have_attribute("aria-expanded", "false")
        link.click()
        expect_shown(page, reference)
        expect(dialog(page)).to_be_focused()
        expect(link).to_have_attribute("aria-expanded", "true")
        press(page, "Escape")
        expect(dialog(page)).to_be_hidden()
        expect(link).to_be_focused()
        expect(link).to_have_attribute("aria-expanded", "false")
        press(page, "Enter")
        expect_shown(page, reference)
        dialog(page).get_by_role("button", name="Close").click()
        expect(dialog(page)).to_be_hidden()
        expect(link).to_be_focused()
    assert page.url.endswith("two_issues.html")
    assert (record.complaints, record.outside) == ([], [])


def test_a_resting_mouse_opens_and_leaving_closes(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for reference in REFERENCES.values():
        link = link_of(page, reference)
        link.hover()
        expect_shown(page, reference)
        # For a look: the reader's place stays, and the mouse may go to what has opened.
        assert not dialog(page).evaluate("it => it.contains(document.activeElement)")
        dialog(page).hover()
        page.wait_for_timeout(2 * GRACE)
        expect(dialog(page)).to_be_visible()
        page.mouse.move(2, 400)
        expect(dialog(page)).to_be_hidden()
    link.hover()
    expect(dialog(page)).to_be_visible()
    press(page, "Escape")
    expect(dialog(page)).to_be_hidden()


def test_a_tap_opens_a_sheet_at_the_bottom(browser: Browser, homes: dict[str, str]) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, proxy=NO_WAY_OUT
    )
    try:
        page = context.new_page()
        page.goto(homes["disk"] + CHAPTER)
        for reference in REFERENCES.values():
            link = link_of(page, reference)
            link.tap()
            expect_shown(page, reference)
            dialog(page).evaluate(
                "it => Promise.all(it.getAnimations().map((each) => each.finished))"
            )
            box = dialog(page).bounding_box()
            assert box
            assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 800)
            assert box["height"] <= 0.6 * 800
            # The link stays in view above the sheet.
            at = link.bounding_box()
            assert at
            assert at["y"] + at["height"] <= box["y"]
            for target in dialog(page).locator(".pop-button:visible, .pop-open").all():
                assert (target.bounding_box() or {"height": 0})["height"] >= 44
            dialog(page).get_by_role("button", name="Close").tap()
            expect(dialog(page)).to_be_hidden()
    finally:
        context.close()


def test_a_click_elsewhere_closes_and_focus_alone_opens_nothing(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    link = link_of(page, REFERENCES["term"])
    link.focus()
    page.wait_for_timeout(2 * REST)
    expect(dialog(page)).to_be_hidden()
    link.click()
    expect(dialog(page)).to_be_visible()
    page.mouse.click(2, 400)
    expect(dialog(page)).to_be_hidden()


def test_tab_leads_through_the_popover_and_back_to_the_text(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    link = link_of(page, REFERENCES["term"])
    link.focus()
    press(page, "Enter", "Tab")
    expect(dialog(page).get_by_role("button", name="Close")).to_be_focused()
    press(page, "Tab")
    expect(dialog(page).get_by_role("link", name="Open the glossary")).to_be_focused()
    press(page, "Tab")
    expect(dialog(page)).to_be_hidden()
    # On to the next link of the text.
    order = "it => it.compareDocumentPosition(document.activeElement)"
    assert link.evaluate(order) == FOLLOWING
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")
    link.focus()
    press(page, "Enter", "Shift+Tab")
    expect(link).to_be_focused()


def test_with_a_key_held_a_link_is_a_link(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    with page.context.expect_page() as opened:
        link_of(page, REFERENCES["paragraph"]).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/paragraphs/truthout.html#truthout-9")
    opened.value.close()
    page.mouse.move(2, 400)
    expect(dialog(page)).to_be_hidden()


def test_a_paragraph_shows_its_quotations_its_place_and_the_ways_on(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    link_of(page, REFERENCES["paragraph"]).click()
    quotes = [
        quote.text for quote in CORPUS.quotes if (quote.article, quote.paragraph) == ("truthout", 9)
    ]
    assert quotes
    expect(dialog(page).locator("blockquote p")).to_have_text(quotes)
    expect(dialog(page).locator(".issue-name")).to_contain_text(
        CORPUS.codebook.issue_label(TRUTHOUT_9.issue or "")
    )
    strip = dialog(page).locator(".strip-block[data-paragraph]")
    expect(strip).to_have_count(CORPUS.articles["truthout"].paragraphs)
    lit = dialog(page).locator(".strip-block[data-paragraph]:not(.strip-unlit)")
    expect(lit).to_have_attribute("data-paragraph", "9")
    # To the next one in the same popover, or to the page where this page has none.
    known = {
        each.get("paragraph")
        for each in _data(page)["entries"]
        if each.get("article") == "truthout"
    }
    number = 9
    while number + 1 in known:
        dialog(page).get_by_role("link", name=f"Next: Truthout, paragraph {number + 1}").click()
        number += 1
        expect(page.get_by_role("dialog", name=f"Truthout, paragraph {number}")).to_be_focused()
        expect(lit).to_have_attribute("data-paragraph", str(number))
    dialog(page).get_by_role("link", name=f"Next: Truthout, paragraph {number + 1}").click()
    page.wait_for_url(f"**/paragraphs/truthout.html#truthout-{number + 1}")


def _data(page: Page) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        page.locator("#popovers").text_content() or ""
    )
    return found


def test_it_stands_at_the_line_of_its_link_and_inside_the_window(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=700)
    link = link_of(page, REFERENCES["paragraph"])
    # A link over two lines is two boxes.
    link.evaluate("it => { it.parentElement.style.width = '4em'; }")
    lines = "it => [...it.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height])"
    for at_top in (True, False):
        link.evaluate("(it, top) => it.scrollIntoView({ block: top ? 'start' : 'end' })", at_top)
        page.mouse.wheel(0, -100 if at_top else 20)
        page.wait_for_timeout(100)
        boxes = link.evaluate(lines)
        assert len(boxes) > 1
        x, y, width, height = boxes[-1]
        page.mouse.move(x + width / 2, y + height / 2)
        expect(dialog(page)).to_be_visible()
        dialog(page).evaluate("it => Promise.all(it.getAnimations().map((each) => each.finished))")
        box = dialog(page).bounding_box()
        assert box
        assert box["x"] >= 12
        assert box["x"] + box["width"] <= 700 - 12
        if at_top:
            assert box["y"] >= y + height
        else:
            assert box["y"] + box["height"] <= y
        press(page, "Escape")
        page.mouse.move(2, 400)


def test_it_never_covers_its_link(open_page: Open) -> None:
    """In the middle of a low window neither side has room for a long paragraph."""
    page, _ = open_page(CHAPTER)
    page.set_viewport_size({"width": 1280, "height": 560})
    for link in page.locator("article p a.to-paragraph").all()[:6]:
        link.evaluate("link => link.scrollIntoView({ block: 'center' })")
        link.click()
        expect(dialog(page)).to_be_visible()
        own, lines = dialog(page).bounding_box(), link.bounding_box()
        assert own
        assert lines
        assert own["y"] >= lines["y"] + lines["height"] or own["y"] + own["height"] <= lines["y"]
        # What has no room scrolls by the keys, and the page behind it stays.
        content, place = dialog(page).locator(".pop-content"), page.evaluate("scrollY")
        press(page, "End")
        at_end = "it => it.scrollTop + it.clientHeight >= it.scrollHeight - 1"
        page.wait_for_function(f"({at_end})(document.querySelector('.pop-content'))")
        assert content.evaluate(at_end)
        assert page.evaluate("scrollY") == place
        press(page, "Escape")


def test_what_a_widget_links_to_opens_as_well(open_page: Open) -> None:
    page, _ = open_page("book/one_event_two_stories.html")
    widget = page.locator(".quotation-slider")
    widget.get_by_role("button", name="Show without a guess").click()
    link = widget.get_by_role("link", name="ThinkProgress ¶ 1", exact=True)
    link.focus()
    expect(link).to_have_attribute("aria-expanded", "false")
    link.click()
    shown = page.get_by_role("dialog", name="ThinkProgress, paragraph 1")
    expect(shown).to_be_visible()
    # The whole place is the quotation's own.
    expect(shown.get_by_role("link", name="Open the page")).to_have_attribute(
        "href", re.compile(r"paragraphs/thinkprogress\.html#kelly-factor-thinkprogress$")
    )


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_axe_finds_nothing_in_what_is_open(open_page: Open, width: int, theme: str) -> None:
    page, _ = open_page(CHAPTER, width=width, theme=theme)
    for reference in REFERENCES.values():
        link_of(page, reference).click()
        expect_shown(page, reference)
        dialog(page).evaluate("it => Promise.all(it.getAnimations().map((each) => each.finished))")
        assert violations(page, "#pop") == [], reference.title
        if width == 360:
            look_at(page, 320)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            look_at(page, width)
        press(page, "Escape")


def test_colors_of_the_reader_s_own_leave_the_place_in_the_strip(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    page.emulate_media(forced_colors="active")
    link_of(page, REFERENCES["paragraph"]).click()
    lit = dialog(page).locator(".strip-lit")
    assert lit.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    assert dialog(page).evaluate("it => getComputedStyle(it).borderTopStyle") == "solid"
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("javascript", [True, False])
def test_on_paper_and_without_scripts_a_mark_is_a_numbered_note(
    open_page: Open, javascript: bool
) -> None:
    page, _ = open_page(CHAPTER, javascript=javascript)
    marks = page.locator("article .outside-mark")
    assert marks.count() > 5
    mark = link_of(page, REFERENCES["outside"])
    assert sources_of(page, mark) == [*FACT.url]
    box = mark.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    if javascript:
        page.emulate_media(media="print")
        numbers = [number.inner_text() for number in marks.all()]
        notes = page.locator(".outside-notes li")
        assert sorted({int(each) for each in numbers}) == [*range(1, notes.count() + 1)]
        expect(notes.last).to_be_visible()
    else:
        mark.click()
        expect(page.locator(page.url[page.url.index("#") :])).to_be_in_viewport()


OLD = {
    "kpbs-11": "kpbs",
    "americas-voice-14": "americas-voice",
    "kelly-factor-thinkprogress": "thinkprogress",
}
"""Places that the chapter on the five articles had, and the pages that have them."""


@pytest.mark.parametrize("way", ["sub-path", "disk"])
@pytest.mark.parametrize("place", OLD)
def test_an_old_address_leads_to_the_new_page(open_page: Open, way: str, place: str) -> None:
    page, record = open_page(f"book/five_articles.html#{place}", way)
    page.wait_for_url(f"**/book/paragraphs/{OLD[place]}.html#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    assert record.complaints == []


def test_without_scripts_the_old_page_names_the_new_ones(open_page: Open) -> None:
    page, _ = open_page("book/five_articles.html", javascript=False)
    for article in CORPUS.articles:
        link = page.locator(".paragraph-pages").get_by_role("link", name=article.name)
        expect(link).to_have_attribute("href", f"paragraphs/{article.article}.html")


def test_the_old_page_knows_every_paragraph_and_quotation(html: Path) -> None:
    page = _parsed(html, "book/five_articles.html")
    moved = json.loads(str(page.select_one("#moved-places").string))  # type: ignore[union-attr]
    places = [f"{each['page']}#{place}" for each in moved for place in each["places"]]
    assert len(places) == len(CORPUS.paragraphs) + len(CORPUS.quotes)
    assert [place for place in places if not _is_there(html, "book", place)] == []


def test_every_place_that_a_widget_names_is_on_the_page_to_which_it_leads(html: Path) -> None:
    checked = 0
    for address in pages_of_the_book():
        for script in _parsed(html, address).select(".widget > script"):
            state = json.loads(str(script.string))["state"]
            for place, article in _named(state):
                way = f"{state['pages'].replace('{article}', article)}#{place}"
                assert _is_there(html, str(Path(address).parent), way), f"{address}: {way}"
                checked += 1
    assert checked > 100


def test_a_page_brings_what_it_refers_to_and_no_more(html: Path) -> None:
    with_data = 0
    for address in pages_of_the_book():
        page = _parsed(html, address)
        data = page.select_one("#popovers")
        if data is None:
            continue
        with_data += 1
        used = {str(link["href"]) for link in page.select("article a[href]")}
        for script in page.select(".widget > script"):
            state = json.loads(str(script.string))["state"]
            used |= {
                f"{state['pages'].replace('{article}', article)}#{place}"
                for place, article in _named(state)
            }
        for entry in json.loads(str(data.string))["entries"]:
            assert used & {entry["href"], *entry.get("also", ())}, f"{address}: {entry['href']}"
            assert _is_there(html, str(Path(address).parent), entry["href"]) or entry[
                "href"
            ].startswith("#")
    assert with_data > 10


@cache
def _parsed(html: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((html / address).read_text(encoding="utf-8"), "html.parser")


def _is_there(html: Path, folder: str, address: str) -> bool:
    file, _, place = address.partition("#")
    page = Path(folder, file)
    return (html / page).is_file() and _parsed(html, page.as_posix()).find(id=place) is not None


def _named(value: object) -> list[tuple[str, str]]:
    """List the places in a widget's state, each with its article."""
    if isinstance(value, list):
        return [found for each in value for found in _named(each)]
    if not isinstance(value, dict):
        return []
    found = [each for inside in value.values() for each in _named(inside)]
    place = value.get("place")
    if isinstance(place, str) and re.fullmatch(r"[\w-]+-\d+", place):
        found.append((place, place.rpartition("-")[0]))
    if isinstance(value.get("quote"), str) and value["quote"] and "article" in value:
        found.append((value["quote"], str(value["article"])))
    return found
