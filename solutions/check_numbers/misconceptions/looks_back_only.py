"""You look for the whole among the rows that came before. What if it stands further down?"""


def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    seen = set()
    result = 0
    for row in rows:
        if row["part_of"] not in seen:
            result += row["value"]
        seen.add(row["figure"])
    return result
