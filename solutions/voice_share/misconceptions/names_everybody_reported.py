"""Some whom you name are also quoted, in another row. What does "only" ask you to look at?"""


def only_reported(rows: list[dict]) -> list[str]:
    return sorted({row["speaker"] for row in rows if row["form"] == "reported"})
