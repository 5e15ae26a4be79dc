"""The chapter on one event in two stories: its widget, by pointer and keyboard, and its places."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.quotation_slider import Pair, compare, compare_outside

from .browser import violations
from .conftest import Open

CHAPTER = "book/one_event_two_stories.html"
CORPUS = load_corpus()


def pair(first: str, second: str) -> Pair:
    return compare(CORPUS, CORPUS.quotes[first], CORPUS.quotes[second])


FACTOR = pair("kelly-marijuana-factor-daily-beast", "kelly-factor-thinkprogress")
DEMAND = pair("kelly-demand-thinkprogress", "kelly-demand-daily-beast")
OUTSIDE = compare_outside(
    CORPUS, "sessions-el-paso-two-texts-20-april", "Jeff Sessions. Remarks in El Paso"
)


def widget(page: Page) -> Locator:
    return page.locator(".quotation-slider")


def choose(page: Page, chosen: Pair) -> None:
    widget(page).get_by_role("radio", name=chosen.label, exact=True).check()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_the_widget_is_alive_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    expect(page.locator(".widget-alive")).to_have_count(1)
    widget(page).get_by_role("button", name="Show without a guess").click()
    expect(widget(page).locator(".qs-told")).to_have_text(FACTOR.steps[0].text)
    assert record.complaints == []
    assert record.outside == []


def test_a_wrong_guess_is_told_why_before_the_steps(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(widget(page).locator("blockquote:visible")).to_have_count(1)
    expect(widget(page)).not_to_contain_text(FACTOR.finding)
    places, negation = FACTOR.questions
    widget(page).get_by_role("radio", name="words at the end").check()
    widget(page).get_by_role("radio", name="yes, inside its quotation").check()
    widget(page).get_by_role("button", name="Show the other printing").click()
    status = widget(page).locator(".qs-verdict")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_contain_text(places.options[2].feedback)
    expect(status).to_contain_text("both end with the same word, “war”")
    expect(status).to_contain_text(negation.options[0].feedback)
    expect(widget(page).locator("blockquote:visible")).to_have_count(2)


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name=FACTOR.label, exact=True).focus()
    press(page, "ArrowDown")
    expect(widget(page).get_by_text(DEMAND.questions[0].text)).to_be_visible()
    press(page, "Tab", "Tab", "Space", "ArrowDown", "ArrowDown", "Tab", "Enter")
    expect(widget(page).locator(".qs-verdict")).to_contain_text("“words at the end”: so it is.")
    slider = widget(page).get_by_role("slider", name="Step")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "1 of 3")
    press(page, "ArrowRight")
    expect(widget(page).locator(".qs-told")).to_have_text(DEMAND.steps[1].text)
    expect(widget(page).locator("del")).to_have_text(DEMAND.steps[1].words)
    press(page, "Tab", "Tab", "Enter")
    expect(widget(page).locator(".qs-told")).to_contain_text(DEMAND.finding)
    for ask in DEMAND.asks:
        expect(widget(page).locator(".qs-told")).to_contain_text(ask)
    next_step = widget(page).get_by_role("button", name="Next step")
    expect(next_step).to_be_focused()
    expect(next_step).to_have_attribute("aria-disabled", "true")
    press(page, "Enter", "Shift+Tab", "Enter", "Enter")
    expect(slider).to_have_attribute("aria-valuetext", "1 of 3")
    expect(widget(page).locator("del")).to_have_count(0)


def test_signs_tell_the_fates_apart(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, OUTSIDE)
    widget(page).get_by_role("button", name="Show without a guess").click()
    for _ in OUTSIDE.steps:
        widget(page).get_by_role("button", name="Next step").click()
    expect(widget(page).locator(".qs-words")).to_have_text(
        "this is where we [− take] [+ are making] our stand"
    )
    expect(widget(page).locator("del")).to_have_text("take")
    expect(widget(page).locator("ins")).to_have_text("are making")
    link = widget(page).get_by_role("link", name="Department of Justice")
    expect(link).to_have_attribute("href", OUTSIDE.printings[0].url)


def test_a_printing_leads_to_its_paragraph(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).get_by_role("link", name="ThinkProgress ¶ 1", exact=True).click()
    page.wait_for_url("**/five_articles.html#kelly-factor-thinkprogress")


def test_a_guess_is_kept_while_another_pair_is_looked_at(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("button", name="Show without a guess").click()
    choose(page, DEMAND)
    expect(widget(page).locator(".qs-words")).to_be_hidden()
    choose(page, FACTOR)
    expect(widget(page).locator(".qs-words")).to_have_text("[− not a]")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_at_the_last_step(open_page: Open, theme: str, width: int) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    assert violations(page) == []
    for chosen in (FACTOR, OUTSIDE):
        choose(page, chosen)
        widget(page).get_by_role("button", name="Show without a guess").click()
        for _ in chosen.steps:
            widget(page).get_by_role("button", name="Next step").click()
    for summary in page.locator(".choice summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    widget(page).get_by_role("button", name="Show without a guess").click()
    sizes = page.eval_on_selector_all(
        ".quotation-slider :is(label, button, a, [type=range])",
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
        expect(widget(page)).to_be_hidden()
        for each in (FACTOR, DEMAND, OUTSIDE):
            expect(still).to_contain_text(each.finding)
        expect(still.locator("table")).to_have_count(4)


def test_the_picture_says_what_it_shows(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(
        page.get_by_role(
            "img",
            name="Kelly’s interview with Chuck Todd on Meet the Press, words quoted: The Daily "
            "Beast 49, 35 of them also in another article; ThinkProgress 56, 35 of them also in "
            "another article. What an article prints twice counts once.",
        )
    ).to_be_visible()
