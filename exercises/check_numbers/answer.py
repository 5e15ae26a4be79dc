"""What does a number do? Your answer. The task stands in brief.md."""

# Lines that begin with "# %%" divide the file into cells: VS Code, Spyder and
# JupyterLab (with Jupytext) run them one by one. Everywhere else they are comments.

from datetime import date

# %% The rows of the example
EXAMPLE = [
    {"figure": "visits", "value": 480, "unit": "contacts", "part_of": None},
    {"figure": "children", "value": 120, "unit": "contacts", "part_of": "visits"},
    {"figure": "infants", "value": 30, "unit": "contacts", "part_of": "children"},
    {"figure": "night-calls", "value": 45, "unit": "contacts", "part_of": "calls"},
]


# %% 1. A part of a whole
def share(part: float, whole: float) -> float | None:
    """Give a part as a share of its whole, from 0 to 1, or None."""
    ...


# %% 2. Per day
def per_day(count: float, first: str, last: str) -> float:
    """Give how many there were per day, first and last day included."""
    ...


# %% 3. Change
def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    ...


# %% 4. Per year
def per_year(count: float, first_year: int, last_year: int) -> float:
    """Give how many there were per year, first and last year included."""
    ...


# %% 5. Total
def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    ...


# %% Try it: `python exercises/check_numbers/answer.py` shows what your functions give
if __name__ == "__main__":
    print(date.fromisoformat("2031-04-03") - date.fromisoformat("2031-03-30"))
    print(share(120, 480))
    print(per_day(90, "2031-03-30", "2031-04-03"))
    print(change(400, 500))
    print(per_year(60, 2021, 2023))
    print(total(EXAMPLE))
