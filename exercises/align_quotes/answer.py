"""What did the cut drop? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

# %% The example: one utterance, as two newspapers print it
FULL_TEXT = "“We will not close the clinic, and we will never sell the land.”"
CUT_TEXT = "“We will … sell the land.”"

FULL = ["we", "will", "not", "close", "the", "clinic", "and",
        "we", "will", "never", "sell", "the", "land"]  # fmt: skip
CUT = ["we", "will", "sell", "the", "land"]

# %% Two constants for your functions
# What is taken off both ends of a word.
MARKS = ".,;:!?“”\"‘’'()—–-…[]"

# Words that deny; besides them, every word that ends in "n't".
NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip


# %% 1. The words of a printing
def words(text: str) -> list[str]:
    """Give the words of a text in order, in small letters, without marks at their ends."""
    ...


# %% 2. Is it a cut?
def is_cut_of(full: list[str], cut: list[str]) -> bool:
    """Tell whether the words of `cut` stand in `full` in the same order."""
    ...


# %% 3. What was dropped
def dropped(full: list[str], cut: list[str]) -> list[str] | None:
    """Give the words of `full` that the cut leaves out, in order, or None."""
    ...


# %% 4. Was a negation lost?
def lost_negation(full: list[str], cut: list[str]) -> list[str] | None:
    """Give the negating words among the dropped ones, in order, or None."""
    ...


# %% 5. The share that was kept
def share_kept(full: list[str], cut: list[str]) -> float | None:
    """Give the part of the words of `full` that the cut keeps, or None."""
    ...


# %% Try it: `python exercises/align_quotes/answer.py` shows what your functions give
if __name__ == "__main__":
    print(words(FULL_TEXT))
    print(words(CUT_TEXT))
    print(is_cut_of(FULL, CUT))
    print(dropped(FULL, CUT))
    print(lost_negation(FULL, CUT))
    print(share_kept(FULL, CUT))
