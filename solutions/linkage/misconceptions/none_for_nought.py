"""You looked at paragraphs on the issues and found none on both. Is that no answer, or is it the
answer 0?
"""


def share_of_all(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    if counts["both"] == 0:
        return None
    return counts["both"] / len(rows)


def share_of_either(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    if counts["both"] == 0:
        return None
    return counts["both"] / (counts["drugs"] + counts["immigration"] + counts["both"])


def share_of_issue(rows: list[dict], issue: str) -> float | None:
    counts = issue_counts(rows)
    if counts["both"] == 0:
        return None
    return counts["both"] / (counts[issue] + counts["both"])
