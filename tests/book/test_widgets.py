"""The widgets in the built page, by pointer and by keyboard: what a reader sees."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.provenance_cards import cards_of
from framelab.widgets.reading_map import colorings_of

from .browser import context_of, follow_to_the_place, press
from .conftest import Open

CHAPTER = "book/five_articles.html"
CORPUS = load_corpus()
BY_ISSUE, BY_SPEAKER, BY_KIND = colorings_of(CORPUS)


def map_of(page: Page) -> Locator:
    return page.locator(".reading-map")


def radio(page: Page, name: str) -> Locator:
    return map_of(page).get_by_role("radio", name=name, exact=True)


def field(page: Page, place: str) -> Locator:
    return page.locator(f'.reading-map [data-place="{place}"]')


def test_each_coloring_asks_its_own_question_once(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for coloring in (BY_ISSUE, BY_SPEAKER, BY_KIND):
        radio(page, coloring.label).check()
        expect(page.locator(".rm-guess legend")).to_have_text(
            f"Your guess first. {coloring.question}"
        )
        map_of(page).get_by_role("button", name="Show without a guess").click()
        expect(map_of(page).get_by_role("status")).to_have_text(coloring.finding)
    radio(page, "Issue").check()
    expect(page.locator(".rm-guess")).to_be_hidden()
    expect(map_of(page).get_by_role("status")).to_have_text(BY_ISSUE.finding)


def test_a_click_opens_gist_quotations_and_the_way_to_the_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    detail = page.get_by_role("region", name="Open paragraph")
    expect(detail).to_be_hidden()
    field(page, "kpbs-18").click()
    expect(detail).to_contain_text("KPBS, paragraph 18 (44 words)")
    gist = CORPUS.paragraphs["kpbs", 18].gist
    assert gist
    expect(detail).to_contain_text(gist)
    expect(detail.locator("blockquote")).to_have_count(2)
    expect(detail.locator("blockquote").first).to_have_text(
        "beachheadJeff Sessions, partial quotation, by way of El Paso Times"
    )
    detail.get_by_role("link", name="Go to this paragraph").click()
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/kpbs.html#kpbs-18")
    expect(page.locator("#kpbs-18")).to_be_in_viewport()


def test_keys_with_a_modifier_stay_the_browser_s(open_page: Open) -> None:
    """Alt and the left arrow go back a page, Control and End to the page's end."""
    page, _ = open_page(CHAPTER)
    taken = """(field, [key, modifier]) => !field.dispatchEvent(new KeyboardEvent(
        "keydown", { key, [modifier]: true, bubbles: true, cancelable: true }))"""
    middle = field(page, "truthout-3")
    assert middle.evaluate(taken, ["ArrowLeft", "none"])
    for modifier in ("altKey", "ctrlKey", "metaKey", "shiftKey"):
        for key in ("ArrowLeft", "Home", "End"):
            assert not middle.evaluate(taken, [key, modifier]), (key, modifier)


