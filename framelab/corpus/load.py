"""The corpus as one object: its tables, read and checked against each other."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from html import escape
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

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

if TYPE_CHECKING:
    import pandas as pd

    from framelab.corpus.keyword_in_context import Occurrence

Row = TypeVar("Row")

BOOK_VARIABLE = "FRAMELAB_BUILDS_A_BOOK"
"""Set in the environment while a book is built: whole texts are out of reach then."""

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
        """Return the row at a position or with a key; IndexError or KeyError without one."""
        if isinstance(at, (int, slice)):
            return self._rows[at]
        return self._row_of_key[at]

    def get(self, key: str | tuple[str | int, ...]) -> Row | None:
        """Return the row with a key, or None without one."""
        return self._row_of_key.get(key)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __contains__(self, item: object) -> bool:
        """Return whether the table has this row, or a row with this key."""
        return item in self._row_of_key or item in self._rows

    def to_frame(self) -> "pd.DataFrame":
        """Return the rows as a DataFrame of pandas, a column a field.

        Raises
        ------
        ModuleNotFoundError
            pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - needed here alone
        except ModuleNotFoundError as error:
            message = "to_frame: found no pandas; allowed: pip install 'framelab[analysis]'"
            raise ModuleNotFoundError(message, name="pandas") from error
        columns = [field.name for field in fields(self._rows[0])] if self._rows else []  # type: ignore[arg-type]
        return pd.DataFrame(
            [[getattr(row, name) for name in columns] for row in self._rows], columns=columns
        )

    def __repr__(self) -> str:
        kind = type(self._rows[0]).__name__ if self._rows else "row"
        return f"<table of {len(self)} {kind}>"


SHOWN = 20
"""Articles that a notebook shows of a corpus, and a message names."""


def _key(row: object) -> object:
    values = tuple(getattr(row, name) for name in row.KEY)  # type: ignore[attr-defined]
    return values[0] if len(values) == 1 else values


@dataclass(frozen=True, slots=True, repr=False)
class Corpus:
    """A corpus: its codebook, and all its tables.

    `framelab.corpus.rows` says what the columns of the tables mean. The length of a corpus
    is its number of articles.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> load_corpus()
    <corpus of 5 articles on drugs, immigration: 103 paragraphs, 4,614 words, 55 quotations>
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

    def __len__(self) -> int:
        return len(self.articles)

    def __repr__(self) -> str:
        words = sum(article.words for article in self.articles)
        issues = ", ".join(issue.label for issue in self.codebook.issues.values())
        articles = "1 article" if len(self) == 1 else f"{len(self):,} articles"
        return (
            f"<corpus of {articles} on {issues}: {len(self.paragraphs):,} paragraphs, "
            f"{words:,} words, {len(self.quotes):,} quotations>"
        )

    def _repr_html_(self) -> str:
        """Return the articles as a table, for a notebook."""
        quoted = Counter(quote.article for quote in self.quotes)
        head = "".join(
            f'<th scope="col">{each}</th>'
            for each in ("Article", "Outlet", "Title", "Paragraphs", "Words", "Quotations")
        )
        body = "".join(
            f'<tr><th scope="row">{escape(row.article)}</th><td>{escape(row.name)}</td>'
            f"<td>{escape(row.title)}</td><td>{row.paragraphs:,}</td><td>{row.words:,}</td>"
            f"<td>{quoted[row.article]:,}</td></tr>"
            for row in self.articles[:SHOWN]
        )
        return (
            f"<table><caption>{escape(repr(self)[1:-1])}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def how_quoted(self, quote: Quote) -> str:
        """Return the kind of a quotation in words, and whom the article has the words from."""
        kind = self.codebook.speech_kinds[quote.kind].label
        return f"{kind}, by way of {quote.via}" if quote.via else kind

    def to_frame(self, table: str = "paragraphs") -> "pd.DataFrame":
        """Return a table as a DataFrame of pandas.

        Parameters
        ----------
        table : str
            One of `ROW_TYPES`.

        Raises
        ------
        ValueError
            There is no such table.
        ModuleNotFoundError
            pandas is not installed.
        """
        if table not in ROW_TYPES:
            raise ValueError(f"table: found {table!r}; allowed: {', '.join(ROW_TYPES)}")
        frame: pd.DataFrame = getattr(self, table).to_frame()
        return frame

    def kwic(self, term: str, article: str | None = None) -> "list[Occurrence]":
        """Return every place of a term in the texts that are attached on this machine.

        Parameters
        ----------
        term : str
            One word or several in a row.
        article : str, optional
            The id of one article; all attached texts without it.

        Returns
        -------
        list of Occurrence
            In the order of the articles. Texts are attached by `framelab corpus attach`.

        Raises
        ------
        LookupError
            No text of these articles is attached, or a book is being built: whole texts
            never come into a book.
        KeyError
            The corpus has no such article.
        """
        if os.environ.get(BOOK_VARIABLE):
            raise LookupError("kwic: found a book that is being built; allowed: a notebook")
        # Loaded here alone, so that nothing that makes a book has read a text.
        from framelab.corpus.attached import attached_text, data_folder  # noqa: PLC0415
        from framelab.corpus.keyword_in_context import occurrences  # noqa: PLC0415

        data = data_folder()
        chosen = [self.articles[article]] if article else list(self.articles)
        texts = {row.article: attached_text(row, data) for row in chosen} if data else {}
        attached = {name: text for name, text in texts.items() if text is not None}
        if not attached:
            asked = ", ".join(row.article for row in chosen[:SHOWN])
            raise LookupError(
                f"kwic: found no attached text of {asked}; allowed: texts that you hold "
                "lawfully, attached by: framelab corpus attach FOLDER"
            )
        return [each for name, text in attached.items() for each in occurrences(name, text, term)]

    @property
    def is_speech_coded(self) -> bool:
        """Return whether a reader has coded who speaks: new texts have no speaker yet."""
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
