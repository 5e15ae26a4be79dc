"""Plain loops and no datetime."""

LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_number(text):
    year, month, day = (int(piece) for piece in text.split("-"))
    number = day
    for each in range(1, year):
        number += 366 if leap(each) else 365
    for each in range(1, month):
        number += LENGTHS[each - 1]
        if each == 2 and leap(year):
            number += 1
    return number


def share(part, whole):
    if 0 <= part <= whole:
        if whole == 0:
            return None
        return part / whole
    raise ValueError


def per_day(count, first, last):
    return count / (day_number(last) + 1 - day_number(first))


def change(before, after):
    if before == 0:
        return None
    return after / before * 100 - 100


def per_year(count, first_year, last_year):
    years = 0
    while first_year <= last_year:
        years += 1
        first_year += 1
    return count / years


def total(rows):
    result = 0
    for row in rows:
        has_whole = False
        for other in rows:
            if other["figure"] == row["part_of"]:
                has_whole = True
        if not has_whole:
            result = result + row["value"]
    return result
