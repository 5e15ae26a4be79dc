"""A new exercise from a template: small, whole, and proven, to be rewritten step by step."""

import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from framelab.exercises.definition.exercise import ExerciseError, Kind

TEMPLATES = "templates"
"""The folder of the templates, in the room for authors. They hold answers."""
SUFFIX = ".in"
"""Of a template's files, so that nothing takes one for a test or an answer."""

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new_exercise(
    name: str,
    kind: Kind,
    title: str,
    chapter: str,
    *,
    exercises: Path,
    solutions: Path,
    paragraphs: Mapping[str, int] | None = None,
) -> list[Path]:
    """Write the folders of a new exercise.

    Parameters
    ----------
    name : str
        Its id: small letters and digits, joined by underscores.
    kind : "code", "data" or "open"
    title, chapter : str
        As in `exercise.toml`.
    exercises, solutions : Path
        The folders in which a folder of that name is made.
    paragraphs : mapping of str to int, optional
        For an open exercise: the articles that an answer may cite, each with the number of
        its paragraphs.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ExerciseError
        The id is none, one of the folders is there already, an open exercise has fewer than
        two articles, or the library came without its templates. Nothing is written then.
    """
    if not _ID.fullmatch(name):
        allowed = "small letters and digits, joined by underscores"
        raise ExerciseError(exercises, "the id", repr(name), allowed)
    words = {"@ID@": name, "@TITLE@": title, "@CHAPTER@": chapter}
    if kind == "open":
        words |= _places(paragraphs or {}, exercises)
    template = template_folder(kind)
    targets = {"exercise": exercises / name, "solution": solutions / name}
    for target in targets.values():
        if target.exists():
            raise ExerciseError(target, "the folder", "it is there", "a new one")
    written: list[Path] = []
    for part, target in targets.items():
        written += write_template(template / part, target, words)
    return written


def template_folder(name: str) -> Traversable:
    """Return the folder of a template; raise ExerciseError where the library has none.

    The library that students get has none: what a template holds as its answer may be the
    answer to an exercise.
    """
    folder = files("framelab.authoring") / TEMPLATES / name
    if not folder.is_dir():
        allowed = "framelab as authors have it; the copy for students has no templates"
        raise ExerciseError(str(folder), "the template", "nothing", allowed)
    return folder


def write_template(source: Traversable, target: Path, words: Mapping[str, str]) -> list[Path]:
    """Write a template's files into a new folder, with words in the place of marks.

    Parameters
    ----------
    source : Traversable
        A folder of the library; the files' names end in `.in`.
    target : Path
        The folder to make.
    words : mapping of str to str
        Mark, such as `@TITLE@`, to what is written in its place.

    Returns
    -------
    list of Path
        The files written.
    """
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for each in sorted(source.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            written += write_template(each, target / each.name, words)
            continue
        text = each.read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        file = target / each.name.removesuffix(SUFFIX)
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written


def _places(paragraphs: Mapping[str, int], exercises: Path) -> dict[str, str]:
    """Return the marks of an open exercise that stand for the articles of a corpus."""
    if len(paragraphs) < 2:
        found = f"{len(paragraphs)} articles" if len(paragraphs) != 1 else "1 article"
        allowed = "two articles or more, of which an open exercise asks for evidence"
        raise ExerciseError(exercises, "the corpus", found, allowed)
    first, second, *_ = paragraphs
    listed = "\n".join(f'    "{article}": {number},' for article, number in paragraphs.items())
    return {"@FIRST@": first, "@SECOND@": second, "@PARAGRAPHS@": listed}
