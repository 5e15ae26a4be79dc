"""A side that says nothing is not in your result. How does a reader learn that it could have been
heard, and was not?
"""


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    parts = {}
    for side in {sides[row["speaker"]] for row in rows}:
        own = rows_of(side, rows, sides)
        parts[side] = len(quoted(own)) / len(own)
    return parts


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    whole = count(rows, unit)
    shares = {}
    for side in {sides[row["speaker"]] for row in rows}:
        own = count(rows_of(side, rows, sides), unit)
        shares[side] = own / whole if whole else None
    return shares
