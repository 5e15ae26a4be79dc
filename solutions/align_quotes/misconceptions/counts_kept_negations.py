"""You list the negations of the full printing. Which of them does the cut still print?"""


def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    if dropped(full, short) is None:
        return None
    return [word for word in full if word in NEGATIONS or word.endswith("n't")]
