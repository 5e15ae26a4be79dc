"""Is "they don't help" a denial? By which of the two rules of the brief?"""


def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    left_out = dropped(full, short)
    if left_out is None:
        return None
    return [word for word in left_out if word in NEGATIONS]
