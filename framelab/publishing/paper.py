"""The whole book as one document for paper: what `pdf` prints.

A page's address becomes the beginning of its ids, so that links from page to page become
links inside the document. Nothing runs in it: a widget is its still, and the brief of an
exercise stands without the place for its answer.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from framelab import __version__
from framelab.publishing.built_book import BookError, Page, pages_of, parsed, resolved, text_of

STYLES = tuple(
    f"_static/{name}.css"
    for name in ("pygments", "style", "fonts", "book", "strip", "popovers", "book_print")
)
"""Style sheets of the built book that its pages share with paper."""
OWN_STYLE = Path(__file__).parent / "paper.css"

SIZES = {"a4": "A4", "letter": "letter"}
"""Sizes of paper by their names on the command line, as CSS calls them."""

_WITH_IDS = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_IN_ATTRIBUTES = re.compile(r"url\(#([^)]+)\)")
# Needs a screen, or a program behind it.
_NOT_FOR_PAPER = (
    "script, .headerlink, .exercise-local, .prev-next-area, .prev-next-footer, nav.contents, "
    ".widget > :not(.widget-still), button"
)


def prefix_of(address: str) -> str:
    """Return the id of a page in the document, with which those inside it begin."""
    return re.sub(r"[^a-z0-9]+", "-", address.removesuffix(".html").casefold()).strip("-")


@dataclass(frozen=True, slots=True)
class About:
    """What a cover says: title, subtitle (may be empty) and author."""

    title: str
    subtitle: str
    author: str


def about_the_book(book: Path) -> About:
    """Read title and author from the first page of a built book.

    Raises
    ------
    BookError
        There is no built book.
    """
    page = parsed(book / pages_of(book)[0].address)
    heading = page.select_one("article h1")
    for link in page.select(".headerlink"):
        link.decompose()
    title, _, subtitle = (text_of(heading) if heading else "").partition(": ")
    author = page.select_one(".component-author")
    return About(title, subtitle, text_of(author).removeprefix("By ") if author else "")


def document_for_paper(
    book: Path, *, paper: str = "a4", numbers: Mapping[str, int] | None = None
) -> str:
    """Make one HTML document of a built book.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.
    paper : str
        A key of `SIZES`.
    numbers : mapping, optional
        On which sheet each page of the book begins, by `prefix_of` its address; without it
        the contents have no numbers.

    Returns
    -------
    str
        It refers to the style sheets of the built book by their place on disk.

    Raises
    ------
    BookError
        There is no built book, or a page of its menu is missing or has no text.
    """
    pages = pages_of(book)
    chapters = [_chapter(book, page, {each.address for each in pages}) for page in pages]
    about = about_the_book(book)
    sheets = "".join(
        f'<link rel="stylesheet" href="{(book / name).resolve().as_uri()}">'
        for name in STYLES
        if (book / name).is_file()
    )
    heads = "".join([_head("", "left", about.title), *(_page_rule(page) for page in pages)])
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{escape(about.title)}</title>"
        f'<meta name="author" content="{escape(about.author)}">{sheets}'
        f"<style>@page {{ size: {SIZES[paper]} }}\n{OWN_STYLE.read_text(encoding='utf-8')}\n{heads}"
        "</style></head><body>"
        f"{_cover(about)}{_contents(pages, chapters, numbers or {})}"
        f"<main>{''.join(map(str, chapters))}</main></body></html>"
    )


def _page_rule(page: Page) -> str:
    """Return the style of a chapter's sheets: its title stands at their head."""
    name = prefix_of(page.address)
    # The menu calls the first page by the title of the book, which stands there already.
    title = page.title if page.part else ""
    return f"#{name} {{ page: {name} }}\n" + _head(name, "right", title)


def _head(sheets: str, side: str, text: str) -> str:
    said = text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'@page {sheets} {{ @top-{side} {{ content: "{said}" }} }}\n'


def _cover(about: About) -> str:
    return (
        f'<header class="cover"><h1>{escape(about.title)}</h1>'
        f'<p class="subtitle">{escape(about.subtitle)}</p><p>{escape(about.author)}</p>'
        f'<p class="edition">Edition {escape(__version__)}, printed from the book for the '
        "browser. What moves there stands still here, and says what it found. What each choice of "
        "a question says stands at the end of its chapter. Exercises are answered in the browser, "
        "or on a machine of one’s own.</p></header>"
    )


def _contents(pages: list[Page], chapters: list[Tag], numbers: Mapping[str, int]) -> str:
    parts: dict[str, list[str]] = {}
    for page, chapter in zip(pages, chapters, strict=True):
        name = prefix_of(page.address)
        heading = text_of(chapter.find("h1") or chapter)
        question = "" if heading == page.title else f" <em>{escape(heading)}</em>"
        parts.setdefault(page.part, []).append(
            f'<li><a href="#{name}"><span>{escape(page.title)}{question}</span>'
            f'<span class="number">{numbers.get(name, "")}</span></a></li>'
        )
    lists = "".join(
        (f"<h3>{escape(part)}</h3>" if part else "") + f"<ul>{''.join(items)}</ul>"
        for part, items in parts.items()
    )
    return f'<nav class="contents-of-book"><h2>Contents</h2>{lists}</nav>'


