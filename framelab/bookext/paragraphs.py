"""The paragraphs of the articles: a page for each article, and the ways to these pages."""

from html import escape
from typing import cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.articles import article_named, quote_html, quotes_in
from framelab.bookext.corpus import corpus_of
from framelab.bookext.places import page_of, place_of
from framelab.bookext.script_json import script_json
from framelab.corpus import Article, Corpus, Paragraph
from framelab.corpus.labels import NOT_CODED
from framelab.widgets.strip import fill_of, strip_html, strip_of

MOVED = "moved-places"
"""The id of the element that says to which pages the places of an old page have moved."""

_LOGGER = logging.getLogger(__name__)


class paragraph_pages(nodes.General, nodes.Element):  # noqa: N801 - docutils' own names are small
    """Stands for the list of pages until all pages are read; `moved` says whether it has a map."""


class ParagraphsDirective(SphinxDirective):
    """Show an article of the corpus by paragraph: `{paragraphs} ARTICLE`.

    Each paragraph has an address: the article and the number, such as `gazette-11`.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the gist and the quotations of every paragraph, in order."""
        article, corpus = article_named(self), corpus_of(self.env)
        strip = strip_html(strip_of(corpus, article.article))
        block = nodes.container(classes=["paragraphs"])
        block += nodes.raw("", f'<div class="strip-of-page">{strip}</div>', format="html")
        for paragraph in corpus.paragraphs:
            if paragraph.article == article.article:
                made = _paragraph_block(paragraph, article, corpus)
                self.state.document.note_explicit_target(made)
                block += made
        return [block]


class ParagraphPagesDirective(SphinxDirective):
    """List the pages that show the articles by paragraph: `{paragraph-pages}`.

    With the option `moved`, an address of a paragraph or a quotation on this page leads on to the
    page that has it now.
    """

    option_spec = {"moved": directives.flag}  # noqa: RUF012 - docutils' own form

    def run(self) -> list[nodes.Node]:
        """Return what stands for the list: the pages may not be read yet."""
        made = paragraph_pages(moved="moved" in self.options)
        self.set_source_info(made)
        return [made]


def issue_html(code: str | None, corpus: Corpus) -> str:
    """Return an issue as letter and label, in the color and the pattern of the issue.

    Parameters
    ----------
    code
        What a paragraph names: one issue of the codebook, both, or neither; None where nobody
        has coded the paragraph.
    corpus : Corpus
        With the codebook that has the letters and the labels.
    """
    if code is None:
        return f'<span class="issue-name">issue {escape(NOT_CODED)}</span>'
    letter, label = corpus.codebook.issue_letter(code), corpus.codebook.issue_label(code)
    fill = escape(fill_of(code))
    return (
        f'<span class="issue-name"><span class="strip-block" style="--fill: {fill}"></span>'
        f'<b aria-hidden="true">{escape(letter)}</b> {escape(label)}</span>'
    )


def size_of(paragraph: Paragraph) -> str:
    """Return how long a paragraph is, in words, or that it is a sub-head."""
    return "sub-head" if paragraph.kind == "subhead" else f"{paragraph.words} words"


def gist_of(paragraph: Paragraph) -> str:
    """Return the gist of a paragraph, or that nobody has written one yet."""
    return paragraph.gist or f"Gist {NOT_CODED}."


def _paragraph_block(paragraph: Paragraph, article: Article, corpus: Corpus) -> nodes.container:
    place = place_of(article.article, paragraph.paragraph)
    block = nodes.container(names=[place], classes=["paragraph", f"paragraph-{paragraph.kind}"])
    link = nodes.reference(
        "", f"{article.name} ¶ {paragraph.paragraph}", refuri=f"#{place}", classes=["place"]
    )
    link["reftitle"] = f"Address of {article.name}, paragraph {paragraph.paragraph}"
    issue = nodes.raw("", issue_html(paragraph.issue, corpus), format="html")
    size = nodes.inline("", size_of(paragraph), classes=["size"])
    head = [link, nodes.Text(" "), issue, nodes.Text(" "), size]
    block += nodes.paragraph("", "", *head, classes=["paragraph-head"])
    block += nodes.paragraph("", gist_of(paragraph), classes=["gist"])
    for quote in quotes_in(paragraph, corpus):
        html = quote_html(quote, corpus, address=f' id="{escape(quote.quote)}"')
        block += nodes.raw("", html, format="html")
    return block


def _list_pages(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Put the list of pages in the place of what stands for it."""
    for mark in list(document.findall(paragraph_pages)):
        corpus, builder = corpus_of(app.env), cast(StandaloneHTMLBuilder, app.builder)
        pages = nodes.bullet_list(classes=["paragraph-pages"])
        moved = []
        for article in corpus.articles:
            found = page_of(article.article, app.env)
            if found is None:
                _LOGGER.warning(
                    "paragraph-pages: found no page with {paragraphs} %s; allowed: one page an "
                    "article", article.article, location=mark,
                )  # fmt: skip
                continue
            address = builder.get_relative_uri(docname, found)
            link = nodes.reference("", article.name, refuri=address, internal=True)
            size = f": {article.paragraphs} paragraphs"
            pages += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(size)))
            moved.append({"page": address, "places": _places_in(article, corpus)})
        made: list[nodes.Node] = [pages] if len(pages) else []
        if mark["moved"]:
            data = f'<script type="application/json" id="{MOVED}">{script_json(moved)}</script>'
            made.append(nodes.raw("", data, format="html"))
        mark.replace_self(made)


def _places_in(article: Article, corpus: Corpus) -> list[str]:
    """List the ids on the page of an article: of its paragraphs, and of their quotations."""
    own = [each for each in corpus.paragraphs if each.article == article.article]
    quotes = [quote.quote for each in own for quote in quotes_in(each, corpus)]
    return [place_of(each.article, each.paragraph) for each in own] + quotes


def setup(app: Sphinx) -> None:
    """Register the directives, and what lists the pages once all are read."""
    app.add_node(paragraph_pages)
    app.add_directive("paragraphs", ParagraphsDirective)
    app.add_directive("paragraph-pages", ParagraphPagesDirective)
    app.connect("doctree-resolved", _list_pages)
