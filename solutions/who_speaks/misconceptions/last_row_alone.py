"""Each new row takes the place of the one before. What becomes of the words that were there?"""


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
