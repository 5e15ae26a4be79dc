"""Some of your figures are told twice: alone, and inside a greater one. Who is counted twice in
your total?
"""


def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    return sum(row["value"] for row in rows)
