"""The five articles of *Reading the Frame*: the one room of the library that knows them.

Here stand the tables and their codebook (`data`), what the figures of these articles can be
told as (`readings`), and the charts that only these articles have (`charts`). The rest of the
library is handed a corpus and never asks which one.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framelab.corpus import Corpus

TITLE = "Reading the Frame"


def tables() -> Traversable:
    """Return the folder of the tables, which may stand inside a zip."""
    return files(__name__) / "data"


@cache
def corpus() -> "Corpus":
    """Return the corpus of the five articles, the same object at every call."""
    # Answers to exercises import this package, and what they are asked to write is withheld
    # from them: nothing may have loaded it before.
    from framelab.corpus import load_corpus  # noqa: PLC0415

    return load_corpus(tables())
