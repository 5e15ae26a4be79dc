"""Quotations and facts in prose: taken from the tables by id, with the way to their place.

`` {quote}`ID` `` gives the words of a row of `quotes.csv` between quotation marks and their
paragraph. `` {fact}`ID` `` gives the number of a figure or the date of an event, each a link
to its paragraph, or a fact from outside with its mark (`framelab.bookext.outside`).
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from framelab.bookext.corpus import corpus_of
from framelab.bookext.outside import mark_of, outside_of
from framelab.bookext.places import way_to
from framelab.corpus import Event, Figure
from framelab.corpus.dates import in_words


class QuoteRole(SphinxRole):
    """A quotation of the tables inside a sentence."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words as printed, and in brackets the way to their paragraph."""
        quote = corpus_of(self.env).quotes.get(self.text)
        if quote is None:
            return _refused(self, "an id of quotes.csv")
        # As raw HTML, since Sphinx would make straight apostrophes curly.
        words = nodes.raw("", f"“{escape(quote.text)}”", format="html")
        way = way_to(quote.article, quote.paragraph, self.env)
        self.set_source_info(way)
        return [words, nodes.Text(" ("), way, nodes.Text(")")], []


class FactRole(SphinxRole):
    """A figure, the date of an event, or a fact from outside, inside a text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what the tables say, with the way to where they have it from."""
        corpus = corpus_of(self.env)
        way = None
        if figure := corpus.figures.get(self.text):
            way = self._figure(figure)
        elif event := corpus.events.get(self.text):
            way = self._event(event)
        if way is not None:
            self.set_source_info(way)
            return [way], []
        if fact := corpus.context.get(self.text):
            mark = mark_of(outside_of(fact, is_printed=True), corpus)
            return [nodes.Text(fact.fact.rstrip(".")), mark], []
        return _refused(self, "an id of figures.csv, events.csv or context.csv")

    def _figure(self, figure: Figure) -> nodes.Element:
        return way_to(figure.article, figure.paragraph, self.env, figure.printed)

    def _event(self, event: Event) -> nodes.Element:
        place = event.places[0]
        return way_to(place.article, place.paragraph, self.env, in_words(event.date))


def _refused(role: SphinxRole, allowed: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    message = role.inliner.reporter.error(
        f"{role.name}: found {role.text!r}; allowed: {allowed}", line=role.lineno
    )
    return [role.inliner.problematic(role.rawtext, role.rawtext, message)], [message]


def setup(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role("quote", QuoteRole())
    app.add_role("fact", FactRole())
