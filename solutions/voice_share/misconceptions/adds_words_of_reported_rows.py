"""A reported row has None in "words". How many words in it are the speaker's own, and can None be
added?
"""


def count(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in rows)
    return len({(row["article"], row["paragraph"]) for row in rows})
