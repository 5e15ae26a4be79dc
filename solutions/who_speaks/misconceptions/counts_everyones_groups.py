"""Your number grows when somebody else is quoted in pieces. Whose labels do you count?"""


def utterances(rows: list[dict], speaker: str) -> int:
    """Count a speaker's quotations as each article prints them, pieces joined."""
    own = [row for row in rows if row["speaker"] == speaker]
    groups = {row["group"] for row in rows if row["group"] is not None}
    return len(groups) + sum(row["group"] is None for row in own)
