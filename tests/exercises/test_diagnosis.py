"""A misconception is recognised by what an answer does, however it is written."""

import json
from pathlib import Path

import pytest

from framelab.authoring.new import new_exercise
from framelab.exercises import read_exercise
from framelab.exercises.checks.check_run import run_checks
from framelab.exercises.checks.diagnosis import Diagnosis
from framelab.exercises.definition.exercise import Kind
from framelab.exercises.run import code_answer


def diagnosis_of(kind: Kind, folder: Path) -> Diagnosis:
    new_exercise("small", kind, "Small", "a_chapter", exercises=folder, solutions=folder / "s")
    solution = folder / "s" / "small"
    suffix = {"code": "py", "data": "json"}[kind]
    check_run = run_checks(folder / "small", solution / f"answer.{suffix}", solution)
    return Diagnosis(read_exercise(folder / "small"), solution, check_run.calls)


@pytest.fixture(scope="module")
def of_code(tmp_path_factory: pytest.TempPathFactory) -> Diagnosis:
    return diagnosis_of("code", tmp_path_factory.mktemp("code"))


@pytest.fixture(scope="module")
def of_codes(tmp_path_factory: pytest.TempPathFactory) -> Diagnosis:
    return diagnosis_of("data", tmp_path_factory.mktemp("data"))


ENDLESS = "while True: pass"
RIGHT_RATE = "def per_thousand(c, w):\n    return c / w * 1000 if w else None\n"
RIGHT_DENSER = """
def denser(a, b):
    x, y = a[0] * b[1], b[0] * a[1]
    return "equal" if x == y else "first" if x > y else "second"
"""


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        pytest.param(RIGHT_RATE + RIGHT_DENSER, [], id="right"),
        pytest.param(
            "per_thousand = lambda count, words: (count / words if words else None) and "
            "count * 100 / words if words else None" + RIGHT_DENSER,
            ["per_hundred"], id="another text, the same mistake",
        ),
        pytest.param(
            "def per_thousand(c, w):\n    try: return 1000 * c / w\n"
            "    except ZeroDivisionError: return 0.0\n" + RIGHT_DENSER,
            ["nought_for_nothing"], id="0.0 is 0",
        ),
        pytest.param(
            "def per_thousand(c, w):\n    return 1000 * c / w if w else 0\n"
            "def denser(a, b):\n    return 'equal' if a[0] == b[0] else "
            "('second', 'first')[a[0] > b[0]]\n",
            ["compares_counts", "nought_for_nothing"], id="two at once",
        ),
        pytest.param(
            RIGHT_RATE + "def denser(a, b):\n    return 'first'\n", [], id="a mistake of its own"
        ),
        pytest.param("def per_thousand(c, w): return c // 0\n", [], id="it only raises"),
        pytest.param("def per_thousand(c, w:", [], id="no Python"),
        pytest.param(ENDLESS, [], id="it never ends"),
        pytest.param(
            "def per_thousand(c, w):\n    while w: pass\n" + RIGHT_DENSER, [], id="a call hangs"
        ),
    ],
)  # fmt: skip
def test_code_is_known_by_what_it_gives(
    of_code: Diagnosis, answer: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer == ENDLESS:
        monkeypatch.setattr(code_answer, "LOAD_SECONDS", 1.0)  # ten more would show nothing
    found = of_code.of(answer)
    assert [each.id for each in found] == names
    assert all(each.question.endswith("?") for each in found)


RIGHT = {
    "harbour/voice": "named", "school/voice": "article", "clinic/voice": "unnamed",
    "market/voice": "named", "bridge/voice": "unnamed",
}  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        pytest.param({}, [], id="right"),
        pytest.param({"bridge/voice": "named"}, [], id="another accepted code"),
        pytest.param({"harbour/voice": "unnamed", "market/voice": "unnamed"},
                     ["a_name_in_the_passage"], id="a misconception"),
        pytest.param({"harbour/voice": "unnamed"}, [], id="half of one"),
        pytest.param({"clinic/voice": "named", "school/voice": "named", "bridge/voice": "named"},
                     ["whoever_speaks_is_named"], id="beside an accepted code"),
    ],
)  # fmt: skip
def test_codes_are_known_by_where_they_are_wrong(
    of_codes: Diagnosis, codes: dict[str, str], names: list[str]
) -> None:
    assert [each.id for each in of_codes.of(json.dumps(RIGHT | codes))] == names


def test_a_file_that_cannot_be_read_has_no_misconception(of_codes: Diagnosis) -> None:
    assert of_codes.of("{") == []
