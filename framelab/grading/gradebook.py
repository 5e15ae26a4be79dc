"""The gradebook: a line for each student and exercise."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from framelab.grading.results import Entry
from framelab.grading.submissions import shown
from framelab.writing import write_file

FILE = "gradebook.csv"
COLUMNS = ("student", "exercise", "points", "max_points", "status", "isolation", "reason")


def write_gradebook(entries: Iterable[Entry], file: Path) -> None:
    """Write the gradebook, whole or not at all.

    Raises
    ------
    OSError
        It cannot be written.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entry in entries:
        graded = entry.graded
        cells = (entry.student, graded.exercise, graded.points, graded.max_points, graded.status,
                 entry.isolation, graded.reason)  # fmt: skip
        rows.writerow([safe_cell(each) if isinstance(each, str) else each for each in cells])
    write_file(file, text.getvalue())


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows: an apostrophe goes before what looks like a formula."""
    text = shown(re.sub(r"\s*[\t\n]\s*", " ", text))
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text
