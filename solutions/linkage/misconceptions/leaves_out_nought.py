"""An issue without paragraphs is missing from your dictionary. How does a reader tell "there is none"
from "nobody looked"?
"""

from collections import Counter


def issue_counts(rows: list[dict]) -> dict[str, int]:
    return Counter(row["issue"] for row in rows)
