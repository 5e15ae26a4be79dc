"""One article prints "land," and another "land." because its sentence ends there. Are these two words?"""


def words(text: str) -> list[str]:
    return text.lower().replace("’", "'").split()
