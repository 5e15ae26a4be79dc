"""You look behind the last match, but take the place from the front of the printing. Does the word at
that place stand after the last match?
"""


def is_cut_of(full: list[str], short: list[str]) -> bool:
    start = 0
    for word in short:
        if word not in full[start:]:
            return False
        start = full.index(word) + 1
    return True
