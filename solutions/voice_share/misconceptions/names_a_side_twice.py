"""Two silent speakers have one side, and your list names it twice. How many sides are absent?"""


def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    speaking = {sides[row["speaker"]] for row in rows}
    return sorted(side for side in sides.values() if side not in speaking)
