"""An article that has nothing on the two issues gets 0 from you, like one that writes of both and
never links them. Do you know the same about the two?
"""


def share_of_all(rows: list[dict]) -> float | None:
    if len(rows) == 0:
        return 0
    return issue_counts(rows)["both"] / len(rows)


def share_of_either(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    either = counts["drugs"] + counts["immigration"] + counts["both"]
    if either == 0:
        return 0
    return counts["both"] / either


def share_of_issue(rows: list[dict], issue: str) -> float | None:
    counts = issue_counts(rows)
    if counts[issue] + counts["both"] == 0:
        return 0
    return counts["both"] / (counts[issue] + counts["both"])
