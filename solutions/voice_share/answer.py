"""Whose voice is it? Our answer."""


def side_of(row: dict, sides: dict[str, str]) -> str:
    """Find the side of the speaker of a row."""
    return sides.get(row["speaker"], "unknown")


def rows_by_side(rows: list[dict], sides: dict[str, str]) -> dict[str, list[dict]]:
    """Sort the rows by side; a silent side has an empty list."""
    own: dict[str, list[dict]] = {side: [] for side in sides.values()}
    for row in rows:
        own.setdefault(side_of(row, sides), []).append(row)
    return own


def quoted(rows: list[dict]) -> list[dict]:
    """Keep the rows that are quoted."""
    return [row for row in rows if row["form"] == "quoted"]


def amount(rows: list[dict], unit: str) -> int:
    """Count any rows, one side's or all, in a unit."""
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    if unit == "paragraphs":
        return len({(row["article"], row["paragraph"]) for row in rows})
    raise ValueError(f"unit: found {unit!r}; allowed: rows, words, paragraphs")


def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    """Give each side's share of what is counted: "rows", "words" or "paragraphs"."""
    whole = amount(rows, unit)
    return {
        side: amount(own, unit) / whole if whole else None
        for side, own in rows_by_side(rows, sides).items()
    }


def most_heard(rows: list[dict], sides: dict[str, str], unit: str) -> list[str]:
    """List the side, or the sides, with the largest share in a unit."""
    shares = share_by_side(rows, sides, unit)
    heard = {side: share for side, share in shares.items() if share}
    return sorted(side for side in heard if heard[side] == max(heard.values()))


def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    """Give the part of each side's rows that are quoted, or None for a side without rows."""
    return {
        side: len(quoted(own)) / len(own) if own else None
        for side, own in rows_by_side(rows, sides).items()
    }


def only_reported(rows: list[dict]) -> list[str]:
    """List the speakers who are reported and never quoted."""
    return sorted({row["speaker"] for row in rows} - {row["speaker"] for row in quoted(rows)})


def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    """List the sides of which nobody speaks."""
    return sorted(set(sides.values()) - {side_of(row, sides) for row in rows})
