"""You take each word of the cut away from the front of the full printing. Does it stand after the
word that you took away before?
"""


def dropped(full: list[str], short: list[str]) -> list[str] | None:
    rest = list(full)
    for word in short:
        if word not in rest:
            return None
        rest.remove(word)
    return rest
