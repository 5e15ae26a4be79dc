"""The texts of a folder, and the article id that each file name makes."""

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from framelab.corpus.texts import BodyError


class Source(NamedTuple):
    """A text file and the id of its article."""

    article: str
    file: Path


def article_id(name: str) -> str:
    """Make an article's id of a file name.

    Parameters
    ----------
    name : str
        The name without its ending.

    Returns
    -------
    str
        Small letters and digits without accents, joined by hyphens; "article-" comes
        before one that would begin with a digit; "" where nothing is left.

    Examples
    --------
    >>> article_id("Süddeutsche_Zeitung, S. 3")
    'suddeutsche-zeitung-s-3'
    >>> article_id("2017-04-21 KPBS")
    'article-2017-04-21-kpbs'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"article-{slug}" if slug[:1].isdigit() else slug


def find_texts(folder: Path) -> tuple[list[Source], list[str]]:
    """List the texts of a folder, without opening them.

    Parameters
    ----------
    folder : Path
        Its files that end in .txt are the texts; other files, those whose name begins
        with a full stop, and folders inside it are passed over.

    Returns
    -------
    list of Source
        By file name.
    list of str
        Refusals: names that make no id, or one id together.

    Raises
    ------
    BodyError
        There is no such folder, it cannot be read, or it holds no text.
    """
    try:
        files = sorted(
            file
            for file in folder.iterdir()
            if file.suffix.casefold() == ".txt" and not file.name.startswith(".")
        )
    except OSError as error:
        found = error.strerror or error
        raise BodyError(f"{folder}: found {found}; allowed: a folder of .txt files") from error
    if not files:
        raise BodyError(f"{folder}: found no .txt file; allowed: one .txt file an article")
    files_of = defaultdict(list)
    for file in files:
        files_of[article_id(file.stem)].append(file)
    refusals = [
        f"{file}: found a name without a letter from a to z or a digit; allowed: a name that "
        "makes an id, such as border-trip.txt"
        for file in files_of.pop("", [])
    ]
    for article, same in files_of.items():
        if len(same) > 1:
            names = ", ".join(file.name for file in same)
            refusals.append(
                f"{folder}: found {names}, which make the one id {article}; allowed: one file "
                "an article"
            )
    sources = [Source(article, same[0]) for article, same in files_of.items() if len(same) == 1]
    return sources, refusals
