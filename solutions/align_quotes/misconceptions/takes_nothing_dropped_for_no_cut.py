"""Nothing was dropped, and you say that there is no cut. Is an empty list the same answer as None?"""


def is_cut_of(full: list[str], short: list[str]) -> bool:
    return bool(dropped(full, short))


def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    left_out = dropped(full, short)
    if not left_out:
        return None
    return [word for word in left_out if word in NEGATIONS or word.endswith("n't")]
