"""0 says that others speak and this side does not. Does it fit where there is nothing to have a
share of?
"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    whole = amount(rows, unit)
    return {
        side: amount(own, unit) / whole if whole else 0.0
        for side, own in rows_by_side(rows, sides).items()
    }


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    return {
        side: len(quoted(own)) / len(own) if own else 0.0
        for side, own in rows_by_side(rows, sides).items()
    }
