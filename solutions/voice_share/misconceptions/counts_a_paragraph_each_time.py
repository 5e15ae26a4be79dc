"""Somebody speaks three times in one paragraph. In how many paragraphs is that?"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    whole = count(rows, unit)
    counted = "rows" if unit == "paragraphs" else unit
    shares = {}
    for side in sides.values():
        own = count(rows_of(side, rows, sides), counted)
        shares[side] = own / whole if whole else None
    return shares
