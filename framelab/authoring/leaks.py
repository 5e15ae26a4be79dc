"""What only instructors hold, searched for in what is handed out.

The functions of `framelab.measures` resemble some answers. They are no leak: the library is
public, and each exercise withholds what would answer it (`withheld` in its TOML). So a line
that stands in the library, in an exercise or in the book's sources is not distinctive.
"""

import ast
import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from framelab.authoring.contents import files_in, readings, text_of, without_tags
from framelab.exercises.definition import ExerciseError

SHORTEST = 20
"""Signs that a line must have to be distinctive: shorter ones arise anew everywhere."""
_LEAST_SAID = 12  # of these, those that are neither spaces nor marks

_IMPORT = re.compile(r"(?:import|from) [\w.]+(?: import [\w, ()]+)?(?: as \w+)?")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")
# An item of a "data" exercise and its code. Short, and yet the whole answer.
_PAIR = re.compile(r'"([^"\s]+/[^"\s]+)": "([^"]+)"')
# Marks that Markdown takes away and typography changes.
_PASSED_OVER = {ord(sign): None for sign in "'\"`‘’“”„*-–—\\\N{SOFT HYPHEN}"} | {ord("…"): "..."}
# Words by which a line is looked for: of ASCII alone, as other letters may be escaped. An
# escape is no part of the word that follows it.
_WORD = re.compile(r"(?<!\w)[A-Za-z0-9_]{3,}(?!\w)")
_GLUED = re.compile(r"\\+(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[A-Za-z0])")


class Leak(NamedTuple):
    """A line that only instructors hold, and the file in which it was found."""

    file: str
    line: str


def distinctive(solutions: Path, variants: Path, handed_out: Iterable[Path]) -> dict[str, str]:
    """List the lines by which an answer, a hidden check or a misconception can be known.

    Parameters
    ----------
    solutions, variants : Path
        Folders of what only instructors hold. `variants` may be missing.
    handed_out : iterable of Path
        What is public anyway: sources of the exercises, of the library, of the book.

    Returns
    -------
    dict of str to str
        Line to the file that it comes from: every line of `SHORTEST` signs or more, and
        every sentence of a docstring, a string, a cell or a Markdown file, that stands in
        nothing public. An item with its code counts whatever its length. A line that
        only imports does not count.

    Raises
    ------
    ExerciseError
        There are no solutions, or one of them is not of its format.
    """
    lines: dict[str, str] = {}
    if not solutions.is_dir():
        raise ExerciseError(solutions, "the folder", "nothing", "what must not be handed out")
    for folder in (solutions, variants):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                origin = file.relative_to(folder.parent).as_posix()
                for line in _lines_of(file):
                    lines.setdefault(line, origin)
    for place in handed_out:
        search = _Search(lines)
        for name, data in files_in(place):
            if "__pycache__" not in name:
                for line in search.found_in(data):
                    lines.pop(line, None)
    return lines


def find_leaks(place: Path, lines: Iterable[str]) -> list[Leak]:
    """Look for lines in everything that a place holds.

    Found are lines in files of any kind: as they stand, indented or wrapped otherwise,
    with markup in between, with entities or escapes, in archives in archives, in base64,
    and as bytes in binary files.

    Parameters
    ----------
    place : Path
        A folder, an archive or another file.
    lines : iterable of str
        What to look for, as `distinctive` gives it.

    Returns
    -------
    list of Leak
        File by file; none where nothing leaks.

    Raises
    ------
    ExerciseError
        There is no such place, or an archive in it cannot be read.
    """
    search = _Search(lines)
    return [
        Leak(name, line) for name, data in files_in(place) for line in sorted(search.found_in(data))
    ]


def _lines_of(file: Path) -> Iterator[str]:
    """Give what can be told of a file line by line, and string by string."""
    try:
        text = file.read_text(encoding="utf-8")
        strings = list(_strings_of(file.suffix, text))
    except (SyntaxError, ValueError, csv.Error) as error:
        raise ExerciseError(file, "the file", str(error), f"{file.suffix} in UTF-8") from error
    pieces = text.splitlines()
    for string in strings:
        pieces += string.splitlines()
        pieces += _SENTENCE_END.split(" ".join(string.split()))
    for piece in map(str.strip, pieces):
        if _PAIR.fullmatch(piece) or (
            len(piece) >= SHORTEST
            and len(_squashed(piece)) >= _LEAST_SAID
            and _words(piece)
            and not _IMPORT.fullmatch(piece)
        ):
            yield piece


def _strings_of(suffix: str, text: str) -> Iterator[str]:
    match suffix:
        case ".py":
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
        case ".md":
            yield from re.split(r"\n\s*\n", text)
        case ".json" | ".ipynb":
            yield from _strings_in(json.loads(text))
        case ".toml":
            yield from _strings_in(tomllib.loads(text))
        case ".csv":
            for row in csv.DictReader(io.StringIO(text)):
                yield from _strings_in(list(row.values()))
                yield f'"{row.get("item")}": "{row.get("code")}"'


def _strings_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for key, each in value.items():
                if isinstance(each, str):
                    yield f'"{key}": "{each}"'
                yield from _strings_in(each)
        case list():
            for each in value:
                yield from _strings_in(each)


def _squashed(text: str) -> str:
    return "".join(text.translate(_PASSED_OVER).split())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_GLUED.sub(" ", text)))


class _Search:
    """Many lines, looked for in one file after another.

    A file is read in all its ways only where it has all the words of some line: most
    files have not.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        # Longest word of a line to (line, its words, what to look for).
        self._by_word: dict[str, list[tuple[str, set[str], str]]] = {}
        self._codes: dict[str, dict[str, str]] = {}
        for line in lines:
            if pair := _PAIR.fullmatch(line):
                self._codes.setdefault(pair[1], {})[pair[2]] = line
                continue
            words = _words(line)
            longest = max(words, key=lambda word: (len(word), word), default="")
            self._by_word.setdefault(longest, []).append((line, words, _squashed(line)))
        items = "|".join(map(re.escape, sorted(self._codes, key=len, reverse=True)))
        between = r"""["'`\s]*[:,;=][\s"'`]*"""
        self._pair = re.compile(rf"(?<![\w/-])({items}){between}([\w-]+)") if items else None

    def found_in(self, data: bytes) -> set[str]:
        """Give the lines that a file's content holds."""
        text = text_of(data)
        words = _words(text) | _words(without_tags(text)) | {""}
        wanted = {
            line: squashed
            for word in self._by_word.keys() & words
            for line, its_words, squashed in self._by_word[word]
            if its_words <= words
        }
        asks_pairs = self._pair is not None and any(_words(item) <= words for item in self._codes)
        found: set[str] = set()
        if not wanted and not asks_pairs:
            return found
        for reading in readings(text):
            squashed_reading = _squashed(reading)
            here = {line for line, squashed in wanted.items() if squashed in squashed_reading}
            for line in here:
                del wanted[line]
            found |= here
            if asks_pairs and self._pair is not None:
                for item, code in self._pair.findall(reading):
                    if line := self._codes[item].get(code):
                        found.add(line)
            if not wanted and not asks_pairs:
                break
        return found
