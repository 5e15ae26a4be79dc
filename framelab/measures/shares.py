"""Shares of a whole."""


def percent(part: int, whole: int) -> int:
    """Return a share in whole percent, halves rounded up as readers expect.

    Parameters
    ----------
    part, whole : int
        Two counts of one unit, `whole` above 0.

    Returns
    -------
    int
        Per cent, 0 to 100 where `part` is a part of `whole`.

    Raises
    ------
    ValueError
        `whole` is not above 0: there is no share of nothing.

    Examples
    --------
    >>> percent(15, 24)  # 62.5, which round() would take down to 62
    63
    """
    if whole <= 0:
        raise ValueError(f"whole: found {whole}; allowed: a count above 0")
    return (200 * part + whole) // (2 * whole)
