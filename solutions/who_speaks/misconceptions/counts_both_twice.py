"""Add up the four numbers for one speaker. Why are there more words than were quoted?"""


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        if row["speaker"] == speaker:
            words[row["issue"]] += row["words"]
            if row["issue"] == "both":
                words["drugs"] += row["words"]
                words["immigration"] += row["words"]
    return words


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    whole = sum(row["words"] for row in rows if row["speaker"] == speaker)
    if whole == 0:
        return None
    return words[issue] / whole
