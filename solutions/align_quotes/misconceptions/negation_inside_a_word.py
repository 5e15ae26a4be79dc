"""You find "not" in "another" and "no" in "known". Does either of these words deny anything?"""


def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    left_out = dropped(full, short)
    if left_out is None:
        return None
    return [
        word
        for word in left_out
        if any(negation in word for negation in NEGATIONS) or word.endswith("n't")
    ]
