"""The search: what a reader types, and what stands among the first results."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from framelab import load_corpus
from framelab.bookext.search import BookSearch

from ..conftest import ROOT
from .browser import violations
from .conftest import Open

CORPUS = load_corpus()
FIVE, ISSUES, OFFICIALS = "five_articles", "two_issues", "two_officials"
FIRST = 3

# What is typed, and the page that should stand among the first results.
ASKED = [
    ("Junck", ISSUES),
    ("Angie Junck", FIVE),
    ("Escobar", FIVE),
    ("Sessions", OFFICIALS),
    ("Kelly", OFFICIALS),
    ("jeff sessions", OFFICIALS),
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
    ("gateway drug", OFFICIALS),
    ("deportations", FIVE),
    ("linkage", ISSUES),
    ("your progress", "your_progress"),
]  # fmt: skip


def results(open_page: Open, asked: str, way: str = "site") -> list[str]:
    """Return the pages found, in the order of the results."""
    page, _ = open_page(f"search.html?q={quote(asked)}", way)
    return shown(page)


def shown(page: Page) -> list[str]:
    """Return the pages that a finished search shows, in the order of the results."""
    expect(page.locator(".search-summary")).not_to_be_empty()
    links = page.locator("#search-results li > a")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    return [re.sub(r"^book/|\.html.*$", "", address) for address in addresses]


@pytest.mark.parametrize(("asked", "page"), ASKED)
def test_the_sensible_page_is_among_the_first(open_page: Open, asked: str, page: str) -> None:
    assert page in results(open_page, asked)[:FIRST]


@pytest.mark.parametrize("asked", ["Junck", "America's Voice", "21,362"])
def test_from_disk_it_finds_the_same(open_page: Open, asked: str) -> None:
    assert results(open_page, asked, "disk") == results(open_page, asked) != []


QUOTED = {CORPUS.speakers[quote.speaker].name for quote in CORPUS.quotes}


@pytest.mark.parametrize("name", sorted(QUOTED))
def test_everybody_who_is_quoted_is_found_by_name(open_page: Open, name: str) -> None:
    assert FIVE in results(open_page, name)[:FIRST]


def test_every_entry_of_the_glossary_is_found_first(open_page: Open, html: Path) -> None:
    page = BeautifulSoup((html / "book/glossary.html").read_text(encoding="utf-8"), "html.parser")
    terms = [str(term.find(string=True)).strip() for term in page.select("dl.glossary dt")]
    assert terms
    # One page answers all questions: opening it anew for each takes ten times as long.
    found, _ = open_page("search.html?q=frame")
    assert "glossary" in shown(found)[:FIRST]
    for term in terms:
        found.locator("#search-results").evaluate("results => results.replaceChildren()")
        found.evaluate("term => Search.performSearch(term)", term)
        assert "glossary" in shown(found)[:FIRST], term


def test_pages_that_fit_alike_come_in_the_order_of_the_book(open_page: Open) -> None:
    found = results(open_page, "Junck")
    menu = re.findall(r"file: book/([\w/-]+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    assert found == sorted(found, key=menu.index)
    assert len(found) > 1


def test_what_is_not_in_the_book_is_not_found(open_page: Open) -> None:
    page, _ = open_page("search.html?q=rhinoceros")
    expect(page.locator(".search-summary")).to_contain_text("did not match any documents")
    assert violations(page) == []


def test_every_word_of_every_page_is_in_the_index(html: Path) -> None:
    """Also those of stills, pictures, tables and quotations, which are raw HTML to Sphinx."""
    text = (html / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text[len("Search.setIndex(") : -1])
    language = BookSearch({})
    checked = 0
    for number, name in enumerate(index["docnames"]):
        page = BeautifulSoup((html / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        article = page.select_one("article.bd-article")
        assert article
        # What is the same on every such page, and what only a screen shows.
        for furniture in article.select(
            "script, style, .headerlink, .verdict, .admonition-title, .exercise-answer,"
            ".exercise-local, .your-progress"
        ):
            furniture.decompose()
        article.smooth()
        for word in {each for part in article.find_all(string=True)
                     if type(part).__name__ == "NavigableString"
                     for each in language.split(str(part))}:  # fmt: skip
            stem = language.stem(word.lower())
            # Too common to be looked for; and the end of a word that `parted` parts.
            if not all(map(language.word_filter, (stem, word.lower()))) or word == "ing":
                continue
            found = [
                pages if isinstance(pages, list) else [pages]
                for group in ("terms", "titleterms")
                for each in {stem, word.lower()}
                if (pages := index[group].get(each)) is not None
            ]
            assert any(number in pages for pages in found), f"{name}: {word}"
            checked += 1
    assert checked > 5000


def test_the_index_holds_words_and_no_prose(html: Path) -> None:
    """Of what stands below headings, single words: no run of an article could be read off it."""
    text = (html / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text[len("Search.setIndex(") : -1])
    for group in ("terms", "titleterms"):
        assert not any(re.search(r"\s", word) for word in index[group])
        # Which pages, not where in them.
        assert all(isinstance(each, (int, list)) for each in index[group].values())
