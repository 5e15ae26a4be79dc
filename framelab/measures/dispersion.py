"""How evenly a word is spread over the parts of a corpus."""

from collections.abc import Sequence


def parts_with(counts: Sequence[int]) -> int:
    """Count the parts in which a token occurs: its range, in corpus linguistics.

    Parameters
    ----------
    counts : sequence of int
        Its occurrences in each part.

    Returns
    -------
    int
        0 to the number of parts. It takes no account of how long the parts are.

    Raises
    ------
    ValueError
        A count is negative.

    Examples
    --------
    >>> parts_with([12, 27, 0, 0, 13])
    3
    """
    for count in counts:
        if count < 0:
            raise ValueError(f"counts: found {count}; allowed: 0 and above")
    return sum(count > 0 for count in counts)


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float | None:
    """Measure how far a token's spread is from the parts' lengths: DP.

    Parameters
    ----------
    counts : sequence of int
        The token's occurrences in each part.
    sizes : sequence of int
        All tokens of each part, in the same order.

    Returns
    -------
    float or None
        0 (in each part as often as its length lets expect) to nearly 1 (all in one very
        short part). None where the token does not occur.

    Raises
    ------
    ValueError
        Both sequences differ in length or are empty, a size is not above 0, or a count is
        not from 0 to its part's size.

    Notes
    -----
    DP = ½ Σ |v - s| over the parts, v the part's share of the token's occurrences and s
    its share of all tokens (Gries 2008).

    Examples
    --------
    >>> deviation_of_proportions([2, 2, 0], [100, 100, 200])
    0.5
    """
    _check(counts, sizes)
    occurrences, total = sum(counts), sum(sizes)
    if not occurrences:
        return None
    return (
        sum(
            abs(count / occurrences - size / total)
            for count, size in zip(counts, sizes, strict=True)
        )
        / 2
    )


def deviation_of_proportions_normalised(
    counts: Sequence[int], sizes: Sequence[int]
) -> float | None:
    """Measure how far a token's spread is from the parts' lengths, of the most possible.

    Parameters
    ----------
    counts, sizes : sequence of int
        As for `deviation_of_proportions`.

    Returns
    -------
    float or None
        0 to 1; 1 where all occurrences stand in the shortest part. None where the token
        does not occur, or where there is one part only, over which nothing can spread.

    Raises
    ------
    ValueError
        As for `deviation_of_proportions`.

    Notes
    -----
    DP / (1 - min s), s each part's share of all tokens: the normalisation of Gries (2008)
    as corrected by Lijffijt & Gries (2012).

    Examples
    --------
    >>> from framelab import load_corpus
    >>> from framelab.measures import counts_by
    >>> parts = counts_by(load_corpus().tokens, key=lambda row: row.article).values()
    >>> sizes = [part.total() for part in parts]
    >>> for token in ("the", "marijuana"):
    ...     counts = [part[token] for part in parts]
    ...     print(token, round(deviation_of_proportions_normalised(counts, sizes), 2))
    the 0.06
    marijuana 0.52
    """
    deviation = deviation_of_proportions(counts, sizes)
    if deviation is None or len(sizes) == 1:
        return None
    # The quotient of two rounded numbers can be 1.0000000000000002.
    return min(1.0, deviation / (1 - min(sizes) / sum(sizes)))


def _check(counts: Sequence[int], sizes: Sequence[int]) -> None:
    if not sizes or len(counts) != len(sizes):
        raise ValueError(
            f"counts, sizes: found {len(counts)} counts and {len(sizes)} sizes; "
            "allowed: one of each a part, and one part at least"
        )
    for count, size in zip(counts, sizes, strict=True):
        if size <= 0:
            raise ValueError(f"sizes: found {size}; allowed: a count above 0")
        if not 0 <= count <= size:
            raise ValueError(f"counts: found {count}; allowed: 0 to its part's size, {size}")
