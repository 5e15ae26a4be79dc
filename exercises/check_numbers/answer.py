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


# %% 2. Change
def change(before: float, after: float) -> float | None:
    """Give the change in percent of the number before, or None."""
    ...


# %% 3. Per year
def per_year(count: float, first_year: int, last_year: int) -> float:
    """Give how many there were per year, first and last year included."""
    ...


# %% 4. Per day
def per_day(count: float, first: str, last: str) -> float:
    """Give how many there were per day, first and last day included."""
    ...


# %% 5. Total
def total(rows: list[dict]) -> float:
    """Add up the figures, and count nothing twice."""
    ...


# %% Try it: `python exercises/check_numbers/answer.py` shows what your functions give
if __name__ == "__main__":
    print("share(120, 480):", share(120, 480))
    print("share(0, 0), expected None:", share(0, 0))
    for part, whole in [(600, 480), (5, 0), (-1, 480)]:
        try:
            print(f"share({part}, {whole}), expected a ValueError:", share(part, whole))
        except ValueError as error:
            print(f"share({part}, {whole}) raised a ValueError, as it should:", error)
    print("change(400, 500):", change(400, 500))
    print("change(0, 7), expected None:", change(0, 7))
    print("per_year(60, 2021, 2023):", per_year(60, 2021, 2023))
    apart = date.fromisoformat("2031-04-03") - date.fromisoformat("2031-03-30")
    print("from 30 March to 3 April, by subtraction:", apart.days, "days")
    print("per_day(90, ...), 30 March to 3 April:", per_day(90, "2031-03-30", "2031-04-03"))
    print("total(EXAMPLE):", total(EXAMPLE))
