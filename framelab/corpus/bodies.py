"""The body of an article inside the text that an extraction left of its page."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from framelab.corpus.texts import BodyError, read_lines

ABOUT = (
    "outlet", "title", "author", "genre", "published_earliest", "published_latest", "date_basis",
    "url",
)  # fmt: skip
"""What a settling file may say about an article: columns of the table of articles."""
LAST_LINE = 1_000_000
"""The largest number that a line can have."""


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


@dataclass(frozen=True, slots=True)
class Settled:
    """What an author has settled about one text.

    `lines` is None where the body is not settled yet, `encoding` where the text is in
    Unicode and needs none; `about` has cells for some of the columns in `ABOUT`.
    """

    lines: BodyLines | None
    encoding: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)


def read_settling(file: Path) -> dict[str, Settled]:
    """Read which lines of which text are body, and what else is settled about it.

    Parameters
    ----------
    file : Path
        TOML: a table for each article, all keys optional. `body`, a list of line numbers
        and ranges ("9-31", both ends included), goes with `subheads`, a list of line
        numbers. `encoding` names the encoding of a text that is not in Unicode. The names
        in `ABOUT` say what the article is.

    Returns
    -------
    dict of str to Settled
        Article to what is settled, in the order of the file.

    Raises
    ------
    BodyError
        The file is missing or no TOML, a key is unknown, one of the two lists is missing, a
        range is not two numbers in order, lines are out of order, a sub-head is no line of
        the body, an encoding is unknown, or a date is none.
    """
    try:
        settled_articles = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BodyError(f"{file}: found {error}; allowed: a TOML file") from error
    return {
        article: _settled(settled, f"{file.name}, [{article}]")
        for article, settled in settled_articles.items()
    }


def _settled(settled: Any, place: str) -> Settled:
    if not isinstance(settled, dict):
        raise BodyError(f"{place}: found {settled!r}; allowed: a table")
    known = ("body", "subheads", "encoding", *ABOUT)
    if unknown := [key for key in settled if key not in known]:
        raise BodyError(f"{place}: found {unknown[0]!r}; allowed: {', '.join(known)}")
    lines = _lines(settled, place) if "body" in settled or "subheads" in settled else None
    return Settled(lines, _encoding(settled, place), _about(settled, place))


def _encoding(settled: dict[str, Any], place: str) -> str | None:
    encoding = settled.get("encoding")
    try:
        # With something to decode: for nothing Python does not even look the name up.
        if encoding is not None:
            b"\n\n".decode(encoding, errors="replace")
    except (LookupError, TypeError, ValueError) as error:
        allowed = 'the name of an encoding, such as "cp1252"'
        raise BodyError(f"{place}, encoding: found {encoding!r}; allowed: {allowed}") from error
    return encoding


def _lines(settled: dict[str, Any], place: str) -> BodyLines:
    parts, subheads = settled.get("body"), settled.get("subheads")
    if not (isinstance(parts, list) and parts and isinstance(subheads, list)):
        raise BodyError(f"{place}: found {settled!r}; allowed: lists body and subheads")
    body: list[int] = []
    for part in parts:
        numbers = _range(str(part), place)
        if body and numbers[0] <= body[-1]:
            allowed = f"lines behind {body[-1]}, in the order of the text"
            raise BodyError(f"{place}, body: found {part!r}; allowed: {allowed}")
        body += numbers
    if stray := [each for each in subheads if each not in body]:
        raise BodyError(f"{place}, subheads: found {stray[0]!r}; allowed: a line of body")
    return BodyLines(tuple(body), frozenset(subheads))


def _range(part: str, place: str) -> range:
    first, _, last = part.partition("-")
    try:
        numbers = range(int(first), int(last or first) + 1)
    except ValueError:
        numbers = range(0)
    if not numbers or numbers[0] < 1 or numbers[-1] > LAST_LINE:
        allowed = f"a line number from 1 to {LAST_LINE:,}, or two joined by a hyphen"
        raise BodyError(f"{place}, body: found {part!r}; allowed: {allowed}")
    return numbers


def _about(settled: dict[str, Any], place: str) -> dict[str, str]:
    about = {}
    for key in ABOUT:
        if key not in settled:
            continue
        value = settled[key]
        if key.startswith("published"):
            try:
                about[key] = date.fromisoformat(str(value)).isoformat()
            except ValueError as error:
                allowed = "a date as YYYY-MM-DD"
                raise BodyError(f"{place}, {key}: found {value}; allowed: {allowed}") from error
        elif isinstance(value, str) and value.strip():
            about[key] = " ".join(value.split())
        else:
            raise BodyError(f"{place}, {key}: found {value!r}; allowed: some text")
    dates = [about[key] for key in ("published_earliest", "published_latest") if key in about]
    if len(dates) == 1 or dates != sorted(dates):
        allowed = "published_earliest and published_latest, in order (or one day twice)"
        raise BodyError(f"{place}: found {', '.join(dates)}; allowed: {allowed}")
    return about


def read_body(file: Path, lines: BodyLines, encoding: str | None = None) -> list[BodyParagraph]:
    """Return the body's paragraphs of an extracted text.

    Parameters
    ----------
    file : Path
        The extracted text, a paragraph a line.
    lines : BodyLines
        Which of its lines are body.
    encoding : str, optional
        The encoding of a text that is not in Unicode.

    Returns
    -------
    list of BodyParagraph
        The non-empty ones of these lines, in order: paragraph 1 is the first.

    Raises
    ------
    BodyError
        The file cannot be read as text, or ends before the body does.
    """
    return take_body(read_lines(file, encoding), lines, file)


def take_body(text: Sequence[str], lines: BodyLines, file: Path) -> list[BodyParagraph]:
    """Return the body's paragraphs from the lines of `file`, as `read_body` does."""
    if len(text) < max(lines.body):
        allowed = f"at least {max(lines.body)}, the last line of the body"
        raise BodyError(f"{file}: found {len(text)} lines; allowed: {allowed}")
    return [
        BodyParagraph("subhead" if number in lines.subheads else "body", text[number - 1].strip())
        for number in lines.body
        if text[number - 1].strip()
    ]


def read_bodies(texts: Path, settling: Mapping[str, Settled]) -> dict[str, list[BodyParagraph]]:
    """Read the body of every settled article from a folder of `ARTICLE.txt` files.

    Raises
    ------
    BodyError
        A text cannot be read, or its body is not settled.
    """
    bodies = {}
    for article, settled in settling.items():
        if settled.lines is None:
            raise BodyError(f"[{article}]: found no body; allowed: lists body and subheads")
        bodies[article] = read_body(texts / f"{article}.txt", settled.lines, settled.encoding)
    return bodies
