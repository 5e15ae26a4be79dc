"""The chapter on voices: its widget, by pointer and keyboard, and its pictures."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.charts import voice_by_unit
from framelab.widgets.voice_share import LEVEL, views_of

from .browser import violations
from .conftest import Open

CHAPTER = "book/whose_voice.html"
CORPUS = load_corpus()
VIEWS = {(view.scope, view.by): view for view in views_of(CORPUS)}
BY_SIDE, BY_SPEAKER = VIEWS["truthout", "side"], VIEWS["truthout", "speaker"]


def widget(page: Page) -> Locator:
    return page.locator(".voice-share")


def choose(page: Page, *names: str) -> None:
    for name in names:
        widget(page).get_by_role("radio", name=name, exact=True).check()


def see(page: Page) -> None:
    widget(page).get_by_role("button", name="Show without a guess").click()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_the_widgets_are_alive_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    expect(page.locator(".widget-alive")).to_have_count(2)
    see(page)
    expect(widget(page).get_by_role("status")).to_have_text(BY_SIDE.units["rows"].finding)
    assert record.complaints == []
    assert record.outside == []


def test_nothing_is_shown_before_a_guess(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(
        widget(page).get_by_text("Your guess first. Truthout, counted in stretches")
    ).to_be_visible()
    expect(widget(page).locator(".vs-voices")).to_be_hidden()
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(18)
    widget(page).get_by_role("button", name="Show the voices").click()  # nothing is chosen
    expect(widget(page).locator(".vs-guess")).to_be_visible()


@pytest.mark.parametrize(
    ("by", "unit", "guess"),
    [
        ("side", "stretches of speech", "advocates"),
        ("side", "words quoted", "the administration"),
        ("side", "words quoted", "Congress and its staff"),
        ("speaker", "paragraphs with speech", "Donald Trump"),
        ("speaker", "words quoted", "two or more are level"),
    ],
)
def test_a_wrong_guess_gets_its_feedback(open_page: Open, by: str, unit: str, guess: str) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, by, unit)
    widget(page).locator(".vs-guess").get_by_role("radio", name=guess, exact=True).check()
    widget(page).get_by_role("button", name="Show the voices").click()
    view = VIEWS["truthout", by]
    asked = next(each for each in view.units.values() if f"counted in {unit}:" in each.finding)
    option = next(each.name for each in view.options if each.label == guess)
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “{guess}”. {asked.finding} {asked.hints[option]}"
    )


def test_after_all_three_units_the_widget_says_whether_the_first_place_changes(
    open_page: Open,
) -> None:
    page, _ = open_page(CHAPTER)
    for unit in ("stretches of speech", "words quoted", "paragraphs with speech"):
        choose(page, unit)
        expect(widget(page).get_by_text("the first place changes")).to_have_count(0)
        see(page)
    expect(widget(page).get_by_role("status")).to_contain_text(BY_SIDE.comparison)


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="side", exact=True).focus()
    press(page, "ArrowDown", "Tab", "ArrowDown", "ArrowDown")
    expect(widget(page).get_by_text("counted in paragraphs with speech")).to_be_visible()
    press(page, "Tab", "ArrowUp")  # from the first option round to the last
    last = widget(page).get_by_role("radio", name="two or more are level")
    expect(last).to_be_checked()
    press(page, "Tab", "Enter")
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “two or more are level”: so it is. {BY_SPEAKER.units['paragraphs'].finding}"
    )
    assert BY_SPEAKER.units["paragraphs"].right == LEVEL
    expect(widget(page).get_by_role("radio", name="paragraphs with speech")).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget(page).get_by_role("button", name="Jeff Sessions")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    region = widget(page).get_by_role("region", name="Stretches of speech: Jeff Sessions")
    expect(region.get_by_role("listitem")).to_have_count(6)
    press(page, "Tab")
    expect(region).to_be_focused()
    press(page, "Tab", "Enter")
    page.wait_for_url("**/five_articles.html#truthout-11")


def test_a_voice_opens_its_stretches_with_their_places(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    see(page)
    widget(page).get_by_role("button", name="advocates").click()
    detail = widget(page).locator(".vs-detail")
    expect(detail).to_contain_text("Justin Strekal: 5 quoted, 1 reported")
    expect(detail.locator("blockquote")).to_have_count(9)
    expect(detail.locator("li")).to_have_count(13)
    expect(detail.locator("li", has_text="The war on immigrants grew out")).to_contain_text(
        "Angie Junck, direct quotation. Truthout, paragraph 9"
    )
    choose(page, "KPBS")
    expect(detail).to_have_count(0)


def test_the_bars_are_as_long_as_the_shares(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    see(page)
    bar = widget(page).locator("li", has_text="the administration").locator(".vs-bar")
    whole = bar.bounding_box()
    quoted = bar.locator(".vs-quoted").bounding_box()
    reported = bar.locator(".vs-reported").bounding_box()
    assert whole
    assert quoted
    assert reported
    assert quoted["width"] / whole["width"] == pytest.approx(7 / 39, abs=0.01)
    assert reported["width"] / whole["width"] == pytest.approx(14 / 39, abs=0.01)


def test_the_table_keeps_what_was_seen_and_can_be_filled(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, "words quoted")
    see(page)
    row = widget(page).get_by_role("row", name="Truthout")
    expect(row.get_by_role("cell")).to_have_text(
        ["not yet", "advocates: 198 of 240 (83%)", "not yet"]
    )
    widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(0)
    for (_, by), view in VIEWS.items():
        for asked in view.units.values() if by == "side" else ():
            expect(widget(page).locator("table")).to_contain_text(asked.short)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_with_a_voice_open(open_page: Open, theme: str, width: int) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    assert violations(page) == []
    choose(page, "All articles together")
    widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    widget(page).get_by_role("button", name="the administration").click()
    for summary in page.locator(".choice summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    see(page)
    widget(page).get_by_role("button", name="advocates").click()
    sizes = page.eval_on_selector_all(
        ".voice-share :is(label, button, a)",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => [r.width, r.height])",
    )
    assert len(sizes) > 20
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_paper_and_without_javascript_the_still_says_the_same(open_page: Open) -> None:
    for options in ({"javascript": False}, {}):
        page, _ = open_page(CHAPTER, **options)
        page.emulate_media(media="print")
        still = page.locator(".widget-still").first
        expect(still).to_be_visible()
        expect(widget(page)).to_be_hidden()
        expect(still.get_by_role("row")).to_have_count(1 + 12 + 1 + 9)
        expect(still).to_contain_text("advocates: 198 of 240 (83%)")
        expect(still).to_contain_text("7 quoted, 14 reported")


def test_every_side_has_its_picture_and_its_words(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    chart = page.locator(".frozen")
    expect(chart.get_by_role("status")).to_have_text(
        voice_by_unit(CORPUS, "administration").finding
    )
    chart.get_by_label("side").select_option("advocates")
    expect(chart.get_by_role("status")).to_have_text(voice_by_unit(CORPUS, "advocate").finding)


def test_facts_and_terms_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("link", name="KPBS ¶ 3").first).to_have_attribute(
        "href", "five_articles.html#kpbs-3"
    )
    outside = page.get_by_role("listitem").filter(has_text="right-leaning politicians")
    expect(outside.get_by_role("link", name="Pacific Standard")).to_have_attribute(
        "href", CORPUS.context["immigration-quotations-2011-2012"].url[0]
    )
    page.get_by_role("link", name="attribution", exact=True).first.click()
    page.wait_for_url("**/glossary.html#term-Attribution")
    expect(page.locator("#term-Attribution")).to_be_visible()
