"""An iterator that is used up, places in a set, comprehensions, fractions."""

import re
from fractions import Fraction

NEGATING = re.compile(
    "not|no|never|nobody|nothing|nowhere|none|nor|neither|without|cannot|.*n't", re.DOTALL
)


def is_cut_of(full, short):
    rest = iter(full)
    return all(word in rest for word in short)


def _kept_places(full, short):
    places = []
    start = 0
    for word in short:
        start = full.index(word, start) + 1
        places.append(start - 1)
    return set(places)


def dropped(full, short):
    try:
        kept = _kept_places(full, short)
    except ValueError:
        return None
    return [word for place, word in enumerate(full) if place not in kept]


def lost_negation(full, short):
    if is_cut_of(full, short):
        return list(filter(NEGATING.fullmatch, dropped(full, short)))
    return None


def share_kept(full, short):
    try:
        return float(Fraction(len(_kept_places(full, short)), len(full)))
    except (ValueError, ZeroDivisionError):
        return None
