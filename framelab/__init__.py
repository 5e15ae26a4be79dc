"""The library behind *Reading the Frame*.

`load_corpus()` returns the five articles of the course as tables; `load_corpus(folder)` reads
the tables of another corpus.
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framelab.corpus import Corpus

__all__ = ["__version__", "load_corpus"]
__version__ = "0.2.0"

# What a notebook wants at hand. Each loads when it is first asked for: an answer's process
# imports this package and rarely more, and charts and widgets need libraries of their own.
_ROOMS = ("charts", "corpus", "course", "exercises", "measures", "widgets")


def load_corpus(path: str | os.PathLike[str] | None = None) -> "Corpus":
    """Read a corpus from a folder of tables, checked as a whole.

    Parameters
    ----------
    path : path-like, optional
        A folder with `codebook.toml` and a CSV file for each table. Without it, the five
        articles of the course.

    Returns
    -------
    Corpus
        Typed rows that cannot be changed. Without a path it is the same object at every
        call.

    Raises
    ------
    CorpusError
        The codebook or a table is missing or malformed, or two tables contradict each
        other. The error says which file, row and column, what was found and what is
        allowed. Without a path: the copy of the library was made for another book, and
        leaves the course out.

    Examples
    --------
    >>> corpus = load_corpus()
    >>> corpus.articles["kpbs"].outlet
    'KPBS'
    >>> corpus.paragraphs["truthout", 14].kind
    'body'
    """
    if path is None:
        try:
            from framelab import course  # noqa: PLC0415
        except ImportError as error:
            from framelab.corpus.tables import CorpusError  # noqa: PLC0415

            allowed = "the folder of a corpus, because this copy of the library holds none"
            raise CorpusError("load_corpus()", None, None, "no path", allowed) from error
        return course.corpus()
    from framelab.corpus import load_corpus as read  # noqa: PLC0415

    return read(path)


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])
