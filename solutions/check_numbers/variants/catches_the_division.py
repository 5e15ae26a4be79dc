"""Exceptions, fractions, ordinals, ranges and a dictionary."""

import datetime
from fractions import Fraction


class NoPartError(ValueError):
    pass


def share(part, whole):
    if min(part, whole - part) < 0:
        raise NoPartError(part, whole)
    try:
        return float(Fraction(part) / Fraction(whole))
    except ZeroDivisionError:
        return None


def per_day(count, first, last):
    ordinals = [datetime.datetime.strptime(day, "%Y-%m-%d").toordinal() for day in (first, last)]
    return count / len(range(ordinals[0], ordinals[1] + 1))


def change(before, after):
    try:
        return (after - before) / before * 100.0
    except ZeroDivisionError:
        return None


def per_year(count, first_year, last_year):
    return count / len(list(range(first_year, last_year + 1)))


def total(rows):
    values = {row["figure"]: row["value"] for row in rows}
    wholes = {row["figure"]: row["part_of"] for row in rows}
    return sum(values.values()) - sum(
        values[figure] for figure, whole in wholes.items() if whole in values
    )
