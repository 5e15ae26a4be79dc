"""You give 0 for somebody who is not quoted at all, and for somebody who is quoted on other things.
Are these the same finding?
"""


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    whole = sum(words.values())
    if whole == 0:
        return 0.0
    return (words[issue] + words["both"]) / whole