def _chapter(book: Path, page: Page, known: set[str]) -> Tag:
    file = book / page.address
    if not file.is_file():
        raise BookError(f"{book}: found no {page.address}; allowed: each page of the menu")
    article = parsed(file).select_one("article.bd-article")
    if article is None or article.find("h1") is None:
        raise BookError(f"{file}: found no text with a heading; allowed: a page of the book")
    for place in article.select(".exercise-answer"):
        _print_form(place)
    for useless in article.select(_NOT_FOR_PAPER):
        useless.decompose()
    name = prefix_of(page.address)
    _part_questions_and_answers(article)
    for tag in article.find_all(True):
        _give_new_addresses(tag, name, page.address, known)
    for heading in article.select("h1, h2, h3, h4, h5, h6"):
        # The style keeps blanks, or a bookmark would lose one where its heading is broken.
        for text in heading.find_all(string=True):
            text.replace_with(re.sub(r"\s+", " ", text))
    article.attrs.clear()
    article["class"], article["id"] = "bd-article", name
    return article


def _give_new_addresses(tag: Tag, name: str, page: str, known: set[str]) -> None:
    if "id" in tag.attrs:
        tag["id"] = f"{name}--{tag['id']}"
    for attribute in _WITH_IDS:
        if attribute in tag.attrs:
            value = tag.attrs[attribute]
            ids = value if isinstance(value, list) else str(value).split()
            tag[attribute] = " ".join(f"{name}--{each}" for each in ids)
    for attribute, value in list(tag.attrs.items()):
        if isinstance(value, str) and "url(#" in value:
            tag[attribute] = _IN_ATTRIBUTES.sub(rf"url(#{name}--\1)", value)
    for attribute in ("href", "xlink:href"):
        if attribute in tag.attrs:
            _lead_inside(tag, attribute, name, page, known)


def _lead_inside(tag: Tag, attribute: str, name: str, page: str, known: set[str]) -> None:
    parts = urlsplit(str(tag[attribute]))
    if parts.scheme or parts.netloc:
        return
    target = resolved(page, str(tag[attribute]))
    if target not in known:
        # A page that is not printed, such as the search.
        del tag[attribute]
        return
    inside = f"--{unquote(parts.fragment)}" if parts.fragment else ""
    tag[attribute] = f"#{prefix_of(target)}{inside}"


def _part_questions_and_answers(article: Tag) -> None:
    """Put what is said of each choice at the end, out of sight of who is asked."""
    soup = BeautifulSoup("", "html.parser")
    answers: list[Tag] = []
    for number, check in enumerate(article.select(".check"), 1):
        asked, said = f"question-{number}", f"said-{number}"
        check["id"] = asked
        question = check.select_one(".check-question")
        if question is None:
            continue
        question.insert(0, _html(f'<a class="number" href="#{said}">Question {number}.</a> '))
        choices, feedback = soup.new_tag("ol", type="a"), soup.new_tag("ol", type="a")
        for choice in check.select("details.choice"):
            summary, body = choice.find("summary"), choice.select_one(".feedback")
            item = soup.new_tag("li")
            item.extend(list(summary.children) if summary else [])
            choices.append(item)
            told = soup.new_tag("li")
            told.extend(list(body.children) if body else [])
            feedback.append(told)
            choice.decompose()
        check.append(choices)
        answer = soup.new_tag("div", id=said, attrs={"class": "answer"})
        answer.append(_html(f'<p><a href="#{asked}">Question {number}.</a></p>'))
        answer.append(feedback)
        answers.append(answer)
    if answers:
        section = soup.new_tag("section", id="answers", attrs={"class": "answers"})
        section.append(_html("<h2>What each choice says</h2>"))
        section.extend(answers)
        article.append(section)


def _html(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def _print_form(place: Tag) -> None:
    """Print the passages and questions of an exercise of codes: its brief does not hold them."""
    script = place.find("script")
    about = json.loads(script.get_text()) if script else {}
    passages = [_passage(each, about["questions"]) for each in about.get("passages", ())]
    if passages:
        place.insert(0, _html(f'<div class="form-on-paper">{"".join(passages)}</div>'))


def _passage(passage: Mapping[str, str], questions: Sequence[Mapping[str, Any]]) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in re.split(r"\n\s*\n", passage["text"]))
    # What a code means stands in the brief.
    asked = "".join(
        f"<li>{escape(question['ask'])}<br>"
        + " ".join(f'<span class="code">☐ {escape(code)}</span>' for code in question["codes"])
        + "</li>"
        for question in questions
        if passage["id"] in question["passages"]
    )
    return (
        f'<section class="passage-on-paper"><h4>{escape(passage["title"])}</h4>'
        f"<blockquote>{paragraphs}</blockquote><ul>{asked}</ul></section>"
    )
