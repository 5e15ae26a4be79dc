"""Your list leaves out short words such as "not" and "the". What becomes of a sentence that loses its
"not"?
"""


def words(text: str) -> list[str]:
    stop_words = {"a", "an", "and", "at", "i", "in", "is", "it", "no", "not", "of", "on", "the",
                  "they", "to", "we", "will"}  # fmt: skip
    found = []
    for piece in text.lower().replace("’", "'").split():
        word = piece.strip(MARKS)
        if word and word not in stop_words:
            found.append(word)
    return found
