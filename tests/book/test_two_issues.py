"""The chapter on two issues: its widget, by pointer and keyboard, and its picture."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.charts import shares_on_both
from framelab.widgets.linkage_explorer import ALL, OPTIONS, views_of

from .browser import violations
from .conftest import Open

CHAPTER = "book/two_issues.html"
CORPUS = load_corpus()
VIEWS = {(view.scope, view.whole): view for view in views_of(CORPUS)}


def widget(page: Page) -> Locator:
    return page.locator(".linkage-explorer")


def choose(page: Page, *names: str) -> None:
    for name in names:
        widget(page).get_by_role("radio", name=name, exact=True).check()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_the_widget_is_alive_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    expect(page.locator(".widget-alive")).to_have_count(1)
    widget(page).get_by_role("button", name="Show without a guess").click()
    expect(widget(page).get_by_role("status")).to_have_text(VIEWS[ALL, "every"].finding)
    assert record.complaints == []
    assert record.outside == []


def test_nothing_is_shown_before_a_guess(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(widget(page).get_by_text("Your guess first.")).to_be_visible()
    expect(widget(page).locator(".le-strips")).to_be_hidden()
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(24)
    widget(page).get_by_role("button", name="Show the share").click()
    expect(widget(page).locator(".le-guess")).to_be_visible()


@pytest.mark.parametrize(
    ("scope", "whole", "guess"),
    [
        ("All articles together", "those on drugs", "low"),
        ("Truthout", "those on immigration", "middle"),
        ("The Daily Beast", "those on drugs", "empty"),
        ("KPBS", "those on drugs", "none"),
    ],
)
def test_a_wrong_guess_gets_its_feedback(
    open_page: Open, scope: str, whole: str, guess: str
) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, scope, whole, OPTIONS[guess])
    widget(page).get_by_role("button", name="Show the share").click()
    view = next(v for v in VIEWS.values() if v.finding.startswith(f"{scope}, of {whole}:"))
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “{OPTIONS[guess]}”. {view.finding} {view.hints[guess]}"
    )


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="All articles together").focus()
    press(page, "ArrowDown", "ArrowDown", "Tab", "ArrowDown", "ArrowDown")
    expect(widget(page).get_by_text("Truthout: of those on drugs, which share")).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "ArrowDown", "Tab", "Enter")
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “above 25, up to 50%”: so it is. {VIEWS['truthout', 'drugs'].finding}"
    )
    expect(widget(page).get_by_role("radio", name="those on drugs")).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget(page).get_by_role("button", name="Truthout, paragraph 1", exact=True)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(widget(page).locator(".le-detail")).to_contain_text("MS-13")
    press(page, "Enter")
    expect(first).to_be_focused()
    expect(widget(page).locator(".le-detail")).to_have_count(0)


def test_a_paragraph_opens_with_gist_and_the_way_to_it(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).get_by_role("button", name="Truthout, paragraph 9").click()
    detail = widget(page).locator(".le-detail")
    expect(detail).to_contain_text(CORPUS.paragraphs["truthout", 9].gist or "")
    expect(detail).to_contain_text("Angie Junck (quoted)")
    detail.get_by_role("link", name="To the paragraph").click()
    page.wait_for_url("**/five_articles.html#truthout-9")


def test_the_strip_leaves_out_what_is_not_in_the_whole(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for whole, left_out in (("all paragraphs", 0), ("those on immigration", 18)):
        choose(page, "Truthout", whole)
        widget(page).get_by_role("button", name="Show without a guess").click()
        expect(widget(page).locator(".le-strip span")).to_have_count(29)
        expect(widget(page).locator(".le-both")).to_have_count(6)
        expect(widget(page).locator(".le-out")).to_have_count(left_out)


def test_the_table_keeps_what_was_seen_and_can_be_filled(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, "Truthout", "those on immigration")
    widget(page).get_by_role("button", name="Show without a guess").click()
    row = widget(page).get_by_role("row", name="Truthout")
    expect(row.get_by_role("cell")).to_have_text(["not yet", "not yet", "not yet", "6 of 11 (55%)"])
    widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(0)
    for view in VIEWS.values():
        expect(widget(page).locator("table")).to_contain_text(view.short)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_with_a_paragraph_open(open_page: Open, theme: str, width: int) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    assert violations(page) == []
    choose(page, "those on immigration")
    widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    widget(page).get_by_role("button", name="ThinkProgress, paragraph 8").click()
    for summary in page.locator(".choice summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).get_by_role("button", name="Truthout, paragraph 9").click()
    sizes = page.eval_on_selector_all(
        ".linkage-explorer :is(label, button, a)",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => [r.width, r.height])",
    )
    assert len(sizes) > 20
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_paper_and_without_javascript_the_still_says_the_same(open_page: Open) -> None:
    for options in ({"javascript": False}, {}):
        page, _ = open_page(CHAPTER, **options)
        page.emulate_media(media="print")
        still = page.locator(".widget-still")
        expect(still).to_be_visible()
        expect(still.get_by_role("row")).to_have_count(7)
        expect(still).to_contain_text("13 of 37 (35%)")
        expect(still).to_contain_text(CORPUS.paragraphs["thinkprogress", 8].gist or "")


def test_the_picture_says_its_finding(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("img", name=shares_on_both(CORPUS).finding)).to_be_visible()


def test_quotations_and_facts_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("link", name="Truthout ¶ 9").first).to_have_attribute(
        "href", "five_articles.html#truthout-9"
    )
    outside = page.get_by_role("paragraph").filter(has_text="essential elements")
    expect(outside.get_by_role("link", name="Reason")).to_have_attribute(
        "href", CORPUS.context["kelly-marijuana-deportation-18-april"].url[0]
    )
