"""The gradebook, a line for each student and exercise; and the list of whose page is which."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from framelab.grading.feedback import FOLDER, page_name
from framelab.grading.results import GONE, Entry
from framelab.grading.submissions import shown
from framelab.writing import first_free

FILE = "gradebook.csv"
COLUMNS = ("student", "exercise", "points", "max_points", "status", "isolation", "reason")
PAGES = "pages.csv"
"""Beside the folder of pages: whoever is given the folder need not learn who else is in it."""

# Where a cell begins, also for a spreadsheet that parts cells at other signs than commas; and what
# begins a formula there. A hyphen with a space or a number behind it begins none.
_FORMULA = re.compile(
    r"""([;,|:^~&])(?=[\s"']*(?:[=@＝＠]|[+\-＋－](?!\s|[\d.]+(?:[\s;,|:)]|$))))"""
)
_BEGINS = re.compile(r"""^(?=[\s"']*[=+\-@＝＋－＠])""")


def gradebook(entries: Iterable[Entry]) -> str:
    """Return the text of the gradebook."""
    rows = (
        (entry.student, graded.exercise, graded.points, graded.max_points, graded.status,
         entry.isolation, "; ".join(filter(None, (graded.reason, GONE if entry.is_gone else ""))))
        for entry in entries
        for graded in [entry.graded]
    )  # fmt: skip
    return _table(COLUMNS, rows)


def pages_list(students: Iterable[str]) -> str:
    """Return the text of the list that says which page is whose."""
    rows = ((student, f"{FOLDER}/{page_name(student)}") for student in students)
    return _table(("student", "page"), rows)


def set_aside(file: Path, ours: Iterable[str]) -> Path | None:
    """Move a file away that holds something else than what a run wrote.

    Parameters
    ----------
    file : Path
    ours : iterable of str
        What the last run wrote, and what this one is about to write.

    Returns
    -------
    Path or None
        Where it is now; None where nothing has to be kept.

    Raises
    ------
    OSError
        It cannot be read or moved.
    """
    if not file.exists() or file.read_bytes() in [text.encode() for text in ours]:
        return None
    return file.rename(
        first_free(lambda number: file.with_name(f"{file.stem}.before-{number}{file.suffix}"))
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    for row in rows:
        lines.writerow([safe_cell(each) if isinstance(each, str) else each for each in row])
    return text.getvalue()


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows: an apostrophe goes before what looks like a formula.

    Two texts never become one.
    """
    text = shown(re.sub(r"\s*[\t\n]\s*", " ", text))
    text = _FORMULA.sub(r"\1'", text)
    return f"'{text}" if _BEGINS.match(text) else text
