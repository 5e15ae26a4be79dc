"""The corpus of a book: `framelab_corpus` in its configuration names the folder of the tables."""

from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from framelab.corpus import Corpus, CorpusError, load_corpus


def corpus_of(book: BuildEnvironment | Sphinx) -> Corpus:
    """Return the corpus that a book is about.

    Parameters
    ----------
    book : BuildEnvironment or Sphinx
        Of a book whose configuration names a corpus.

    Raises
    ------
    ExtensionError
        The configuration names no corpus, or the corpus cannot be read.
    """
    named = book.config.framelab_corpus
    if not named:
        raise ExtensionError(
            "framelab_corpus: found nothing; allowed: the folder of a corpus, seen from the "
            "folder of _config.yml"
        )
    return _read(str(Path(book.srcdir, named)))


@cache
def _read(folder: str) -> Corpus:
    try:
        return load_corpus(folder)
    except CorpusError as error:
        raise ExtensionError(f"framelab_corpus, {folder}: {error}") from error


def setup(app: Sphinx) -> None:
    """Register the value of the configuration."""
    app.add_config_value("framelab_corpus", "", "env")
