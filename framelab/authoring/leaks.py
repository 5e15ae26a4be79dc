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
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from framelab.authoring.contents import files_in, readings, text_of, without_tags
from framelab.exercises.definition.exercise import ExerciseError

SHORTEST = 20
"""Signs that a line must have to be distinctive: shorter ones arise anew everywhere."""
MOST_SHARED = 0.8
"""Part of a file's lines that something public may have: a starter has the docstrings too."""
_LEAST_SAID = 12  # of these, those that are neither spaces nor marks

_LEAST_LINES = 5
_CACHE = "__pycache__"
_NO_LIBRARY = {"site-packages", "dist-packages", "test", "tests"}
_IMPORT = re.compile(r"(?:import|from) [\w.]+(?: import [\w, ()]+)?(?: as \w+)?")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")
# An item of a "data" exercise and its code. Short, and yet the whole answer.
_PAIR = re.compile(r'"([^"\s]+/[^"\s]+)": "([^"]+)"')
_IN_ITEM = re.compile(r"[\w/-]")
_BETWEEN = r"""["'`]?\s*[:,;=]\s*["'`]?"""
# Marks that Markdown takes away and typography changes.
_PASSED_OVER = "'\"`‘’“”„*-–—\\\N{SOFT HYPHEN}"
# Words by which a line is looked for: of ASCII alone, as other letters may be escaped. An
# escape is no part of the word that follows it.
_WORD = re.compile(r"(?<!\w)[A-Za-z0-9_]{3,}(?!\w)")
_GLUED = re.compile(r"\\+(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[A-Za-z0])")


class Leak(NamedTuple):
    """A line that only instructors hold, and the file in which it was found."""

    file: str
    line: str


def distinctive(solutions: Path, handed_out: Iterable[Path]) -> dict[str, str]:
    """List the lines by which an answer, a hidden check or a misconception can be known.

    Parameters
    ----------
    solutions : Path
        The folder of what only instructors hold: each file in it, however deep.
    handed_out : iterable of Path
        What is public anyway: sources of the exercises, of the library, of the book.

    Returns
    -------
    dict of str to str
        Line to the file that it comes from: every line of `SHORTEST` signs or more, and
        every sentence of a docstring, a string, a cell or a Markdown file, that stands in
        nothing public, nor in Python's own library. An item with its code counts whatever
        its length. A line that only imports does not count.

    Raises
    ------
    ExerciseError
        There are no solutions, one of them is not of its format, or a public file holds
        `MOST_SHARED` of the lines of one.
    """
    if not solutions.is_dir():
        raise ExerciseError(solutions, "the folder", "nothing", "what must not be handed out")
    held: dict[str, set[str]] = {}
    for file in sorted(solutions.rglob("*")):
        if file.is_file() and _CACHE not in file.parts:
            held[file.relative_to(solutions.parent).as_posix()] = set(_lines_of(file))
    lines = {line: origin for origin in reversed(held) for line in held[origin]}
    search = _Search(lines)
    public = set(_lines_of_python_itself())
    for place in handed_out:
        for name, data in files_in(place):
            if _CACHE not in name:
                found = search.found_in(data)
                _refuse_a_whole_file(f"{place}/{name}", found, held)
                public |= found
    return {line: lines[line] for line in sorted(lines.keys() - public)}


def _refuse_a_whole_file(name: str, found: set[str], held: dict[str, set[str]]) -> None:
    """Stop where a public file holds so much of a secret one that it is the leak itself."""
    for origin, its_lines in held.items():
        shared = len(its_lines & found)
        if shared >= _LEAST_LINES and shared >= MOST_SHARED * len(its_lines):
            raise ExerciseError(name, "the file", f"nearly all of {origin}", "what is public")


def find_leaks(place: Path, lines: Iterable[str]) -> list[Leak]:
    """Return the lines that a place holds among those looked for.

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


@cache
def _lines_of_python_itself() -> frozenset[str]:
    """Return the lines of the standard library, which a book with a Python in it holds too."""
    root = Path(sysconfig.get_path("stdlib"))
    return frozenset(
        line.strip()
        for file in root.rglob("*.py")
        if not _NO_LIBRARY & set(file.relative_to(root).parts)
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
    )


def _lines_of(file: Path) -> Iterator[str]:
    """Return what can be told of a file line by line, and string by string."""
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
    # One sign after the other is much faster than str.translate.
    for sign in _PASSED_OVER:
        text = text.replace(sign, "")
    return "".join(text.replace("…", "...").split())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_GLUED.sub(" ", text)))


class _Pair(NamedTuple):
    """An item and its code: the line, the words of the item, both however they are quoted."""

    line: str
    words: set[str]
    pattern: re.Pattern[str]

    def is_in(self, reading: str) -> bool:
        # A pattern that began with a look behind would be tried at every sign of a text.
        starts = (found.start() for found in self.pattern.finditer(reading))
        return any(not start or not _IN_ITEM.match(reading, start - 1) for start in starts)


class _Search:
    """Many lines, looked for in one file after another.

    A file is read in all its ways only where it has all the words of some line: most
    files have not.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        # Longest word of a line to (line, its words, what to look for).
        self._by_word: dict[str, list[tuple[str, set[str], str]]] = {}
        self._pairs: list[_Pair] = []
        for line in lines:
            if pair := _PAIR.fullmatch(line):
                item, code = map(re.escape, pair.groups())
                pattern = re.compile(rf"{item}{_BETWEEN}{code}(?![\w-])")
                self._pairs.append(_Pair(line, _words(pair[1]), pattern))
                continue
            words = _words(line)
            longest = max(words, key=lambda word: (len(word), word), default="")
            self._by_word.setdefault(longest, []).append((line, words, _squashed(line)))

    def found_in(self, data: bytes) -> set[str]:
        """Return the lines that a file's content holds."""
        text = text_of(data)
        words = _words(text) | _words(without_tags(text)) | {""}
        wanted = {
            line: squashed
            for word in self._by_word.keys() & words
            for line, its_words, squashed in self._by_word[word]
            if its_words <= words
        }
        pairs = [each for each in self._pairs if each.words <= words]
        found: set[str] = set()
        if not wanted and not pairs:
            return found
        for reading in readings(text):
            squashed_reading = _squashed(reading)
            here = {line for line, squashed in wanted.items() if squashed in squashed_reading}
            here |= {each.line for each in pairs if each.is_in(reading)}
            wanted = {line: each for line, each in wanted.items() if line not in here}
            pairs = [each for each in pairs if each.line not in here]
            found |= here
            if not wanted and not pairs:
                break
        return found
