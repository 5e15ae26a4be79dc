"""The search: what a reader types, what is found, and the way from there to the place."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_plus

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, Route, expect

from framelab import load_corpus
from framelab.corpus import Quote, Reported

from ..conftest import ROOT
from .browser import context_of, look_at, press, violations
from .conftest import LOOKS, Open

CORPUS = load_corpus()
PARAGRAPHS = {f"{row.article}-{row.paragraph}": row for row in CORPUS.paragraphs}
FIVE, ISSUES, OFFICIALS = "five_articles", "two_issues", "two_officials"
DATA = "search_data.js"
FIRST = 3

# What is typed, and the page that should stand among the first results; FIVE stands for the chapter
# and for the pages of its paragraphs.
ASKED = [
    ("Junck", FIVE),
    ("Angie Junck", FIVE),
    ("Escobar", FIVE),
    ("Sessions", OFFICIALS),
    ("Kelly", OFFICIALS),
    ("jeff sessions", FIVE),
    ("Gonzalez Fletcher", FIVE),
    ("KPBS", FIVE),
    ("The Daily Beast", FIVE),
    ("America's Voice", FIVE),
    ("America’s Voice", FIVE),
    ("Truthout", FIVE),
    ("ThinkProgress", FIVE),
    ("El Paso Times", FIVE),
    ("denominator", ISSUES),
    ("co-occurrence", ISSUES),
    ("frame", "glossary"),
    ("MS-13", FIVE),
    ("21,362", FIVE),
    ("260000", FIVE),
    ("García Hernández", ISSUES),
    ("Garcia Hernandez", ISSUES),
    ("gateway drug", FIVE),
    ("two days later gateway drug", "one_event_two_stories"),
    ("deportations", "glossary"),
    ("linkage", ISSUES),
    ("your progress", "your_progress"),
    # As it is typed: half a word, a slip of the hand, one thing and many.
    ("denomin", ISSUES),
    ("denominater", ISSUES),
    ("denominators", ISSUES),
]  # fmt: skip


class Found(NamedTuple):
    """A result: the page and the place in it, its kind and title, and its extract."""

    page: str
    place: str
    kind: str
    title: str
    extract: str


def listed(within: Locator) -> list[Found]:
    """Return the results that a list shows, in their order."""
    rows = within.locator(".search-list > li").evaluate_all(
        """items => items.map(item => [
          item.querySelector("a").getAttribute("href"),
          ...[".search-kind", ".search-title", ".search-extract"].map(
            part => item.querySelector(part)?.textContent ?? ""),
        ])"""
    )
    found = []
    for address, *rest in rows:
        page, _, place = address.partition("#")
        found.append(Found(re.sub(r"\.html.*$", "", page).rpartition("/")[2], place, *rest))
    return found


def ask(page: Page, asked: str) -> list[Found]:
    """Type into the field of the page of results, and return what is then found."""
    within = page.locator("article")
    within.locator("form.bd-search input").fill("")
    expect(within.locator(".search-status")).to_be_empty()
    within.locator("form.bd-search input").fill(asked)
    expect(within.locator(".search-status")).to_have_text(re.compile("place|search"))
    return listed(within)


def stored(html: Path) -> dict[str, Any]:
    """Return what the search looks through."""
    text = (html / "_static" / DATA).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("window.framelabSearch = ")[:-2])
    return found


def name_of(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".html")


def five(html: Path) -> set[str]:
    """Return the chapter on the five articles, and the pages on which their paragraphs stand."""
    data = stored(html)
    places = [place for place in data["places"] if place[2] == "Paragraph"]
    return {FIVE, *(name_of(data["pages"][place[0]][0]) for place in places)}


@pytest.fixture
def results(open_page: Open) -> Page:
    """The page of results, on which questions are asked one after the other."""
    page, _ = open_page("search.html?q=frame")
    expect(page.locator("article .search-list li").first).to_be_visible()
    return page


def test_the_sensible_page_is_among_the_first(results: Page, html: Path) -> None:
    missed = []
    for asked, wanted in ASKED:
        pages = list(dict.fromkeys(each.page for each in ask(results, asked)))[:FIRST]
        if not {wanted, *(five(html) if wanted == FIVE else ())}.intersection(pages):
            missed.append((asked, wanted, pages))
    assert missed == []


def test_the_first_result_is_the_place_itself(results: Page) -> None:
    kelly = ask(results, "Kelly marijuana")
    assert kelly[0].kind == "Paragraph"
    assert kelly[0].place in PARAGRAPHS
    assert "Kelly" in kelly[0].extract
    assert "marijuana" in kelly[0].extract
    number = ask(results, "21,362")
    assert number == ask(results, "21362")
    assert "thinkprogress-10" in [each.place for each in number[:FIRST]]
    assert ask(results, "Garcia") == ask(results, "garcía") != []
    marked = results.locator("article .search-list mark").all_inner_texts()
    # One address that the book refers to has the name without its accent.
    assert marked.count("García") > marked.count("Garcia") == len(set(marked)) - 1


def test_an_extract_is_short_and_shows_what_was_found(results: Page) -> None:
    for asked in ("gateway drug", "Junck", "whole share"):
        found = ask(results, asked)
        assert found
        marked = results.locator("article .search-extract").evaluate_all(
            "pieces => pieces.map(piece => piece.querySelectorAll('mark').length)"
        )
        for each, marks in zip(found, marked, strict=True):
            assert len(each.extract) < 200
            assert marks or re.search(asked.split()[0], each.title, re.IGNORECASE), each


QUOTED = {quote.speaker for quote in CORPUS.quotes}
SPEECH: list[Quote | Reported] = [*CORPUS.quotes, *CORPUS.reported]


def test_everybody_who_is_quoted_is_found_by_name(results: Page) -> None:
    """Among the first results is a paragraph in which that speaker is heard."""
    missed = []
    for speaker in sorted(QUOTED):
        heard = {f"{row.article}-{row.paragraph}" for row in SPEECH if row.speaker == speaker}
        found = ask(results, CORPUS.speakers[speaker].name)[:FIRST]
        if not heard.intersection(each.place for each in found):
            missed.append((speaker, found))
    assert len(QUOTED) > 10
    assert missed == []


def test_every_entry_of_the_glossary_is_found_first(results: Page, html: Path) -> None:
    page = BeautifulSoup((html / "book/glossary.html").read_text(encoding="utf-8"), "html.parser")
    terms = [str(term.find(string=True)).strip() for term in page.select("dl.glossary dt")]
    assert terms
    missed = []
    for term in terms:
        found = [each for each in ask(results, term)[:FIRST] if each.kind == "Term"]
        if not any(term in each.title for each in found):
            missed.append(term)
    assert missed == []


def test_from_disk_it_finds_the_same(open_page: Open) -> None:
    found = []
    for way in ("site", "disk"):
        page, record = open_page("search.html?q=Junck", way)
        expect(page.locator("article .search-list li").first).to_be_visible()
        found.append([ask(page, asked) for asked in ("Junck", "America's Voice", "21,362")])
        assert record.complaints == []
        assert record.outside == []
    assert found[0] == found[1]
    assert all(found[0])


SAID = {
    "rhinoceros": r"The search found nothing for “rhinoceros”\.",
    "the of": r"These words are too common to search for\. Type a rarer word\.",
    "Junck rhinoceros": r"No place has all these words; \d+ places with some of them:",
    "?!": r"Type a word to search for\.",
    "Angie Junck": r"\d+ places",
}  # fmt: skip


def test_what_is_said_of_what_is_found(results: Page, html: Path) -> None:
    places = [words_of(f"{title} {text}") for _, _, _, title, text, *_ in stored(html)["places"]]
    alone = next(
        word for word in sorted(set[str]().union(*places))
        if re.fullmatch("[a-z]{8,}", word)
        and sum(any(each.startswith(word.rstrip("s")) for each in place) for place in places) == 1
    )  # fmt: skip
    status = results.locator("article .search-status")
    for asked, said in (SAID | {alone: "1 place"}).items():
        found = ask(results, asked)
        expect(status).to_have_text(re.compile(f"^{said}$"))
        count = re.search(r"\d+", status.inner_text())
        assert len(found) == (int(count[0]) if count else 0)
    assert status.get_attribute("role") == "status"
    ask(results, "rhinoceros")
    assert violations(results, "article") == []


def test_pages_stand_in_the_order_of_the_book_and_every_place_once(html: Path) -> None:
    data = stored(html)
    menu = re.findall(
        r"(?:root|file): (book/[\w/-]+)", (ROOT / "_toc.yml").read_text(encoding="utf-8")
    )
    pages = [address.removesuffix(".html") for address, _ in data["pages"]]
    assert [page for page in pages if page in menu] == menu
    places = [(page, anchor) for page, anchor, *_ in data["places"]]
    assert len(places) == len(set(places)) > 200
    kinds = {place[2] for place in data["places"]}
    assert kinds == {"Chapter", "Page", "Section", "Paragraph", "Term", "Reference", "Exercise"}
    assert {anchor for _, anchor, kind, *_ in data["places"] if kind == "Paragraph"} == set(
        PARAGRAPHS
    )


def words_of(text: str) -> set[str]:
    """Split a text as the search does."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)
    )
    return set(re.findall(r"\d+(?:[.,]\d+)+|\w+", bare.casefold()))


