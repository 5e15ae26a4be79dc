"""How far coders agree who gave codes to the same units.

All measures take the codes unit by unit, one code for each coder in the same order:
`list(zip(first_coder, second_coder, strict=True))` makes that of two lists. How sure one
may be of a value tells `framelab.measures.bootstrap`, which draws the units anew.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

Units = Sequence[Sequence[Hashable]]


def observed_agreement(units: Units) -> float | None:
    """Return the share of pairs of codes that agree, also called percent agreement.

    Parameters
    ----------
    units : sequence of sequence of code
        For each unit the codes that its coders gave it; None where one gave none. Any
        number of coders.

    Returns
    -------
    float or None
        0 to 1, of all pairs of codes that two coders gave to one unit. None where no unit
        has two codes. It takes no account of agreement by chance: coders who give nearly
        always the same code agree nearly always, whatever they read.

    Raises
    ------
    ValueError
        A unit is a text instead of a list of codes.

    Examples
    --------
    >>> observed_agreement([("drugs", "drugs"), ("drugs", "both"), ("both", None)])
    0.5
    """
    agreeing = pairs = 0
    for counts, times in _counts_by_unit(units):
        pairs += times * counts.total() * (counts.total() - 1)
        agreeing += times * sum(count * (count - 1) for count in counts.values())
    return agreeing / pairs if pairs else None


def cohen_kappa(units: Units) -> float | None:
    """Measure how far two coders agree beyond chance: Cohen's kappa.

    Parameters
    ----------
    units : sequence of sequence of code
        For each unit two codes, always the same coder's first.

    Returns
    -------
    float or None
        1 where they agree on all, 0 where they agree as often as chance would have it,
        below 0 where less often; never below -1. None where there is no unit, or where
        both coders gave one and the same code throughout: chance alone then makes them
        agree, and 0 / 0 is neither full agreement nor none.

    Raises
    ------
    ValueError
        A unit has not exactly two codes, or one of them is missing.

    Notes
    -----
    κ = (p_o - p_e) / (1 - p_e); p_e, the agreement by chance, comes from how often each
    coder gives each code (Cohen 1960).

    Examples
    --------
    >>> cohen_kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    0.5
    """
    for unit in units:
        if isinstance(unit, str) or len(unit) != 2 or None in unit:
            raise ValueError(
                f"units: found {unit!r}; allowed: two codes, none of them missing "
                "(krippendorff_alpha takes other numbers of coders, and missing codes)"
            )
    first, second = Counter(unit[0] for unit in units), Counter(unit[1] for unit in units)
    agreeing = sum(unit[0] == unit[1] for unit in units)
    # In whole numbers, so that nothing is left over where the expected agreement is full.
    by_chance = sum(count * second[code] for code, count in first.items())
    if by_chance == len(units) ** 2:
        return None
    return (len(units) * agreeing - by_chance) / (len(units) ** 2 - by_chance)


def krippendorff_alpha(units: Units) -> float | None:
    """Measure how far any number of coders agree beyond chance: Krippendorff's alpha.

    Parameters
    ----------
    units : sequence of sequence of code
        For each unit the codes that its coders gave it; None where one gave none. A unit
        with fewer than two codes is left out. Codes are nominal: all differences weigh
        the same.

    Returns
    -------
    float or None
        1 where all agree, 0 where they agree as often as chance would have it, below 0
        where less often. None where the expected disagreement is 0: no unit has two
        codes, or all codes are the same. Such data cannot tell whether the coders would
        have kept two codes apart.

    Raises
    ------
    ValueError
        A unit is a text instead of a list of codes.

    Notes
    -----
    α = 1 - D_o / D_e, from coincidences of codes within units and of all codes that can
    be paired (Krippendorff 2019). He asks for 0.8, and for 0.667 at least where
    conclusions are tentative.

    Examples
    --------
    >>> units = [("a", "a", "a"), ("b", "b", None), ("a", "b", "a"), ("b", None, None)]
    >>> round(krippendorff_alpha(units), 2)
    0.53

    How sure? Units are drawn anew; the interval describes these units and coders.

    >>> from framelab.measures import bootstrap
    >>> units = 8 * [("a", "a")] + 7 * [("b", "b")] + 3 * [("a", "b")]
    >>> interval = bootstrap(units, krippendorff_alpha, repeats=500, seed=1)
    >>> round(interval.low, 2), round(interval.estimate, 2), round(interval.high, 2)
    (0.27, 0.67, 0.89)
    """
    paired = [each for each in _counts_by_unit(units) if each[0].total() > 1]
    codes: Counter[Hashable] = Counter()
    for counts, times in paired:
        for code, count in counts.items():
            codes[code] += times * count
    if len(codes) < 2:
        return None
    total = codes.total()
    agreeing = sum(
        times * sum(count * (count - 1) for count in counts.values()) / (counts.total() - 1)
        for counts, times in paired
    )
    agreeing_by_chance = sum(count * (count - 1) for count in codes.values()) / (total - 1)
    return 1 - (total - agreeing) / (total - agreeing_by_chance)


def _counts_by_unit(units: Units) -> list[tuple[Counter[Hashable], int]]:
    """Count the codes of each unit that differs from the others, and how many units are like it.

    There are few combinations of codes, and a bootstrap asks thousands of times.
    """
    for unit in units:
        # Its letters would pass for codes.
        if isinstance(unit, str):
            raise ValueError(f"units: found the text {unit!r}; allowed: one code a coder")
    return [
        (Counter(code for code in unit if code is not None), times)
        for unit, times in Counter(map(tuple, units)).items()
    ]
