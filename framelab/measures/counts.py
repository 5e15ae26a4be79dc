"""How often tokens occur, and how often per thousand."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from framelab.corpus import tokenize


class Counted(Protocol):
    """What is added up: a row of the table of tokens, or anything with its fields."""

    @property
    def token(self) -> str:
        """One token, as `tokenize` gives it."""

    @property
    def count(self) -> int:
        """How often it occurs."""


Row = TypeVar("Row", bound=Counted)
Key = TypeVar("Key", bound=Hashable)


def count_tokens(rows: Iterable[Counted]) -> Counter[str]:
    """Add up the counts of rows of tokens.

    Parameters
    ----------
    rows : iterable of Counted
        All rows of a corpus, or those of an article, of an issue, of some paragraphs.

    Returns
    -------
    Counter of str
        Token to occurrences, 0 and above. A token in none of the rows counts 0.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> counts = count_tokens(load_corpus().tokens)
    >>> counts["border"], counts["glacier"]
    (12, 0)
    """
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.token] += row.count
    return counts


def counts_by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, Counter[str]]:
    """Add up the counts of rows of tokens, apart for each article, paragraph or other key.

    Parameters
    ----------
    rows : iterable of Counted
    key : callable
        Gives what a row belongs to: `lambda row: row.article`, or for paragraphs
        `lambda row: (row.article, row.paragraph)`.

    Returns
    -------
    dict of key to Counter
        In the order in which the keys first occur. A part without a token is not in it.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> counts = counts_by(load_corpus().tokens, key=lambda row: row.article)
    >>> {article: each["drug"] for article, each in counts.items()}
    {'daily-beast': 10, 'truthout': 10, 'americas-voice': 0, 'kpbs': 0, 'thinkprogress': 9}
    """
    parts: dict[Key, Counter[str]] = {}
    for row in rows:
        parts.setdefault(key(row), Counter())[row.token] += row.count
    return parts


def per_thousand(count: float, total: int) -> float:
    """Return a count as a rate, so that texts of different length can be compared.

    Parameters
    ----------
    count : float
        Occurrences.
    total : int
        Tokens of the text, above 0.

    Returns
    -------
    float
        Occurrences per thousand tokens, 0 to 1000 where they are among the tokens. In a
        text shorter than a thousand tokens one occurrence makes more than 1.

    Raises
    ------
    ValueError
        `total` is not above 0: there is no rate in nothing.

    Examples
    --------
    >>> per_thousand(3, 1200)
    2.5
    """
    if total <= 0:
        raise ValueError(f"total: found {total}; allowed: a count above 0")
    return 1000 * count / total


def rates(counts: Mapping[str, int]) -> dict[str, float]:
    """Return every token's occurrences per thousand tokens.

    Parameters
    ----------
    counts : mapping of str to int
        All tokens of a text with their occurrences: their sum is its length.

    Returns
    -------
    dict of str to float
        Token to occurrences per thousand tokens, 0 to 1000, in the order of `counts`.
        They add up to 1000.

    Examples
    --------
    >>> rates({"build": 1, "the": 2, "wall": 1})
    {'build': 250.0, 'the': 500.0, 'wall': 250.0}
    """
    total = sum(counts.values())
    return {token: per_thousand(count, total) for token, count in counts.items()}


def dictionary_rates(
    counts: Mapping[str, int], categories: Mapping[str, Collection[str]]
) -> dict[str, float]:
    """Return the rate of each category of a content-analysis dictionary.

    Parameters
    ----------
    counts : mapping of str to int
        All tokens of a text with their occurrences: their sum is its length.
    categories : mapping of str to collection of str
        Category to terms. A term is one token as `tokenize` gives it, or the beginning
        of one and `*`: "deport*" counts deport, deported and deportation.

    Returns
    -------
    dict of str to float
        Category to occurrences per thousand tokens, 0 to 1000, in the order of
        `categories`. A token that two terms of a category match counts once; one that
        belongs to two categories counts in both.

    Raises
    ------
    ValueError
        A term is not one token: counts without order cannot tell whether its words stood
        beside each other. Or there is no token at all to count among.

    Notes
    -----
    Dictionaries with a `*` for any ending go back to the General Inquirer (Stone, Dunphy,
    Smith & Ogilvie 1966). A count says that a word is there, not what it is used for: a
    word that is denied or quoted counts as one that is meant.

    Examples
    --------
    >>> counts = {"agents": 1, "deported": 2, "nobody": 1, "the": 4}
    >>> dictionary_rates(counts, {"enforcement": ["deport*", "agents"], "aid": ["asylum"]})
    {'enforcement': 375.0, 'aid': 0.0}
    >>> dictionary_rates(counts, {"enforcement": ["border patrol"]})
    Traceback (most recent call last):
    ...
    ValueError: categories: found 'border patrol' in 'enforcement', which tokenize splits \
into ['border', 'patrol']; allowed: one token as tokenize gives it, or its beginning and *
    """
    total = sum(counts.values())
    found: dict[str, float] = {}
    for category, terms in categories.items():
        whole, beginnings = _terms(category, terms)
        found[category] = per_thousand(
            sum(
                count
                for token, count in counts.items()
                if token in whole or token.startswith(beginnings)
            ),
            total,
        )
    return found


def _terms(category: str, terms: Collection[str]) -> tuple[set[str], tuple[str, ...]]:
    # A text is a collection too, of its letters, and each of them would pass for a term.
    if isinstance(terms, str):
        raise ValueError(
            f"categories: found the text {terms!r} in {category!r}; allowed: a list of terms"
        )
    whole, beginnings = set(), []
    for term in terms:
        stem = term.removesuffix("*")
        if tokenize(stem) != [stem]:
            raise ValueError(
                f"categories: found {term!r} in {category!r}, which tokenize splits into "
                f"{tokenize(stem)}; allowed: one token as tokenize gives it, or its "
                "beginning and *"
            )
        if stem == term:
            whole.add(term)
        else:
            beginnings.append(stem)
    return whole, tuple(beginnings)
