"""Checks that hold for any table: ids, references to other tables, paragraph numbers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from framelab.corpus.codebook import ID
from framelab.corpus.rows import Article
from framelab.corpus.tables import FIRST_ROW, CorpusError

__all__ = ["ID", "check_ids", "check_known", "check_paragraph_numbers", "numbered"]


def numbered(rows: Sequence[Any]) -> Iterable[tuple[int, Any]]:
    """Return every row with its number, as a spreadsheet shows it."""
    return enumerate(rows, start=FIRST_ROW)


def check_ids(table: str, column: str, rows: Sequence[Any]) -> None:
    """Refuse a row whose id is not small letters and digits, joined by hyphens."""
    for number, row in numbered(rows):
        value = getattr(row, column)
        if not ID.fullmatch(value):
            allowed = "a small letter, then small letters and digits, joined by hyphens"
            raise CorpusError(f"{table}.csv", number, column, repr(value), allowed)


def check_known(
    table: str, column: str, used: Iterable[Iterable[str]], known: Collection[str]
) -> None:
    """Refuse a row that names something which is not among `known`."""
    for number, values in enumerate(used, start=FIRST_ROW):
        for value in values:
            if value not in known:
                allowed = ", ".join(known)
                raise CorpusError(f"{table}.csv", number, column, repr(value), allowed)


def check_paragraph_numbers(
    table: str, rows: Sequence[Any], articles: Mapping[str, Article]
) -> None:
    """Refuse a row whose paragraph its article does not have."""
    for number, row in numbered(rows):
        last = articles[row.article].paragraphs
        if not 1 <= row.paragraph <= last:
            raise CorpusError(
                f"{table}.csv", number, "paragraph", str(row.paragraph),
                f"1 to {last}, the paragraphs of {row.article}",
            )  # fmt: skip
