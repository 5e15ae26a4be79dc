"""How much a number depends on which paragraphs or articles happen to be there.

With a handful of articles, which nobody drew at random, all results are descriptive: they say how
much a number hangs on single texts of this corpus, not how far it holds for others.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

Unit = TypeVar("Unit")


@dataclass(frozen=True, slots=True)
class Interval:
    """A statistic with the range that its replicates cover.

    `low` and `high` bound the middle `level` of them, in the unit of the statistic.
    `repeats` counts all draws, `undefined` those of them whose statistic was None and
    which are left out.
    """

    low: float
    estimate: float
    high: float
    level: float
    repeats: int
    undefined: int


@dataclass(frozen=True, slots=True)
class Permutation:
    """How a difference between two groups compares with that of other splits.

    `p` is the share of `splits` with a statistic as large as `observed` or larger. `exact`
    tells whether these are all possible splits or a sample. `undefined` counts those
    whose statistic was None and which are left out of `p`.
    """

    observed: float
    p: float
    exact: bool
    splits: int
    undefined: int


def bootstrap(
    units: Sequence[Unit],
    statistic: Callable[[list[Unit]], float | None],
    *,
    repeats: int = 2000,
    seed: int,
    level: float = 0.95,
) -> Interval | None:
    """Draw units anew, with replacement, and give the range of a statistic.

    Parameters
    ----------
    units : sequence
        At least two. What is drawn, and kept whole: paragraphs; or articles that each
        hold their paragraphs, which allows for paragraphs of one article being alike.
    statistic : callable
        Takes a list of as many units, in which some are missing and others stand several
        times; gives a number, or None where it is undefined.
    repeats : int, default 2000
    seed : int
        The same seed gives the same interval.
    level : float, default 0.95
        Above 0 and below 1.

    Returns
    -------
    Interval or None
        None where the statistic is undefined for the units themselves or for all draws.
        Descriptive: with a handful of articles there are few different draws, and the interval
        tends to be too narrow.

    Raises
    ------
    ValueError
        There are fewer than two units, or `repeats` or `level` is out of range.

    Notes
    -----
    The percentile interval (Efron & Tibshirani 1993), with linear interpolation between
    two replicates.

    Examples
    --------
    >>> words = [31, 20, 55, 42, 18, 64]
    >>> interval = bootstrap(words, lambda drawn: sum(drawn) / len(drawn), seed=1)
    >>> round(interval.low, 1), round(interval.estimate, 1), round(interval.high, 1)
    (25.2, 38.3, 51.8)

    Articles as units, each with the lengths of its paragraphs:

    >>> from framelab import load_corpus
    >>> articles = {}
    >>> for row in load_corpus().paragraphs:
    ...     articles.setdefault(row.article, []).append(row.words)
    >>> def words_a_paragraph(drawn):
    ...     return sum(map(sum, drawn)) / sum(map(len, drawn))
    >>> interval = bootstrap(list(articles.values()), words_a_paragraph, seed=1)
    >>> round(interval.low), round(interval.estimate), round(interval.high)
    (36, 45, 56)
    """
    if len(units) < 2:
        raise ValueError(f"units: found {len(units)}; allowed: 2 and more")
    _check_repeats(repeats)
    if not 0 < level < 1:
        raise ValueError(f"level: found {level}; allowed: above 0 and below 1")
    estimate = statistic(list(units))
    if estimate is None:
        return None
    chance = random.Random(seed)
    drawn = (statistic(chance.choices(units, k=len(units))) for _ in range(repeats))
    replicates = sorted(value for value in drawn if value is not None)
    if not replicates:
        return None
    return Interval(
        low=_quantile(replicates, (1 - level) / 2),
        estimate=estimate,
        high=_quantile(replicates, (1 + level) / 2),
        level=level,
        repeats=repeats,
        undefined=repeats - len(replicates),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def permutation_test(
    first: Sequence[Unit],
    second: Sequence[Unit],
    statistic: Callable[[list[Unit], list[Unit]], float | None],
    *,
    repeats: int = 10_000,
    seed: int,
) -> Permutation | None:
    """Compare a difference between two groups with that of all other ways to split them.

    Parameters
    ----------
    first, second : sequence
        Two groups of units, none of them empty. The units must be what could have been in
        the other group: articles, not paragraphs, where articles were grouped.
    statistic : callable
        Takes two lists of units; gives a number that is larger the more the groups differ
        in the direction asked about (for both directions, an absolute difference), or
        None where it is undefined.
    repeats : int, default 10000
        The most splits to look at. Where no more are possible, all of them are.
    seed : int
        For the sample, where there are more: the same seed gives the same result.

    Returns
    -------
    Permutation or None
        None where the statistic is undefined for the groups themselves. `p` is above 0
        and at most 1. It cannot be smaller than one by the number of splits: five
        articles, two against three, have ten.

    Raises
    ------
    ValueError
        A group is empty, or `repeats` is below 1.

    Notes
    -----
    The observed split is one of all. In a sample it may be missing, so 1 is added to the
    splits and to those as large, and `p` is never 0 (Phipson & Smyth 2010).

    Examples
    --------
    >>> def difference(first, second):
    ...     return sum(first) / len(first) - sum(second) / len(second)
    >>> permutation_test([9, 8], [1, 2, 3], difference, seed=1)
    Permutation(observed=6.5, p=0.1, exact=True, splits=10, undefined=0)
    """
    for name, group in (("first", first), ("second", second)):
        if not group:
            raise ValueError(f"{name}: found no unit; allowed: 1 and more")
    _check_repeats(repeats)
    observed = statistic(list(first), list(second))
    if observed is None:
        return None
    units = [*first, *second]
    exact = math.comb(len(units), len(first)) <= repeats
    splits: Iterable[Sequence[int]] = (
        combinations(range(len(units)), len(first))
        if exact
        else _sampled_splits(len(units), len(first), repeats, seed)
    )
    values = [statistic(*_groups(units, chosen)) for chosen in splits]
    defined = [value for value in values if value is not None]
    as_large = sum(_reaches(value, observed) for value in defined)
    added = 0 if exact else 1
    return Permutation(
        observed=observed,
        p=(as_large + added) / (len(defined) + added),
        exact=exact,
        splits=len(values),
        undefined=len(values) - len(defined),
    )


def _sampled_splits(units: int, first: int, repeats: int, seed: int) -> Iterable[list[int]]:
    chance = random.Random(seed)
    return (chance.sample(range(units), first) for _ in range(repeats))


def _groups(units: Sequence[Unit], chosen: Sequence[int]) -> tuple[list[Unit], list[Unit]]:
    inside = set(chosen)
    return [units[i] for i in chosen], [units[i] for i in range(len(units)) if i not in inside]


def _reaches(value: float, observed: float) -> bool:
    # The same numbers, added up in another order, can differ in the last digit.
    return value >= observed or math.isclose(value, observed, rel_tol=1e-9, abs_tol=1e-12)


def _check_repeats(repeats: int) -> None:
    if repeats < 1:
        raise ValueError(f"repeats: found {repeats}; allowed: 1 and above")
