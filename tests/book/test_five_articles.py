"""The chapter on the five articles: its cards, by pointer and keyboard, and its glossary links.

The reading map and the frozen chart of the page stand in `test_widgets.py`.
"""

from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.provenance_cards import View, cards_of, views_of

from .browser import follow_to_the_place
from .conftest import Open

CHAPTER = "book/five_articles.html"
CORPUS = load_corpus()
VIEWS = {view.name: view for view in views_of(CORPUS)}
CARDS = {card.label: {line.term: line.text for line in card.lines} for card in cards_of(CORPUS)}


def widget(page: Page) -> Locator:
    return page.locator(".provenance-cards")


def ask(page: Page, name: str) -> View:
    """Choose the article and the question of a view."""
    view = VIEWS[name]
    outlet = CORPUS.articles[view.article].name
    widget(page).get_by_role("radio", name=outlet, exact=True).check()
    widget(page).get_by_role("radio", name=view.label, exact=True).check()
    return view


def label_of(view: View, code: str) -> str:
    return next(each["label"] for each in view.options if each["name"] == code)


def guess(page: Page, view: View, code: str) -> None:
    widget(page).get_by_role("radio", name=label_of(view, code), exact=True).check()
    widget(page).get_by_role("button", name="Turn this line over").click()


def said(page: Page) -> Locator:
    return widget(page).get_by_role("status")


def value(page: Page, term: str) -> Locator:
    """Find what stands on the card beside a term."""
    return widget(page).locator(f'dt:text-is("{term}") + dd')


def test_the_whole_card_turns_over_and_stays_so(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    ask(page, "kpbs-genre")
    widget(page).get_by_role("button", name="Turn the whole card over").click()
    expect(widget(page).locator(".pc-covered")).to_have_count(0)
    expect(widget(page).locator("dt", has_text="A second source")).to_have_count(2)
    ask(page, "daily-beast-genre")
    expect(widget(page).locator(".pc-covered")).not_to_have_count(0)
    ask(page, "kpbs-second-rally")
    expect(said(page)).to_have_text(VIEWS["kpbs-second-rally"].finding)


def test_a_finding_leads_to_the_paragraphs_and_to_the_other_page(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    view = ask(page, "kpbs-second")
    guess(page, view, "no")
    finding = widget(page).locator(".pc-finding")
    expect(finding.get_by_role("link", name="Fox 5 San Diego")).to_have_attribute(
        "href", view.sources[0]["url"]
    )
    finding.get_by_role("link", name="paragraph 19").click()
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/kpbs.html#kpbs-19")
    expect(page.locator("#kpbs-19")).to_be_in_viewport()


def test_a_dotted_line_leads_to_the_glossary(open_page: Open) -> None:
    page, record = open_page(CHAPTER)
    link = page.get_by_role("link", name="provenance", exact=True)
    assert "dotted" in link.evaluate("e => getComputedStyle(e).textDecoration")
    link.click()
    follow_to_the_place(page, "Open the glossary")
    page.wait_for_url("**/glossary.html#term-Provenance")
    expect(page.locator("#term-Provenance")).to_be_in_viewport()
    assert record.complaints == []


def test_the_head_leads_to_where_its_minutes_are_explained(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    head = page.locator(".chapter-head")
    expect(head).to_contain_text("about 40 minutes (15 for the text, 21 for guesses, 4 for")
    head.get_by_role("link", name="how this is estimated").click()
    page.wait_for_url("**/welcome.html#minutes-explained")
    expect(page.get_by_text("a hundred and eighty words a minute")).to_be_in_viewport()
