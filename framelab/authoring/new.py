"""A new exercise from a template: small, whole, and proven, to be rewritten step by step."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from framelab.exercises.definition.exercise import ExerciseError, Kind

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SUFFIX = ".in"  # so that nothing takes a template for a test or an answer


def new_exercise(
    name: str,
    kind: Kind,
    title: str,
    chapter: str,
    *,
    exercises: Path,
    solutions: Path,
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

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ExerciseError
        The id is none, or one of the folders is there already. Nothing is written then.
    """
    if not _ID.fullmatch(name):
        allowed = "small letters and digits, joined by underscores"
        raise ExerciseError(exercises, "the id", repr(name), allowed)
    template = files("framelab.authoring") / "templates" / kind
    targets = {"exercise": exercises / name, "solution": solutions / name}
    for target in targets.values():
        if target.exists():
            raise ExerciseError(target, "the folder", "it is there", "a new one")
    words = {"@ID@": name, "@TITLE@": title, "@CHAPTER@": chapter}
    written: list[Path] = []
    for part, target in targets.items():
        _write(template / part, target, words, written)
    return written


def _write(source: Traversable, target: Path, words: dict[str, str], written: list[Path]) -> None:
    target.mkdir(parents=True)
    for each in sorted(source.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            _write(each, target / each.name, words, written)
            continue
        text = each.read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        file = target / each.name.removesuffix(_SUFFIX)
        file.write_text(text, encoding="utf-8")
        written.append(file)
