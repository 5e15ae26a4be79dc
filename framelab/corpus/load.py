"""The corpus as one object: its tables, read and checked against each other."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from framelab.corpus.checks import check_tables
from framelab.corpus.codebook import CODEBOOK, Codebook, read_codebook
from framelab.corpus.rows import (
    Article,
    Context,
    Event,
    Figure,
    Frame,
    FrameCode,
    IssueCode,
    Note,
    Paragraph,
    Provenance,
    Quote,
    Reported,
    Speaker,
    SpeechCode,
    Term,
    TokenCount,
)
from framelab.corpus.tables import read_table

Row = TypeVar("Row")

ROW_TYPES: Mapping[str, type] = {
    "articles": Article,
    "speakers": Speaker,
    "events": Event,
    "paragraphs": Paragraph,
    "tokens": TokenCount,
    "quotes": Quote,
    "reported": Reported,
    "figures": Figure,
    "context": Context,
    "frames": Frame,
    "frame_codes": FrameCode,
    "issue_codes": IssueCode,
    "speech_codes": SpeechCode,
    "notes": Note,
    "lexicon": Term,
    "provenance": Provenance,
}


class Table(Sequence[Row], Generic[Row]):
    """Rows in the order of their file, found by position or by key.

    The key is the value of the row type's `KEY` field, or a tuple of the values where
    there are several: `articles["gazette"]`, `paragraphs["gazette", 11]`. Nothing in a table
    can be changed.
    """

    __slots__ = ("_row_of_key", "_rows")

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)
        self._row_of_key = {_key(row): row for row in self._rows}

    @overload
    def __getitem__(self, at: int | str | tuple[str | int, ...]) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice | str | tuple[str | int, ...]) -> Row | tuple[Row, ...]:
        """Give the row at a position or with a key; IndexError or KeyError without one."""
        if isinstance(at, (int, slice)):
            return self._rows[at]
        return self._row_of_key[at]

    def get(self, key: str | tuple[str | int, ...]) -> Row | None:
        """Give the row with a key, or None without one."""
        return self._row_of_key.get(key)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __contains__(self, item: object) -> bool:
        """Tell whether the table has this row, or a row with this key."""
        return item in self._row_of_key or item in self._rows

    def __repr__(self) -> str:
        kind = type(self._rows[0]).__name__ if self._rows else "row"
        return f"<table of {len(self)} {kind}>"


def _key(row: object) -> object:
    values = tuple(getattr(row, name) for name in row.KEY)  # type: ignore[attr-defined]
    return values[0] if len(values) == 1 else values


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: its codebook, and all its tables.

    `framelab.corpus.rows` says what the columns of the tables mean.
    """

    codebook: Codebook
    articles: Table[Article]
    speakers: Table[Speaker]
    events: Table[Event]
    paragraphs: Table[Paragraph]
    tokens: Table[TokenCount]
    quotes: Table[Quote]
    reported: Table[Reported]
    figures: Table[Figure]
    context: Table[Context]
    frames: Table[Frame]
    frame_codes: Table[FrameCode]
    issue_codes: Table[IssueCode]
    speech_codes: Table[SpeechCode]
    notes: Table[Note]
    lexicon: Table[Term]
    provenance: Table[Provenance]

    @property
    def is_speech_coded(self) -> bool:
        """Whether a reader has coded who speaks: a corpus of new texts has no speaker yet."""
        return bool(self.speakers or self.quotes)


def load_corpus(path: str | os.PathLike[str] | Traversable) -> Corpus:
    """Read a corpus from a folder of tables, checked as a whole.

    Parameters
    ----------
    path : path-like or Traversable
        A folder with `codebook.toml` and a CSV file for each table: `articles.csv` and all
        others of `ROW_TYPES`.

    Returns
    -------
    Corpus
        Typed rows that cannot be changed.

    Raises
    ------
    CorpusError
        The codebook or a table is missing or malformed, a cell holds a code that the
        codebook does not have, or two tables contradict each other: a row names an article,
        speaker or event that has no row, a paragraph that the article does not have, or a
        number of words that the text does not have. The error says which file, row and
        column, what was found and what is allowed.
    """
    folder = path if isinstance(path, Traversable) else Path(path)
    codebook = read_codebook(folder / CODEBOOK)
    schemes = codebook.schemes()
    rows: dict[str, list[Any]] = {
        name: read_table(folder / f"{name}.csv", row_type, schemes)
        for name, row_type in ROW_TYPES.items()
    }
    check_tables(rows, codebook)
    return Corpus(codebook, **{name: Table(rows[name]) for name in ROW_TYPES})
