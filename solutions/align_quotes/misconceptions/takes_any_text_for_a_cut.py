"""Some words of this text stand nowhere in the full printing, or in another order. What can a text
have dropped that is no cut?
"""


def is_cut_of(full: list[str], short: list[str]) -> bool:
    return len(short) <= len(full)


def dropped(full: list[str], short: list[str]) -> list[str] | None:
    to_find = list(short)
    left_out = []
    for word in full:
        if to_find and word == to_find[0]:
            to_find.pop(0)
        else:
            left_out.append(word)
    return left_out
