"""The links of a built book: what its pages ask for, and the ways that lead out of it.

Links stand in the pages, and in the data that widgets and exercises bring along.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from framelab.publishing.built_book import FRONT_DOOR, BookError, parsed, resolved, text_of

_ASKING = ("href", "src", "action", "poster", "xlink:href")
_ADDRESS = re.compile(r"https?://\S+")
# Not by urlsplit, which refuses an address with a slip in it: those are to be found.
_OUTSIDE = re.compile(r"(https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IN_HTML = re.compile(r"""\b(?:href|src)=["']([^"']+)["']""")
# What stands for the id of an article in the address of the pages that a widget leads to.
_ANY_ARTICLE = "{article}"
# A page of the book, and perhaps a place in it, as a widget names them.
_PAGE = re.compile(rf"(?:[\w./-]|{_ANY_ARTICLE})+\.html(#[\w-]+)?")
MOST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Link:
    """A link, and where it stands.

    Attributes
    ----------
    page : str
        The file, relative to the book's folder.
    near : str
        The nearest id around it, empty at the top of the page.
    text : str
        What it says, or what kind of thing asks for it.
    address : str
        Where it leads, as written.
    """

    page: str
    near: str
    text: str
    address: str

    @property
    def place(self) -> str:
        """Page and nearest id."""
        return f"{self.page}#{self.near}" if self.near else self.page

    @property
    def leads_outside(self) -> bool:
        """Return whether it leaves the book for another server."""
        return _OUTSIDE.match(self.address) is not None

    @property
    def leads_inside(self) -> bool:
        """Return whether it leads to a file of the book, or a place in one."""
        return not self.leads_outside and _SCHEME.match(self.address) is None


def html_files(book: Path) -> list[str]:
    """List the pages on disk, also those that no menu names, relative to the book's folder.

    Raises
    ------
    BookError
        There is no built book.
    """
    if not (book / FRONT_DOOR).is_file():
        raise BookError(f"{book}: found no {FRONT_DOOR}; allowed: a built book (make build)")
    return sorted(
        file.relative_to(book).as_posix()
        for file in book.rglob("*.html")
        if "_static" not in file.parts
    )


def links_of(book: Path) -> list[Link]:
    """List every link of a built book, in the order of pages and of the text.

    Raises
    ------
    BookError
        There is no built book.
    """
    return [link for page in html_files(book) for link in _links_of_page(book, page)]


def _links_of_page(book: Path, page: str) -> Iterator[Link]:
    for tag in parsed(book / page).find_all(True):
        for name in _ASKING:
            if tag.get(name) is not None:
                said = text_of(tag)[:MOST_TEXT] or f"<{tag.name} {name}>"
                yield Link(page, _near(tag), said, str(tag[name]))
        if tag.name == "meta" and "url=" in str(tag.get("content", "")):
            yield Link(page, "", "<meta>", str(tag["content"]).partition("url=")[2])
        if tag.name == "script" and tag.get("type") == "application/json":
            for address in sorted(set(_addresses_in(json.loads(tag.get_text())))):
                yield Link(page, _near(tag), "in a widget or an exercise", address)


def _near(tag: Tag) -> str:
    holder = tag if tag.get("id") else tag.find_parent(id=True)
    return str(holder["id"]) if holder else ""


def _addresses_in(value: object) -> Iterator[str]:
    """Return what in a widget's data is an address, or a link in a piece of HTML."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _addresses_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _addresses_in(each)
    elif isinstance(value, str):
        if _ADDRESS.fullmatch(value) or _PAGE.fullmatch(value):
            yield value
        elif value.lstrip().startswith("<"):
            # A `#` leads to a place in the piece itself.
            yield from (found for found in _IN_HTML.findall(value) if not found.startswith("#"))


def broken(book: Path, links: list[Link]) -> list[tuple[Link, str]]:
    """Find the links that lead to no file of the book, or to no place in one.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.
    links : list of Link
        Those that lead outside are left alone.

    Returns
    -------
    list of (Link, str)
        Each with what is missing.
    """
    ids: dict[str, set[str]] = {}
    found = []
    for link in links:
        if not link.leads_inside:
            continue
        target = resolved(link.page, link.address)
        fragment = unquote(urlsplit(link.address).fragment)
        if _ANY_ARTICLE in target:
            if not any(book.glob(target.replace(_ANY_ARTICLE, "*"))):
                found.append((link, f"no file {target}, whatever the article"))
        elif not (book / target).is_file():
            found.append((link, f"no file {target}"))
        elif fragment and target.endswith(".html"):
            if target not in ids:
                ids[target] = _ids(parsed(book / target))
            if fragment not in ids[target]:
                found.append((link, f"no place {fragment} in {target}"))
    return found


def _ids(page: BeautifulSoup) -> set[str]:
    return {str(tag["id"]) for tag in page.find_all(id=True)}
