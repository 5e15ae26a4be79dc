"""A paragraph tells what somebody said, without quotation marks. Does this side speak there?"""


def count(rows: list[dict], unit: str) -> int:
    if unit == "rows":
        return len(rows)
    if unit == "words":
        return sum(row["words"] for row in quoted(rows))
    return len({(row["article"], row["paragraph"]) for row in quoted(rows)})
