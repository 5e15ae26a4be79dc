"""What `framelab verify` cannot know of the course's own exercises."""

from framelab.exercises import find_exercises, read_exercise

from ..conftest import ROOT

EXERCISES = [read_exercise(folder) for folder in find_exercises(ROOT / "exercises")]


def test_the_exercises_are_those_of_the_course() -> None:
    assert {exercise.id: exercise.chapter for exercise in EXERCISES} == {
        "provenance": "five_articles",
        "code_frames": "what_is_a_frame",
        "linkage": "two_issues",
        "who_speaks": "two_officials",
        "align_quotes": "one_event_two_stories",
        "voice_share": "whose_voice",
        "check_numbers": "numbers_as_frames",
    }


def test_no_group_is_shared_by_two_speakers_or_two_articles() -> None:
    """The brief says so, of the rows of the corpus and of those made up."""
    rows: list[dict[str, object]] = []
    for file in ("exercises/who_speaks/test_public.py", "solutions/who_speaks/test_hidden.py"):
        space: dict[str, object] = {"__name__": "x"}
        exec((ROOT / file).read_text(encoding="utf-8"), space)
        tables = [value for name, value in space.items() if name.isupper()]
        assert tables
        for table in tables:
            assert isinstance(table, list)
            rows += table
    places: dict[object, set[tuple[object, object]]] = {}
    for row in rows:
        assert isinstance(row["words"], int)
        assert row["words"] >= 1
        places.setdefault(row["group"], set()).add((row["speaker"], row["article"]))
    del places[None]
    assert {len(each) for each in places.values()} == {1}


def test_the_example_of_the_brief_is_that_of_the_starter_and_of_the_checks() -> None:
    folder = ROOT / "exercises" / "who_speaks"
    spaces: list[dict[str, object]] = [{"__name__": "x"}, {"__name__": "x"}]
    for space, name in zip(spaces, ("answer.py", "test_public.py"), strict=True):
        exec((folder / name).read_text(encoding="utf-8"), space)
    assert spaces[0]["EXAMPLE"] == spaces[1]["EXAMPLE"]
    brief = (folder / "brief.md").read_text(encoding="utf-8")
    for row in spaces[0]["EXAMPLE"]:  # type: ignore[attr-defined]
        assert "| " + " | ".join(map(str, row.values())) + " |" in brief
