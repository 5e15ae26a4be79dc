"""The part that is quoted of a side becomes smaller here when others speak more. Whose rows stand
below the line?
"""


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    parts = {}
    for side in sides.values():
        own = rows_of(side, rows, sides)
        parts[side] = len(quoted(own)) / len(rows) if own else None
    return parts
