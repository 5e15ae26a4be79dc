"""You list the negations of the full printing. Which of them does the cut still print?"""


def lost_negation(full: list[str], cut: list[str]) -> list[str] | None:
    if dropped(full, cut) is None:
        return None
    return [word for word in full if word in NEGATIONS or word.endswith("n't")]
