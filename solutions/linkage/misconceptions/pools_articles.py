"""All your articles have one and the same share. Whose paragraphs does each share come from?"""


def share_by_article(rows: list[dict]) -> dict[str, float | None]:
    return {row["article"]: share_of_either(rows) for row in rows}
