"""What an exercise of the kind "data" asks: its `items.toml`.

Passages, written for the exercise, and questions about them, each with the codes that
may be given. An item is one question about one passage: `p1/problem`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framelab.exercises.definition.exercise import ExerciseError

ITEMS = "items.toml"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be coded."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a passage; `codes` are the codes allowed, with their meaning."""

    id: str
    ask: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One question about one passage."""

    passage: Passage
    question: Question

    @property
    def id(self) -> str:
        """Passage and question: the key of the item in an answer."""
        return f"{self.passage.id}/{self.question.id}"


def read_items(folder: Path) -> dict[str, Item]:
    """Read what an exercise of the kind "data" asks.

    Parameters
    ----------
    folder : Path
        The exercise's folder, with `items.toml`: `[[passages]]` with `id`, `title` and
        `text`; `[[questions]]` with `id`, `ask`, `codes` (code to meaning) and, where a
        question is not for all, `passages` (their ids).

    Returns
    -------
    dict of str to Item
        The items by id: passage by passage, the questions in their order.

    Raises
    ------
    ExerciseError
        The file is missing or no TOML, something in it is missing, unknown or of
        another kind, or an id is there twice.
    """
    file = folder / ITEMS
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExerciseError(file, "the file", str(error), "a TOML file") from error
    if stray := found.keys() - {"passages", "questions"}:
        raise ExerciseError(file, min(stray), "an unknown key", "passages, questions")
    passages = [
        Passage(**_texts(file, f"passages {number}", each, ("id", "title", "text")))
        for number, each in enumerate(_tables(file, found, "passages"), start=1)
    ]
    _once(file, "passages", [passage.id for passage in passages])
    asked: list[tuple[Question, Sequence[str]]] = []
    for number, each in enumerate(_tables(file, found, "questions"), start=1):
        place = f"questions {number}"
        about = each.pop("passages", [passage.id for passage in passages])
        codes = each.pop("codes", None)
        if not isinstance(codes, dict) or len(codes) < 2:
            raise ExerciseError(file, f"{place}, codes", repr(codes), "two codes or more")
        texts = _texts(file, place, each, ("id", "ask"))
        asked.append((Question(**texts, codes=_texts(file, place, codes, tuple(codes))), about))
        if stray := set(about) - {passage.id for passage in passages}:
            raise ExerciseError(file, f"{place}, passages", repr(min(stray)), "ids of passages")
    _once(file, "questions", [question.id for question, _ in asked])
    items = [
        Item(passage, question)
        for passage in passages
        for question, about in asked
        if passage.id in about
    ]
    return {item.id: item for item in items}


def _tables(file: Path, found: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    tables = found.get(key)
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise ExerciseError(file, key, repr(tables)[:80], f"[[{key}]], one or more")
    return [dict(table) for table in tables]


def _texts(file: Path, place: str, found: Mapping[str, Any], keys: Sequence[str]) -> dict[str, str]:
    for key in (*keys, *found):
        if key not in keys:
            raise ExerciseError(file, f"{place}, {key}", "an unknown key", ", ".join(keys))
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ExerciseError(file, f"{place}, {key}", repr(value), "a text")
    return {key: found[key].strip() for key in keys}


def _once(file: Path, key: str, ids: Sequence[str]) -> None:
    for each in ids:
        if ids.count(each) > 1 or "/" in each:
            found = f"{each!r} twice" if ids.count(each) > 1 else repr(each)
            raise ExerciseError(file, f"{key}, id", found, "ids without a slash, each once")
