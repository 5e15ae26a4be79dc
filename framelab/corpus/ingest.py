"""A folder of texts made into a corpus: articles in, tables out, one article at a time."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TextIO

from framelab.corpus.bodies import BodyParagraph, Settled, read_settling, take_body
from framelab.corpus.codebook import CODEBOOK, read_codebook
from framelab.corpus.counting import (
    Cells,
    CountedParagraph,
    article_cells,
    counted,
    paragraph_cells,
    token_cells,
)
from framelab.corpus.destination import CANDIDATE_COLUMNS, PROPOSED, check_destination
from framelab.corpus.figure_candidates import figure_candidates
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.new_codebook import new_codebook
from framelab.corpus.proposals import headline, proposal_toml, propose_body
from framelab.corpus.quote_candidates import quote_candidates
from framelab.corpus.sources import Source, find_texts
from framelab.corpus.texts import BodyError, read_lines
from framelab.writing import new_folder

_PROPOSED_HEAD = """\
# Proposed by framelab corpus ingest, and not read by it: which lines of a text are its body.
#
# Check each article against its text, mend it, and copy it into bodies.toml beside the
# texts. What stands there is settled, and is not proposed again.

"""


class IngestError(ValueError):
    """Some texts of a folder cannot be used, and nothing was written.

    Attributes
    ----------
    refusals : tuple of str
        One for each: which file, where, what was found, what is allowed.
    """

    def __init__(self, refusals: Sequence[str]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(refusals))


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest has written: counts, and the texts that it left out."""

    articles: int
    paragraphs: int
    words: int
    quote_candidates: int
    figure_candidates: int
    proposed: int
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One article, read: the only one in memory."""

    article: str
    about: Cells
    paragraphs: Sequence[BodyParagraph]
    body: Sequence[CountedParagraph]
    proposal: str


def ingest(
    texts: Path,
    out: Path,
    *,
    settling: Path | None = None,
    issues: Sequence[str] = (),
    replace: bool = False,
    skip_bad: bool = False,
    on_article: Callable[[int, int], None] = lambda _done, _total: None,
) -> Ingested:
    """Make a corpus of a folder of texts.

    Parameters
    ----------
    texts : Path
        A folder with one `.txt` file an article, a paragraph a line.
    out : Path
        The folder to write: every table of a corpus (`load_corpus` reads it), the two
        tables of candidates, and, where bodies had to be proposed, the proposals.
    settling : Path, optional
        What is settled about the texts, as `read_settling` reads it; without it
        `bodies.toml` in `texts`, where there is one.
    issues : sequence of str
        The ids of the issues, for a new codebook. Without them the codebook is
        `codebook.toml` in `texts`, the one of a corpus that is replaced, or a new one with a
        placeholder.
    replace : bool
        Whether a corpus that was ingested into `out` before may be replaced.
    skip_bad : bool
        Whether texts that cannot be used are left out.
    on_article : callable
        Called after each text with how many are read and how many there are.

    Returns
    -------
    Ingested

    Raises
    ------
    BodyError
        A folder or the settling file cannot be used, or `out` may not be written.
    CodebookError
        The codebook beside the texts is not as it has to be, or `issues` are none.
    IngestError
        Some texts cannot be used (all of them are named), or none can. Nothing is written,
        and `out` is as it was.
    """
    sources, refusals = find_texts(texts)
    destination = check_destination(out, texts, replace=replace)
    file = settling or texts / "bodies.toml"
    settled = read_settling(file) if settling or file.exists() else {}
    codebook = _codebook(texts, destination, issues)
    refusals += _without_text(settled, sources, file)
    # As the settling file orders them, the others behind, by file name.
    place = {article: number for number, article in enumerate(settled)}
    in_order = sorted(sources, key=lambda source: place.get(source.article, len(place)))
    with new_folder(destination) as folder:
        (folder / CODEBOOK).write_text(codebook, encoding="utf-8")
        with _tables(folder) as tables:
            for number, source in enumerate(in_order, start=1):
                try:
                    read = _read(source, settled.get(source.article, Settled(None)))
                except BodyError as error:
                    refusals.append(str(error))
                else:
                    tables.write(read)
                on_article(number, len(in_order))
        if refusals and not (skip_bad and tables.articles):
            raise IngestError(refusals)
    return Ingested(
        articles=tables.articles,
        paragraphs=tables.paragraphs,
        words=tables.words,
        quote_candidates=tables.quote_candidates,
        figure_candidates=tables.figure_candidates,
        proposed=tables.proposed,
        refusals=tuple(refusals),
    )


def _codebook(texts: Path, destination: Path, issues: Sequence[str]) -> str:
    """Return the text of the codebook to write; keep one that a reader has written."""
    beside, before = texts / CODEBOOK, destination / CODEBOOK
    kept = before.read_text(encoding="utf-8") if before.is_file() else ""
    if beside.is_file():
        read_codebook(beside)
        chosen = beside.read_text(encoding="utf-8")
    elif issues or not kept:
        chosen = new_codebook(issues) if issues else new_codebook()
    else:
        read_codebook(before)
        chosen = kept
    if kept not in ("", chosen, new_codebook()):
        allowed = f"the same as in {beside}, which would replace it, or no issues named anew"
        raise BodyError(f"{before}: found another codebook; allowed: {allowed}")
    return chosen


def _without_text(
    settled: Mapping[str, Settled], sources: Sequence[Source], file: Path
) -> list[str]:
    known = {source.article for source in sources}
    return [
        f"{file}, [{article}]: found no text of this name; allowed: {article}.txt beside the others"
        for article in settled
        if article not in known
    ]


def _read(source: Source, settled: Settled) -> _Read:
    text = read_lines(source.file, settled.encoding)
    proposal = ""
    lines = settled.lines
    if lines is None:
        proposed = propose_body(text)
        lines = proposed.lines
        proposal = proposal_toml(source.article, text, proposed, settled)
    paragraphs = take_body(text, lines, source.file)
    body = counted(paragraphs)
    if not any(paragraph.words for paragraph in body):
        allowed = "a body with words in it"
        raise BodyError(f"{source.file}: found a body without a word; allowed: {allowed}")
    title = settled.about.get("title") or headline(text) or source.file.stem
    about = {**settled.about, "title": title}
    return _Read(source.article, about, paragraphs, body, proposal)


class _Tables:
    """The tables of a corpus while they are written, row by row."""

    def __init__(self, folder: Path, open_file: Callable[[Path], TextIO]) -> None:
        columns = {
            name: tuple(field.name for field in fields(row_type))
            for name, row_type in ROW_TYPES.items()
        }
        self._writers = {
            name: csv.DictWriter(
                open_file(folder / f"{name}.csv"), each, restval="", lineterminator="\n"
            )
            for name, each in {**columns, **CANDIDATE_COLUMNS}.items()
        }
        for writer in self._writers.values():
            writer.writeheader()
        self._proposals: TextIO | None = None
        self._folder, self._open_file = folder, open_file
        self.articles = self.paragraphs = self.words = self.proposed = 0
        self.quote_candidates = self.figure_candidates = 0

    def write(self, read: _Read) -> None:
        """Write one article's rows into every table that has some."""
        article = read.article
        self._writers["articles"].writerow(
            {"article": article, **read.about, **article_cells(read.body)}
        )
        for number, paragraph in enumerate(read.body, start=1):
            self._writers["paragraphs"].writerow(
                {"article": article, "paragraph": str(number), **paragraph_cells(paragraph)}
            )
        self._writers["tokens"].writerows(token_cells(article, read.body))
        self._write_candidates(article, [each.text for each in read.paragraphs])
        if read.proposal:
            if self._proposals is None:
                self._proposals = self._open_file(self._folder / PROPOSED)
                self._proposals.write(_PROPOSED_HEAD)
            self._proposals.write(read.proposal)
            self.proposed += 1
        self.articles += 1
        self.paragraphs += len(read.body)
        self.words += sum(paragraph.words for paragraph in read.body)

    def _write_candidates(self, article: str, texts: Sequence[str]) -> None:
        for quote in quote_candidates(texts):
            self._writers["candidate_quotes"].writerow(
                {
                    "article": article,
                    "paragraph": str(quote.paragraph),
                    "text": quote.text,
                    "words": str(quote.words),
                    "opening": quote.opening,
                    "closing": quote.closing,
                    "closed": "yes" if quote.closed else "no",
                    "continues": "yes" if quote.continues else "no",
                }
            )
            self.quote_candidates += 1
        for figure in figure_candidates(texts):
            self._writers["candidate_figures"].writerow(
                {
                    "article": article,
                    "paragraph": str(figure.paragraph),
                    "value": figure.value,
                    "kind": figure.kind,
                }
            )
            self.figure_candidates += 1


@contextmanager
def _tables(folder: Path) -> Iterator[_Tables]:
    with ExitStack() as files:
        yield _Tables(
            folder,
            lambda file: files.enter_context(file.open("w", encoding="utf-8", newline="")),
        )