def test_the_data_have_every_word_of_every_page_and_no_other(html: Path) -> None:
    """Also those of stills, pictures, tables and quotations, which are raw HTML to Sphinx."""
    data = stored(html)
    checked = 0
    for number, (address, _) in enumerate(data["pages"]):
        article = BeautifulSoup((html / address).read_text("utf-8"), "html.parser").select_one(
            "article.bd-article"
        )
        assert article
        # What is the same on every such page, and what only a screen shows.
        for furniture in article.select(
            "script, style, .headerlink, .verdict, .exercise-answer, .exercise-local,"
            ".your-progress, .chapter-head > dt, .paragraph .place, .paragraph .size,"
            ".paragraph .issue-name, .citation > .label, .outside-mark, .way-back"
        ):
            furniture.decompose()
        article.smooth()
        # A word within which the markup changes is one word.
        here = words_of(article.get_text(" ")) | words_of(article.get_text(""))
        own = [place for place in data["places"] if place[0] == number]
        looked_through = words_of(" ".join(f"{title} {text}" for _, _, _, title, text, *_ in own))
        texts = [part for part in article.find_all(string=True)
                 if type(part).__name__ == "NavigableString"]  # fmt: skip
        whole = set[str]().union(*(words_of(str(part)) for part in texts))
        # "counting" is parted by a widget into "count" and "ing".
        missing = {each for each in whole - looked_through if each != "ing"}
        assert missing == set(), address
        known = here | words_of(" ".join(title for _, _, kind, title, *_ in own
                                         if kind in ("Paragraph", "Exercise")))  # fmt: skip
        assert looked_through - known == set(), address
        checked += len(whole)
    assert checked > 5000


