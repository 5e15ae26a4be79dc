"""A word can be kept in one place and dropped in another. Does your function look at places, or only
at which words the cut has somewhere?
"""


def dropped(full: list[str], short: list[str]) -> list[str] | None:
    rest = iter(full)
    if not all(word in rest for word in short):
        return None
    return [word for word in full if word not in short]
