"""The articles in a page: where each comes from, and some of their quotations."""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.corpus import corpus_of
from framelab.bookext.places import way_to
from framelab.corpus import Article, Corpus, Paragraph, Quote
from framelab.corpus.dates import published
from framelab.corpus.labels import NOT_CODED


class ProvenanceDirective(SphinxDirective):
    """Show where an article of the corpus comes from: `{provenance} ARTICLE`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a list of terms, from the table of articles."""
        article = article_named(self)
        rows = {
            "Title": nodes.inline("", article.title),
            "Outlet": nodes.inline("", article.outlet or NOT_CODED),
            "Genre": nodes.inline("", article.genre or NOT_CODED),
            "Byline": nodes.inline("", article.author or "none in the text as we have it"),
            "Published": nodes.inline("", published(article) or NOT_CODED),
            "How the date is known": nodes.inline("", article.date_basis or NOT_CODED),
            "Length": nodes.inline("", f"{article.words} words in {article.paragraphs} paragraphs"),
            "Whole text": nodes.reference("", _host(article.url), refuri=article.url)
            if article.url
            else nodes.inline("", NOT_CODED),
        }
        listed = nodes.definition_list(classes=["provenance"])
        for term, value in rows.items():
            item = nodes.definition_list_item()
            item += nodes.term("", term)
            item += nodes.definition("", nodes.paragraph("", "", value))
            listed += item
        return [listed]


class QuotationsDirective(SphinxDirective):
    """Show some quotations beside each other: `{quotations} ID ID`, one column an article."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the quotations, by article, each article with the way to their paragraph."""
        corpus = corpus_of(self.env)
        known = [row.quote for row in corpus.quotes]
        asked = self.arguments[0].split()
        if unknown := [name for name in asked if name not in known]:
            raise self.error(f"quotations: found {unknown[0]!r}; allowed: an id of quotes.csv")
        columns: dict[tuple[str, int], nodes.container] = {}
        for quote in (corpus.quotes[name] for name in asked):
            place = (quote.article, quote.paragraph)
            if place not in columns:
                columns[place] = nodes.container()
                columns[place] += nodes.paragraph("", "", way_to(*place, self.env))
            columns[place] += nodes.raw("", quote_html(quote, corpus), format="html")
        return [nodes.container("", *columns.values(), classes=["quotations"])]


def article_named(directive: SphinxDirective) -> Article:
    """Return the article that a directive names; raise its error, with its place, where none is."""
    name, articles = directive.arguments[0], corpus_of(directive.env).articles
    known = [row.article for row in articles]
    if name not in known:
        raise directive.error(f"{directive.name}: found {name!r}; allowed: {', '.join(known)}")
    return articles[name]


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def quotes_in(paragraph: Paragraph, corpus: Corpus) -> list[Quote]:
    """List the quotations that a paragraph prints, in order."""
    here = (paragraph.article, paragraph.paragraph)
    return [quote for quote in corpus.quotes if (quote.article, quote.paragraph) == here]


def quote_html(quote: Quote, corpus: Corpus, *, address: str = "") -> str:
    """Return a quotation with its speaker as HTML; `address` is an attribute with its id."""
    source = f"{corpus.speakers[quote.speaker].name}, {corpus.how_quoted(quote)}"
    return (
        f'<blockquote class="quote"{address}>'
        f"<p>{escape(quote.text)}</p><footer>{escape(source)}</footer></blockquote>"
    )


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("provenance", ProvenanceDirective)
    app.add_directive("quotations", QuotationsDirective)
