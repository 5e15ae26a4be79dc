"""Somebody speaks of whom you know no side. Who, in your numbers, said what they said?"""


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    known = [row for row in rows if row["speaker"] in sides]
    whole = amount(known, unit)
    return {
        side: amount(own, unit) / whole if whole else None
        for side, own in rows_by_side(known, sides).items()
    }


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    known = [row for row in rows if row["speaker"] in sides]
    return {
        side: len(quoted(own)) / len(own) if own else None
        for side, own in rows_by_side(known, sides).items()
    }