@pytest.mark.parametrize("way", ["site", "disk"])
def test_by_keyboard_from_a_page_to_the_place_and_back(open_page: Open, way: str) -> None:
    page, record = open_page("book/two_issues.html", way)
    opener = page.locator(".search-button__button:visible").first
    opener.focus()
    press(page, "Enter")
    dialog = page.locator("#pst-search-dialog")
    field = dialog.locator("input")
    expect(field).to_be_focused()
    assert not any(DATA in url for url, _ in record.answers)
    page.keyboard.type("kelly marijuana")
    links = dialog.locator(".search-list a")
    expect(links.first).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ places$"))
    press(page, "ArrowDown", "ArrowDown")
    expect(links.nth(1)).to_be_focused()
    press(page, "ArrowUp", "ArrowUp")
    expect(field).to_be_focused()
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    press(page, "Control+k", "ArrowDown")
    wanted = listed(dialog)[0]
    press(page, "Enter")

    page.wait_for_url("**?highlight=kelly+marijuana#*")
    place = page.locator(f"[id='{wanted.place}']")
    expect(place).to_be_in_viewport()
    marked = page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())")
    assert {word.lower() for word in marked} == {"kelly", "marijuana"}
    inside = page.evaluate(
        """place => [...CSS.highlights.get('found')].every(
          range => document.getElementById(place).contains(range.startContainer))""",
        wanted.place,
    )
    assert inside
    page.get_by_role("button", name="Clear the marks").focus()
    press(page, "Enter")
    expect(page.locator(".found-bar")).to_have_count(0)
    assert page.evaluate("CSS.highlights.has('found')") is False
    assert page.url.endswith(f".html#{wanted.place}")
    assert record.complaints == []
    assert record.outside == []


@pytest.mark.parametrize("way", ["site", "disk"])
def test_enter_in_the_field_leads_to_the_page_of_results(open_page: Open, way: str) -> None:
    page, record = open_page("book/welcome.html", way)
    press(page, "Control+k")
    page.keyboard.type("Strekal")
    press(page, "Enter")
    page.wait_for_url("**/search.html?q=Strekal**")
    expect(page.locator("article form.bd-search input")).to_have_value("Strekal")
    first = page.locator("article .search-list a").first
    expect(first).to_be_visible()
    assert violations(page) == []
    place = listed(page.locator("article"))[0].place
    first.click()
    page.wait_for_url(f"**?highlight=strekal#{place}")
    expect(page.locator(f"[id='{place}']")).to_contain_text("Strekal")
    assert record.complaints == []
    assert record.outside == []


def test_a_place_on_the_same_page_is_marked_too(open_page: Open) -> None:
    page, _ = open_page("book/glossary.html?highlight=denominator#term-Whole")
    expect(page.locator(".found-bar")).to_contain_text("denominator")
    press(page, "Control+k")
    page.keyboard.type("denominator")
    page.locator("#pst-search-dialog .search-list a", has_text="Whole").click()
    page.wait_for_load_state()
    expect(page.locator(".found-bar")).to_have_count(1)
    expect(page.locator("#pst-search-dialog")).to_be_hidden()


