"""Who speaks, and on what? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

# %% The rows of the example
EXAMPLE = [
    {"quote": "q1", "article": "gazette", "speaker": "ames", "kind": "direct",
     "issue": "drugs", "words": 12, "group": None},
    {"quote": "q2", "article": "gazette", "speaker": "ames", "kind": "partial",
     "issue": "drugs", "words": 4, "group": "ames-clinic"},
    {"quote": "q3", "article": "gazette", "speaker": "burke", "kind": "direct",
     "issue": "immigration", "words": 20, "group": None},
    {"quote": "q4", "article": "gazette", "speaker": "ames", "kind": "partial",
     "issue": "drugs", "words": 5, "group": "ames-clinic"},
    {"quote": "q5", "article": "courier", "speaker": "ames", "kind": "direct",
     "issue": "both", "words": 9, "group": None},
    {"quote": "q6", "article": "courier", "speaker": "ames", "kind": "direct",
     "issue": "neither", "words": 6, "group": None},
]  # fmt: skip


# %% 1. Words by speaker
def words_by_speaker(rows: list[dict]) -> dict[str, int]:
    """Count the words quoted of each speaker."""
    ...


# %% 2. Words by issue
def words_by_issue(rows: list[dict], speaker: str) -> dict[str, int]:
    """Count one speaker's words on each of the four issues."""
    ...


# %% 3. Utterances
def utterances(rows: list[dict], speaker: str) -> int:
    """Count a speaker's quotations as each article prints them, pieces joined."""
    ...


# %% 4. Share on an issue
def share_on(rows: list[dict], speaker: str, issue: str) -> float | None:
    """Give the part of a speaker's words that is about an issue, or None."""
    ...


# %% Try it: `python exercises/who_speaks/answer.py` shows what your functions give for EXAMPLE
if __name__ == "__main__":
    print(words_by_speaker(EXAMPLE))
    print(words_by_issue(EXAMPLE, "ames"))
    print(utterances(EXAMPLE, "ames"))
    print(share_on(EXAMPLE, "ames", "drugs"))
