"""What an exercise is, and how an answer is held against its tests.

An exercise is a folder with `exercise.toml`, `brief.md`, the starter `answer.py` and
`test_public.py`. Its tests are plain pytest with one marker and one fixture:

    @points(2)
    def test_partial_quotations_count(submission):
        \"\"\"Words in a partial quotation count as the speaker's.\"\"\"
        assert submission.words_by_speaker(ROWS) == {"kelly": 7, "sessions": 4}

`submission` never is the student's module. It asks another process, and only plain data
(`framelab.exercises.codec`) crosses. Two sides must not be mixed up:

- the student's: `loaded`, `withheld` and `worker` run next to code that nobody has read;
- the tests': `connection`, `submission`, `feedback`, `report` and `plugin` trust nothing
  that comes from there.

Needs the standard library and pytest; the student's side only the standard library.
"""

from framelab.exercises.definition import Exercise, ExerciseError, find_exercises, read_exercise
from framelab.exercises.marks import points

__all__ = ["Exercise", "ExerciseError", "find_exercises", "points", "read_exercise"]
