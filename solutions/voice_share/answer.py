"""Whose voice is it? Our answer."""


def quoted(rows: list[dict]) -> list[dict]:
    """Keep the rows that are quoted."""
    return [row for row in rows if row["form"] == "quoted"]


def rows_of(side: str, rows: list[dict], sides: dict[str, str]) -> list[dict]:
    """Keep the rows of one side."""
    return [row for row in rows if sides[row["speaker"]] == side]


def count(rows: list[dict], unit: str) -> int:
    """Count any rows, one side's or all, in a unit."""
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    return len({(row["article"], row["paragraph"]) for row in rows})


def only_reported(rows: list[dict]) -> list[str]:
    """List the speakers who are reported and never quoted."""
    return sorted({row["speaker"] for row in rows} - {row["speaker"] for row in quoted(rows)})


def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    """List the sides that have no row."""
    return sorted(set(sides.values()) - {sides[row["speaker"]] for row in rows})


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    """Give the part of each side's rows that are quoted; None for sides that have no row."""
    parts = {}
    for side in sides.values():
        own = rows_of(side, rows, sides)
        parts[side] = len(quoted(own)) / len(own) if own else None
    return parts


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    """Give each side's share of what is counted: "rows", "words" or "paragraphs"."""
    whole = count(rows, unit)
    shares = {}
    for side in sides.values():
        own = count(rows_of(side, rows, sides), unit)
        shares[side] = own / whole if whole else None
    return shares


def most_heard(rows: list[dict], sides: dict[str, str], unit: str) -> list[str]:
    """List the side, or the sides, with the largest share in a unit."""
    shares = share_by_side(rows, sides, unit)
    heard = {side: share for side, share in shares.items() if share}
    return sorted(side for side in heard if heard[side] == max(heard.values()))
