"""What the book's search finds: names with accents, numbers, and words at the ends of raw HTML.

Sphinx's own search has no numbers, takes "García" and "Garcia" for two words, joins the last
word of a table's cell to the first of the next, and puts pages that fit alike in the order of
the alphabet.
"""

import pickle
import re
import unicodedata

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.search.en import SearchEnglish

# 21,362 and 2.5 are one word each.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
_NUMBER = re.compile(r"\d[\d.,]*")
_END_OF_BLOCK = re.compile(
    r"</(?:blockquote|button|caption|dd|div|dt|figcaption|footer|h[1-6]|label|legend|li|option|p"
    r"|td|text|th|title|tr)>"
)

# Splits what is typed as `split` below splits what is read, and puts pages that fit alike in the
# order of the book, which is that of the menu.
_IN_THE_PAGE = r"""
var splitQuery = (query) =>
  (query.normalize("NFD").replace(/\p{Mark}/gu, "")
    .match(/\d+(?:[.,]\d+)+|[\p{Letter}\p{Number}_]+/gu) ?? [])
    .map((word) => (/^\d[\d.,]*$/.test(word) ? `n${word.replaceAll(",", "")}` : word));

var Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([docname, , , , score]) => {
    const pages = [...document.querySelectorAll("nav.bd-links a")];
    const place = pages.findIndex((a) => a.getAttribute("href").startsWith(`${docname}.html`));
    return score - (place < 0 ? 1 : place / (pages.length + 1));
  },
};
"""


class BookSearch(SearchEnglish):
    """English, with numbers, and without accents."""

    js_splitter_code = _IN_THE_PAGE

    def split(self, text: str) -> list[str]:
        """Split a text into words; a number begins with n, because the page leaves out digits."""
        parted = unicodedata.normalize("NFD", text)
        bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
        return [
            f"n{word.replace(',', '')}" if _NUMBER.fullmatch(word) else word
            for word in _WORD.findall(bare)
        ]


def _make_ready(_app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Keep words whole and apart, as a reader sees them."""
    for raw in document.findall(nodes.raw):
        if "html" in raw.get("format", "").split():
            # The search takes the tags out and puts nothing in.
            html = _END_OF_BLOCK.sub(r"\g<0>\n", raw.astext())
            raw.clear()
            raw.append(nodes.Text(html))
    for node in list(document.findall(nodes.TextElement)):
        # References have "Garc", "í", "a": each would be a word.
        for place in range(len(node.children) - 1, 0, -1):
            left, right = node.children[place - 1 : place + 1]
            if isinstance(left, nodes.Text) and isinstance(right, nodes.Text):
                node[place - 1] = nodes.Text(left + right)
                del node[place]


def _keep_entries(app: Sphinx, exception: Exception | None) -> None:
    """Save the environment once more, with the entries of the index that pages were found to have.

    Sphinx saves its environment before it writes pages, and finds the entries while it writes
    them: in the next build, a page that has not changed would have none.
    """
    if exception is None:
        with (app.doctreedir / ENV_PICKLE_FILENAME).open("wb") as file:
            pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)


def setup(app: Sphinx) -> None:
    """Register the language, in the place of Sphinx's English, and what readies a page for it."""
    app.add_search_language(BookSearch)
    app.connect("doctree-resolved", _make_ready)
    app.connect("build-finished", _keep_entries)
