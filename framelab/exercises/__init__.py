"""What an exercise is, and how its checks are run against an answer.

An exercise is a folder with `exercise.toml`, `brief.md`, the starter `answer.py` and
`test_public.py`. Its checks are plain pytest with one marker and one fixture:

    @points(2)
    def test_partial_quotations_count(submission):
        \"\"\"Words in a partial quotation count as the speaker's.\"\"\"
        assert submission.words_by_speaker(ROWS) == {"mayor": 7, "driver": 4}

`submission` never is the student's module. It asks another process, and only plain data
crosses. The rooms:

- `definition`: what the files of an exercise say;
- `answer_side`: all that runs beside the student's code, which nobody has read. This
  folder, and no other room, goes into a sandbox. It imports the standard library and
  itself;
- `run`: asks an answer, on the checks' side, and trusts no reply;
- `feedback`: the result of a check, and what a student reads about it;
- `checks`: the pytest plugin, which runs checks, and what runs pytest.

Imports point one way: `checks` → `feedback` → `run` → `definition` and `answer_side`,
which import no other room. `feedback` and `checks` need pytest, and so does `points` when
it is called; everything else needs the standard library alone.

This package imports a room only when a name from it is asked for: a sandbox holds this
file and `answer_side`, and nothing else of the package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framelab.exercises.definition.accepted import Accepted
    from framelab.exercises.definition.exercise import (
        Exercise,
        ExerciseError,
        find_exercises,
        read_exercise,
    )
    from framelab.exercises.definition.points import points

__all__ = ["Accepted", "Exercise", "ExerciseError", "find_exercises", "points", "read_exercise"]

# Each name of the package with the module that has it.
_MODULES = {
    "Accepted": "accepted",
    "Exercise": "exercise",
    "ExerciseError": "exercise",
    "find_exercises": "exercise",
    "points": "points",
    "read_exercise": "exercise",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.definition.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
