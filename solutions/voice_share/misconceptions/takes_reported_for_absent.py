"""A side is never quoted, but the article says what it said. Is this side absent?"""


def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    return sorted(set(sides.values()) - {sides[row["speaker"]] for row in quoted(rows)})
