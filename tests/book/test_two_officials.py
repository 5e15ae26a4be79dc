"""The chapter on two officials: its widget, by pointer and keyboard, and its cited facts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.speech_compare import views_of

from .browser import violations
from .conftest import Open

CHAPTER = "book/two_officials.html"
CORPUS = load_corpus()
BY_ISSUE, BY_ARTICLE, BY_OCCASION = views_of(CORPUS, ("kelly", "sessions"))


def widget(page: Page) -> Locator:
    return page.locator(".speech-compare")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_the_widget_is_alive_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    expect(page.locator(".widget-alive")).to_have_count(1)
    widget(page).get_by_role("button", name="Show without a guess").click()
    expect(widget(page).get_by_role("status")).to_have_text(BY_ISSUE.finding)
    assert record.complaints == []
    assert record.outside == []


def test_a_guess_is_asked_before_each_view(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for view in (BY_ISSUE, BY_ARTICLE, BY_OCCASION):
        widget(page).get_by_role("radio", name=view.label, exact=True).check()
        expect(widget(page).get_by_text(view.question)).to_be_visible()
        expect(widget(page).locator("table")).to_be_hidden()
        expect(widget(page)).not_to_contain_text(view.finding)
        wrong = next(option for option in view.options if option.name != view.right)
        widget(page).get_by_role("radio", name=wrong.label, exact=True).check()
        widget(page).get_by_role("button", name="Show the comparison").click()
        expect(widget(page).get_by_role("status")).to_contain_text(f"You guessed {wrong.label}; it")
        expect(widget(page).get_by_role("status")).to_contain_text(view.finding)
        expect(widget(page).locator("tbody tr")).to_have_count(len(view.rows))


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="Issue", exact=True).focus()
    press(page, "ArrowDown", "ArrowDown")
    expect(widget(page).get_by_text(BY_OCCASION.question)).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "Tab", "Enter")
    expect(widget(page).get_by_role("status")).to_contain_text("You guessed 1: so it is.")
    expect(widget(page).get_by_role("radio", name="Occasion", exact=True)).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget(page).locator("tbody button").first
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(widget(page).locator(".sc-detail")).to_contain_text("executive amnesty")
    press(page, "Enter")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(widget(page).locator(".sc-detail")).to_have_count(0)


def test_an_open_row_has_the_quotations_of_both_and_leads_to_them(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="Occasion", exact=True).check()
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).get_by_role("button", name="News conference of Sessions and Kelly").click()
    kelly = widget(page).get_by_role("group", name="John Kelly")
    sessions = widget(page).get_by_role("group", name="Jeff Sessions")
    expect(kelly.locator("blockquote")).to_have_count(6)
    expect(sessions.locator("blockquote")).to_have_count(3)
    sessions.get_by_role("link", name="KPBS, paragraph 12").click()
    page.wait_for_url("**/five_articles.html#sessions-arrested-somebody-kpbs")


def test_where_one_is_never_quoted_words_say_so(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="Article", exact=True).check()
    widget(page).get_by_role("button", name="Show without a guess").click()
    row = widget(page).get_by_role("row", name="ThinkProgress")
    expect(row.get_by_role("cell").nth(1)).to_have_text("never quoted here")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("view", [BY_ISSUE, BY_ARTICLE, BY_OCCASION], ids=lambda view: view.name)
def test_axe_finds_nothing_with_a_row_open(
    open_page: Open, theme: str, width: int, view: object
) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    widget(page).get_by_role("radio", name=view.label, exact=True).check()  # type: ignore[attr-defined]
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).locator("tbody button").last.click()
    for summary in page.locator(".choice summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).locator("tbody button").first.click()
    sizes = page.eval_on_selector_all(
        ".speech-compare :is(label, button, a)",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => [r.width, r.height])",
    )
    assert len(sizes) > 8
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_paper_and_without_javascript_the_still_says_the_same(open_page: Open) -> None:
    for options in ({"javascript": False}, {}):
        page, _ = open_page(CHAPTER, **options)
        page.emulate_media(media="print")
        still = page.locator(".widget-still")
        expect(still).to_be_visible()
        for view in (BY_ISSUE, BY_ARTICLE, BY_OCCASION):
            expect(still).to_contain_text(view.finding)
        expect(still.locator("table")).to_have_count(3)


def test_quotations_and_facts_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    cell = page.get_by_role("cell").filter(has_text="vast majority of them are good people")
    link = cell.get_by_role("link", name="The Daily Beast ¶ 16")
    expect(link).to_have_attribute("href", "five_articles.html#daily-beast-16")
    expect(page.get_by_role("link", name="20 to 21 April 2017")).to_have_attribute(
        "href", "five_articles.html#daily-beast-1"
    )
    outside = page.get_by_role("listitem").filter(has_text="potentially dangerous gateway drug")
    expect(outside.get_by_role("link", name="Reason")).to_have_attribute(
        "href", CORPUS.context["kelly-gateway-drug-18-april"].url[0]
    )
