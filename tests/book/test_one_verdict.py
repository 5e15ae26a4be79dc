"""One answer, one verdict: in the page, in a student's own pytest, and in a class run."""

import json
import re
import subprocess
import sys
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from framelab.exercises.checks.check_run import run_checks_on
from framelab.exercises.checks.diagnosis import read_misconceptions
from framelab.exercises.definition.exercise import ANSWERS
from framelab.grading.results import Results

from ..conftest import ROOT
from .browser import context_of
from .test_exercises_in_page import EXERCISES, PAGES, REFERENCE, check, give, place_of, press, write

# What goes wrong in other ways than misconceptions do; each for the first function asked for.
ODD = {
    "syntax": "def {name}(*rows)\n",
    "raises": "def {name}(*rows):\n    raise ValueError(rows)\n",
    "exits": "import sys\n\n\ndef {name}(*rows):\n    sys.exit(0)\n",
    "remembers": "SEEN = []\n\n\ndef {name}(*rows):\n    SEEN.append(rows)\n    return SEEN\n",
    "gives a set": "def {name}(*rows):\n    return {{1, 2}}\n",
    "gives an object": "def {name}(*rows):\n    return object()\n",
    "empty": "",
    "imports the tests' own": "import pytest",
    "fails at its end": "print({name}())\nexit()\n%matplotlib inline",
    "needs a newer Python": "def show(row):\n    return f'{{row['a']}}'",
    "changes Python": "import builtins\nbuiltins.divmod = builtins.round = None",
}
# As somebody who chooses in every field; test_exercises_in_page.py chooses in them one by one.
CHOOSE = """(fields, codes) => {
    for (const [item, code] of Object.entries(codes)) {
        const field = fields.find(({ name }) => name === item);
        field.value = code;
        if (field.value !== code) throw new Error(`${item}: there is no ${code} to choose`);
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
}"""
ENDLESS = "def {name}(*rows):\n    while True:\n        pass\n"

Verdicts = dict[str, bool]
"""Whether each visible check passed, by its sentence."""


def answers_to(exercise: str) -> dict[str, str]:
    """Return answers of every kind to an exercise, by name."""
    solution, name = ROOT / "solutions" / exercise, ANSWERS[EXERCISES[exercise].kind]
    answers = {
        "reference": REFERENCE[exercise],
        "starter": (ROOT / "exercises" / exercise / name).read_text(encoding="utf-8"),
    }
    answers |= {each.id: each.content for each in read_misconceptions(solution)}
    if EXERCISES[exercise].kind == "code":
        first = REFERENCE[exercise].partition("\ndef ")[2].partition("(")[0]
        odd = ODD | ({"endless": ENDLESS} if exercise == "who_speaks" else {})
        for what, text in odd.items():
            whole = f"{REFERENCE[exercise]}\n\n{text.format(name=first)}" if text else text
            answers[f"odd: {what}"] = whole
    return answers


def in_class(folder: Path, exercise: str, answers: dict[str, str]) -> dict[str, Verdicts]:
    """Return what `framelab grade` says of each answer, as one student's each, by name."""
    for student, text in answers.items():
        place = folder / "submissions" / student / exercise
        place.mkdir(parents=True)
        (place / ANSWERS[EXERCISES[exercise].kind]).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "grade", folder / "submissions", "--out",
         folder / "out", "--only", exercise],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    with closing(Results(folder / "out", read_only=True)) as results:
        return {
            entry.student: {
                each.sentence: each.status == "passed"
                for each in entry.graded.checks
                if each.is_visible
            }
            for entry in results.entries()
        }


def on_their_own(exercise: str, answers: dict[str, str]) -> dict[str, Verdicts]:
    """Return what a student's own pytest says of each answer, by name."""
    runs = run_checks_on(ROOT / "exercises" / exercise, answers.values())
    return {
        name: {each.sentence: each.status == "passed" for each in run.results}
        for name, run in zip(answers, runs, strict=True)
    }


def in_the_page(page: Page, exercise: str, text: str, sentences: Collection[str]) -> Verdicts:
    """Return what the page says of the checks with these sentences."""
    place = place_of(page, exercise)
    if EXERCISES[exercise].kind == "data":
        press(place, "Reset")
        place.locator("select").evaluate_all(CHOOSE, json.loads(text))
    else:
        write(place, text)
    said = check(place)
    assert said.startswith("Visible checks: "), said
    items = place.get_by_role("list", name="Checks").locator(":scope > li > p")
    verdicts = {}
    for line in items.all_inner_texts():
        verdict, _, rest = line.replace("\xa0", " ").strip().partition("passed ")
        sentence = rest.rsplit(" of ", 1)[0].rsplit(" ", 1)[0]
        verdicts[sentence] = verdict.strip() != "not"
    # Checks that one fault kept from running are counted, and not shown each.
    lists = place.get_by_role("list", name="Checks").inner_text()
    others = re.search(r"(\d+) other checks? could not run for the same reason", lists)
    unseen = [sentence for sentence in sentences if sentence not in verdicts]
    assert len(unseen) == (int(others[1]) if others else 0)
    return verdicts | dict.fromkeys(unseen, False)


def starter_and_reference_in(page: Page, exercise: str) -> None:
    """Assert that the page gives a starter no points, and the reference answer all."""
    place, points = place_of(page, exercise), EXERCISES[exercise]
    most, later = points.points_visible, f"{points.points_hidden} more are graded later."
    assert check(place) == f"Visible checks: 0 of {most} points; {later}"
    give(place, exercise, REFERENCE[exercise])
    done = "You have done what can be done here."
    assert check(place) == f"Visible checks: {most} of {most} points; {later} {done}"
    assert place.get_by_role("list", name="Checks").get_by_text("not passed").count() == 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("exercise", sorted(EXERCISES))
def test_one_answer_has_one_verdict(
    browser: Browser, homes: dict[str, str], tmp_path: Path, exercise: str
) -> None:
    answers = answers_to(exercise)
    assert len(answers) > 5
    # Of an answer without an end most of the time is waited for, in each place.
    with ThreadPoolExecutor(1) as beside:
        graded = beside.submit(in_class, tmp_path, exercise, answers)
        own = on_their_own(exercise, answers)
        assert all(len(verdicts) > 4 for verdicts in own.values())
        # One page is open at a time: a browser shares its time among all that are.
        with context_of(browser, homes["site"]) as (context, record):
            page = context.new_page()
            page.goto(homes["site"] + PAGES[exercise])
            # By its name, as a screen reader finds it.
            name = f"Your answer: {EXERCISES[exercise].title}"
            expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()
            starter_and_reference_in(page, exercise)
            for name, text in answers.items():
                assert in_the_page(page, exercise, text, own[name]) == own[name], name
        assert record.complaints == []
        assert record.outside == []
        assert graded.result() == own
