"""Strips in a page: `{strips}` shows every article, and a chapter's head what the chapter uses.

What a chapter uses are the paragraphs that its text refers to. The head can know them only when
all references are resolved, so that it holds a place until then.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.corpus import corpus_of
from framelab.corpus import Corpus
from framelab.corpus.codebook import NEITHER
from framelab.widgets import strip as strips
from framelab.widgets.strip import fill_of, strip_html, strip_of

STYLE = "strip.css"


class used_paragraphs(nodes.General, nodes.Element):  # noqa: N801 - docutils' own names are small
    """Where the head of a chapter will show which paragraphs the chapter refers to."""


class StripsDirective(SphinxDirective):
    """Show every article of the corpus as a strip, with a key to the issues."""

    def run(self) -> list[nodes.Node]:
        """Return the key and the strips, in the order of the table of articles."""
        corpus = corpus_of(self.env)
        rows = [(row.name, strip_html(strip_of(corpus, row.article))) for row in corpus.articles]
        return [nodes.raw("", key_html(corpus) + strips_html(rows), format="html")]


def strips_html(rows: list[tuple[str, str]], classes: str = "strips") -> str:
    """Return strips below each other: pairs of a label, which each strip says too, and a strip."""
    body = "".join(
        f'<span class="strips-name" aria-hidden="true">{escape(label)}</span><div>{strip}</div>'
        for label, strip in rows
    )
    return f'<div class="{classes}">{body}</div>'


def key_html(corpus: Corpus) -> str:
    """Return what the fills of strips stand for, with the letters of the issues."""
    book = corpus.codebook
    # Of many joint codes only those that a strip has.
    used = {row.issue for row in corpus.paragraphs}
    codes = [code for code in book.issue_codes if code in used or code in (*book.issues, NEITHER)]
    parts = "".join(
        f'<span><span class="strip-block" style="--fill: {escape(fill_of(code))}"></span>'
        f"<b>{escape(book.issue_letter(code))}</b> {escape(book.issue_label(code))}</span>"
        for code in codes
    )
    return f'<p class="strips-key">{parts}</p>'


def paragraphs_referred_to(document: nodes.document, corpus: Corpus) -> dict[str, set[int]]:
    """Return, for each article, which of its paragraphs a page refers to.

    Parameters
    ----------
    document : document
        A page whose references are resolved.
    corpus : Corpus
        Whose paragraphs have addresses such as `gazette-3`.
    """
    places = {f"{row.article}-{row.paragraph}": row for row in corpus.paragraphs}
    found: dict[str, set[int]] = {row.article: set() for row in corpus.articles}
    for way in document.findall(nodes.reference):
        place = way.get("refid") or way.get("refuri", "").rpartition("#")[2]
        if row := places.get(place):
            found[row.article].add(row.paragraph)
    return found


def _show_used(app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Put the strips into the head of a chapter, with what the chapter refers to in color."""
    for place in list(document.findall(used_paragraphs)):
        corpus = corpus_of(app.env)
        used = paragraphs_referred_to(document, corpus)
        number = sum(map(len, used.values()))
        if not number:
            place.parent.remove(place)
            continue
        rows = [
            (row.name, strip_html(strip_of(corpus, row.article), used[row.article]))
            for row in corpus.articles
        ]
        said = (
            f"This chapter refers to {number} of the {len(corpus.paragraphs)} paragraphs. "
            "The strips show these paragraphs in color."
        )
        html = strips_html(rows, "strips strips-small") + f'<p class="strips-said">{said}</p>'
        place.replace_self(nodes.raw("", f'<div class="strips-used">{html}</div>', format="html"))


def _add_style(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(Path(strips.__file__).parent / "views" / STYLE))


def setup(app: Sphinx) -> None:
    """Register the directive, the place in a chapter's head, and the strips' style."""
    app.add_node(used_paragraphs)
    app.add_directive("strips", StripsDirective)
    app.add_css_file(STYLE)
    app.connect("config-inited", _add_style)
    app.connect("doctree-resolved", _show_used)
