"""`framelab pdf`: the whole book as one file."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from pypdf import PdfReader

from framelab.publishing.built_book import pages_of, text_of
from framelab.publishing.paper import document_for_paper

from ..conftest import ROOT
from .conftest import HTML
from .test_on_paper import CUT, bare

TEXT_WIDTH = 627
"""A4 less the margins of paper.css, in CSS pixels."""


def print_book(book: Path, out: Path, *options: str) -> str:
    """Print a book as a person does; give what the command says."""
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "pdf", book, "--out", out, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{out}: ")
    return done.stdout


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "new" / "book.pdf"
    assert f"{len(pages_of(HTML))} pages of the book on " in print_book(HTML, out)
    return out


@pytest.fixture(scope="module")
def paper(file: Path) -> PdfReader:
    return PdfReader(file)


@pytest.fixture(scope="module")
def sheets(paper: PdfReader) -> list[str]:
    return [sheet.extract_text() for sheet in paper.pages]


def bookmarks(paper: PdfReader) -> list[tuple[str, int]]:
    """Headings of the first level, with the sheet, counted from 1."""
    return [
        (str(mark.title), (paper.get_destination_page_number(mark) or 0) + 1)
        for mark in paper.outline
        if not isinstance(mark, list)
    ]


def headings() -> list[str]:
    """Headings of the built pages, in the order of `_toc.yml`."""
    toc: dict[str, Any] = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    entries = [each for part in toc["parts"] for each in part["chapters"]]
    names = [toc["root"]]
    for entry in entries:
        names += [entry["file"], *(each["file"] for each in entry.get("sections", []))]
    found = []
    for name in names:
        page = BeautifulSoup((HTML / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        heading = page.select_one("article h1")
        assert heading
        found.append(text_of(heading).removesuffix("#").strip())
    return found


def test_it_opens_with_title_author_language_tags_and_bookmarks(paper: PdfReader) -> None:
    assert paper.metadata
    assert paper.metadata.title == "Reading the Frame"
    assert paper.metadata.author == "the authors of Reading the Frame"
    catalog: Any = paper.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/PageMode"] == "/UseOutlines"


def test_chapters_stand_in_the_order_of_the_book_each_on_a_new_sheet(
    paper: PdfReader, sheets: list[str]
) -> None:
    marks = bookmarks(paper)
    assert [title for title, _ in marks] == ["Reading the Frame", *headings()]
    numbers = [number for _, number in marks]
    assert numbers == sorted(set(numbers))
    for title, number in marks[1:]:
        # First on its sheet, below the running head.
        assert bare(title) in bare(sheets[number - 1])[: len(bare(title)) + 120], title


def test_the_contents_name_the_sheet_on_which_a_chapter_begins(
    paper: PdfReader, sheets: list[str]
) -> None:
    contents = bare(sheets[1])
    assert "Contents" in contents
    entries = zip(pages_of(HTML), headings(), bookmarks(paper)[1:], strict=True)
    for page, heading, (_, number) in entries:
        question = "" if heading == page.title else heading
        assert bare(f"{page.title}{question}{number}") in contents
    assert "Compare" in contents


def test_every_sheet_but_the_cover_has_its_number(sheets: list[str]) -> None:
    assert "1" not in sheets[0].splitlines()[-1]
    for number, text in enumerate(sheets[1:], 2):
        lines = [line.strip() for line in text.splitlines()]
        assert str(number) in lines, number


def test_links_lead_to_sheets_of_the_book_or_out_of_it(paper: PdfReader) -> None:
    places = paper.named_destinations
    inside = outside = 0
    for sheet in paper.pages:
        for note in sheet.get("/Annots", []):
            link = note.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                address = str(action["/URI"])
                assert address.startswith(("http://", "https://")), address
                outside += 1
            else:
                target = link.get("/Dest", action.get("/D"))
                assert str(target) in places, target
                inside += 1
    assert inside > 300
    assert outside > 50


def test_a_reference_to_a_paragraph_leads_to_that_paragraph(
    paper: PdfReader, sheets: list[str]
) -> None:
    place = paper.named_destinations["/book-paragraphs-kpbs--kpbs-11"]
    number = paper.get_destination_page_number(place)
    assert number is not None
    assert "KPBS ¶ 11" in sheets[number]


def test_it_says_what_every_widget_found_and_has_no_furniture(sheets: list[str]) -> None:
    text = bare("".join(sheets))
    findings = 0
    for page in pages_of(HTML):
        built = BeautifulSoup((HTML / page.address).read_text(encoding="utf-8"), "html.parser")
        for said in built.select(".widget-still :is(p, caption, figcaption)"):
            assert bare(said.get_text()) in text, page.address
            findings += 1
    assert findings > 10
    for furniture in ("Skip to main content", "Show without a guess", "next page"):
        assert bare(furniture) not in text


def test_what_a_choice_says_comes_after_the_chapter(sheets: list[str]) -> None:
    text = bare("".join(sheets))
    built = BeautifulSoup((HTML / "book/two_issues.html").read_text("utf-8"), "html.parser")
    asked = [bare(each.get_text()) for each in built.select(".check-question")]
    said = [bare(each.get_text()) for each in built.select(".feedback > p:not(.verdict)")]
    begin = text.index(asked[0])
    end = text.index(bare("To read next"), begin)
    # The number of a sheet stands in the words that go on overleaf.
    found = [place for place in (text.find(each, begin) for each in said) if place >= 0]
    assert len(found) > len(said) / 2 > 6
    assert min(found) > end


def test_exercises_have_their_brief_and_those_of_codes_their_passages(sheets: list[str]) -> None:
    text = bare("".join(sheets))
    assert bare("Fourteen held at the Old Bridge") in text
    assert bare("☐ news-report") in text
    assert bare("share_of_either") in text


def test_a_table_that_goes_on_overleaf_repeats_its_head(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>row {number}</td></tr>" for number in range(120))
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static/book_print.css").write_bytes(
        (HTML / "_static/book_print.css").read_bytes()
    )
    (tmp_path / "index.html").write_text(
        '<nav class="bd-links"><a href="index.html">Rows</a></nav><article class="bd-article">'
        f"<h1>Rows</h1><table><thead><tr><th>The head</th></tr></thead>{rows}</table></article>",
        encoding="utf-8",
    )
    said = print_book(tmp_path, tmp_path / "rows.pdf", "--paper", "letter")
    paper = PdfReader(tmp_path / "rows.pdf")
    with_rows = [text for sheet in paper.pages if "row " in (text := sheet.extract_text())]
    assert len(with_rows) > 2
    assert all("The head" in text for text in with_rows)
    assert "row 119" in with_rows[-1]
    assert f": 1 page of the book on {len(paper.pages)} sheets, " in said
    assert (paper.pages[0].mediabox.width, paper.pages[0].mediabox.height) == (612, 792)


def test_nothing_is_cut_at_the_edge_of_the_paper(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "book.html"
    source.write_text(document_for_paper(HTML), encoding="utf-8")
    page = browser.new_page(viewport={"width": TEXT_WIDTH, "height": 900})
    page.emulate_media(media="print")
    page.goto(source.as_uri())
    assert page.evaluate(CUT, TEXT_WIDTH) == []
    page.close()
