"""How alike the vocabularies of two texts are."""

import math
from collections.abc import Mapping


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float | None:
    """Measure how alike two texts use their words, whatever their length.

    Parameters
    ----------
    first, second : mapping of str to float
        Token to occurrences, or to a rate. A token that is in one of them only counts 0
        in the other.

    Returns
    -------
    float or None
        0 (no word in common) to 1 (the same words in the same proportions), without a
        unit. None where a text has no token. With all words counted, frequent ones such
        as "the" decide: any two English texts come out alike.

    Raises
    ------
    ValueError
        A count is negative.

    Notes
    -----
    Σ xy / (√Σx² √Σy²): the vector space model of Salton, Wong & Yang (1975).

    Examples
    --------
    >>> cosine({"border": 3, "wall": 4}, {"border": 6, "wall": 8})
    1.0
    >>> cosine({"border": 1}, {"drugs": 1})
    0.0
    """
    _check(first=first, second=second)
    lengths = [math.hypot(*counts.values()) for counts in (first, second)]
    if not all(lengths):
        return None
    # Scaled before they are multiplied, so that no product of large counts overflows.
    product = math.fsum(
        (first[token] / lengths[0]) * (second[token] / lengths[1])
        for token in first.keys() & second.keys()
    )
    return min(1.0, product)


def jensen_shannon(first: Mapping[str, float], second: Mapping[str, float]) -> float | None:
    """Measure how much the word distributions of two texts diverge.

    Parameters
    ----------
    first, second : mapping of str to float
        Token to occurrences, or to a rate. A token that is in one of them only counts 0
        in the other.

    Returns
    -------
    float or None
        0 (the same proportions) to 1 (no word in common), in bits. None where a text has
        no token. Short texts diverge more than long ones, because each holds few of the
        words that it might have used.

    Raises
    ------
    ValueError
        A count is negative.

    Notes
    -----
    The mean of both relative entropies, to base 2, from the distribution midway (Lin
    1991, with equal weights). It is the divergence; its square root is the
    Jensen-Shannon distance.

    Examples
    --------
    >>> jensen_shannon({"border": 2, "wall": 2}, {"border": 1, "wall": 1})
    0.0
    >>> jensen_shannon({"border": 1}, {"drugs": 1})
    1.0
    >>> from framelab import load_corpus
    >>> from framelab.measures import counts_by
    >>> parts = counts_by(load_corpus().tokens, key=lambda row: row.article)
    >>> round(jensen_shannon(parts["daily-beast"], parts["thinkprogress"]), 2)
    0.5
    """
    _check(first=first, second=second)
    totals = math.fsum(first.values()), math.fsum(second.values())
    if not all(totals):
        return None
    terms = []
    # Sorted, because a set's order differs from run to run, and with it the last digit.
    for token in sorted(first.keys() | second.keys()):
        shares = first.get(token, 0) / totals[0], second.get(token, 0) / totals[1]
        midway = sum(shares) / 2
        terms += [share / 2 * math.log2(share / midway) for share in shares if share]
    return min(1.0, max(0.0, math.fsum(terms)))


def _check(**texts: Mapping[str, float]) -> None:
    for name, counts in texts.items():
        for token, count in counts.items():
            if count < 0:
                raise ValueError(f"{name}: found {count} for {token!r}; allowed: 0 and above")
