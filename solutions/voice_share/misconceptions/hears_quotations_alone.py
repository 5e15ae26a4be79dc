"""Whoever is paraphrased speaks, too. Where are the reported rows in your shares of rows and
paragraphs?
"""


def count(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(quoted(rows))
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    return len({(row["article"], row["paragraph"]) for row in quoted(rows)})
