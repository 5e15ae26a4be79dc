"""Which words set one text apart from another: evidence for a difference, and its size."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keyness:
    """How far one token sets a target apart from a reference.

    `target` and `reference` count its occurrences. `log_likelihood` says how much
    evidence there is for a difference, `log_ratio` how large the difference is and, by
    its sign, on which side the token is more frequent.
    """

    token: str
    target: int
    reference: int
    log_likelihood: float
    log_ratio: float


def log_likelihood(target: int, reference: int, target_total: int, reference_total: int) -> float:
    """Measure the evidence that a token's rates differ: G², from all four cells.

    Parameters
    ----------
    target, reference : int
        Occurrences of the token in either text.
    target_total, reference_total : int
        All tokens of either text.

    Returns
    -------
    float
        0 and above, without a unit; 0 where both rates are equal. It grows with the
        texts' length, and does not say on which side the token is more frequent.

    Raises
    ------
    ValueError
        A total is not above 0, or a count is not from 0 to its total.

    Notes
    -----
    G² = 2 Σ O ln(O / E) over the four cells of the table (this token, all others) by
    (target, reference), with E from the table's margins; an empty cell adds 0. So Dunning
    (1993). Rayson & Garside (2000) sum over the two cells of this token alone, which
    gives nearly the same for a rare token and less for a frequent one. The threshold of
    3.84 that is often read with it (chi-squared, p < 0.05) supposes tokens that occur
    independently of each other; in running text they do not.

    Examples
    --------
    >>> round(log_likelihood(10, 2, 1000, 1000), 2)
    5.85
    """
    _check(target, reference, target_total, reference_total)
    occurrences = target + reference
    total = target_total + reference_total
    cells = (
        (target, occurrences, target_total),
        (reference, occurrences, reference_total),
        (target_total - target, total - occurrences, target_total),
        (reference_total - reference, total - occurrences, reference_total),
    )
    g2 = 2 * sum(
        observed * math.log(observed * total / (row * column))
        for observed, row, column in cells
        if observed
    )
    # Equal rates can come out as -1e-16.
    return max(0.0, g2)


def log_ratio(target: int, reference: int, target_total: int, reference_total: int) -> float:
    """Measure how many times more frequent a token is, in doublings.

    Parameters
    ----------
    target, reference : int
        Occurrences of the token in either text; in one of them at least 1.
    target_total, reference_total : int
        All tokens of either text.

    Returns
    -------
    float
        Binary logarithm of the ratio of both rates: 0 for equal rates, 1 for twice as
        frequent in the target, -1 for half as frequent.

    Raises
    ------
    ValueError
        A total is not above 0, a count is not from 0 to its total, or both counts are 0.

    Notes
    -----
    Log Ratio is Hardie's (2014). A count of 0 is replaced by 0.5, as is usual with it,
    because there is no ratio with nothing: such a value depends on that choice, and on
    how long the texts are.

    Examples
    --------
    >>> log_ratio(8, 2, 1000, 1000)
    2.0
    >>> log_ratio(8, 0, 1000, 1000)  # as 8 to 0.5
    4.0
    """
    _check(target, reference, target_total, reference_total)
    if not target and not reference:
        raise ValueError(
            "target, reference: found 0 in both; allowed: a token that occurs in one of them"
        )
    return math.log2(((target or 0.5) / target_total) / ((reference or 0.5) / reference_total))


def keyness(
    target: Mapping[str, int], reference: Mapping[str, int], *, minimum: int = 1
) -> list[Keyness]:
    """Rank the tokens of two texts by the evidence that their rates differ.

    Parameters
    ----------
    target, reference : mapping of str to int
        All tokens of either text with their occurrences. No text may be part of the other.
    minimum : int, default 1
        Leave out tokens that occur less often in both texts together. They still count
        in the texts' totals.

    Returns
    -------
    list of Keyness
        The highest log-likelihood first, equal ones in the order of their tokens. It
        holds the tokens of both sides: a negative `log_ratio` is a word of the reference.

    Raises
    ------
    ValueError
        A text has no token, a count is negative, or `minimum` is below 1.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> from framelab.measures import counts_by
    >>> by_article = counts_by(load_corpus().tokens, key=lambda row: row.article)
    >>> for key in keyness(by_article["truthout"], by_article["kpbs"])[:3]:
    ...     print(key.token, key.target, key.reference, round(key.log_ratio, 1))
    san 0 6 -4.6
    who 3 10 -2.7
    marijuana 12 0 3.6
    """
    if minimum < 1:
        raise ValueError(f"minimum: found {minimum}; allowed: 1 and above")
    target_total, reference_total = sum(target.values()), sum(reference.values())
    keys = []
    for token in target.keys() | reference.keys():
        counts = target.get(token, 0), reference.get(token, 0)
        if sum(counts) >= minimum:
            table = (*counts, target_total, reference_total)
            keys.append(Keyness(token, *counts, log_likelihood(*table), log_ratio(*table)))
    return sorted(keys, key=lambda key: (-key.log_likelihood, key.token))


def _check(target: int, reference: int, target_total: int, reference_total: int) -> None:
    for name, count, total in (
        ("target", target, target_total),
        ("reference", reference, reference_total),
    ):
        if total <= 0:
            raise ValueError(f"{name}_total: found {total}; allowed: a count above 0")
        if not 0 <= count <= total:
            raise ValueError(f"{name}: found {count}; allowed: 0 to {name}_total, {total}")
