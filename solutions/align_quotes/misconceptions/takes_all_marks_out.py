"""You take marks out wherever they stand. What does that make of "don't", and would it still be found
to deny?
"""


def words(text: str) -> list[str]:
    for mark in MARKS:
        text = text.replace(mark, "")
    return text.lower().split()
