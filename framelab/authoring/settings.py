"""What a book's `_config.yml` says that its authors' tools need: its title, its corpus."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from framelab.exercises.definition.exercise import ExerciseError

SETTINGS = "_config.yml"


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The title of a book, and the folder of its corpus; None where the book names none."""

    title: str
    corpus: Path | None


def read_settings(book: Path) -> BookSettings:
    """Read what the book in a folder is called, and where its corpus stands.

    Parameters
    ----------
    book : Path
        The folder with `_config.yml`.

    Raises
    ------
    ExerciseError
        The file is missing or no YAML, it has no title, or the corpus is no text.
    """
    file = book / SETTINGS
    try:
        read: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise ExerciseError(file, "the file", found, "the settings of a book") from error
    except yaml.YAMLError as error:
        found = " ".join(str(error).split())
        raise ExerciseError(file, "the file", found, "YAML") from error
    title = _at(read, "title")
    if not (isinstance(title, str) and title.strip()):
        raise ExerciseError(file, "title", repr(title), "the title of the book")
    corpus = _at(read, "sphinx", "config", "framelab_corpus")
    if corpus is not None and not isinstance(corpus, str):
        allowed = "the folder of a corpus, seen from this file's folder"
        raise ExerciseError(file, "framelab_corpus", repr(corpus), allowed)
    return BookSettings(" ".join(title.split()), book / corpus if corpus else None)


def _at(read: Any, *keys: str) -> Any:
    """Return what stands below some keys; None where one of them is missing."""
    for key in keys:
        read = read.get(key) if isinstance(read, dict) else None
    return read
