"""One speaker of a side is silent, and another speaks. Is the speaker absent, or the side?"""


def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    speakers = {row["speaker"] for row in rows}
    return sorted({side for speaker, side in sides.items() if speaker not in speakers})
