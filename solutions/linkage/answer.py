"""When are two issues one story? Our answer."""

ISSUES = ("drugs", "immigration", "both", "neither")


def issue_counts(rows: list[dict]) -> dict[str, int]:
    """Count the paragraphs of each of the four issues."""
    counts = dict.fromkeys(ISSUES, 0)
    for row in rows:
        counts[row["issue"]] += 1
    return counts


def share_of_all(rows: list[dict]) -> float | None:
    """Give the part of all paragraphs that is on both issues, or None."""
    if not rows:
        return None
    return issue_counts(rows)["both"] / len(rows)


def share_of_either(rows: list[dict]) -> float | None:
    """Give the part that is on both, of the paragraphs on at least one issue, or None."""
    counts = issue_counts(rows)
    either = counts["drugs"] + counts["immigration"] + counts["both"]
    if not either:
        return None
    return counts["both"] / either


def share_of_issue(rows: list[dict], issue: str) -> float | None:
    """Give the part of an issue's paragraphs that is on the other issue too, or None."""
    counts = issue_counts(rows)
    on_issue = counts[issue] + counts["both"]
    if not on_issue:
        return None
    return counts["both"] / on_issue


def share_by_article(rows: list[dict]) -> dict[str, float | None]:
    """Give each article's own share_of_either: of its rows alone."""
    rows_of: dict[str, list[dict]] = {}
    for row in rows:
        rows_of.setdefault(row["article"], []).append(row)
    return {article: share_of_either(own) for article, own in rows_of.items()}
