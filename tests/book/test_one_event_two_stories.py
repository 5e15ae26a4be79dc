"""The chapter on one event in two stories: its widget, by pointer and keyboard, and its places."""

from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.quotation_slider import Pair, compare, compare_outside

from .browser import follow_to_the_place
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
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/thinkprogress.html#kelly-factor-thinkprogress")


def test_a_guess_is_kept_while_another_pair_is_looked_at(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("button", name="Show without a guess").click()
    choose(page, DEMAND)
    expect(widget(page).locator(".qs-words")).to_be_hidden()
    choose(page, FACTOR)
    expect(widget(page).locator(".qs-words")).to_have_text("[− not a]")


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
