"""You close an article's list when another article comes. What if its next row stands further
down?
"""

from itertools import groupby


def share_by_article(rows: list[dict]) -> dict[str, float | None]:
    groups = groupby(rows, key=lambda row: row["article"])
    return {article: share_of_either(list(own)) for article, own in groups}
