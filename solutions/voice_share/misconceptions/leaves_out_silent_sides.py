"""A side that says nothing is not in your result. How does a reader learn that it could have been
heard, and was not?
"""


def rows_by_side(rows: list[dict], sides: dict[str, str]) -> dict[str, list[dict]]:
    own: dict[str, list[dict]] = {}
    for row in rows:
        own.setdefault(side_of(row, sides), []).append(row)
    return own
