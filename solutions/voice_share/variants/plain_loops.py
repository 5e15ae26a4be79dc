"""Loops, lists and if, as in a first course."""


def these_sides(sides):
    names = []
    for side in sides.values():
        if side not in names:
            names.append(side)
    return names


def share_by_side(rows, sides, unit):
    result = {}
    for side in these_sides(sides):
        own = 0
        whole = 0
        own_places = []
        all_places = []
        for row in rows:
            place = row["article"] + "/" + str(row["paragraph"])
            mine = sides[row["speaker"]] == side
            if unit == "rows":
                number = 1
            elif unit == "words":
                number = 0
                if row["form"] == "quoted":
                    number = row["words"]
            else:
                number = 0
                if place not in all_places:
                    all_places.append(place)
                    whole += 1
                if mine and place not in own_places:
                    own_places.append(place)
                    own += 1
            whole += number
            if mine:
                own += number
        if whole == 0:
            result[side] = None
        else:
            result[side] = own / whole
    return result


def most_heard(rows, sides, unit):
    largest = 0
    names = []
    for side, share in share_by_side(rows, sides, unit).items():
        if share is None or share == 0:
            continue
        if share > largest:
            largest = share
            names = [side]
        elif share == largest:
            names.append(side)
    names.sort()
    return names


def quoted_part(rows, sides):
    result = {}
    for side in these_sides(sides):
        all_rows = 0
        in_own_words = 0
        for row in rows:
            if sides[row["speaker"]] == side:
                all_rows += 1
                if row["form"] == "quoted":
                    in_own_words += 1
        if all_rows > 0:
            result[side] = in_own_words / all_rows
        else:
            result[side] = None
    return result


def only_reported(rows):
    names = []
    for row in rows:
        name = row["speaker"]
        is_quoted = False
        for other in rows:
            if other["speaker"] == name and other["form"] == "quoted":
                is_quoted = True
        if not is_quoted and name not in names:
            names.append(name)
    return sorted(names)


def absent(rows, sides):
    names = []
    for side in sides.values():
        speaks = False
        for row in rows:
            if sides[row["speaker"]] == side:
                speaks = True
        if not speaks and side not in names:
            names.append(side)
    return sorted(names)
