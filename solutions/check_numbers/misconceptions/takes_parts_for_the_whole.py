"""You add the parts in place of their whole. Do the parts that are named make up all of it?"""


def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    divided = {row["part_of"] for row in rows}
    return sum(row["value"] for row in rows if row["figure"] not in divided)
