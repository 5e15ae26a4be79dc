"""Every code that can be defended: `accept.csv` in the solutions of a "data" exercise."""

import csv
from pathlib import Path

from framelab.exercises.definition.exercise import ExerciseError

ACCEPTED = "accept.csv"
_COLUMNS = ["item", "code", "reason"]


class Accepted:
    """The codes that are accepted for each item, and why.

    The first code of an item is ours.

    Parameters
    ----------
    file : Path
        A CSV file with the columns item, code, reason.

    Raises
    ------
    ExerciseError
        The file is missing or has other columns, a cell is empty, or a code is there
        twice.
    """

    def __init__(self, file: Path) -> None:
        self._reasons: dict[str, dict[str, str]] = {}
        try:
            with file.open(encoding="utf-8", newline="") as stream:
                reader = csv.DictReader(stream)
                rows = list(reader)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise ExerciseError(file, "the file", str(error), "a CSV file in UTF-8") from error
        if reader.fieldnames != _COLUMNS:
            found = ", ".join(reader.fieldnames or ["nothing"])
            raise ExerciseError(file, "row 1", found, ", ".join(_COLUMNS))
        for number, row in enumerate(rows, start=2):
            if not all(row[column] and row[column].strip() for column in _COLUMNS):
                raise ExerciseError(file, f"row {number}", "an empty cell", "item, code and reason")
            reasons = self._reasons.setdefault(row["item"], {})
            if row["code"] in reasons:
                raise ExerciseError(file, f"row {number}", f"{row['code']} again", "a code once")
            reasons[row["code"]] = row["reason"]

    @property
    def items(self) -> list[str]:
        """The items, in the order of the file."""
        return list(self._reasons)

    def __getitem__(self, item: str) -> tuple[str, ...]:
        """Return the codes accepted for an item, ours first; KeyError for another item."""
        return tuple(self._reasons[item])

    def ours(self, item: str) -> str:
        """Return the code that is ours."""
        return self[item][0]

    def note(self, item: str, code: str) -> str | None:
        """Return why a code that is not ours is accepted; None where it is ours, or is not.

        Ours is not named: who may code an item in another way may do so for the whole exercise,
        and would read our answer to the hidden items.
        """
        reasons = self._reasons.get(item, {})
        if code not in reasons or code == self.ours(item):
            return None
        return f"accepted: {reasons[code]}"
