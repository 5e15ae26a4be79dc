"""The page "Your progress" of somebody who has done two exercises: what is left, handing in."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from framelab.grading.submissions import read_submission

from .browser import PATIENCE, context_of, look_at, violations
from .conftest import LOOKS, Open
from .test_exercises_in_page import (
    CODE,
    CODES,
    EXERCISES,
    PROGRESS,
    REFERENCE,
    check,
    choose,
    kept,
    place_of,
    press,
    wait,
    write,
)  # fmt: skip


@pytest.fixture(scope="module")
def work_kept(browser: Browser, homes: dict[str, str]) -> dict[str, str]:
    """What the browser keeps of somebody who has done two exercises."""
    with context_of(browser, homes["site"]) as (context, record):
        page = context.new_page()
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        write(place, REFERENCE["who_speaks"])
        check(place)
        page.goto(homes["site"] + CODES)
        choose(place_of(page, "provenance"), json.loads(REFERENCE["provenance"]))
        page.goto(homes["site"] + PROGRESS)
        assert record.complaints == []
        found: dict[str, str] = page.evaluate("({ ...localStorage })")
    return found


@pytest.fixture
def worked(open_page: Open, work_kept: dict[str, str]) -> Page:
    """The page "Your progress" of somebody who has done two exercises."""
    page, record = open_page(PROGRESS)
    page.evaluate("kept => Object.assign(localStorage, kept)", work_kept)
    page.reload()
    assert record.complaints == []
    return page


def row(page: Page, exercise: str) -> list[str]:
    cells = page.get_by_role("row").filter(has_text=f"({exercise})").locator("td")
    return cells.all_inner_texts()


def export(page: Page, name: str = "Ana Lopez") -> Download:
    page.get_by_label("Your name").fill(name)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Export all answers").click()
    return downloading.value


def test_progress_says_what_is_done_and_what_is_left(worked: Page) -> None:
    assert [each.strip() for each in row(worked, "who_speaks")[1:]] == [
        "10 of 10 points", "no minutes left",
    ]  # fmt: skip
    assert row(worked, "who_speaks")[0].startswith("done")
    points = EXERCISES["provenance"]
    assert row(worked, "provenance") == [
        "begun, not checked", f"– of {points.points_visible} points",
        f"about {points.minutes} minutes",
    ]  # fmt: skip
    assert row(worked, "linkage")[0] == "not begun"
    left = sum(each.minutes for name, each in EXERCISES.items() if name != "who_speaks")
    assert f"About {left} minutes are left." in worked.locator(".progress-sums").inner_text()
    # In the order of the book, each with its place.
    names = worked.locator("tbody th").all_inner_texts()
    assert [re.search(r"\((\w+)\)$", name)[1] for name in names][:1] == ["provenance"]  # type: ignore[index]
    worked.get_by_role("link", name=EXERCISES["who_speaks"].title, exact=True).click()
    assert worked.url.endswith("two_officials.html#answer-who-speaks")


def test_what_is_written_during_a_check_is_not_checked(open_page: Open) -> None:
    page, _ = open_page(CODE)
    place = place_of(page)
    write(place, REFERENCE["who_speaks"])
    press(place, "Check")
    page.wait_for_function(
        "place => place.querySelector('[role=status]').textContent === 'Checking …'",
        arg=place.element_handle(), timeout=PATIENCE,
    )  # fmt: skip
    place.locator(".cm-content").focus()
    page.keyboard.insert_text("#")
    assert place.get_attribute("aria-busy") == "true"
    assert "You have done what can be done here." in wait(place)
    assert kept(page)["text"] != REFERENCE["who_speaks"]
    page.goto(page.url.replace(CODE, PROGRESS))
    assert row(page, "who_speaks")[0] == "done; changed since it was checked"


def test_an_export_is_what_grading_reads_and_comes_back(worked: Page, tmp_path: Path) -> None:
    worked.get_by_role("button", name="Export all answers").click()
    expect(worked.get_by_role("alert").first).to_contain_text("Write your name first")
    download = export(worked)
    assert download.suggested_filename == "Ana Lopez.framelab.json"
    file = tmp_path / download.suggested_filename
    download.save_as(file)
    found = read_submission("Ana Lopez", [file], EXERCISES, {})
    answers = {each.exercise: each for each in found.answers if each.answer}
    assert sorted(answers) == ["provenance", "who_speaks"]
    assert not any(each.problem or each.note for each in answers.values())
    assert answers["who_speaks"].answer
    assert answers["who_speaks"].answer.data.decode() == REFERENCE["who_speaks"]
    expect(worked.get_by_text("Last exported: never.")).to_have_count(0)

    clear(worked)
    assert row(worked, "who_speaks")[0] == "not begun"
    assert keys_of(worked) == []
    worked.get_by_label("Bring answers in").set_input_files(file)
    expect(worked.get_by_role("status")).to_contain_text("has 2 of 7 exercises. Nothing is changed")
    shown = worked.locator(".progress-file details").filter(has_text="who_speaks")
    assert "def words_by_speaker" in shown.locator("pre").text_content()  # type: ignore[operator]
    worked.get_by_role("button", name="Bring these answers in").click()
    assert kept(worked)["text"] == REFERENCE["who_speaks"]
    assert row(worked, "who_speaks")[0] == "begun, not checked"


NAMES = {
    "अनिल कुमार": "अनिल कुमार", "अनील कुमार": "अनील कुमार", "สมชาย ใจดี": "สมชาย ใจดี",
    "தமிழ்": "தமிழ்", "Jose\N{COMBINING ACUTE ACCENT}": "José", "ana@uni.edu": "ana@uni.edu",
    "O'Brien, Ana": "O'Brien, Ana", "O\N{RIGHT SINGLE QUOTATION MARK}Brien": "O'Brien",
    "ක්‍රිස්": "ක්රිස්", "שָׁלוֹם": "שָׁלוֹם", "محمّد": "محمّد", "..ana": "ana",
    "Ana/López: 7": "Ana-López- 7", "क" * 80: "क" * 66,
}  # fmt: skip
"""What somebody writes as a name, and what the file is called by it: two names, two files."""


def test_a_name_stays_readable_and_goes_into_the_file(worked: Page, tmp_path: Path) -> None:
    assert len(set(NAMES.values())) == len(NAMES) > 1
    for number, (name, called) in enumerate(NAMES.items()):
        if number % 4 == 0:
            worked.goto(worked.url)  # of one page Chromium takes few downloads
        download = export(worked, name)
        assert download.suggested_filename == (
            f"{unicodedata.normalize('NFC', called)}.framelab.json"
        )
        file = tmp_path / f"{number}.framelab.json"
        download.save_as(file)
        content = json.loads(file.read_text(encoding="utf-8"))
        assert content["name"] == unicodedata.normalize("NFC", name)
        found = read_submission("x", [file], EXERCISES, {})
        assert sum(each.answer is not None for each in found.answers) == 2
    for nobody in ("", " ", "...", "/", "\N{ZERO WIDTH JOINER}", "\N{COMBINING ACUTE ACCENT}"):
        worked.get_by_label("Your name").fill(nobody)
        worked.get_by_role("button", name="Export all answers").click()
        expect(worked.get_by_role("alert").first).to_contain_text("Write your name first")


def keys_of(page: Page) -> list[str]:
    """List what the browser keeps of ours: the theme keeps something, too."""
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    return [key for key in keys if key.startswith("framelab/")]


def clear(page: Page) -> None:
    page.get_by_role("button", name="Clear my work").click()
    page.get_by_role("button", name="Yes, clear it").click()


def test_clearing_asks_first_and_leaves_other_books_alone(worked: Page) -> None:
    worked.evaluate("localStorage.setItem('framelab/another-book/x/1', '{}')")
    worked.get_by_role("button", name="Clear my work").click()
    worked.get_by_role("button", name="No, keep it").click()
    assert kept(worked)["text"] == REFERENCE["who_speaks"]
    clear(worked)
    assert keys_of(worked) == ["framelab/another-book/x/1"]


FILES = {
    "no JSON": (b"PK\x03\x04", "it is no JSON"),
    "another format": (b'{"format": "other/1"}', 'its format is "other/1"'),
    "one answer": (b'{"bridge/genre": "news"}', "it is one answer, or something else"),
    "a list": (b"[]", "it is one answer, or something else"),
    "no exercises": (b'{"format": "framelab-submission/1", "exercises": []}', "no exercises"),
    "too large": (b" " * 5_000_001, "too large"),
    "a format of lists": (
        b'{"format": ' + b"[" * 3_000 + b"]" * 3_000 + b"}",
        "its format is no text",
    ),
    "a long format": (
        b'{"format": "' + b"x" * 9_000 + b'"}',
        f'its format is "{"x" * 80}"; the format must be',
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_export_changes_nothing(worked: Page, name: str) -> None:
    data, words = FILES[name]
    before = kept(worked)
    worked.get_by_label("Bring answers in").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": data}
    )
    expect(worked.get_by_role("status")).to_contain_text(words)
    assert worked.get_by_role("button", name="Bring these answers in").count() == 0
    assert kept(worked) == before


def test_what_is_brought_in_is_shown_as_text_first(worked: Page) -> None:
    markup = "<img src=x onerror='window.hurt = 1'>"
    content = {
        "format": "framelab-submission/1",
        "exercises": {
            "who_speaks": {"version": 7, "answer": markup},
            markup: {"version": 1, "answer": "x"},
            "linkage": {"version": 1, "answer": 3},
            "provenance": {"version": {"toString": 1}, "answer": "{}"},
            **{f"unknown_{number}": None for number in range(50)},
        },
    }
    worked.get_by_label("Bring answers in").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    )
    shown = worked.locator(".progress-file")
    expect(shown.locator("pre")).to_have_text([markup, "{}"])
    said = shown.inner_text()
    assert "written for version 7" in said
    assert "no such exercise" in said
    assert "linkage: it has no text" in said
    assert "provenance: written for version unknown" in said
    assert "34 more entries are left out, or were written for another version." in said
    assert worked.evaluate("window.hurt") is None
    assert kept(worked)["text"] == REFERENCE["who_speaks"]
    worked.get_by_role("button", name="Bring these answers in").click()
    assert kept(worked)["text"] == markup
    assert kept(worked)["before"] == REFERENCE["who_speaks"]


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_axe_finds_nothing_on_the_progress_page(worked: Page, width: int, theme: str) -> None:
    look_at(worked, width)
    worked.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    content = {"format": "framelab-submission/1",
               "exercises": {"linkage": {"version": 1, "answer": "x = 1\n"}}}  # fmt: skip
    worked.get_by_label("Bring answers in").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    )
    worked.locator(".progress-file summary").click()
    worked.get_by_role("button", name="Clear my work").click()
    assert violations(worked) == []
    for narrow in (width, 320):
        look_at(worked, narrow)
        assert worked.evaluate("document.documentElement.scrollWidth") <= narrow
    assert worked.locator(".progress-file pre").evaluate("part => part.translate") is False
