"""What somebody is never quoted on cannot be seen in your result. How does a reader tell "nothing
was printed" from "nobody looked"?
"""


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        if row["speaker"] == speaker:
            words[row["issue"]] += row["words"]
    return {issue: number for issue, number in words.items() if number}


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    whole = sum(words.values())
    if whole == 0:
        return None
    return (words.get(issue, 0) + words.get("both", 0)) / whole