@pytest.fixture
def folded(browser: Browser, homes: dict[str, str]) -> Any:
    """Open a place of a chapter in which its sections are folded, in a browser with less in it."""

    def unfolded(route: Route) -> None:
        body = route.fetch().text()
        folds = '<details class="outer"><summary>More</summary><section id="key-points">'
        route.fulfill(body=body.replace('<section id="key-points">', folds),
                      content_type="text/html; charset=utf-8")  # fmt: skip

    with context_of(browser, homes["site"]) as (context, record):
        context.add_init_script("delete window.Highlight")
        context.route("**/two_issues.html*", unfolded)
        yield context.new_page(), record


def test_without_highlights_words_are_marked_in_the_place_and_folds_open(folded: Any) -> None:
    page, record = folded
    page.goto(f"{record.home}book/two_issues.html#key-points")
    before = page.locator("#key-points").inner_html()
    word = re.findall(r"[a-z]{6,}", page.locator("#key-points li").first.text_content())[0]
    page.goto("about:blank")
    page.goto(f"{record.home}book/two_issues.html?highlight={word}#key-points")
    expect(page.locator("details.outer")).to_have_attribute("open", "")
    marks = page.locator("article mark")
    expect(marks.first).to_be_in_viewport()
    assert set(marks.all_inner_texts()) == {word}
    assert marks.count() == page.locator("#key-points mark").count()
    page.get_by_role("button", name="Clear the marks").click()
    # The keyboard goes on from what was marked, until it goes elsewhere.
    expect(page.locator("#key-points :focus")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    assert page.locator("#key-points").inner_html() == before
    assert record.complaints == []


def test_a_search_opens_no_choice_of_a_check(open_page: Open) -> None:
    """To open a choice is to answer."""
    page, _ = open_page("book/two_issues.html")
    check = page.locator(".check").first
    words = " ".join(check.locator(".feedback").all_text_contents())
    word = max(re.findall(r"[a-z]+", words), key=len)
    section = check.evaluate("check => check.closest('section').id")
    page.goto(f"{page.url}?highlight={word}#{section}")
    page.wait_for_load_state()
    assert page.locator(".choice[open]").count() == 0


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_axe_finds_nothing_with_the_results_open(open_page: Open, width: int, theme: str) -> None:
    page, _ = open_page("book/two_issues.html", width=width, theme=theme)
    press(page, "Control+k")
    page.keyboard.type("kelly marijuana")
    dialog = page.locator("#pst-search-dialog")
    expect(dialog.locator(".search-list a").first).to_be_visible()
    assert violations(page) == []
    for narrow in (width, 320):
        look_at(page, narrow)
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow
        box = dialog.bounding_box()
        assert box
        # On a phone the whole width is the list's.
        assert (box["width"] == narrow) == (narrow < 640)
    assert dialog.locator(".search-found").evaluate("e => e.scrollWidth <= e.clientWidth")
    look_at(page, width)
    dialog.locator(".search-list a").first.click()
    expect(page.locator(".found-bar")).to_be_visible()
    assert violations(page, ".found-bar") == []


def test_no_first_view_waits_for_the_search(open_page: Open) -> None:
    page, record = open_page("book/welcome.html")
    page.wait_for_load_state("networkidle")
    assert [url for url, _ in record.answers if "search" in url] == []
    press(page, "Control+k")
    expect(page.locator("#pst-search-dialog .search-status")).to_be_attached()
    assert [url for url, _ in record.answers if DATA in url] == []
    page.keyboard.type("k")
    expect(page.locator("#pst-search-dialog .search-list a").first).to_be_visible()
    assert [unquote_plus(url) for url, _ in record.answers if DATA in url] == [
        f"{record.home}_static/{DATA}"
    ]


def test_a_list_that_does_not_come_is_said_and_asked_for_again(
    browser: Browser, homes: dict[str, str]
) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        context.route(f"**/{DATA}", lambda route: route.abort())
        page.goto(f"{homes['site']}search.html?q={quote('Junck')}")
        status = page.locator("article .search-status")
        expect(status).to_contain_text("cannot be loaded")
        context.unroute(f"**/{DATA}")
        page.locator("article form.bd-search input").fill("Angie")
        expect(status).to_contain_text("places")


def test_without_javascript_the_page_names_the_index(open_page: Open) -> None:
    page, _ = open_page("search.html", javascript=False)
    article = page.locator("article")
    expect(article).to_contain_text("The search runs in your browser, and needs JavaScript.")
    expect(article.locator("input")).to_be_hidden()
    article.get_by_role("link", name="index").click()
    expect(page.get_by_role("heading", name="Index")).to_be_visible()
