"""Each page printed from the browser: stills, whole tables, addresses that can be read."""

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from .conftest import Open

PAPER_WIDTH = 658
"""What is left of A4 between the margins, in CSS pixels."""

# What a still says in words, or, of a chart that moves, what is said of the one that is chosen.
FINDINGS = """
() => [...document.querySelectorAll('.widget')].map((widget) => {
  const chart = widget.querySelector(':scope > .frozen');
  const said = chart ? chart.querySelectorAll('figcaption, [role=status]')
    : widget.querySelectorAll('.widget-still :is(p, caption, figcaption)');
  return [...said].map((each) => each.textContent);
})
"""
CUT = """
(width) => {
  const parts = 'article :is(table, pre, svg, p, li, dd, blockquote)';
  const shown = [...document.querySelectorAll(parts)].filter((each) => each.checkVisibility());
  return shown.filter((each) => {
    const { right } = each.getBoundingClientRect();
    return right > width + 1 || (each.clientWidth && each.scrollWidth > each.clientWidth + 1);
  }).map((each) => each.outerHTML.slice(0, 200));
}
"""


def bare(text: str) -> str:
    """Take the blanks out: where a line is broken on paper, none is left."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def printed(page: Page, folder: Path) -> PdfReader:
    file = folder / "page.pdf"
    page.pdf(path=file, format="A4", prefer_css_page_size=True, print_background=True)
    return PdfReader(file)


def test_a_page_printed_has_its_text_and_what_each_widget_found(
    open_page: Open, address: str, tmp_path: Path
) -> None:
    if not address.startswith("book/"):
        pytest.skip("a page that only leads to others")
    page, record = open_page(address)
    findings = [each for of_widget in page.evaluate(FINDINGS) for each in of_widget]
    heading = page.locator("h1").first.evaluate("h1 => h1.firstChild.textContent")
    paper = printed(page, tmp_path)
    text = bare("".join(sheet.extract_text() for sheet in paper.pages))
    assert len(paper.pages) > 0
    assert bare(heading) in text
    assert [each for each in findings if bare(each) not in text] == []
    assert page.locator(".widget").count() == len(page.evaluate(FINDINGS))
    for furniture in ("Skip to main content", "Show without a guess", "next page"):
        assert bare(furniture) not in text
    assert record.outside == []


def test_every_widget_says_something_on_paper(open_page: Open, address: str) -> None:
    page, _ = open_page(address)
    page.emulate_media(media="print")
    assert all(any(each.strip() for each in said) for said in page.evaluate(FINDINGS))
    assert page.locator(".widget-alive > div:not(.widget-still, .frozen)").filter(
        visible=True
    ).all() == []  # fmt: skip
    assert page.locator("article :is(button, select, input, textarea)").filter(
        visible=True
    ).all() == []  # fmt: skip


def test_nothing_is_cut_at_the_edge_of_the_paper(open_page: Open, address: str) -> None:
    page, _ = open_page(address, width=PAPER_WIDTH)
    page.emulate_media(media="print")
    assert page.evaluate(CUT, PAPER_WIDTH) == []


def test_where_a_link_leads_outside_can_be_read(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page("book/two_officials.html")
    text = bare("".join(sheet.extract_text() for sheet in printed(page, tmp_path).pages))
    links = page.locator('article a[href^="http"]')
    assert links.count() >= 5
    for link in links.all():
        assert bare(link.get_attribute("href") or "") in text


def test_an_address_that_is_the_text_is_not_printed_twice(open_page: Open, tmp_path: Path) -> None:
    page, _ = open_page("book/references.html")
    text = bare("".join(sheet.extract_text() for sheet in printed(page, tmp_path).pages))
    addresses = re.findall(r"https?://[^⟩\s]+", page.locator("article").inner_text())
    assert addresses
    assert "⟨" not in text


def test_an_exercise_is_its_brief_on_paper(open_page: Open) -> None:
    page, _ = open_page("book/two_issues.html")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="What is checked").is_visible()
    assert page.locator(".exercise-still").is_visible()
    assert not page.locator(".exercise-editor").is_visible()
    assert not page.locator(".exercise-local").is_visible()
