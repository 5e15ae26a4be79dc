"""Look at the rows of the kinds "partial" and "block". Whose words stand in them?"""


def words_by_speaker(rows: list[dict]) -> dict[str, int]:
    """Count the words quoted of each speaker."""
    words: dict[str, int] = {}
    for row in rows:
        if row["kind"] != "direct":
            continue
        words[row["speaker"]] = words.get(row["speaker"], 0) + row["words"]
    return words


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        if row["speaker"] == speaker and row["kind"] == "direct":
            words[row["issue"]] += row["words"]
    return words
