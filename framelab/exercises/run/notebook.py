"""An answer that is a Jupyter notebook: its code cells, in order, as one text."""

import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Protocol


class Readable(Protocol):
    """What holds a notebook."""

    def read_bytes(self) -> bytes:
        """Return its content; OSError where it cannot be read."""


class NotebookError(ValueError):
    """A notebook cannot be used as an answer. The message says why, for a student."""


@dataclass(frozen=True, slots=True)
class NotebookCode:
    """The code of a notebook, and where each line of it stands.

    `cells` has for each code cell its number among all code cells, from 1, and the
    number of lines before it.
    """

    text: str
    cells: tuple[tuple[int, int], ...]

    def place(self, line: int) -> str:
        """Return where a line of `text` stands in the notebook."""
        at = bisect_right([before for _, before in self.cells], line - 1) - 1
        number, before = self.cells[at]
        return f"code cell {number}, line {line - before}"


def read_notebook(file: Readable) -> NotebookCode:
    """Return the code cells of a notebook of the format 4.

    Raises
    ------
    NotebookError
        The file is no notebook.
    """
    try:
        found = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise NotebookError(f"it cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotebookError("it is no notebook: not JSON in UTF-8; save it again") from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list):
        raise NotebookError("it is no notebook of the format 4: it has no list of cells")
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    lines = 0
    sources = [
        _source(cell)
        for cell in cells
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]
    for number, source in enumerate(sources, start=1):
        places.append((number, lines))
        texts.append(source)
        lines += source.count("\n") + 1
    return NotebookCode("\n".join(texts) + "\n", tuple(places) or ((1, 0),))


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    # As Jupyter does: a cell may be indented as a whole.
    lines = text.split("\n")
    first = next(filter(str.strip, lines), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return "\n".join(line.removeprefix(indent) for line in lines)
