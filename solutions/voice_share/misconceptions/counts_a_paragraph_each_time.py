"""Somebody speaks three times in one paragraph. In how many paragraphs is that?"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    whole = amount(rows, unit)
    counted = "rows" if unit == "paragraphs" else unit
    return {
        side: amount(own, counted) / whole if whole else None
        for side, own in rows_by_side(rows, sides).items()
    }
