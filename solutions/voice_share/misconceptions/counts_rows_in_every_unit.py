"""Your shares are the same in every unit. What is it that you count when words or paragraphs are
asked for?
"""


def count(rows: list[dict], unit: str) -> int:
    return len(rows)
