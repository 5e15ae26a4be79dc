"""Reading one table: a CSV file into typed rows, or an error that says where."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from importlib.resources.abc import Traversable
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from framelab.corpus.rows import Place, Scheme

Row = TypeVar("Row")

HEADER_ROW = 1
FIRST_ROW = HEADER_ROW + 1


class CorpusError(ValueError):
    """A table holds something that it may not hold.

    Attributes
    ----------
    file : str
        Name of the table's file.
    row : int or None
        Row as a spreadsheet shows it (the header is row 1); None where the fault is
        not in one row.
    column : str or None
        Name of the column; None where the fault is not in one column.
    found, allowed : str
        What stands there, and what may stand there.
    """

    def __init__(
        self, file: str, row: int | None, column: str | None, found: str, allowed: str
    ) -> None:
        self.file, self.row, self.column = file, row, column
        self.found, self.allowed = found, allowed
        place = [file]
        if row is not None:
            place.append(f"row {row}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: found {found}; allowed: {allowed}")


Schemes = Mapping[str, Sequence[str]]
"""For each kind of coded column the codes of the codebook; see `Codebook.schemes`."""


def read_table(file: Traversable, row_type: type[Row], schemes: Schemes) -> list[Row]:
    """Read a CSV table with a header into rows of `row_type`.

    Parameters
    ----------
    file : Traversable
        The file: a `pathlib.Path` or a resource of a package. UTF-8; the mark that
        spreadsheet programs put at the start is passed over.
    row_type : type
        A dataclass of `framelab.corpus.rows`.
    schemes : mapping of str to sequence of str
        The codes that cells of coded columns may hold, from the corpus's codebook.

    Returns
    -------
    list of row_type
        One for each row below the header, in the order of the file.

    Raises
    ------
    CorpusError
        The file is missing or not UTF-8, a column is missing, unknown or out of order,
        a row has too few or too many cells, a cell does not fit its column's type, or
        two rows have one key.
    """
    columns = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    reader = csv.reader(io.StringIO(_decode(file, columns), newline=""), strict=True)
    hints = get_type_hints(row_type, include_extras=True)
    rows: list[Row] = []
    row_of_key: dict[tuple[object, ...], int] = {}
    key_columns: tuple[str, ...] = row_type.KEY  # type: ignore[attr-defined]
    number = HEADER_ROW
    try:
        _check_header(file.name, next(reader, []), columns)
        for number, cells in enumerate(reader, start=FIRST_ROW):
            if len(cells) != len(columns):
                raise CorpusError(
                    file.name, number, None, f"{len(cells)} cells", f"{len(columns)} cells"
                )
            values = {
                column: _parse(
                    cell, hints[column], schemes, file=file.name, row=number, column=column
                )
                for column, cell in zip(columns, cells, strict=True)
            }
            key = tuple(values[column] for column in key_columns)
            if key in row_of_key:
                raise CorpusError(
                    file.name,
                    number,
                    " + ".join(key_columns),
                    f"{' + '.join(map(str, key))} again",
                    f"each once (it stands in row {row_of_key[key]} already)",
                )
            row_of_key[key] = number
            rows.append(row_type(**values))
    except csv.Error as error:
        # The reader fails on the row after the last one that it gave.
        raise CorpusError(file.name, number + 1, None, str(error), "well-formed CSV") from error
    return rows


def _decode(file: Traversable, columns: list[str]) -> str:
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise CorpusError(file.name, None, None, "no such file", "a CSV table") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + HEADER_ROW
        line = data[: error.start].rpartition(b"\n")[2].decode("utf-8")
        cells = next(csv.reader([line]), [""])
        in_column = row > HEADER_ROW and len(cells) <= len(columns)
        column = columns[len(cells) - 1] if in_column else None
        found = f"the byte 0x{data[error.start]:02X}, which is not UTF-8"
        raise CorpusError(file.name, row, column, found, "text in UTF-8") from error


def _check_header(file: str, found: list[str], columns: list[str]) -> None:
    for column in columns:
        if column not in found:
            raise CorpusError(
                file, HEADER_ROW, column, f"no such column among {', '.join(found) or 'none'}",
                ", ".join(columns),
            )  # fmt: skip
    if found != columns:
        raise CorpusError(file, HEADER_ROW, None, ", ".join(found), ", ".join(columns))


def _parse(cell: str, hint: Any, schemes: Schemes, *, file: str, row: int, column: str) -> object:
    """Turn one cell into what its column's type asks for."""

    def refuse(allowed: str) -> CorpusError:
        found = repr(cell) if cell else "an empty cell"
        return CorpusError(file, row, column, found, allowed)

    or_nothing = ""
    if NoneType in get_args(hint):
        if not cell:
            return None
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
        or_nothing = ", or nothing"
    if (codes := _codes(hint, schemes)) is not None:
        if cell not in codes:
            raise refuse(", ".join(codes) + or_nothing)
        return cell
    is_several = get_origin(hint) is tuple
    convert, allowed = _PLAIN_TYPES[get_args(hint)[0] if is_several else hint]
    try:
        if is_several:
            return tuple(convert(part.strip()) for part in cell.split(";") if cell)
        return convert(cell)
    except ValueError as error:
        raise refuse(allowed + or_nothing) from error


def _codes(hint: Any, schemes: Schemes) -> Sequence[str] | None:
    """Return the codes that a type allows; None for a type that is no list of codes."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) is Annotated:
        (scheme,) = (each for each in hint.__metadata__ if isinstance(each, Scheme))
        return schemes[scheme.name]
    return None


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError(cell)
    return int(cell)


def _text(cell: str) -> str:
    if not cell.strip():
        raise ValueError(cell)
    return cell


def _place(cell: str) -> Place:
    article, _, paragraph = cell.partition(" ")
    return Place(article, _count(paragraph))


_PLAIN_TYPES: dict[type, tuple[Callable[[str], object], str]] = {
    int: (_count, "a whole number in digits"),
    date: (date.fromisoformat, "a date as YYYY-MM-DD"),
    str: (_text, "some text"),
    Place: (_place, "an article and a paragraph, such as gazette 11"),
}
