"""The document that is printed: what stands in it, and where its links lead."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from framelab.publishing.built_book import BookError, Page, pages_of
from framelab.publishing.paper import about_the_book, document_for_paper


@pytest.fixture
def document(book: Path) -> BeautifulSoup:
    return BeautifulSoup(document_for_paper(book, numbers={"deep-two": 7}), "html.parser")


def test_the_menu_gives_pages_titles_and_parts(book: Path) -> None:
    assert pages_of(book) == [
        Page("one.html", "The small book", ""),
        Page("deep/two.html", "Two & more", "Read"),
    ]


def test_the_cover_has_title_subtitle_and_author(book: Path, document: BeautifulSoup) -> None:
    about = about_the_book(book)
    assert (about.title, about.subtitle, about.author) == (
        "The small book", 'on "ends"', "nobody",
    )  # fmt: skip
    cover = document.select_one(".cover")
    assert cover
    assert cover.get_text().startswith('The small bookon "ends"nobody')


def test_the_contents_say_part_title_question_and_sheet(document: BeautifulSoup) -> None:
    (listed,) = document.select('.contents-of-book a[href="#deep-two"]')
    assert listed.get_text(" ", strip=True) == "Two & more Two? 7"
    assert [each.get_text() for each in document.select(".contents-of-book h3")] == ["Read"]


def test_links_from_page_to_page_lead_inside_the_document(document: BeautifulSoup) -> None:
    ids = {str(tag["id"]) for tag in document.find_all(id=True)}
    links = {a.get_text(): a.get("href") for a in document.select("#one a")}
    assert links["the place"] == "#deep-two--place"
    assert links["the page"] == "#deep-two"
    assert links["above"] == "#one--top"
    assert links["far away"] == "https://a.example/far#x"
    assert links["the search"] is None
    for link in document.select('#one a[href^="#"]'):
        assert str(link["href"])[1:] in ids


def test_no_id_stands_twice_and_those_of_pictures_are_found(document: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in document.find_all(id=True)]
    assert len(ids) == len(set(ids))
    picture = document.select_one("#deep-two svg")
    assert picture
    assert picture["aria-labelledby"] == "deep-two--name"
    assert picture.select_one("g[clip-path='url(#deep-two--cut)']")


def test_a_widget_is_its_still_and_no_script_is_left(document: BeautifulSoup) -> None:
    assert not document.find("script")
    assert not document.select(".live")
    assert document.select(".widget .widget-still svg")


def test_what_a_choice_says_stands_at_the_end_of_the_chapter(document: BeautifulSoup) -> None:
    (check,) = document.select("#one .check")
    assert [item.get_text() for item in check.select("ol > li")] == ["This one.", "That one."]
    assert "So it is." not in check.get_text()
    section = document.select("#one > *")[-1]
    assert section["class"] == ["answers"]
    assert [" ".join(item.get_text(" ").split()) for item in section.select("li")] == [
        "Yes. So it is.", "Not quite. Is it?",
    ]  # fmt: skip


def test_an_exercise_of_codes_brings_its_passages_and_questions(document: BeautifulSoup) -> None:
    (passage,) = document.select(".passage-on-paper")
    assert [p.get_text() for p in passage.select("blockquote p")] == ["First.", "Second."]
    assert passage.select_one("li")
    assert "Whose? ☐ a ☐ b" in " ".join(passage.get_text(" ").split())


def test_a_folder_without_a_book_says_so(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"found no index.html; allowed: a built book \(make build"):
        document_for_paper(tmp_path)


def test_a_page_of_the_menu_that_is_missing_is_named(book: Path) -> None:
    (book / "deep/two.html").unlink()
    with pytest.raises(BookError, match=r"found no deep/two\.html"):
        document_for_paper(book)
