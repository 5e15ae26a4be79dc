"""Your shares of paragraphs add up to 1, though two sides speak in one paragraph. How often is
this paragraph in your whole?
"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    amounts = {side: amount(own, unit) for side, own in rows_by_side(rows, sides).items()}
    amount(rows, unit)  # an unknown unit is refused
    whole = sum(amounts.values())
    return {side: each / whole if whole else None for side, each in amounts.items()}
