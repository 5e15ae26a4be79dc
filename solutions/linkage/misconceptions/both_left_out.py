"""A paragraph on both stands above your line. Is it not also one of the paragraphs on at least one
issue, below the line?
"""


def share_of_either(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    either = counts["drugs"] + counts["immigration"]
    if either == 0:
        return None
    return counts["both"] / either
