"""None in "group" means that nothing is joined. How many rows have it, and are they all pieces of one
sentence?
"""


def utterances(rows: list[dict], speaker: str) -> int:
    """Count a speaker's quotations as each article prints them, pieces joined."""
    return len({row["group"] for row in rows if row["speaker"] == speaker})
