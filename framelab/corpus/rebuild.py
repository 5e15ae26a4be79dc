"""Everything in the tables that follows from the texts alone, worked out anew.

Tokens, word counts, numbers of paragraphs and hashes are rebuilt; what a reader wrote
(gists, codes, quotations, who speaks) stays as it stands.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from framelab.corpus.bodies import read_bodies, read_settling
from framelab.corpus.codebook import CODEBOOK, read_codebook
from framelab.corpus.counting import (
    Cells,
    CountedParagraph,
    article_cells,
    counted,
    paragraph_cells,
    token_cells,
)
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.tables import read_table
from framelab.corpus.texts import BodyError
from framelab.corpus.tokens import tokenize
from framelab.writing import write_file

Bodies = Mapping[str, Sequence[CountedParagraph]]


def rebuild_tables(texts: Path, data: Path, *, write: bool = True) -> list[str]:
    """Bring a corpus's tables into line with the texts they were made from.

    Parameters
    ----------
    texts : Path
        A folder with one `ARTICLE.txt` for each article of `bodies.toml`.
    data : Path
        The folder of the tables, with `bodies.toml`. `tokens.csv` is written whole;
        in `articles.csv`, `paragraphs.csv` and `quotes.csv` only the counted columns
        change.
    write : bool
        False to find out what would change and change nothing.

    Returns
    -------
    list of str
        Names of the tables that changed, or would.

    Raises
    ------
    BodyError
        A text is missing or unreadable, `bodies.toml` is wrong, or `paragraphs.csv` has
        other paragraphs than the texts: a reader has to settle that first.
    CorpusError
        A table cannot be read.
    """
    texts_read = read_bodies(texts, read_settling(data / "bodies.toml"))
    bodies = {article: counted(paragraphs) for article, paragraphs in texts_read.items()}
    schemes = read_codebook(data / CODEBOOK).schemes()
    for name in ("articles", "paragraphs", "quotes"):
        read_table(data / f"{name}.csv", ROW_TYPES[name], schemes)  # to fail here, and say where
    tables = {
        "tokens.csv": _tokens(bodies),
        "paragraphs.csv": _paragraphs(_read(data / "paragraphs.csv"), bodies),
        "articles.csv": _articles(_read(data / "articles.csv"), bodies),
        "quotes.csv": _quotes(_read(data / "quotes.csv")),
    }
    changed = []
    for name, rows in tables.items():
        text = _as_csv(rows)
        file = data / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            changed.append(name)
            if write:
                write_file(file, text)
    return changed


def _tokens(bodies: Bodies) -> list[Cells]:
    return [cells for article, body in bodies.items() for cells in token_cells(article, body)]


def _paragraphs(rows: Sequence[Cells], bodies: Bodies) -> list[Cells]:
    in_texts = {
        (article, str(number)): paragraph
        for article, paragraphs in bodies.items()
        for number, paragraph in enumerate(paragraphs, start=1)
    }
    in_table = {(row["article"], row["paragraph"]) for row in rows}
    if differing := in_texts.keys() ^ in_table:
        article, number = min(differing)
        side = "a text" if (article, number) in in_texts else "a row"
        raise BodyError(
            f"paragraphs.csv: {article} paragraph {number} has only {side}; "
            "every paragraph of the bodies needs one row, written by a reader"
        )
    return [row | paragraph_cells(in_texts[row["article"], row["paragraph"]]) for row in rows]


def _articles(rows: Sequence[Cells], bodies: Bodies) -> list[Cells]:
    if differing := {row["article"] for row in rows} ^ bodies.keys():
        raise BodyError(
            f"articles.csv, bodies.toml: {min(differing)} stands in one of them only; "
            "allowed: the same articles in both"
        )
    return [row | article_cells(bodies[row["article"]]) for row in rows]


def _quotes(rows: Sequence[Cells]) -> list[Cells]:
    return [row | {"words": str(len(tokenize(row["text"])))} for row in rows]


def _read(file: Path) -> list[Cells]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _as_csv(rows: Iterable[Cells]) -> str:
    rows = list(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
