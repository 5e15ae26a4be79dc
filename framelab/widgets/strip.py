"""The strip: an article as a row of blocks, one a paragraph, each as wide as its words.

A strip is the same everywhere: on the front page, in the head of a chapter, in the popover of a
paragraph and below a widget. `views/strip.js` draws the same strip in a widget, from the same data.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from framelab.corpus import Corpus
from framelab.corpus.labels import NOT_CODED
from framelab.corpus.looks import name_of
from framelab.widgets.parts import listed, plural

UNCODED = "?"
"""The letter of a paragraph whose issue nobody has coded."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a strip.

    `words` is its width, `issue` what its issue is called, `letter` the sign of the issue, and
    `fill` the CSS background that stands for the issue.
    """

    paragraph: int
    words: int
    issue: str
    letter: str
    fill: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One article; `longest` is how many words the longest article of the corpus has."""

    article: str
    label: str
    words: int
    longest: int
    blocks: tuple[Block, ...]

    def state(self) -> dict[str, Any]:
        """Return the strip as plain data, for the front end of a widget.

        Each block is [paragraph, words, letter]: the front end has the fills by letter.
        """
        blocks = [[each.paragraph, each.words, each.letter] for each in self.blocks]
        return {**asdict(self), "blocks": blocks}


def strip_of(corpus: Corpus, article: str) -> Strip:
    """Return the strip of one article.

    Parameters
    ----------
    corpus : Corpus
        Whose codebook says how the issues look.
    article : str
        The id of the article.

    Raises
    ------
    KeyError
        The corpus has no such article.
    """
    book, row = corpus.codebook, corpus.articles[article]
    blocks = tuple(
        Block(
            paragraph=each.paragraph,
            words=each.words,
            issue=book.issue_label(each.issue) if each.issue else f"issue {NOT_CODED}",
            letter=book.issue_letter(each.issue) if each.issue else UNCODED,
            fill=fill_of(each.issue),
        )
        for each in corpus.paragraphs
        if each.article == article
    )
    longest = max(
        sum(each.words for each in corpus.paragraphs if each.article == other.article)
        for other in corpus.articles
    )
    return Strip(article, row.name, sum(each.words for each in blocks), longest, blocks)


def fill_of(code: str | None) -> str:
    """Return the CSS background that stands for a code of `Codebook.issue_codes`, or for none."""
    if not code:
        return "none"
    return f"var(--{name_of(code)}-fill)"


def strip_html(strip: Strip, lit: Collection[int] | None = None) -> str:
    """Return a strip as HTML: one picture, with a sentence in its place for screen readers.

    Parameters
    ----------
    strip : Strip
        See `strip_of`.
    lit : collection of int, optional
        The paragraphs that have their color; the others are outlined. All have it without this.
    """
    blocks = "".join(
        f'<span class="strip-block{"" if lit is None or each.paragraph in lit else " strip-unlit"}"'
        f' data-paragraph="{each.paragraph}"'
        f' style="flex-grow: {each.words}; --fill: {escape(each.fill)}"></span>'
        for each in strip.blocks
    )
    return (
        f'<span class="strip" role="img" aria-label="{escape(_in_words(strip, lit))}"'
        f' data-article="{escape(strip.article)}"'
        f' style="--share: {_share(strip.words, strip.longest)}">{blocks}</span>'
    )


def _share(words: int, longest: int) -> str:
    return f"{words / longest:.4f}" if longest else "1"


def _in_words(strip: Strip, lit: Collection[int] | None) -> str:
    """Return what a strip shows, in a sentence."""
    here = [each for each in strip.blocks if lit is None or each.paragraph in lit]
    size = f"{strip.label}, {plural(len(strip.blocks), 'paragraph')}"
    if lit is None:
        counts: dict[str, int] = {}
        for each in here:
            counts[each.issue] = counts.get(each.issue, 0) + 1
        told = ", ".join(f"{issue} {number}" for issue, number in counts.items())
        return f"{size}: {told}." if counts else f"{size}."
    if not here:
        return f"{size}. No paragraph is in color."
    numbers = listed([str(each.paragraph) for each in here])
    return f"{size}. In color: {numbers}."
