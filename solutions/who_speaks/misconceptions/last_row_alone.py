"""Each new row takes the place of the one before. What becomes of the words that were there?"""

ISSUES = ("drugs", "immigration", "both", "neither")


def words_by_speaker(rows: list[dict]) -> dict[str, int]:
    """Count the words quoted of each speaker."""
    words: dict[str, int] = {}
    for row in rows:
        words[row["speaker"]] = row["words"]
    return words


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        if row["speaker"] == speaker:
            words[row["issue"]] = row["words"]
    return words


def utterances(rows: list[dict], speaker: str) -> int:
    """Count a speaker's quotations as each article prints them, pieces joined."""
    own = [row for row in rows if row["speaker"] == speaker]
    groups = {row["group"] for row in own if row["group"] is not None}
    return len(groups) + sum(row["group"] is None for row in own)


def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    words = words_by_issue(rows, speaker)
    whole = sum(words.values())
    if whole == 0:
        return None
    return (words[issue] + words["both"]) / whole
