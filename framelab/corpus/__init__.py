"""A corpus as tables: what any reader may state about its articles, and no prose."""

from framelab.corpus.codebook import Codebook, CodebookError, read_codebook
from framelab.corpus.load import Corpus, Table, load_corpus
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
    Place,
    Provenance,
    Quote,
    Reported,
    Speaker,
    SpeechCode,
    Term,
    TokenCount,
)
from framelab.corpus.tables import CorpusError
from framelab.corpus.tokens import tokenize

__all__ = [
    "Article",
    "Codebook",
    "CodebookError",
    "Context",
    "Corpus",
    "CorpusError",
    "Event",
    "Figure",
    "Frame",
    "FrameCode",
    "IssueCode",
    "Note",
    "Paragraph",
    "Place",
    "Provenance",
    "Quote",
    "Reported",
    "Speaker",
    "SpeechCode",
    "Table",
    "Term",
    "TokenCount",
    "load_corpus",
    "read_codebook",
    "tokenize",
]
