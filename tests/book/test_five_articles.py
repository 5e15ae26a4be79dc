"""The chapter on the five articles: its cards, by pointer and keyboard, and its glossary links.

The reading map and the frozen chart of the page stand in `test_widgets.py`.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.provenance_cards import COVERED, View, cards_of, views_of

from .browser import violations
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


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_a_line_turns_over_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    widget(page).get_by_role("button", name="Show without a guess").click()
    expect(said(page)).to_have_text(VIEWS["truthout-genre"].finding)
    expect(value(page, "Kind")).to_have_text(CARDS["Truthout"]["Kind"])
    assert record.complaints == []
    assert record.outside == []


def test_what_has_to_be_found_out_is_covered_and_the_rest_is_not(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for term in ("Kind", "Published", "How the date is known", "Who vouches", "A second source"):
        expect(value(page, term)).to_have_text(COVERED)
    expect(value(page, "Title")).to_have_text(CORPUS.articles["truthout"].title)
    expect(value(page, "Whole text").get_by_role("link")).to_have_attribute(
        "href", CORPUS.articles["truthout"].url or ""
    )
    widget(page).get_by_role("button", name="Turn this line over").click()
    expect(widget(page).locator(".pc-guess")).to_be_visible()
    expect(widget(page).locator(".pc-finding")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("truthout-genre", "advocacy"),
        ("thinkprogress-date", "printed"),
        ("americas-voice-second", "yes"),
        ("kpbs-second", "yes"),
        ("kpbs-second-rally", "no"),
        ("daily-beast-vouches", "named-source"),
    ],
)
def test_a_wrong_guess_gets_its_question_and_then_the_answer(
    open_page: Open, name: str, code: str
) -> None:
    page, _ = open_page(CHAPTER)
    view = ask(page, name)
    expect(widget(page).get_by_text(view.clue)).to_be_visible()
    if view.claim:
        expect(widget(page).locator(".pc-asking").get_by_text(view.claim)).to_be_visible()
    guess(page, view, code)
    short = label_of(view, code).split(":")[0]
    expect(said(page)).to_have_text(f"You guessed “{short}”. {view.hints[code]} {view.finding}")


def test_a_guess_that_can_be_defended_is_no_mistake(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    view = ask(page, "kpbs-date")
    guess(page, view, "worked-out")
    expect(said(page)).to_have_text(f"You guessed “worked out”: it can be defended. {view.finding}")
    expect(value(page, "Published")).to_have_text("21 April 2017")
    expect(value(page, "How the date is known")).to_have_text(
        CORPUS.articles["kpbs"].date_basis or ""
    )
    expect(value(page, "Kind")).to_have_text(COVERED)


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="Truthout", exact=True).focus()
    page.keyboard.press("ArrowDown")  # America's Voice
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # its date
    expect(widget(page).get_by_text(VIEWS["americas-voice-date"].clue)).to_be_visible()
    for place in VIEWS["americas-voice-date"].places:
        page.keyboard.press("Tab")
        expect(widget(page).get_by_role("link", name=place["label"])).to_be_focused()
    for key in ("Tab", "Space", "ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(said(page)).to_have_text(
        f"You guessed “worked out”: so do we. {VIEWS['americas-voice-date'].finding}"
    )
    expect(widget(page).get_by_role("radio", name="Its date")).to_be_focused()


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
    assert page.url.endswith("#kpbs-19")
    expect(page.locator("#kpbs-19")).to_be_in_viewport()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_before_and_after_a_guess(
    open_page: Open, theme: str, width: int
) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    assert violations(page) == []
    view = ask(page, "kpbs-second")
    guess(page, view, "yes")
    widget(page).get_by_role("button", name="Turn the whole card over").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    ask(page, "kpbs-second")
    sizes = page.eval_on_selector_all(
        ".provenance-cards :is(label, button, a)",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => [r.width, r.height])",
    )
    assert len(sizes) > 12
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_paper_and_without_javascript_the_still_has_every_card(open_page: Open) -> None:
    for options in ({"javascript": False}, {}):
        page, _ = open_page(CHAPTER, **options)
        page.emulate_media(media="print")
        still = page.locator(".widget-still").first
        expect(still).to_be_visible()
        expect(still.get_by_role("table")).to_have_count(5)
        for lines in CARDS.values():
            expect(still).to_contain_text(lines["Kind"])
            expect(still).to_contain_text(lines["A second source"])
    expect(widget(page)).to_be_hidden()


def test_a_dotted_line_leads_to_the_glossary(open_page: Open) -> None:
    page, record = open_page(CHAPTER)
    link = page.get_by_role("link", name="provenance", exact=True)
    assert "dotted" in link.evaluate("e => getComputedStyle(e).textDecoration")
    link.click()
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
