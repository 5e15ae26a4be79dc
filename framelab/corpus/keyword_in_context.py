"""Keyword in context: every place of a term, with what stands before and behind it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framelab.corpus.tokens import token_spans, tokenize


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a term in a text: the rest of the paragraph is before and behind it."""

    article: str
    paragraph: int
    before: str
    term: str
    behind: str


def occurrences(article: str, paragraphs: Iterable[str], term: str) -> Iterator[Occurrence]:
    """Find a term in the paragraphs of an article.

    Parameters
    ----------
    article : str
    paragraphs : iterable of str
        Paragraph 1 is the first.
    term : str
        One word or several in a row, compared token by token as `tokenize` gives them:
        "mayor" does not find "mayor's", and capitals make no difference.

    Yields
    ------
    Occurrence
        In the order of the text; places do not overlap.

    Raises
    ------
    ValueError
        The term has no letter and no digit.

    Examples
    --------
    >>> [each.behind for each in occurrences("a", ["The wall. A wall, they say."], "WALL")]
    ['. A wall, they say.', ', they say.']
    """
    sought = tokenize(term)
    if not sought:
        raise ValueError(f"term: found {term!r}; allowed: a word or several")
    for number, paragraph in enumerate(paragraphs, start=1):
        text = unicodedata.normalize("NFC", paragraph)
        spans = list(token_spans(text))
        tokens = [token for token, _, _ in spans]
        at = 0
        while at + len(sought) <= len(tokens):
            if tokens[at : at + len(sought)] != sought:
                at += 1
                continue
            start, end = spans[at][1], spans[at + len(sought) - 1][2]
            yield Occurrence(article, number, text[:start], text[start:end], text[end:])
            at += len(sought)
