"""Two articles have a paragraph 4. Does the number alone say which paragraph it is?"""


def count(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    return len({row["paragraph"] for row in rows})