def test_the_focused_field_is_never_under_the_open_paragraph(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    field(page, "truthout-1").click()
    for _ in range(28):
        press(page, "ArrowDown")
        place = page.evaluate(
            """() => {
              const field = document.activeElement.getBoundingClientRect();
              const detail = document.querySelector('.rm-detail').getBoundingClientRect();
              return [field.top, field.bottom, detail.top, innerHeight];
            }"""
        )
        top, bottom, detail_top, height = place
        assert top >= 0, place
        assert bottom <= min(detail_top, height) + 1, place


def test_a_screen_reader_is_told_place_size_and_meaning(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    sessions = field(page, "kpbs-12")
    expect(sessions).to_have_accessible_name("KPBS, paragraph 12, 34 words")
    radio(page, "Speaker").check()
    map_of(page).get_by_role("button", name="Show without a guess").click()
    expect(sessions).to_have_accessible_name("KPBS, paragraph 12, 34 words, Jeff Sessions")
    expect(field(page, "truthout-13")).to_have_accessible_name(
        "Truthout, paragraph 13, sub-head, nobody quoted"
    )
    expect(sessions).not_to_have_attribute("aria-current", "true")
    sessions.click()
    expect(sessions).to_have_attribute("aria-current", "true")
    expect(page.locator(".rm-field[aria-current]")).to_have_count(1)
    assert page.get_by_role("list", name="The Daily Beast").get_by_role("button").count() == 24
    assert page.locator('.rm-detail[aria-live="polite"]').count() == 1


def test_two_kinds_of_speech_in_one_paragraph_are_both_shown(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    radio(page, "Kind of speech").check()
    map_of(page).get_by_role("button", name="Show without a guess").click()
    expect(field(page, "truthout-2")).to_have_text("2di pa")
    assert "50%" in (field(page, "truthout-2").get_attribute("style") or "")


def test_a_frozen_chart_changes_picture_and_words_by_keyboard(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    chart = page.locator(".frozen")
    expect(chart.get_by_role("status")).to_contain_text("All articles together: 11 people quoted")
    before = chart.locator("svg").inner_html()
    chart.get_by_label("article").focus()
    press(page, "ArrowDown", "ArrowDown")
    expect(chart.get_by_role("status")).to_contain_text("Truthout: 4 people quoted, 240 words")
    press(page, "Tab", "ArrowDown")
    expect(chart.get_by_role("status")).to_contain_text("Truthout: 4 people quoted, 16 quotations")
    assert chart.locator("svg").inner_html() != before
    expect(chart.locator("svg")).to_have_count(1)


def test_a_choice_opens_its_feedback_by_keyboard(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choice = page.locator(".choice").first
    choice.locator("summary").focus()
    expect(choice.locator(".feedback")).to_be_hidden()
    press(page, "Enter")
    expect(choice.locator(".feedback")).to_be_visible()
    expect(choice.locator(".verdict")).to_have_text("Not quite.")


def test_without_javascript_the_stills_and_all_texts_are_there(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, javascript=False)
    stills = page.locator(".widget-still")
    expect(stills).to_have_count(3)
    for coloring in (BY_ISSUE, BY_SPEAKER, BY_KIND):
        expect(stills.nth(1)).to_contain_text(coloring.finding)
    expect(stills.nth(2).locator('svg[role="img"]')).to_be_visible()
    page, _ = open_page("book/paragraphs/kpbs.html", javascript=False)
    expect(page.locator("#kpbs-11")).to_be_visible()


def test_a_widget_that_cannot_start_leaves_its_still_and_says_so(
    browser: Browser, homes: dict[str, str], html: Path
) -> None:
    broken = re.sub(
        r'(id="widget-module-\w+">)"',
        r'\1"this is no module ; ',
        (html / CHAPTER).read_text(encoding="utf-8"),
        count=1,
    )
    with context_of(browser, homes["site"]) as (context, record):
        page = context.new_page()
        page.route("**/five_articles.html", lambda route: route.fulfill(body=broken))
        page.goto(homes["site"] + CHAPTER)
        expect(page.locator(".widget-alive")).to_have_count(2)
        still = page.locator(".widget-still").first
        expect(still).to_be_visible()
        expect(still).to_contain_text(cards_of(CORPUS)[0].lines[-1].text)
        assert any("widget_host.js: a widget could not start" in each for each in record.complaints)


def test_on_paper_the_map_gives_way_to_its_still_and_answers_are_open(
    open_page: Open, tmp_path: Path
) -> None:
    page, _ = open_page(CHAPTER)
    page.emulate_media(media="print")
    expect(page.locator(".reading-map")).to_be_hidden()
    expect(page.locator(".widget-still").nth(1)).to_be_visible()
    expect(page.locator(".widget-still").nth(1)).to_contain_text(BY_KIND.finding)
    expect(page.locator(".frozen svg")).to_be_visible()
    expect(page.locator(".frozen-controls")).to_be_hidden()
    expect(page.locator(".widget-still").nth(2)).to_be_hidden()
    for feedback in page.locator(".choice .feedback").all():
        expect(feedback).to_be_visible()
    paper = tmp_path / "chapter.pdf"
    page.pdf(path=paper)
    assert paper.stat().st_size > 50_000
