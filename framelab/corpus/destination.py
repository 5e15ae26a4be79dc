"""Where an ingested corpus may be written, and what may not be overwritten."""

import csv
import os
from pathlib import Path

from framelab.corpus.codebook import CODEBOOK
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.tables import FIRST_ROW
from framelab.corpus.texts import BodyError

PROPOSED = "bodies.proposed.toml"
CANDIDATE_COLUMNS = {
    "candidate_quotes": (
        "article", "paragraph", "speaker", "text", "words", "kind", "opening", "closing", "closed",
        "continues",
    ),
    "candidate_figures": ("article", "paragraph", "value", "kind"),
}  # fmt: skip
"""The tables beside a corpus, for a reader to code from; speaker and kind of speech are open."""

# The columns that ingest leaves open in the tables that it fills; every row of another table
# is a reader's work.
_LEFT_OPEN = {
    "articles": (),
    "tokens": (),
    "candidate_figures": (),
    "paragraphs": ("issue", "gist"),
    "candidate_quotes": ("speaker", "kind"),
}


def check_destination(out: Path, texts: Path, *, replace: bool) -> Path:
    """Make sure that a corpus may be written to a folder.

    Parameters
    ----------
    out : Path
        A folder that is not there yet or is empty; with `replace` also one that holds what
        ingest wrote and nothing that a person has added.
    texts : Path
        The folder of the texts; neither may stand inside the other.
    replace : bool

    Returns
    -------
    Path
        `out` without links on its way.

    Raises
    ------
    BodyError
        It may not be written, and why.
    """
    try:
        place, source = out.resolve(), texts.resolve()
    except (OSError, RuntimeError) as error:  # Python before 3.13 has its own word for a loop
        raise BodyError(f"{out}: found {error}; allowed: a folder") from error
    if place == source or source in place.parents or place in source.parents:
        allowed = "a folder beside that of the texts"
        raise BodyError(f"{out}: found a folder that shares {texts}; allowed: {allowed}")
    if not place.parent.is_dir():
        raise BodyError(f"{out}: found no folder {place.parent}; allowed: a folder in one there is")
    if not os.access(place.parent, os.W_OK | os.X_OK):
        allowed = "a folder that you may write to"
        raise BodyError(f"{out}: found no permission to write there; allowed: {allowed}")
    if not place.exists():
        return place
    if not place.is_dir():
        raise BodyError(f"{out}: found a file; allowed: a folder")
    names = sorted(file.name for file in place.iterdir())
    if names:
        _check_replaceable(out, place, names, replace=replace)
    return place


def _check_replaceable(out: Path, place: Path, names: list[str], *, replace: bool) -> None:
    tables = {f"{table}.csv" for table in (*ROW_TYPES, *CANDIDATE_COLUMNS)}
    written = tables | {PROPOSED, CODEBOOK}
    if "candidate_quotes.csv" not in names:
        allowed = "a new or an empty folder"
        raise BodyError(f"{out}: found {names[0]}, not an ingested corpus; allowed: {allowed}")
    if not replace:
        allowed = "a new folder, or --replace to write it anew"
        raise BodyError(f"{out}: found an ingested corpus; allowed: {allowed}")
    if added := [name for name in names if name not in written]:
        allowed = "only what ingest wrote; move the rest away first"
        raise BodyError(f"{out}: found {added[0]}; allowed: {allowed}")
    if work := _readers_work(place):
        allowed = "no work of a reader, which would be lost; choose another folder"
        raise BodyError(f"{out}: found {work}; allowed: {allowed}")


def _readers_work(place: Path) -> str:
    """Return the place of a cell that a reader has filled, "" where there is none."""
    for table in (*ROW_TYPES, *CANDIDATE_COLUMNS):
        file = place / f"{table}.csv"
        columns = _LEFT_OPEN.get(table)
        if columns == () or not file.exists():
            continue
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), start=FIRST_ROW):
                if filled := [column for column in columns or row if row.get(column)]:
                    return f"{file.name}, row {number}, column {filled[0]} filled by a reader"
    return ""
