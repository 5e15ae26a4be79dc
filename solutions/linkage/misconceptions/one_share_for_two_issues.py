"""You give drugs and immigration the same share. Does each of them have the same number of
paragraphs?
"""


def share_of_issue(rows: list[dict], issue: str) -> float | None:
    return share_of_either(rows)
