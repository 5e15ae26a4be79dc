"""Your share grows smaller when others are quoted more. Whose words are the whole that it is part
of?
"""


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    if sum(words.values()) == 0:
        return None
    whole = sum(row["words"] for row in rows)
    return (words[issue] + words["both"]) / whole
