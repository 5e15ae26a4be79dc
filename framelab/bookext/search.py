"""The book's search: what it looks through, in a script that a page from disk can load, too.

The words are looked for in the reader's browser, by `pages/search.js`. This module lists the places
of the built book and writes them as `_static/search_data.js`, which a page loads when somebody
begins to type. Sphinx's own search is switched off: its tools would weigh on every page, it knows
pages and not places in them, and from disk it shows no extract.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from framelab.bookext.corpus import corpus_of
from framelab.bookext.script_json import script_json
from framelab.bundling.front_ends import BUNDLES
from framelab.corpus import Quote, Reported

DATA = "search_data.js"
PAGE = "search"
"""The page of results, which has no source."""
TERM = "Term"

# What is the same on every such page, and what only a screen shows.
_FURNITURE = (
    "script, style, noscript, .headerlink, .verdict, .exercise-answer, .exercise-local, "
    ".your-progress, .chapter-end, .chapter-head > dt, .paragraph .place, .paragraph .size, "
    ".paragraph .issue-name, .citation > .label, .outside-mark, .way-back"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_HEADING = re.compile(r"h[1-6]")
# Every other element ends a word: a cell of a table is not joined to the next.
_WITHIN_WORDS = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
}  # fmt: skip
# Sphinx's own: no page of the book needs them any more.
_REPLACED = ("doctools.js", "sphinx_highlight.js")


@dataclass(slots=True)
class Place:
    """A place of the book that a search can lead to.

    Attributes
    ----------
    anchor : str
        Its id in the page, empty for the page itself.
    kind : str
        What it is, as the list of results says it.
    title : str
        Its heading, term or number.
    names : str
        Who is heard there.
    words : list of str
        Its text, in pieces.
    """

    anchor: str
    kind: str
    title: str
    names: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join("".join(self.words).split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What the tables say of an article's paragraph: what it is called, and who is heard in it."""

    title: str
    names: str


def places_of(page: BeautifulSoup, paragraphs: dict[str, Paragraph]) -> list[Place]:
    """Return the places of a built page, in their order; each word is in one of them.

    Parameters
    ----------
    page : BeautifulSoup
        The page; what is no text of its own is taken out of it.
    paragraphs : dict of str to Paragraph
        By id, the paragraphs of articles, on whichever page they stand.
    """
    article = page.select_one("article.bd-article")
    if article is None:
        return []
    kind = "Chapter" if article.select_one(".chapter-head") else "Page"
    for answer in article.select(".exercise-answer"):
        holder = answer.find_parent("section", id=True)
        if holder is not None and holder.find("h1", recursive=False) is None:
            # Its heading is "Your answer" in every chapter; the label names the exercise.
            holder["data-title"] = str(answer.get("aria-label", "")).partition(": ")[2]
    for furniture in article.select(_FURNITURE):
        furniture.decompose()
    found = [Place("", kind, "")]
    _walk(article, found[0], found, paragraphs)
    return [place for place in found if place.title or place.text]


def _walk(element: Tag, place: Place, found: list[Place], paragraphs: dict[str, Paragraph]) -> None:
    for child in element.children:
        if isinstance(child, Tag):
            inner = _begins(child, found, paragraphs) or place
            if inner is not found[0] and inner is not place and inner is not found[-1]:
                found.append(inner)
            if _HEADING.fullmatch(child.name) and not inner.title:
                inner.title = _line(child)
            elif not (child.name == "dt" and inner.kind == TERM):  # it is the title
                edge = "" if child.name in _WITHIN_WORDS else "\n"
                inner.words.append(edge)
                _walk(child, inner, found, paragraphs)
                inner.words.append(edge)
        elif type(child) is NavigableString:  # and no comment, which is a subclass
            place.words.append(str(child))


