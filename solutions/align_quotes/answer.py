"""What did the cut drop? Our answer."""

MARKS = ".,;:!?“”\"‘’'()—–-…[]"
NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip


def words(text: str) -> list[str]:
    """Give the words of a text in order, in small letters, without marks at their ends."""
    found = []
    for piece in text.lower().replace("’", "'").split():
        word = piece.strip(MARKS)
        if word:
            found.append(word)
    return found


def is_cut_of(full: list[str], cut: list[str]) -> bool:
    """Tell whether the words of `cut` stand in `full` in the same order."""
    return dropped(full, cut) is not None


def dropped(full: list[str], cut: list[str]) -> list[str] | None:
    """Give the words of `full` that the cut leaves out, in order, or None."""
    to_find = list(cut)
    left_out = []
    for word in full:
        if to_find and word == to_find[0]:
            to_find.pop(0)
        else:
            left_out.append(word)
    return None if to_find else left_out


def lost_negation(full: list[str], cut: list[str]) -> list[str] | None:
    """Give the negating words among the dropped ones, in order, or None."""
    left_out = dropped(full, cut)
    if left_out is None:
        return None
    return [word for word in left_out if word in NEGATIONS or word.endswith("n't")]


def share_kept(full: list[str], cut: list[str]) -> float | None:
    """Give the part of the words of `full` that the cut keeps, or None."""
    if not full or not is_cut_of(full, cut):
        return None
    return len(cut) / len(full)
