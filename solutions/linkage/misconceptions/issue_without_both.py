"""A paragraph on both issues is on drugs, too. Is it among the paragraphs on drugs that you divide by?"""


def share_of_issue(rows: list[dict], issue: str) -> float | None:
    counts = issue_counts(rows)
    if counts[issue] == 0:
        return None
    return counts["both"] / counts[issue]
