"""The body of an article inside the text that an extraction left of its page."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framelab.corpus.tokens import tokenize


class BodyError(ValueError):
    """A text, or the file that settles what its body is, cannot be used."""


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """One paragraph of a body, with its text: kept in memory, never in a table."""

    kind: Literal["body", "subhead"]
    text: str


@dataclass(frozen=True, slots=True)
class BodyLines:
    """Numbers of the lines that make up a body; `subheads` are some of `body`."""

    body: tuple[int, ...]
    subheads: frozenset[int]


def read_settling(file: Path) -> dict[str, BodyLines]:
    """Read which lines of which text are body.

    Parameters
    ----------
    file : Path
        TOML: a table for each article with `body`, a list of line numbers and ranges
        ("9-31", both ends included), and `subheads`, a list of line numbers.

    Returns
    -------
    dict of str to BodyLines
        Article to its lines, in the order of the file.

    Raises
    ------
    BodyError
        The file is missing or no TOML, a list is missing, a range is not two numbers in
        order, or a sub-head is no line of the body.
    """
    try:
        settled_articles = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BodyError(f"{file}: found {error}; allowed: a TOML file") from error
    lines = {}
    for article, settled in settled_articles.items():
        place = f"{file.name}, [{article}]"
        if not (isinstance(settled, dict) and settled.get("body") and "subheads" in settled):
            raise BodyError(f"{place}: found {settled!r}; allowed: lists body and subheads")
        body = tuple(number for part in settled["body"] for number in _range(str(part), place))
        subheads = frozenset(settled["subheads"])
        if stray := sorted(subheads - set(body)):
            raise BodyError(f"{place}, subheads: found {stray[0]}; allowed: a line of body")
        lines[article] = BodyLines(body, subheads)
    return lines


def _range(part: str, place: str) -> range:
    first, _, last = part.partition("-")
    try:
        numbers = range(int(first), int(last or first) + 1)
    except ValueError:
        numbers = range(0)
    if not numbers:
        allowed = "a line number, or two joined by a hyphen"
        raise BodyError(f"{place}, body: found {part!r}; allowed: {allowed}")
    return numbers


def read_body(file: Path, lines: BodyLines) -> list[BodyParagraph]:
    """Take the body's paragraphs out of an extracted text.

    Parameters
    ----------
    file : Path
        The extracted text, UTF-8, a paragraph a line.
    lines : BodyLines
        Which of its lines are body.

    Returns
    -------
    list of BodyParagraph
        The non-empty ones of these lines, in order: paragraph 1 is the first.

    Raises
    ------
    BodyError
        The file cannot be read as UTF-8 text, or ends before the body does.
    """
    try:
        text = file.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BodyError(f"{file}: found {error}; allowed: a text in UTF-8") from error
    if len(text) < max(lines.body):
        allowed = f"at least {max(lines.body)}, the last line of the body"
        raise BodyError(f"{file}: found {len(text)} lines; allowed: {allowed}")
    return [
        BodyParagraph("subhead" if number in lines.subheads else "body", text[number - 1].strip())
        for number in lines.body
        if text[number - 1].strip()
    ]


def read_bodies(texts: Path, settling: Mapping[str, BodyLines]) -> dict[str, list[BodyParagraph]]:
    """Read the body of every settled article from a folder of `ARTICLE.txt` files."""
    return {
        article: read_body(texts / f"{article}.txt", lines) for article, lines in settling.items()
    }


def body_sha256(paragraphs: Sequence[BodyParagraph]) -> str:
    """Hash a body's tokens in order: a space between tokens, a newline between paragraphs."""
    text = "\n".join(" ".join(tokenize(paragraph.text)) for paragraph in paragraphs)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
