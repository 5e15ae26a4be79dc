"""A built book as it lies on disk: which pages it has, in which order."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

FRONT_DOOR = "index.html"


class BookError(ValueError):
    """A folder holds no built book, or one that is not as expected."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the book's menu.

    `address` is relative to the book's folder, `title` what the menu says, `part` the
    heading above it there, empty for the first page.
    """

    address: str
    title: str
    part: str


def parsed(file: Path) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def pages_of(book: Path) -> list[Page]:
    """List the pages of a built book in the order of its menu.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.

    Raises
    ------
    BookError
        There is no built book, or its front page has no menu.
    """
    root = _root(book)
    pages: list[Page] = []
    part = ""
    for found in parsed(book / root).select("nav.bd-links .caption-text, nav.bd-links a[href]"):
        if found.name == "span":
            part = found.get_text(strip=True)
            continue
        address = resolved(root, str(found["href"]))
        if address not in (page.address for page in pages):
            pages.append(Page(address, " ".join(found.get_text().split()), part))
    if not pages:
        raise BookError(f"{book / root}: found no menu; allowed: a page that `make build` made")
    return pages


def _root(book: Path) -> str:
    door = book / FRONT_DOOR
    if not door.is_file():
        raise BookError(f"{book}: found no {FRONT_DOOR}; allowed: a built book (make build)")
    leads = re.search(r'http-equiv="refresh"[^>]*url=([^"]+)"', door.read_text(encoding="utf-8"),
                      re.IGNORECASE)  # fmt: skip
    return leads[1].strip() if leads else FRONT_DOOR


def resolved(page: str, link: str) -> str:
    """Return the address of the file that a page's link leads to, relative to the book's folder."""
    path = unquote(urlsplit(link).path)
    return normpath(str(PurePosixPath(page).parent / path)) if path else page


def text_of(tag: Tag) -> str:
    """Return the words of an element, on one line."""
    return " ".join(tag.get_text(" ").split())
