"""Some words are about drugs and immigration together. Are they about neither?"""


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    whole = sum(words.values())
    if whole == 0:
        return None
    return words[issue] / whole
