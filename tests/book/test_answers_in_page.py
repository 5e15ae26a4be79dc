"""Right and wrong answers in the page: what is said of them, on a page where Python has started."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .browser import context_of, look_at
from .test_exercises_in_page import (
    CODE,
    REFERENCE,
    answering,
    check,
    place_of,
    press,
    run,
    wait,
    without,
    write,
)  # fmt: skip


@pytest.fixture(scope="module")
def warm(browser: Browser, homes: dict[str, str]) -> Iterator[Page]:
    """A page where Python has been started, for many answers."""
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.goto(homes["site"] + CODE)
        check(place_of(page))
        yield page


def test_a_failed_check_says_what_was_called_expected_and_got(warm: Page) -> None:
    place = place_of(warm)
    write(place, answering('return {"kelly": 1}'))
    check(place)
    failed = place.get_by_role("listitem").filter(has_text="not passed").first
    assert "Each speaker has their own words; without rows there is nobody." in failed.inner_text()
    told = dict(zip(failed.locator("dt").all_inner_texts(),
                    failed.locator("dd").all_inner_texts(), strict=True))  # fmt: skip
    assert told["called"] == "words_by_speaker(TWO)"
    assert told["expected"] == "{'ames': 12, 'burke': 7}"
    assert told["got"] == "{'kelly': 1}"
    assert told["think"].endswith("?")


def test_run_shows_what_is_printed_as_it_is_printed(warm: Page) -> None:
    place = place_of(warm)
    write(place, "print('first')\nprint('<b>second</b>')\nwhile True: pass")
    press(place, "Run")
    output = place.locator(".exercise-output")
    expect(output).to_have_text("first\n<b>second</b>\n")
    press(place, "Stop")
    assert "Stopped" in wait(place)
    write(place, "if __name__ == '__main__':\n    print('a program')")
    assert run(place) == "It ran to its end."
    expect(output).to_have_text("a program\n")


def test_an_error_is_marked_on_its_line(warm: Page) -> None:
    place = place_of(warm)
    write(place, "x = 1\ny = x +\n")
    assert "answer.py, line 2" in run(place)
    assert place.locator(".cm-lint-marker-error").count() == 1
    write(place, "x = 1\n")
    assert place.locator(".cm-lint-marker-error").count() == 0


TROUBLE = {
    "syntax": ("def words_by_speaker(rows)\n    return {}", "is not Python yet", 0),
    "missing": (without("words_by_speaker", ""), "has no function words_by_speaker", 8),
    "exit": ("import sys\nsys.exit(0)", "sys.exit(), exit() or quit(), which ends the program", 0),
    "exit-in-a-call": (
        answering("import os\nos._exit(3)"), "the program ended with exit code 3", 8,
    ),
    "input": (answering("return input()"), "input(), and nobody is there to type", 8),
    "recursion": (answering("return words_by_speaker(rows)"), "calls itself without an end", 8),
    "memory": (
        answering("kept = []\nwhile True:\n    kept.append('x' * 10_000_000)"),
        "more memory than there is", 8,
    ),
    "threads": (
        answering("import threading\nthreading.Thread(target=print).start()"),
        "Threads do not run here", 8,
    ),
    "network": (
        answering("import urllib.request\nreturn urllib.request.urlopen('http://example.org/')"),
        "RemoteDisconnected", 8,
    ),
    "withheld": ("from framelab.measures import share\n", "is withheld in this exercise", 0),
    "not-plain": (answering("return object()"), "wanted is plain data", 8),
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_said_in_plain_words(warm: Page, name: str) -> None:
    answer, words, points = TROUBLE[name]
    place = place_of(warm)
    write(place, answer)
    assert check(place).startswith(f"Visible checks: {points} of 10 points;")
    assert words in place.get_by_role("list", name="Checks").inner_text()


def test_an_endless_loop_costs_its_checks_and_no_others(warm: Page) -> None:
    place = place_of(warm)
    write(place, answering("while True: print('on and on')"))
    assert check(place).startswith("Visible checks: 8 of 10 points;")
    said = place.get_by_role("list", name="Checks").inner_text()
    assert said.count("no answer after 5 s, so it was stopped") == 2
    assert "Is there a loop that never ends?" in said
    write(place, REFERENCE["who_speaks"])
    assert check(place).startswith("Visible checks: 10 of 10 points;")


def test_a_run_without_an_end_is_stopped(warm: Page) -> None:
    place = place_of(warm)
    write(place, "while True: print('x' * 1000)")
    assert run(place) == "Stopped after 10 seconds. Is there a loop that never ends?"
    output = place.locator(".exercise-output").inner_text()
    assert "Cut here: more than 100,000 characters were printed." in output
    assert len(output) < 110_000


def test_what_an_exercise_may_import_is_there(warm: Page) -> None:
    place = place_of(warm)
    write(place, "from framelab import load_corpus\nimport statistics, decimal, sqlite3, zoneinfo\n"
                 "print(load_corpus().articles['kpbs'].outlet)")  # fmt: skip
    assert run(place) == "It ran to its end."
    expect(place.locator(".exercise-output")).to_have_text("KPBS\n")


def test_what_is_said_is_in_sight(warm: Page) -> None:
    place = place_of(warm)
    write(place, "")
    look_at(warm, 360)
    place.get_by_role("button", name="Check").scroll_into_view_if_needed()
    check(place)
    assert place.get_by_role("status").evaluate(
        "each => each.getBoundingClientRect().bottom < innerHeight"
    )
    look_at(warm, 1280)


def test_with_a_mouse_there_are_none(warm: Page) -> None:
    expect(place_of(warm).get_by_role("group", name="Signs to insert")).to_be_hidden()
