"""Texts that somebody holds lawfully, attached to their articles on this machine alone.

They are kept outside the project, a file an article, and are never built into a book:
only the command and `Corpus.kwic`, which no book may call, import this module.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from framelab.corpus.bodies import BodyParagraph
from framelab.corpus.counting import body_sha256, counted
from framelab.corpus.load import Corpus
from framelab.corpus.matching import Match, Matcher
from framelab.corpus.rows import Article
from framelab.corpus.texts import BodyError, read_lines
from framelab.writing import write_file

_FOLDER = "texts"


def data_folder() -> Path | None:
    """Return the folder for attached texts; None where nobody can say which."""
    if folder := os.environ.get("FRAMELAB_DATA"):
        return Path(folder)
    try:
        from platformdirs import user_data_path  # noqa: PLC0415 - ingest does not need it
    except ModuleNotFoundError:
        return None
    return user_data_path("framelab", appauthor=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `match` is None where it is none of the articles, and where it could not be read:
    `refusal` says why then. `is_attached` tells whether its body has been stored;
    `is_reordered` that the tables have every paragraph's words, in another order.
    """

    file: Path
    match: Match | None
    refusal: str | None
    is_attached: bool
    is_reordered: bool


def attach(folder: Path, corpus: Corpus, data: Path) -> Iterator[Outcome]:
    """Match the files of a folder to the articles of a corpus, and keep those that match.

    Parameters
    ----------
    folder : Path
        Files of any name, a paragraph a line, with whatever the page had around them.
        Those whose name begins with a full stop, and folders, are passed over.
    corpus : Corpus
    data : Path
        Where to keep them; it is made where it is not there.

    Yields
    ------
    Outcome
        One a file, by name. Only a text with every paragraph of its article is kept, and of
        it the body alone.

    Raises
    ------
    BodyError
        There is no such folder, or it holds no file.
    OSError
        `data` cannot be written.
    """
    try:
        files = sorted(
            file for file in folder.iterdir() if not (file.name.startswith(".") or file.is_dir())
        )
    except OSError as error:
        found = error.strerror or error
        raise BodyError(f"{folder}: found {found}; allowed: a folder of texts") from error
    if not files:
        raise BodyError(f"{folder}: found no file; allowed: one file an article")
    matcher = Matcher(corpus)
    for file in files:
        try:
            text = read_lines(file)
        except BodyError as error:
            yield Outcome(file, None, str(error), is_attached=False, is_reordered=False)
            continue
        yield _attach_one(file, text, matcher.match(text), corpus, data)


def _attach_one(
    file: Path, text: list[str], match: Match | None, corpus: Corpus, data: Path
) -> Outcome:
    if match is None or match.differences:
        return Outcome(file, match, None, is_attached=False, is_reordered=False)
    article = corpus.articles[match.article]
    # A paragraph without a word has no line of its own.
    body = [text[line - 1].strip() if line else "" for line in match.lines]
    if _sha256(body) != article.sha256:
        return Outcome(file, match, None, is_attached=False, is_reordered=True)
    place = _file_of(article, data)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_file(place, "\n".join(body) + "\n")
    return Outcome(file, match, None, is_attached=True, is_reordered=False)


def attached_text(article: Article, data: Path) -> list[str] | None:
    """Read the paragraphs of an article that has been attached.

    Parameters
    ----------
    article : Article
    data : Path
        Where attached texts are kept.

    Returns
    -------
    list of str or None
        Paragraph 1 is the first; None where the article is not attached.

    Raises
    ------
    BodyError
        What is kept is not the article any more.
    """
    file = _file_of(article, data)
    if not file.exists():
        return None
    body = read_lines(file)[: article.paragraphs]
    if _sha256(body) != article.sha256:
        allowed = f"the text of {article.article}; attach it again"
        raise BodyError(f"{file}: found other words; allowed: {allowed}")
    return body


def attached_articles(articles: Iterable[Article], data: Path) -> set[str]:
    """Return the ids of the articles that are attached, without reading their texts."""
    return {article.article for article in articles if _file_of(article, data).exists()}


def detach(data: Path) -> int:
    """Remove all attached texts, of whatever corpus; give their number."""
    folder = data / _FOLDER
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    for file in files:
        file.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return len(files)


def _file_of(article: Article, data: Path) -> Path:
    """Return the name of the file: two corpora may have articles of one id, and other words."""
    return data / _FOLDER / f"{article.article}-{article.sha256[:12]}.txt"


def _sha256(body: Iterable[str]) -> str:
    return body_sha256(counted(BodyParagraph("body", text) for text in body))
