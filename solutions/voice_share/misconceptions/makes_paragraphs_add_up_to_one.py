"""Your shares of paragraphs add up to 1, though two sides speak in one paragraph. How often is
this paragraph in your whole?
"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    counts = {side: count(rows_of(side, rows, sides), unit) for side in sides.values()}
    whole = sum(counts.values())
    return {side: own / whole if whole else None for side, own in counts.items()}
