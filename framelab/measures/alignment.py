"""What two printings of the same words keep, drop and add."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["kept", "dropped", "added"]

NEGATIONS = frozenset(
    [
        "cannot",
        "neither",
        "never",
        "no",
        "nobody",
        "none",
        "nor",
        "not",
        "nothing",
        "nowhere",
        "without",
    ]
)
"""Tokens that deny; besides them, each that ends in "n't"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens in a row with one fate: kept, dropped (in the first only) or added."""

    kind: Kind
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two printings side by side, as pieces in the order of the text.

    The kept and dropped pieces make the first printing, the kept and added the second.
    """

    pieces: tuple[Piece, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """All tokens that stand in both, in order."""
        return self._tokens("kept")

    @property
    def dropped(self) -> tuple[str, ...]:
        """All tokens that stand in the first only, in order."""
        return self._tokens("dropped")

    @property
    def added(self) -> tuple[str, ...]:
        """All tokens that stand in the second only, in order."""
        return self._tokens("added")

    def _tokens(self, kind: Kind) -> tuple[str, ...]:
        return tuple(token for piece in self.pieces if piece.kind == kind for token in piece.tokens)


def align(first: Sequence[str], second: Sequence[str]) -> Alignment:
    """Align two printings so that they keep as many tokens as they can.

    Parameters
    ----------
    first, second : sequence of str
        Tokens in the order of the text, as `tokenize` gives them.

    Returns
    -------
    Alignment
        "Dropped" and "added" only name the side: neither printing need be made from the
        other, and both may have been cut from a third.

    Raises
    ------
    ValueError
        A text instead of its tokens.

    Notes
    -----
    The kept tokens are a longest common subsequence, found with a full table (Wagner &
    Fischer 1974): time and memory grow with the product of both lengths, which suits
    quotations. Of several that are equally long it takes the one that keeps what it can
    as early as it can, and where it must choose, drops before it adds. A token that moved
    is dropped in one place and added in another.

    Examples
    --------
    Two articles print one answer of Kelly's on Meet the Press. What comes after his first
    sentence stands in one of them only.

    >>> from framelab import load_corpus
    >>> from framelab.measures import tokenize
    >>> quotes = load_corpus().quotes
    >>> daily_beast = tokenize(quotes["kelly-demand-daily-beast"].text)
    >>> thinkprogress = tokenize(quotes["kelly-demand-thinkprogress"].text)
    >>> for piece in align(daily_beast, thinkprogress).pieces:
    ...     print(piece.kind, len(piece.tokens), *piece.tokens[:5])
    kept 21 the solution is a comprehensive
    added 21 and then rehabilitation and then
    """
    for name, tokens in (("first", first), ("second", second)):
        if isinstance(tokens, str):
            raise ValueError(f"{name}: found the text {tokens!r}; allowed: its tokens, in order")
    common = _common_lengths(first, second)
    steps: list[tuple[Kind, str]] = []
    i = j = 0
    while i < len(first) or j < len(second):
        if i < len(first) and j < len(second) and first[i] == second[j]:
            steps.append(("kept", first[i]))
            i, j = i + 1, j + 1
        elif j == len(second) or (i < len(first) and common[i + 1][j] >= common[i][j + 1]):
            steps.append(("dropped", first[i]))
            i += 1
        else:
            steps.append(("added", second[j]))
            j += 1
    return Alignment(
        tuple(
            Piece(kind, tuple(token for _, token in group))
            for kind, group in groupby(steps, key=lambda step: step[0])
        )
    )


def _common_lengths(first: Sequence[str], second: Sequence[str]) -> list[list[int]]:
    """Return at [i][j] how many tokens first[i:] and second[j:] can keep."""
    common = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in reversed(range(len(first))):
        for j in reversed(range(len(second))):
            common[i][j] = (
                common[i + 1][j + 1] + 1
                if first[i] == second[j]
                else max(common[i + 1][j], common[i][j + 1])
            )
    return common


def negation_lost(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """List the negations of the first printing that the second drops.

    Parameters
    ----------
    first, second : sequence of str
        Tokens in the order of the text, as `tokenize` gives them.

    Returns
    -------
    tuple of str
        Tokens that are in `NEGATIONS` or end in "n't", in the order of the first; empty
        where none is dropped. One that moved counts, because it denies something else
        there. One that goes with everything around it counts as well: `align` shows
        whether what it denied is still there.

    Raises
    ------
    ValueError
        A text instead of its tokens.

    Examples
    --------
    A lost negation is a reason to read on, no verdict: the article may deny in words of
    its own, outside the quotation marks.

    >>> from framelab import load_corpus
    >>> from framelab.measures import tokenize
    >>> quotes = load_corpus().quotes
    >>> daily_beast = tokenize(quotes["kelly-marijuana-factor-daily-beast"].text)
    >>> thinkprogress = tokenize(quotes["kelly-factor-thinkprogress"].text)
    >>> negation_lost(daily_beast, thinkprogress)
    ('not',)
    """
    return tuple(
        token
        for token in align(first, second).dropped
        if token in NEGATIONS or token.endswith("n't")
    )
