"""Whose voice is it? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

# %% The rows and the sides of the example
EXAMPLE = [
    {"article": "gazette", "paragraph": 1, "speaker": "ames", "form": "quoted", "words": 10},
    {"article": "gazette", "paragraph": 1, "speaker": "ames", "form": "quoted", "words": 5},
    {"article": "gazette", "paragraph": 1, "speaker": "brook", "form": "reported", "words": None},
    {"article": "gazette", "paragraph": 1, "speaker": "ames", "form": "quoted", "words": 5},
    {"article": "gazette", "paragraph": 2, "speaker": "cole", "form": "quoted", "words": 6},
    {"article": "gazette", "paragraph": 4, "speaker": "cole", "form": "quoted", "words": 4},
    {"article": "courier", "paragraph": 1, "speaker": "dunn", "form": "quoted", "words": 30},
    {"article": "courier", "paragraph": 1, "speaker": "cole", "form": "reported", "words": None},
    {"article": "courier", "paragraph": 1, "speaker": "dunn", "form": "reported", "words": None},
    {"article": "courier", "paragraph": 4, "speaker": "gray", "form": "reported", "words": None},
]
SIDES = {
    "ames": "administration",
    "brook": "administration",
    "cole": "advocate",
    "dunn": "local",
    "ellis": "affected",
    "finch": "congress",
    "gray": "local",
    "hale": "advocate",
}


# %% 1. Only paraphrased
def only_reported(rows: list[dict]) -> list[str]:
    """List the speakers who are reported and never quoted."""
    ...


# %% 2. Absent
def absent(rows: list[dict], sides: dict[str, str]) -> list[str]:
    """List the sides that have no row."""
    ...


# %% 3. In whose words?
def quoted_part(rows: list[dict], sides: dict[str, str]) -> dict[str, float | None]:
    """Give the part of each side's rows that are quoted; None for sides that have no row."""
    ...


# %% 4. Shares
def share_by_side(rows: list[dict], sides: dict[str, str], unit: str) -> dict[str, float | None]:
    """Give each side's share of what is counted: "rows", "words" or "paragraphs"."""
    ...


# %% 5. The largest share
def most_heard(rows: list[dict], sides: dict[str, str], unit: str) -> list[str]:
    """List the side, or the sides, with the largest share in a unit."""
    ...


# %% Try it: `python exercises/voice_share/answer.py` shows what your functions give for EXAMPLE
if __name__ == "__main__":
    print(only_reported(EXAMPLE))
    print(absent(EXAMPLE, SIDES))
    print(quoted_part(EXAMPLE, SIDES))
    for unit in ("rows", "words", "paragraphs"):
        print(unit, share_by_side(EXAMPLE, SIDES, unit), most_heard(EXAMPLE, SIDES, unit))
