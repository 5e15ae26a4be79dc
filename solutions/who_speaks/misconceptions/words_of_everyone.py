"""Your result is the same whichever speaker is asked for. Where does your loop look at who speaks?"""


def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    words = dict.fromkeys(ISSUES, 0)
    for row in rows:
        words[row["issue"]] += row["words"]
    return words
