"""A paragraph of a short article weighs more in your share than one of a long article. The question
is about paragraphs: should each of them not weigh the same?
"""


def share_of_either(rows: list[dict]) -> float | None:
    shares = []
    for article in {row["article"] for row in rows}:
        counts = issue_counts([row for row in rows if row["article"] == article])
        either = counts["drugs"] + counts["immigration"] + counts["both"]
        if either > 0:
            shares.append(counts["both"] / either)
    return sum(shares) / len(shares) if shares else None
