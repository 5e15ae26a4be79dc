"""The chapter on two officials: its widget, by pointer and keyboard, and its cited facts."""

from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.widgets.speech_compare import views_of

from .browser import follow_to_the_place, sources_of
from .conftest import Open

CHAPTER = "book/two_officials.html"
CORPUS = load_corpus()
BY_ISSUE, BY_ARTICLE, BY_OCCASION = views_of(CORPUS, ("kelly", "sessions"))


def widget(page: Page) -> Locator:
    return page.locator(".speech-compare")


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
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/kpbs.html#sessions-arrested-somebody-kpbs")


def test_where_one_is_never_quoted_words_say_so(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    widget(page).get_by_role("radio", name="Article", exact=True).check()
    widget(page).get_by_role("button", name="Show without a guess").click()
    row = widget(page).get_by_role("row", name="ThinkProgress")
    expect(row.get_by_role("cell").nth(1)).to_have_text("never quoted here")


def test_quotations_and_facts_lead_to_their_place(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    cell = page.get_by_role("cell").filter(has_text="vast majority of them are good people")
    link = cell.get_by_role("link", name="The Daily Beast ¶ 16")
    expect(link).to_have_attribute("href", "paragraphs/daily-beast.html#daily-beast-16")
    expect(page.get_by_role("link", name="20 to 21 April 2017")).to_have_attribute(
        "href", "paragraphs/daily-beast.html#daily-beast-1"
    )
    outside = page.get_by_role("listitem").filter(has_text="potentially dangerous gateway drug")
    mark = outside.get_by_role("link", name="from outside the five articles: Reason")
    assert sources_of(page, mark) == [*CORPUS.context["kelly-gateway-drug-18-april"].url]
