"""You add the paragraphs on drugs to those on immigration. How often is a paragraph on both in your
sum?
"""


def share_of_either(rows: list[dict]) -> float | None:
    counts = issue_counts(rows)
    on_drugs = counts["drugs"] + counts["both"]
    on_immigration = counts["immigration"] + counts["both"]
    if on_drugs + on_immigration == 0:
        return None
    return counts["both"] / (on_drugs + on_immigration)
