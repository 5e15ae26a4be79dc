"""What did the cut drop? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

# %% The example: one utterance, as two newspapers print it
FULL_TEXT = "“We will not close the clinic, and we will never sell the land.”"
SHORT_TEXT = "“We will … sell the land.”"

FULL = ["we", "will", "not", "close", "the", "clinic", "and",
        "we", "will", "never", "sell", "the", "land"]  # fmt: skip
SHORT = ["we", "will", "sell", "the", "land"]

# %% A constant for task 3
# Words that deny; besides them, every word that ends in "n't".
NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip

# %% Ready-made: from a text to its words. It is not checked; you need not change it.
MARKS = ".,;:!?“”\"‘’'()—–-…[]"


def words(text: str) -> list[str]:
    """Give the words of a text in order, in small letters, without marks at their ends."""
    # One outlet prints a curly apostrophe in don't, another a straight one.
    pieces = text.lower().replace("’", "'").split()
    # .strip(MARKS) removes any of these characters from both ends, as many as there are.
    stripped = [piece.strip(MARKS) for piece in pieces]
    # A dash between spaces leaves an empty piece: it is no word.
    return [word for word in stripped if word]


# %% 1. What was dropped
def dropped(full: list[str], short: list[str]) -> list[str] | None:
    """Give the words of `full` that `short` leaves out, in order; None if it is no cut."""
    ...


# %% 2. Is it a cut?
def is_cut_of(full: list[str], short: list[str]) -> bool:
    """Tell whether the words of `short` stand in `full` in the same order."""
    ...


# %% 3. Was a negation lost?
def lost_negation(full: list[str], short: list[str]) -> list[str] | None:
    """Give the negating words among the dropped ones, in order; None if it is no cut."""
    ...


# %% 4. The share that was kept
def share_kept(full: list[str], short: list[str]) -> float | None:
    """Give the part of the words of `full` that `short` keeps, or None."""
    ...


# %% Try it: `python exercises/align_quotes/answer.py` shows what your functions give
if __name__ == "__main__":
    print(words(FULL_TEXT))
    print(words(SHORT_TEXT))
    print(dropped(FULL, SHORT))
    print(is_cut_of(FULL, SHORT))
    print(lost_negation(FULL, SHORT))
    print(share_kept(FULL, SHORT))
