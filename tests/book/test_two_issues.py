"""The chapter on two issues: its widget, by pointer and keyboard, and its picture."""

from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.charts import shares_on_both
from framelab.widgets.linkage_explorer import views_of

from .browser import follow_to_the_place, sources_of
from .conftest import Open

CHAPTER = "book/two_issues.html"
CORPUS = load_corpus()
VIEWS = {(view.scope, view.whole): view for view in views_of(CORPUS)}


def widget(page: Page) -> Locator:
    return page.locator(".linkage-explorer")


def choose(page: Page, *names: str) -> None:
    for name in names:
        widget(page).get_by_role("radio", name=name, exact=True).check()


def test_a_paragraph_opens_with_gist_and_the_way_to_it(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("button", name="Show without a guess").click()
    widget(page).get_by_role("button", name="Truthout, paragraph 9").click()
    detail = widget(page).locator(".le-detail")
    expect(detail).to_contain_text(CORPUS.paragraphs["truthout", 9].gist or "")
    expect(detail).to_contain_text("Angie Junck (quoted)")
    detail.get_by_role("link", name="To the paragraph").click()
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/truthout.html#truthout-9")


def test_the_strip_leaves_out_what_is_not_in_the_whole(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for whole, left_out in (("all paragraphs", 0), ("those on immigration", 18)):
        choose(page, "Truthout", whole)
        widget(page).get_by_role("button", name="Show without a guess").click()
        blocks = widget(page).locator(".strip .strip-block")
        expect(blocks).to_have_count(29)
        expect(widget(page).locator(".strip .strip-unlit")).to_have_count(left_out)
        striped = (
            "blocks => blocks.filter((each) => each.style.cssText.includes('issue-both')).length"
        )
        assert blocks.evaluate_all(striped) == 6


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


def test_the_picture_says_its_finding(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("img", name=shares_on_both(CORPUS).finding)).to_be_visible()


def test_quotations_and_facts_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("link", name="Truthout ¶ 9").first).to_have_attribute(
        "href", "paragraphs/truthout.html#truthout-9"
    )
    outside = page.get_by_role("paragraph").filter(has_text="essential elements")
    mark = outside.get_by_role("link", name="from outside the five articles: Reason")
    assert sources_of(page, mark) == [*CORPUS.context["kelly-marijuana-deportation-18-april"].url]
