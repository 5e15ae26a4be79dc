"""Two articles have a paragraph 4. Does the number alone say which paragraph it is?"""


def amount(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    if unit == "paragraphs":
        return len({row["paragraph"] for row in rows})
    raise ValueError(unit)
