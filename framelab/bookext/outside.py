"""Facts from outside the articles: a small mark after each, and the notes to which marks lead.

`` {outside}`ID` `` marks what a row of `context.csv` reports, and `` {outside}`SOURCE <ADDRESS>` ``
what another source does; `` {fact}`ID` `` (`framelab.bookext.cited`) prints the fact before its
mark. A page lists the sources of its marks at its end, so that paper and a reader without scripts
have them as well; `framelab.bookext.popovers` opens them beside the mark.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from framelab.bookext.corpus import corpus_of
from framelab.corpus import Context, Corpus
from framelab.corpus.dates import in_words
from framelab.widgets.parts import in_letters

NOTES = "facts-from-outside"
"""The id of the section with the notes."""

_TYPED = re.compile(r"(?P<title>.+?)\s*<(?P<url>https?://[^\s<>]+)>", re.DOTALL)
# A mark stands behind these, as the number of a note does.
_BEFORE_THE_MARK = re.compile(r"[.,;:]")


@dataclass(frozen=True, slots=True)
class Source:
    """Who reports a fact: outlet and title, and the address."""

    title: str
    url: str

    @property
    def outlet(self) -> str:
        """Return the outlet without the title."""
        return self.title.split(",")[0]


@dataclass(frozen=True, slots=True)
class Outside:
    """What a mark says: the fact, the date of what the fact is about, and who reports it.

    `is_printed` says whether the fact stands in the text before the mark. Fact and date are empty
    where a chapter names a source alone.
    """

    fact: str
    date: str
    sources: tuple[Source, ...]
    is_printed: bool = False


class outside_mark(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils' own names are small
    """The mark of a fact from outside: `about` holds its `Outside`, `name` what it is called."""


def outside_of(row: Context, *, is_printed: bool) -> Outside:
    """Return what the mark of a row of the table of facts from outside says."""
    titles = row.source.split("; ")
    sources = (
        Source(titles[min(number, len(titles) - 1)], url) for number, url in enumerate(row.url)
    )
    return Outside(row.fact, in_words(row.date), tuple(sources), is_printed)


def mark_of(about: Outside, corpus: Corpus) -> outside_mark:
    """Return the mark of a fact; its number comes when the whole page is read."""
    outlets = ", ".join(source.outlet for source in about.sources)
    name = f"a fact from outside {the_articles(corpus)}: {outlets}"
    return outside_mark(about=about, name=name)


def the_articles(corpus: Corpus) -> str:
    """Return the articles of a corpus in words, with their number in letters."""
    number = len(corpus.articles)
    return "the article" if number == 1 else f"the {in_letters(number)} articles"


class OutsideRole(SphinxRole):
    """The mark of a fact from outside the articles."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark, or an error where neither a fact nor a source is named."""
        corpus = corpus_of(self.env)
        if row := corpus.context.get(self.text):
            return [mark_of(outside_of(row, is_printed=False), corpus)], []
        if typed := _TYPED.fullmatch(self.text):
            source = Source(" ".join(typed["title"].split()), typed["url"])
            return [mark_of(Outside("", "", (source,)), corpus)], []
        message = self.inliner.reporter.error(
            f"{self.name}: found {self.text!r}; allowed: an id of context.csv, or SOURCE <ADDRESS>",
            line=self.lineno,
        )
        return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


class NumberMarks(SphinxTransform):
    """Number the marks of a page, and write the notes at its end."""

    default_priority = 700

    def apply(self, **_options: Any) -> None:
        """Put marks behind the signs that end a statement; add a section with a note for each."""
        marks = list(self.document.findall(outside_mark))
        page = next(iter(self.document.findall(nodes.section)), None)
        if not marks or page is None:
            return
        notes: dict[tuple[str, tuple[Source, ...]], tuple[int, nodes.list_item]] = {}
        listed = nodes.enumerated_list(enumtype="arabic", suffix=".", prefix="")
        for place, mark in enumerate(marks, 1):
            _put_behind_sign(mark)
            about = mark["about"]
            mark["ids"] = [f"outside-mark-{place}"]
            key = (about.fact, about.sources)
            if key not in notes:
                number = len(notes) + 1
                notes[key] = (number, _note(about, number, mark["ids"][0]))
                listed += notes[key][1]
            mark["number"] = notes[key][0]
            mark["refuri"] = f"#outside-{mark['number']}"
        articles = the_articles(corpus_of(self.env))
        title = nodes.title("", f"Facts from outside {articles}")
        page += nodes.section("", title, listed, ids=[NOTES], classes=["outside-notes"])


def _put_behind_sign(mark: outside_mark) -> None:
    """Put a mark behind the full stop or comma that follows it, with no blank before the mark."""
    parent = mark.parent
    place = parent.index(mark)
    before = parent[place - 1] if place else None
    if isinstance(before, nodes.Text):
        parent[place - 1] = nodes.Text(before.rstrip())
    after = parent[place + 1] if place + 1 < len(parent) else None
    if isinstance(after, nodes.Text) and _BEFORE_THE_MARK.match(after):
        parent[place : place + 2] = [nodes.Text(after[0]), mark, nodes.Text(after[1:])]


def _note(about: Outside, number: int, mark: str) -> nodes.list_item:
    """Return a note: the fact, unless the text prints it; the date; the sources; the way back."""
    note = nodes.paragraph()
    if about.fact and not about.is_printed:
        note += nodes.Text(f"{about.fact} ")
    note += nodes.Text(f"{about.date}: " if about.date else "")
    for place, source in enumerate(about.sources):
        note += nodes.Text("; " if place else "")
        note += nodes.reference("", source.title, refuri=source.url)
    note += nodes.Text(". ")
    back = nodes.reference("", "back to the text", refid=mark, internal=True, classes=["way-back"])
    note += back
    return nodes.list_item("", note, ids=[f"outside-{number}"])


def _visit_mark(translator: Any, node: outside_mark) -> None:
    ids = f' id="{node["ids"][0]}"' if node["ids"] else ""
    translator.body.append(
        f'<sup class="outside"><a class="outside-mark"{ids} href="{escape(node["refuri"])}" '
        f'aria-label="{escape(node["name"])}"><span>{node["number"]}</span></a></sup>'
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the role, its mark, and what numbers the marks of a page."""
    app.add_node(outside_mark, html=(_visit_mark, None))
    app.add_role("outside", OutsideRole())
    app.add_transform(NumberMarks)
