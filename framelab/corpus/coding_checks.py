"""What must hold in the tables that were coded by reading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framelab.corpus.codebook import Codebook
from framelab.corpus.cross_checks import check_ids, check_known, check_paragraph_numbers, numbered
from framelab.corpus.rows import ABSENT, NARRATOR, Article, Frame, Note, Provenance, Term
from framelab.corpus.tables import CorpusError
from framelab.corpus.tokens import tokenize


def check_coding(
    rows: Mapping[str, Sequence[Any]], articles: Mapping[str, Article], codebook: Codebook
) -> None:
    """Check what readers coded against the tables that the codes refer to.

    Parameters
    ----------
    rows : mapping of str to sequence
        Table name to the rows of that table, in the order of its file.
    articles : mapping of str to Article
        The articles by id; their rows have been checked.
    codebook : Codebook
        The corpus's own.

    Raises
    ------
    CorpusError
        At the first row that names something which the other tables do not have, or
        that contradicts itself.
    """
    speakers = [row.speaker for row in rows["speakers"]]
    coded = ("reported", "frames", "frame_codes", "issue_codes", "speech_codes", "provenance")
    for table in coded:
        check_known(table, "article", ((row.article,) for row in rows[table]), articles)
    for table in ("reported", "frame_codes", "issue_codes", "speech_codes"):
        check_paragraph_numbers(table, rows[table], articles)
    for table in ("reported", "speech_codes"):
        check_known(table, "speaker", ((row.speaker,) for row in rows[table]), speakers)
    check_ids("reported", "reported", rows["reported"])
    occasions = ((row.said_at,) if row.said_at else () for row in rows["reported"])
    check_known("reported", "said_at", occasions, [row.event for row in rows["events"]])
    check_known("frames", "voice", ((row.voice,) for row in rows["frames"]), [NARRATOR, *speakers])
    _check_frames(rows["frames"], articles, codebook)
    for table in ("frame_codes", "issue_codes", "speech_codes"):
        _check_rounds(table, rows[table])
    _check_notes(rows["notes"], _subjects(rows))
    _check_lexicon(rows["lexicon"])
    check_ids("provenance", "provenance", rows["provenance"])
    facts = (row.context for row in rows["provenance"])
    check_known("provenance", "context", facts, [row.context for row in rows["context"]])
    _check_provenance(rows["provenance"], articles, codebook)


def _check_frames(
    frames: Sequence[Frame], articles: Mapping[str, Article], codebook: Codebook
) -> None:
    cells = {(row.article, row.voice, row.issue, row.function) for row in frames}
    for number, row in numbered(frames):
        if (row.strength == ABSENT) != (row.paraphrase is None):
            found = f"{row.strength}, and {'no' if row.paraphrase is None else 'a'} paraphrase"
            allowed = "a paraphrase unless the function is absent"
            raise CorpusError("frames.csv", number, "paraphrase", found, allowed)
        if (row.strength == ABSENT) != (not row.paragraphs):
            found = f"{row.strength}, and {len(row.paragraphs)} paragraphs"
            allowed = "one paragraph or more unless the function is absent"
            raise CorpusError("frames.csv", number, "paragraphs", found, allowed)
        last = articles[row.article].paragraphs
        in_order = list(row.paragraphs) == sorted(set(row.paragraphs))
        if not in_order or not all(1 <= each <= last for each in row.paragraphs):
            found = ";".join(map(str, row.paragraphs))
            allowed = f"numbers from 1 to {last} in ascending order, each once"
            raise CorpusError("frames.csv", number, "paragraphs", found, allowed)
        for issue in codebook.issues:
            for function in codebook.functions:
                if (row.article, row.voice, issue, function) not in cells:
                    raise CorpusError(
                        "frames.csv", number, "function", f"no row for {issue}, {function}",
                        f"a row for each issue and function of {row.article}, {row.voice}",
                    )  # fmt: skip


def _check_rounds(table: str, codes: Sequence[Any]) -> None:
    for number, row in numbered(codes):
        if row.round not in (1, 2):
            raise CorpusError(f"{table}.csv", number, "round", str(row.round), "1 or 2")


def _subjects(rows: Mapping[str, Sequence[Any]]) -> set[str]:
    """Everything that a note can be about."""
    subjects = {f"{row.article} {row.paragraph}" for row in rows["paragraphs"]}
    for table in ("articles", "speakers", "events", "quotes", "reported", "figures", "context"):
        subjects |= {getattr(row, row.KEY[0]) for row in rows[table]}
    return subjects


def _check_notes(notes: Sequence[Note], subjects: Iterable[str]) -> None:
    allowed = "an id of another table, or a place such as gazette 11"
    for number, row in numbered(notes):
        if row.subject not in subjects:
            raise CorpusError("notes.csv", number, "subject", repr(row.subject), allowed)


def _check_lexicon(lexicon: Sequence[Term]) -> None:
    for number, row in numbered(lexicon):
        term = row.term.removesuffix("*")
        if tokenize(term) != [term]:
            allowed = "one token, as tokenize gives it, or its beginning and *"
            raise CorpusError("lexicon.csv", number, "term", repr(row.term), allowed)


def _check_provenance(
    rows: Sequence[Provenance], articles: Mapping[str, Article], codebook: Codebook
) -> None:
    for number, row in numbered(rows):
        codes = codebook.provenance[row.question]
        for column, values in (("code", (row.code,)), ("also", row.also)):
            for value in values:
                if value not in codes or (column == "also" and value == row.code):
                    allowed = f"{', '.join(codes)}, and in also not the settled code"
                    raise CorpusError("provenance.csv", number, column, repr(value), allowed)
        if (row.question in ("vouches", "second")) != (row.claim is not None):
            found = f"{row.question}, and {'no' if row.claim is None else 'a'} claim"
            allowed = "a claim for vouches and second, and none for the others"
            raise CorpusError("provenance.csv", number, "claim", found, allowed)
        last = articles[row.article].paragraphs
        if not all(1 <= each <= last for each in row.paragraphs):
            found = ";".join(map(str, row.paragraphs))
            allowed = f"numbers from 1 to {last}, the paragraphs of {row.article}"
            raise CorpusError("provenance.csv", number, "paragraphs", found, allowed)
