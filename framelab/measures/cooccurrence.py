"""How often two terms, or two codes, stand in the same paragraph."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from statistics import NormalDist

_Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """An odds ratio with its 95 % interval.

    `corrected` tells whether a cell was 0, so that 0.5 was added to all four.
    """

    low: float
    estimate: float
    high: float
    corrected: bool


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """In how many units two terms stand: both, one of them, or neither.

    The four add up to `units`, the denominator of everything below. The numbers mean
    nothing without it: state it beside them ("of all paragraphs", "of the paragraphs that
    name drugs"). A unit counts once, however often it holds a term.

    Raises
    ------
    ValueError
        A count is negative.
    """

    both: int
    only_first: int
    only_second: int
    neither: int

    def __post_init__(self) -> None:
        for field in fields(self):
            count = getattr(self, field.name)
            if count < 0:
                raise ValueError(f"{field.name}: found {count}; allowed: 0 and above")

    @property
    def units(self) -> int:
        """How many units there are in all: the denominator."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def jaccard(self) -> float | None:
        """Of the units with either term, the share with both: 0 to 1.

        None where no unit has either. Units with neither do not count in it (Jaccard
        1912), so that it is the same for any denominator that holds all those with one.

        Examples
        --------
        >>> Cooccurrence(both=3, only_first=1, only_second=2, neither=94).jaccard
        0.5
        """
        either = self.both + self.only_first + self.only_second
        return self.both / either if either else None

    @property
    def pmi(self) -> float | None:
        """How much more often both stand together than if they were independent, in bits.

        0 as often, 1 twice as often, -1 half as often: pointwise mutual information
        (Church & Hanks 1990). At most the binary logarithm of `units`, reached by two
        terms that occur once, and together: rare terms score highest on the least
        evidence. None where no unit has both, because nothing has no logarithm.

        Examples
        --------
        >>> Cooccurrence(both=2, only_first=2, only_second=2, neither=10).pmi
        1.0
        """
        if not self.both:
            return None
        first, second = self.both + self.only_first, self.both + self.only_second
        return math.log2(self.both * self.units / (first * second))

    @property
    def odds_ratio(self) -> OddsRatio | None:
        """How much higher the odds of the second term are in units that have the first.

        0 and above, 1 where the one tells nothing about the other; the same with first
        and second exchanged. The 95 % interval is Woolf's (1955), symmetric around the
        logarithm. Where a cell is 0, and only there, 0.5 is added to all four (Haldane
        1956, Anscombe 1956), and `corrected` says so. None where a term stands in no unit
        or in all: then there is nothing to compare.

        The interval supposes units that are independent of each other. Paragraphs of one
        article are not: read it as narrower than what is known.

        Examples
        --------
        >>> odds = Cooccurrence(both=6, only_first=4, only_second=5, neither=20).odds_ratio
        >>> odds.estimate, round(odds.low, 1), round(odds.high, 1)
        (6.0, 1.2, 29.7)
        """
        first, second = self.both + self.only_first, self.both + self.only_second
        if not 0 < first < self.units or not 0 < second < self.units:
            return None
        corrected = 0 in (self.both, self.only_first, self.only_second, self.neither)
        added = 0.5 if corrected else 0
        both, neither = self.both + added, self.neither + added
        only_first, only_second = self.only_first + added, self.only_second + added
        estimate = both * neither / (only_first * only_second)
        error = math.sqrt(1 / both + 1 / only_first + 1 / only_second + 1 / neither)
        factor = math.exp(_Z95 * error)
        return OddsRatio(estimate / factor, estimate, estimate * factor, corrected)


def cooccurrence(units: Iterable[Collection[str]], first: str, second: str) -> Cooccurrence:
    """Count in how many units two terms stand together, apart, or not at all.

    Parameters
    ----------
    units : iterable of collection of str
        What each unit holds: the tokens of a paragraph, or the codes that it was given.
        All units given are the denominator. Which ones to give is a decision that changes
        the result, and whoever prints it says which: all paragraphs, those of one
        article, those without sub-heads.
    first, second : str
        Two terms or codes, written as in the units.

    Returns
    -------
    Cooccurrence
        Four counts of units.

    Raises
    ------
    ValueError
        Both terms are the same, or a unit is a text instead of a list of its terms.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> from framelab.measures import counts_by
    >>> paragraphs = counts_by(load_corpus().tokens, lambda row: (row.article, row.paragraph))
    >>> together = cooccurrence(paragraphs.values(), "drug", "border")
    >>> together.units  # all paragraphs of the five articles, sub-heads too
    103
    >>> together
    Cooccurrence(both=1, only_first=19, only_second=10, neither=73)
    """
    if first == second:
        raise ValueError(f"second: found {second!r}, which is the first; allowed: another term")
    counts = {
        (has_first, has_second): 0 for has_first in (True, False) for has_second in (True, False)
    }
    for unit in units:
        # A term would be found inside of words.
        if isinstance(unit, str):
            raise ValueError(f"units: found the text {unit!r}; allowed: a list of its terms")
        counts[first in unit, second in unit] += 1
    return Cooccurrence(
        both=counts[True, True],
        only_first=counts[True, False],
        only_second=counts[False, True],
        neither=counts[False, False],
    )
