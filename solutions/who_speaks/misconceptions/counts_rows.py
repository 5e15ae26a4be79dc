"""A long and a short quotation count alike here. Is that what you want to say of how much
of somebody is printed?
"""


def words_by_speaker(rows: list[dict]) -> dict[str, int]:
    """Count the words quoted of each speaker."""
    words: dict[str, int] = {}
    for row in rows:
        words[row["speaker"]] = words.get(row["speaker"], 0) + 1
    return words


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        if row["speaker"] == speaker:
            words[row["issue"]] += 1
    return words
