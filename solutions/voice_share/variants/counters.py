"""Counters over lists of what is counted; fractions; the other three follow from the parts."""

from collections import Counter
from fractions import Fraction

TALLIES = {
    "rows": lambda rows, side: Counter(map(side, rows)),
    "words": lambda rows, side: sum((Counter({side(r): r["words"] or 0}) for r in rows), Counter()),
    "paragraphs": lambda rows, side: Counter(
        who for who, *_ in {(side(r), r["article"], r["paragraph"]) for r in rows}
    ),
}


def tally(rows, sides, unit):
    return TALLIES[unit](rows, lambda row: sides[row["speaker"]])


def share_by_side(rows, sides, unit):
    own = tally(rows, sides, unit)
    whole = TALLIES[unit](rows, lambda row: "all")["all"]
    return {side: float(Fraction(own[side], whole)) if whole else None for side in sides.values()}


def most_heard(rows, sides, unit):
    own = tally(rows, sides, unit)
    return sorted(side for side in own if own[side] == max(own.values()) > 0)


def quoted_part(rows, sides):
    spoken = tally(rows, sides, "rows")
    in_own_words = tally([row for row in rows if row["words"] is not None], sides, "rows")
    parts = dict.fromkeys(sides.values())
    parts.update({side: in_own_words[side] / spoken[side] for side in spoken})
    return parts


def only_reported(rows):
    forms = {}
    for row in rows:
        forms.setdefault(row["speaker"], set()).add(row["form"])
    return [speaker for speaker in sorted(forms) if forms[speaker] == {"reported"}]


def absent(rows, sides):
    return sorted(side for side, part in quoted_part(rows, sides).items() if part is None)
