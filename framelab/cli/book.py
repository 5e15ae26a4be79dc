"""Which corpus a command is about: the one named, the one of the book at hand, or the course's."""

from pathlib import Path

from framelab.corpus.texts import BodyError
from framelab.exercises import ExerciseError

HELP = "folder of a corpus (the one that _config.yml names, or the course's)"


def corpus_folder(given: Path | None) -> Path | None:
    """Return the folder of the corpus that a command is about; None for the course's own.

    Parameters
    ----------
    given : Path or None
        What the command line names. Without it, `framelab_corpus` of the `_config.yml` in the
        current folder counts.

    Raises
    ------
    BodyError
        `_config.yml` is there and cannot be read.
    """
    book = Path()
    if given is not None or not (book / "_config.yml").is_file():
        return given
    try:
        from framelab.authoring.settings import read_settings  # noqa: PLC0415 - needs PyYAML
    except ModuleNotFoundError as error:
        allowed = "pip install 'framelab[authoring]', or --corpus DIR"
        found = f"found no {error.name} to read it"
        raise BodyError(f"_config.yml: {found}; allowed: {allowed}") from error
    try:
        return read_settings(book).corpus
    except ExerciseError as error:
        raise BodyError(str(error)) from error
