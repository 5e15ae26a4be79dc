"""An article prints one sentence twice, or in three pieces. How many sentences are that?"""


def utterances(rows: list[dict], speaker: str) -> int:
    """Count a speaker's quotations as each article prints them, pieces joined."""
    return sum(row["speaker"] == speaker for row in rows)
