"""What a page refers to, so that the page can show it beside the reference.

A reference to a paragraph, to a term of a glossary, to an entry of a bibliography, or the mark of
a fact from outside leads to a place of the book. What stands at these places is written once into
each page that refers to them, as data; `pages/popovers/popovers.js` opens it beside the link. The
link stays a link.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from framelab.bookext.articles import quote_html, quotes_in
from framelab.bookext.corpus import corpus_of
from framelab.bookext.outside import outside_mark, the_articles
from framelab.bookext.paragraphs import gist_of, issue_html, size_of
from framelab.bookext.places import page_of, place_of
from framelab.bookext.script_json import script_json
from framelab.corpus import Corpus, Paragraph
from framelab.widgets.strip import strip_html, strip_of

DATA = "popovers"
"""The id of the element that holds a page's data."""

TO_PARAGRAPH = "to-paragraph"
"""The class of a link to a paragraph."""

_STATE = re.compile(r'<script type="application/json">(\{"module".*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Way:
    """A link from one popover to the next: the address, and what the link says."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What opens beside the links to one address.

    `href` is the address as this page writes it, and `also` are more of them; `html` the content;
    `open` what the link to the whole place says. A paragraph has its article, its number, and the
    ways to the paragraphs around it.
    """

    href: str
    title: str
    html: str
    open: str
    also: tuple[str, ...] = ()
    article: str = ""
    paragraph: int = 0
    before: Way | None = None
    after: Way | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """The page that refers: its name, and what it takes from."""

    name: str
    corpus: Corpus
    builder: StandaloneHTMLBuilder
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def env(self) -> BuildEnvironment:
        return self.builder.env

    def way(self, page: str, place: str) -> str:
        """Return the address of a place as this page writes it."""
        return (
            f"{'' if page == self.name else self.builder.get_relative_uri(self.name, page)}#{place}"
        )

    def leads_to(self, link: str) -> tuple[str, str]:
        """Return the page and the place that a link of this page leads to."""
        return _leads_to(link, self.name)


def _leads_to(link: str, page: str) -> tuple[str, str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.fragment:
        return "", ""
    if not parts.path:
        return page, parts.fragment
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
    return path.removesuffix(".html"), parts.fragment


def _address(link: nodes.reference) -> str:
    return str(link.get("refuri") or f"#{link.get('refid', '')}")


def _write_data(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], document: object
) -> None:
    """Write into a page what its links lead to."""
    if not isinstance(document, nodes.document) or not app.config.framelab_corpus:
        return
    here = _Page(page, corpus_of(app.env), cast(StandaloneHTMLBuilder, app.builder))
    for link in document.findall(nodes.reference):
        if "place" not in link["classes"]:  # a paragraph's own address
            _add(*here.leads_to(_address(link)), here)
    for place in _places_of_widgets(context["body"], here.corpus):
        _add_paragraph(place, here)
    for mark in document.findall(outside_mark):
        here.entries.setdefault(mark["refuri"], _of_mark(mark, here.corpus))
    if here.entries:
        data = {
            "entries": [_state(each) for each in here.entries.values()],
            # Each once a page; the script lights the block of the paragraph that it shows.
            "strips": {
                name: strip_html(strip_of(here.corpus, name), ())
                for name in dict.fromkeys(each.article for each in here.entries.values())
                if name
            },
        }
        context["body"] += (
            f'<script type="application/json" id="{DATA}">{script_json(data)}</script>'
        )


def _state(entry: Entry) -> dict[str, object]:
    """Return an entry as data, without what is empty."""
    return {name: value for name, value in asdict(entry).items() if value}


def _add(page: str, place: str, here: _Page) -> None:
    """Add what stands at a place, where it is something that a popover shows."""
    if not place or here.way(page, place) in here.entries:
        return
    found = _paragraphs(here.corpus).get(place)
    if found and page_of(found.article, here.env) == page:
        _add_paragraph(found, here)
    elif page in _pages_with_definitions(here.env):
        definition = _definitions(page, here.builder).get(place)
        if definition:
            title, node, opens = definition
            href = here.way(page, place)
            here.entries[href] = Entry(href, title, _html(node, page, here), opens)


def _add_paragraph(paragraph: Paragraph, here: _Page) -> None:
    page = page_of(paragraph.article, here.env)
    if page is None:
        return
    href = here.way(page, place_of(paragraph.article, paragraph.paragraph))
    if href in here.entries:
        return
    corpus, quotes = here.corpus, quotes_in(paragraph, here.corpus)
    outlet, last = corpus.articles[paragraph.article].name, corpus.articles[paragraph.article]

    def way(number: int) -> Way | None:
        if not 1 <= number <= last.paragraphs:
            return None
        return Way(here.way(page, place_of(last.article, number)), f"{outlet}, paragraph {number}")

    html = (
        f'<p class="pop-facts">{issue_html(paragraph.issue, corpus)} '
        f'<span class="size">{escape(size_of(paragraph))}</span></p>'
        f"<p>{escape(gist_of(paragraph))}</p>"
        + "".join(quote_html(quote, corpus) for quote in quotes)
    )
    here.entries[href] = Entry(
        href=href,
        title=f"{outlet}, paragraph {paragraph.paragraph}",
        html=html,
        open="Open the page",
        also=tuple(here.way(page, quote.quote) for quote in quotes),
        article=paragraph.article,
        paragraph=paragraph.paragraph,
        before=way(paragraph.paragraph - 1),
        after=way(paragraph.paragraph + 1),
    )


def _of_mark(mark: outside_mark, corpus: Corpus) -> Entry:
    about = mark["about"]
    html = f"<p>{escape(about.fact)}</p>" if about.fact else ""
    for source in about.sources:
        link = (
            f'<a class="reference external" href="{escape(source.url)}">{escape(source.title)}</a>'
        )
        html += f'<p class="pop-source">{link}</p>'
    if about.date:
        html += f'<p class="pop-source">Date of the fact: {escape(about.date)}</p>'
    title = f"From outside {the_articles(corpus)}"
    return Entry(mark["refuri"], title, html, "Go to the note")


def _paragraphs(corpus: Corpus) -> dict[str, Paragraph]:
    return {place_of(each.article, each.paragraph): each for each in corpus.paragraphs}


def _printed_in(corpus: Corpus) -> dict[str, Paragraph]:
    """Return the paragraph that prints each quotation, by the quotation's id."""
    return {quote.quote: each for each in corpus.paragraphs for quote in quotes_in(each, corpus)}


def _places_of_widgets(body: str, corpus: Corpus) -> Iterator[Paragraph]:
    """Find the paragraphs to which the widgets of a page link, in the order of their data."""
    known = _paragraphs(corpus) | _printed_in(corpus)
    for state in _STATE.findall(body):
        for name in _named_places(json.loads(state)["state"]):
            if name in known:
                yield known[name]


def _named_places(value: object) -> Iterator[str]:
    """List what stands under `place` and `quote` in the state of a widget."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name in ("place", "quote") and isinstance(each, str):
                yield each
            yield from _named_places(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named_places(each)


def _pages_with_definitions(env: BuildEnvironment) -> set[str]:
    """Return the pages with a glossary or a bibliography."""
    terms = cast(StandardDomain, env.get_domain("std")).objects.items()
    pages = {page for (kind, _), (page, _) in terms if kind == "term"}
    if "cite" in env.domains:
        pages |= {
            each.bibliography_key.docname
            for each in getattr(env.get_domain("cite"), "citations", ())
        }
    return pages


@lru_cache(maxsize=8)
def _definitions(
    page: str, builder: StandaloneHTMLBuilder
) -> dict[str, tuple[str, nodes.Element, str]]:
    """Return the definitions and references on a page by id: title, content, how to open all."""
    document = builder.env.get_and_resolve_doctree(page, builder)
    found: dict[str, tuple[str, nodes.Element, str]] = {}
    for item in document.findall(nodes.definition_list_item):
        bodies = [each for each in item if isinstance(each, nodes.definition)]
        for term in item:
            if isinstance(term, nodes.term) and bodies:
                for place in term["ids"]:
                    found[place] = (_bare(term), bodies[0], "Open the glossary")
    for citation in document.findall(nodes.citation):
        content = nodes.citation("", *(each.deepcopy() for each in citation[1:2]))
        # The extension for references fills the same node each time that the page is resolved: what
        # stayed in the node would stand in the page twice.
        citation.clear()
        for place in citation["ids"]:
            found[place] = ("Reference", content, "Open the list of references")
    return found


def _bare(term: nodes.term) -> str:
    """Return the words of a term, without what Sphinx has put beside them for the index."""
    return "".join(
        str(each.astext()) for each in term if isinstance(each, (nodes.Text, nodes.inline))
    ).strip()


def _html(node: nodes.Element, page: str, here: _Page) -> str:
    """Return the inside of a node as HTML whose links are right on another page."""
    parts = []
    for child in node.children:
        copy = child.deepcopy()
        holder = nodes.container("", copy)
        for each in holder.findall(nodes.Element):
            if isinstance(each, (nodes.reference, outside_mark)):
                place = _leads_to(_address(cast(nodes.reference, each)), page)
                if place[1]:
                    each["refuri"] = here.way(*place)
                    each.attributes.pop("refid", None)
            if "ids" in each:
                each["ids"] = []  # what is shown twice may have an id once
        parts += [here.builder.render_partial(copy)["fragment"]]
    return "".join(parts)


def _mark_links(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Mark the links to paragraphs: a text with many of them is to stay calm."""
    if not app.config.framelab_corpus:
        return
    known = _paragraphs(corpus_of(app.env))
    for link in document.findall(nodes.reference):
        if "place" not in link["classes"] and _leads_to(_address(link), docname)[1] in known:
            link["classes"].append(TO_PARAGRAPH)


def _note_changed(app: Sphinx, env: BuildEnvironment, *changed: set[str]) -> list[str]:
    """Keep which pages a build reads: added, changed and removed."""
    app._framelab_changed = set().union(*changed)  # type: ignore[attr-defined]
    return []


def _write_what_shows_it(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages where a page with definitions has changed: other pages show what it says."""
    changed: set[str] = getattr(app, "_framelab_changed", set())
    return sorted(env.found_docs) if changed & _pages_with_definitions(env) else []


def setup(app: Sphinx) -> None:
    """Register what marks the links of a page, and what writes the page's data."""
    app.connect("env-get-outdated", _note_changed)
    app.connect("env-updated", _write_what_shows_it)
    app.connect("doctree-resolved", _mark_links)
    app.connect("html-page-context", _write_data)
