"""Whoever is paraphrased speaks, too. Where are the reported rows in your shares of rows and
paragraphs?
"""


def amount(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(quoted(rows))
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    if unit == "paragraphs":
        return len({(row["article"], row["paragraph"]) for row in quoted(rows)})
    raise ValueError(unit)
