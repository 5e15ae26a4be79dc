"""When are two issues one story? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

# %% The rows of the example
EXAMPLE = [
    {"article": "gazette", "paragraph": 1, "issue": "neither"},
    {"article": "gazette", "paragraph": 2, "issue": "drugs"},
    {"article": "courier", "paragraph": 1, "issue": "both"},
    {"article": "gazette", "paragraph": 3, "issue": "both"},
    {"article": "gazette", "paragraph": 4, "issue": "drugs"},
    {"article": "herald", "paragraph": 1, "issue": "neither"},
    {"article": "gazette", "paragraph": 5, "issue": "immigration"},
    {"article": "courier", "paragraph": 2, "issue": "drugs"},
    {"article": "herald", "paragraph": 2, "issue": "neither"},
    {"article": "gazette", "paragraph": 6, "issue": "drugs"},
]


# %% 1. Paragraphs by issue
def issue_counts(rows: list[dict]) -> dict[str, int]:
    """Count the paragraphs of each of the four issues."""
    ...


# %% 2. Share of all paragraphs
def share_of_all(rows: list[dict]) -> float | None:
    """Give the part of all paragraphs that is on both issues, or None."""
    ...


# %% 3. Share of the paragraphs on either issue
def share_of_either(rows: list[dict]) -> float | None:
    """Give the part that is on both, of the paragraphs on at least one issue, or None."""
    ...


# %% 4. Share of the paragraphs on one issue
def share_of_issue(rows: list[dict], issue: str) -> float | None:
    """Give the part of an issue's paragraphs that is on the other issue too, or None."""
    ...


# %% 5. Each article by itself
def share_by_article(rows: list[dict]) -> dict[str, float | None]:
    """Give each article's own share_of_either: of its rows alone."""
    ...


# %% Try it: `python exercises/linkage/answer.py` shows what your functions give for EXAMPLE
if __name__ == "__main__":
    print(issue_counts(EXAMPLE))
    print(share_of_all(EXAMPLE))
    print(share_of_either(EXAMPLE))
    print(share_of_issue(EXAMPLE, "drugs"), share_of_issue(EXAMPLE, "immigration"))
    print(share_by_article(EXAMPLE))