def _begins(tag: Tag, found: list[Place], paragraphs: dict[str, Paragraph]) -> Place | None:
    """Return the place that an element begins, or belongs to, where it does either."""
    anchor = str(tag.get("id") or "")
    if anchor in paragraphs:
        return Place(anchor, "Paragraph", paragraphs[anchor].title, paragraphs[anchor].names)
    if tag.name == "section" and anchor:
        if not found[0].title and tag.find("h1", recursive=False):
            return found[0]
        title = str(tag.get("data-title", ""))
        return Place(anchor, "Exercise" if title else "Section", title)
    if tag.name in ("dt", "dd") and tag.find_parent("dl", class_="glossary"):
        return _term(tag, anchor, found[-1])
    if anchor and "citation" in tag.get_attribute_list("class"):
        # Author and title: what stands before the year.
        return Place(anchor, "Reference", _YEAR.split(_line(tag))[0].rstrip(" .,("))
    return None


def _term(tag: Tag, anchor: str, last: Place) -> Place:
    """Return the place of a term; terms that share an explanation are one place."""
    before = tag.find_previous_sibling()
    if tag.name == "dd" or (before is not None and before.name == "dt"):
        last.title += f", {_line(tag)}" if tag.name == "dt" else ""
        return last
    return Place(anchor, TERM, _line(tag))


def _line(tag: Tag) -> str:
    return " ".join("".join(tag.strings).split())


def _paragraphs(env: BuildEnvironment) -> dict[str, Paragraph]:
    """Return every paragraph of the corpus by its id, with the names of those who are heard."""
    if not env.config.framelab_corpus:
        return {}
    corpus = corpus_of(env)
    heard: dict[tuple[str, int], dict[str, None]] = {}
    voices: list[Quote | Reported] = [*corpus.quotes, *corpus.reported]
    for row in voices:
        names = heard.setdefault((row.article, row.paragraph), {})
        names[corpus.speakers[row.speaker].name] = None
    return {
        f"{row.article}-{row.paragraph}": Paragraph(
            f"{corpus.articles[row.article].name} ¶ {row.paragraph}",
            ", ".join(heard.get((row.article, row.paragraph), ())),
        )
        for row in corpus.paragraphs
    }


def _in_order(env: BuildEnvironment) -> Iterator[str]:
    """Give the pages in the order of the book, then those that no menu names."""
    relations = env.collect_relations()
    left, name = dict.fromkeys(sorted(env.found_docs)), env.config.root_doc
    while name in left:
        del left[name]
        yield name
        name = relations.get(name, [None, None, None])[2] or ""
    yield from left


def _without_sphinxs_own(app: Sphinx) -> None:
    app.builder.search = False  # type: ignore[attr-defined]


def _results_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    yield PAGE, {"title": "Search", "has_search": (BUNDLES / "pages").is_dir()}, "search.html"


def _leave_out_replaced(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Leave out Sphinx's scripts for its search, and the theme's setting of it."""
    scripts = context["script_files"]
    scripts[:] = [each for each in scripts if not _is_replaced(each)]


def _is_replaced(script: Any) -> bool:
    file = getattr(script, "filename", None) or ""
    body = getattr(script, "attributes", {}).get("body") or ""
    return str(file).endswith(_REPLACED) or "search_as_you_type" in body


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the places of all pages, those that this build did not write anew among them."""
    if exception or app.builder.format != "html" or not (BUNDLES / "pages").is_dir():
        return
    known = _paragraphs(app.env)
    pages: list[list[str]] = []
    places: list[list[object]] = []
    for docname in _in_order(app.env):
        file = Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        # As the menu calls it, which is shorter than its heading.
        menu = page.select_one("nav.bd-links li.current > a")
        found = places_of(page, known)
        title = _line(menu) if menu else next((place.title for place in found), docname)
        for each in found:
            row = [len(pages), each.anchor, each.kind, each.title, each.text]
            places.append([*row, each.names] if each.names else row)
        pages.append([app.builder.get_target_uri(docname), title])
    target = Path(app.outdir, "_static", DATA)
    data = script_json({"pages": pages, "places": places})
    target.write_text(f"window.framelabSearch = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Put the book's search in the place of Sphinx's own."""
    app.connect("builder-inited", _without_sphinxs_own)
    app.connect("html-collect-pages", _results_page)
    # After the theme, which adds some.
    app.connect("html-page-context", _leave_out_replaced, priority=900)
    app.connect("build-finished", _write)
