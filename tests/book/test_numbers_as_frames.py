"""The chapter on numbers: its widget, by pointer and keyboard, and its picture."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.course.charts import one_figure_told
from framelab.course.readings import OUTSIDE, READINGS
from framelab.widgets.number_lens import lenses_of

from .browser import violations
from .conftest import Open

CHAPTER = "book/numbers_as_frames.html"
CORPUS = load_corpus()
LENSES = {lens.name: lens for lens in lenses_of(CORPUS, READINGS, OUTSIDE)}
NO_RECORD = LENSES["arrested-no-record-thinkprogress"]
DEPORTED = LENSES["deported-drug-offences-thinkprogress"]


def widget(page: Page) -> Locator:
    return page.locator(".number-lens")


def choose(page: Page, figure: str, version: str = "") -> None:
    widget(page).get_by_label("Which figure?").select_option(figure)
    if version:
        widget(page).get_by_role("radio", name=version, exact=True).check()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("way", ["site", "sub-path", "disk"])
def test_the_widget_is_alive_however_the_page_was_reached(open_page: Open, way: str) -> None:
    page, record = open_page(CHAPTER, way)
    expect(page.locator(".widget-alive")).to_have_count(1)
    expect(widget(page).get_by_role("status")).to_have_text(NO_RECORD.versions[0].finding)
    assert record.complaints == []
    assert record.outside == []


def test_nothing_is_told_before_a_guess(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, NO_RECORD.name, "share of those arrested")
    expect(widget(page).get_by_text("Your guess first.")).to_be_visible()
    expect(widget(page).locator(".nl-detail")).to_be_hidden()
    asked = sum(bool(version.question) for version in NO_RECORD.versions)
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(2 * asked)
    widget(page).get_by_role("button", name="Show this version").click()
    expect(widget(page).locator(".nl-guess")).to_be_visible()


@pytest.mark.parametrize(
    ("figure", "version", "guess"),
    [
        (NO_RECORD.name, "share", "added"),
        (NO_RECORD.name, "change-2016", "base"),
        (DEPORTED.name, "year", "more"),
        ("arrested-thinkprogress", "day-article", "fewer"),
        ("kelly-march-apprehensions-5-april", "day", "more"),
    ],
)
def test_a_wrong_guess_gets_its_feedback(
    open_page: Open, figure: str, version: str, guess: str
) -> None:
    page, _ = open_page(CHAPTER)
    told = next(each for each in LENSES[figure].versions if each.name == version)
    choose(page, figure, told.label)
    label = dict(told.options)[guess]
    widget(page).get_by_role("radio", name=label, exact=True).check()
    widget(page).get_by_role("button", name="Show this version").click()
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “{label}”. {told.finding} {told.hints[guess]}"
    )
    expect(widget(page).locator(".nl-detail")).to_contain_text(told.cited)


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_label("Which figure?").focus()
    # Past the link of the card, to the versions, to the second of them.
    press(page, "Tab", "Tab", "ArrowDown")
    share = NO_RECORD.versions[1]
    expect(widget(page).get_by_text(share.question)).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "Tab", "Enter")
    expect(widget(page).get_by_role("status")).to_have_text(
        f"You guessed “about 25%”: so it is. {share.finding}"
    )
    expect(widget(page).get_by_role("radio", name=share.label, exact=True)).to_be_focused()


def test_what_an_article_does_not_say_and_what_is_not_offered(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, "protest-rally-kpbs")
    expect(widget(page).locator("dd.nl-unsaid")).to_have_text(["not said", "not said"])
    for what, why in LENSES["protest-rally-kpbs"].refused:
        expect(widget(page).locator(".nl-refused")).to_contain_text(f"{what} {why}")
    widget(page).get_by_role("link", name="To the paragraph").click()
    page.wait_for_url("**/five_articles.html#kpbs-15")


def test_what_is_from_outside_says_so_with_its_address(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    change = next(each for each in NO_RECORD.versions if each.name == "change-2014")
    choose(page, NO_RECORD.name, change.label)
    widget(page).get_by_role("button", name="Show without a guess").click()
    detail = widget(page).locator(".nl-detail")
    expect(detail).to_contain_text("Outside: ABC News")
    expect(detail.get_by_role("link", name="ABC News")).to_have_attribute(
        "href", change.sources[0].url
    )


def test_the_table_keeps_what_was_seen_and_can_be_filled(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, DEPORTED.name)
    widget(page).get_by_role("button", name="Show all versions of this figure").click()
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(0)
    for version in DEPORTED.versions:
        expect(widget(page).locator("table")).to_contain_text(version.finding)
    choose(page, NO_RECORD.name)
    expect(widget(page).locator("td", has_text="not yet").first).to_be_visible()
    choose(page, DEPORTED.name)
    expect(widget(page).locator("td", has_text="not yet")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_with_all_versions_open(open_page: Open, theme: str, width: int) -> None:
    page, _ = open_page(CHAPTER, theme=theme, width=width)
    choose(page, NO_RECORD.name, "share of those arrested")
    assert violations(page) == []
    widget(page).get_by_role("button", name="Show all versions of this figure").click()
    for summary in page.locator(".choice summary").all():
        summary.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_for_a_finger(open_page: Open) -> None:
    page, _ = open_page(CHAPTER, width=360)
    choose(page, DEPORTED.name, "share for possessing marijuana, from outside")
    sizes = page.eval_on_selector_all(
        ".number-lens :is(fieldset label, button, select, a)",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => [r.width, r.height])",
    )
    assert len(sizes) > 10
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_paper_and_without_javascript_the_still_says_the_same(open_page: Open) -> None:
    for options in ({"javascript": False}, {}):
        page, _ = open_page(CHAPTER, **options)
        page.emulate_media(media="print")
        still = page.locator(".widget-still")
        expect(still).to_be_visible()
        expect(still.locator("table")).to_have_count(len(LENSES))
        expect(still).to_contain_text(NO_RECORD.versions[1].finding)
        expect(widget(page)).to_be_hidden()


def test_the_picture_says_its_finding(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("img", name=one_figure_told(CORPUS).finding)).to_be_visible()


def test_figures_facts_and_terms_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("link", name="more than 260,000").first).to_have_attribute(
        "href", "five_articles.html#thinkprogress-8"
    )
    expect(page.get_by_role("link", name="vague quantifier")).to_have_attribute(
        "href", "glossary.html#term-Vague-quantifier"
    )
    expect(page.get_by_role("link", name="Fox 10 Phoenix").first).to_have_attribute(
        "href", CORPUS.context["fox10-arrests-19-april"].url[0]
    )
