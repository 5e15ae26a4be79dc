"""Your share of either issue falls when an article adds a paragraph on the weather. Which paragraphs
could have been on both issues, and which are on neither?
"""


def share_of_either(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    if counts["neither"] == len(rows):
        return None
    return counts["both"] / len(rows)
