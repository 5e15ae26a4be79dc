"""Two sides are heard equally. By what right is one of them in your list, and the other not?"""


def most_heard(rows: list[dict], sides: dict[str, str], unit: str) -> list[str]:
    shares = share_by_side(rows, sides, unit)
    heard = {side: share for side, share in shares.items() if share}
    return [max(heard, key=lambda side: heard[side])] if heard else []
