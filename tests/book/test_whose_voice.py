"""The chapter on voices: its widget, by pointer and keyboard, and its pictures."""

import pytest
from playwright.sync_api import Locator, Page, expect

from framelab import load_corpus
from framelab.charts import voice_by_unit
from framelab.widgets.voice_share import views_of

from .browser import follow_to_the_place, sources_of
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


def test_after_all_three_units_the_widget_says_whether_the_first_place_changes(
    open_page: Open,
) -> None:
    page, _ = open_page(CHAPTER)
    for unit in ("stretches of speech", "words quoted", "paragraphs with speech"):
        choose(page, unit)
        expect(widget(page).get_by_text("the first place changes")).to_have_count(0)
        see(page)
    expect(widget(page).get_by_role("status")).to_contain_text(BY_SIDE.comparison)


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
        "href", "paragraphs/kpbs.html#kpbs-3"
    )
    outside = page.get_by_role("listitem").filter(has_text="right-leaning politicians")
    mark = outside.get_by_role("link", name="from outside the five articles: Pacific Standard")
    assert sources_of(page, mark) == [*CORPUS.context["immigration-quotations-2011-2012"].url]
    page.get_by_role("link", name="attribution", exact=True).first.click()
    follow_to_the_place(page, "Open the glossary")
    page.wait_for_url("**/glossary.html#term-Attribution")
    expect(page.locator("#term-Attribution")).to_be_visible()
