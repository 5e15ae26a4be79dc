"""An iterator that is used up, places in a set, comprehensions, fractions."""

import re
from fractions import Fraction

MARKS = re.escape(".,;:!?“”\"‘’'()—–-…[]")
NEGATING = re.compile(
    "not|no|never|nobody|nothing|nowhere|none|nor|neither|without|cannot|.*n't", re.DOTALL
)


def words(text):
    pieces = (re.sub(rf"^[{MARKS}]+|[{MARKS}]+$", "", piece) for piece in re.split(r"\s+", text))
    return [piece.replace("’", "'").lower() for piece in pieces if piece]


def is_cut_of(full, cut):
    rest = iter(full)
    return all(word in rest for word in cut)


def _kept_places(full, cut):
    places = []
    start = 0
    for word in cut:
        start = full.index(word, start) + 1
        places.append(start - 1)
    return set(places)


def dropped(full, cut):
    try:
        kept = _kept_places(full, cut)
    except ValueError:
        return None
    return [word for place, word in enumerate(full) if place not in kept]


def lost_negation(full, cut):
    if is_cut_of(full, cut):
        return list(filter(NEGATING.fullmatch, dropped(full, cut)))
    return None


def share_kept(full, cut):
    try:
        return float(Fraction(len(_kept_places(full, cut)), len(full)))
    except (ValueError, ZeroDivisionError):
        return None
