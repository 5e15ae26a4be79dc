"""0 says that others speak and this side does not. Does it fit where there is nothing to have a
share of?
"""


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    parts = {}
    for side in sides.values():
        own = rows_of(side, rows, sides)
        parts[side] = len(quoted(own)) / len(own) if own else 0.0
    return parts


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    whole = count(rows, unit)
    shares = {}
    for side in sides.values():
        own = count(rows_of(side, rows, sides), unit)
        shares[side] = own / whole if whole else 0.0
    return shares
