"""The book as a PDF: printed by a real Chromium, from the built book."""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader, PdfWriter

from framelab.publishing.built_book import pages_of
from framelab.publishing.chromium import launch
from framelab.publishing.paper import about_the_book, document_for_paper


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: how many pages of the book, on how many sheets."""

    pages: int
    sheets: int


def print_book(book: Path, out: Path, *, paper: str = "a4") -> Printed:
    """Print a built book into one PDF, with bookmarks, tags and links that work inside it.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.
    out : Path
        The file to write; its folder is made.
    paper : str
        A key of `framelab.publishing.paper.SIZES`.

    Raises
    ------
    BookError
        There is no built book, or a page of it cannot be printed.
    NoChromiumError
        There is no Chromium.
    """
    pages = pages_of(book)
    without_numbers = document_for_paper(book, paper=paper)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        closing(launch(playwright)) as browser,
    ):
        draft = Path(folder, "book.pdf")
        # On which sheets the chapters begin is known when they are printed: then the contents
        # get their numbers, which stand in room that was kept for them.
        _print(browser, without_numbers, draft)
        numbers = _first_sheets(PdfReader(draft))
        _print(browser, document_for_paper(book, paper=paper, numbers=numbers), draft)
        writer = PdfWriter(clone_from=draft)
    writer.page_mode = "/UseOutlines"
    about = about_the_book(book)
    writer.add_metadata(
        {"/Title": about.title, "/Subject": about.subtitle, "/Author": about.author}
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    writer.write(out)
    return Printed(len(pages), len(writer.pages))


def _print(browser: Browser, document: str, out: Path) -> None:
    # From disk, so that it may load the book's style sheets, which lie there too.
    source = out.with_suffix(".html")
    source.write_text(document, encoding="utf-8")
    page = browser.new_page()
    page.goto(source.as_uri(), wait_until="load")
    page.evaluate("document.fonts.ready")
    page.pdf(path=out, prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
    page.close()


def _first_sheets(printed: PdfReader) -> dict[str, int]:
    """Return the sheet of every place that something links to, counted from 1."""
    return {
        name.removeprefix("/"): number + 1
        for name, place in printed.named_destinations.items()
        if (number := printed.get_destination_page_number(place)) is not None
    }
