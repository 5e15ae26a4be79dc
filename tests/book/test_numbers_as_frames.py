"""The chapter on numbers: its widget, by pointer and keyboard, and its picture."""

from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.course.charts import one_figure_told
from framelab.course.readings import OUTSIDE, READINGS
from framelab.widgets.number_lens import lenses_of

from .browser import follow_to_the_place, sources_of
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


def test_what_an_article_does_not_say_and_what_is_not_offered(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    choose(page, "protest-rally-kpbs")
    expect(widget(page).locator("dd.nl-unsaid")).to_have_text(["not said", "not said"])
    for what, why in LENSES["protest-rally-kpbs"].refused:
        expect(widget(page).locator(".nl-refused")).to_contain_text(f"{what} {why}")
    widget(page).get_by_role("link", name="To the paragraph").click()
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/kpbs.html#kpbs-15")


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


def test_the_picture_says_its_finding(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("img", name=one_figure_told(CORPUS).finding)).to_be_visible()


def test_figures_facts_and_terms_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("link", name="more than 260,000").first).to_have_attribute(
        "href", "paragraphs/thinkprogress.html#thinkprogress-8"
    )
    expect(page.get_by_role("link", name="vague quantifier")).to_have_attribute(
        "href", "glossary.html#term-Vague-quantifier"
    )
    mark = page.get_by_role("link", name="from outside the five articles: Fox 10 Phoenix").first
    assert sources_of(page, mark) == [*CORPUS.context["fox10-arrests-19-april"].url]
