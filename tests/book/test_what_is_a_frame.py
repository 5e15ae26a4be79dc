"""The chapter on frames: its grid, its coding desk, and what the desk hands in."""

import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from framelab import load_corpus
from framelab.charts import functions_of_voices
from framelab.measures import krippendorff_alpha, observed_agreement, percent
from framelab.widgets import CodingDesk
from framelab.widgets.coding_desk import items_of
from framelab.widgets.front_end import module

from ..conftest import ROOT
from .browser import context_of
from .conftest import Open

CHAPTER = "book/what_is_a_frame.html"
SOURCE = ROOT / "book" / "what_is_a_frame.md"
CORPUS = load_corpus()
_, *CELLS = items_of(CORPUS.codebook)
KEPT = "framelab/reading-the-frame/code_frames/1"
MODULE = module("coding_desk")
REFERENCE: dict[str, str] = json.loads(
    (ROOT / "solutions/code_frames/answer.json").read_text(encoding="utf-8")
)
PLACES = re.findall(
    r'"([a-z-]+-\d+)"', re.findall(r"passages=\[(.*?)\]", SOURCE.read_text(), re.DOTALL)[0]
)


def desk(page: Page) -> Locator:
    return page.locator(".coding-desk")


def code(page: Page, issue: str, *functions: str) -> None:
    """Give codes to the passage on the desk, and keep them."""
    desk(page).get_by_role("radio", name=issue, exact=True).check()
    for function in functions:
        side, name = function.split("/")
        desk(page).locator(f'input[name="{side}/{name}"]').check()
    desk(page).get_by_role("button", name="Keep my codes, then compare").click()


def file_of(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def saved(page: Page) -> dict[str, Any]:
    with page.expect_download() as waiting:
        desk(page).get_by_role("button", name="Save my codes").click()
    found: dict[str, Any] = json.loads(file_of(waiting.value))
    return found


def give(page: Page, content: object, name: str = "theirs.json") -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    desk(page).locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def status(page: Page) -> Locator:
    return desk(page).get_by_role("status")


def codes_of(place: str, issue: str, *present: str) -> dict[str, str]:
    cells = {item: "present" if item in present else "absent" for item in CELLS}
    return {f"{place}/issue": issue} | {f"{place}/{item}": each for item, each in cells.items()}


# The grid


def test_the_grid_has_the_places_of_the_table_of_frames() -> None:
    lines = [line for line in SOURCE.read_text(encoding="utf-8").splitlines()
             if line.startswith("| **")]  # fmt: skip
    for function, label in (
        ("problem", "Problem"),
        ("cause", "Cause"),
        ("moral", "Moral"),
        ("remedy", "Solution"),
    ):
        (line,) = [each for each in lines if each.startswith(f"| **{label}**")]
        cells = line.strip("|").split("|")[1:]
        for cell, voice in zip(cells, (("kpbs", "sessions"), ("truthout", "junck")), strict=True):
            row = CORPUS.frames[(*voice, "immigration", function)]
            linked = {int(number) for number in re.findall(rf"#{voice[0]}-(\d+)", cell)}
            assert linked
            assert linked == set(row.paragraphs), (function, voice)


# Measures of agreement, in the page and in Python

CASES = 300


def generated() -> list[list[list[str | None]]]:
    draw = random.Random(20170416)
    cases = []
    for _ in range(CASES):
        coders = draw.choice((2, 2, 2, 3))
        codes: list[str | None] = ["present", "absent", *draw.choice(([], ["both"], [None]))]
        weights = [draw.random() + 0.01 for _ in codes]
        cases.append([draw.choices(codes, weights, k=coders) for _ in range(draw.randint(0, 30))])
    alike: list[list[str | None]] = [["absent", "absent"]] * 29
    return [*cases, [], alike, [*alike, ["absent", "present"]], [["present", None]]]


def test_the_page_computes_agreement_as_python_does(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    cases = generated()
    found = page.evaluate(
        """async ([source, cases]) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          const { krippendorffAlpha, observedAgreement } = await import(url);
          return cases.map((units) => [observedAgreement(units), krippendorffAlpha(units)]);
        }""",
        [MODULE, cases],
    )
    undefined = 0
    for units, (observed, alpha) in zip(cases, found, strict=True):
        assert observed == pytest.approx(observed_agreement(units), abs=1e-12)
        assert alpha == pytest.approx(krippendorff_alpha(units), abs=1e-12)
        undefined += alpha is None
    assert 0 < undefined < CASES
    # Coders who differ once in thirty agree in 97 percent, and no better than chance.
    assert found[-2][1] == pytest.approx(0, abs=1e-12)


def test_whole_per_cent_are_rounded_as_in_python(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    found = page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          const { percent } = await import(url);
          return Array.from({ length: 40 }, (_, w) =>
            Array.from({ length: w + 2 }, (_, p) => percent(p, w + 1)));
        }""",
        MODULE,
    )
    assert found == [[percent(p, w + 1) for p in range(w + 2)] for w in range(40)]


# The desk


def test_where_our_coders_differ_either_code_is_right(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    for functions in (("drugs/problem",), ("drugs/problem", "drugs/cause")):
        desk(page).get_by_label("Passage", exact=True).select_option("truthout-16")
        code(page, "drugs", *functions)
        cause = desk(page).locator(".cd-cells > li").filter(has_text="cause on drugs")
        expect(cause).to_contain_text("Alike.")
        expect(cause).to_contain_text("our two coders differ (first absent, second present)")
        desk(page).get_by_role("button", name="Start over").click()
        desk(page).get_by_role("button", name="Yes, start over").click()


def test_the_table_says_what_nobody_who_ticks_nothing_deserves(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    given = {"kpbs-8": (), "daily-beast-2": ("immigration/problem",)}
    for place, functions in given.items():
        desk(page).get_by_label("Passage", exact=True).select_option(place)
        code(page, "immigration", *functions)
    first = {
        each["place"]: each["cells"] for each in CodingDesk(CORPUS, passages=list(given)).passages
    }
    pairs = [
        ("present" if item in functions else "absent", first[place][item]["first"])
        for place, functions in given.items()
        for item in CELLS
        if item.startswith("immigration")
    ]
    alike = sum(a == b for a, b in pairs)
    alpha = krippendorff_alpha(pairs)
    assert alpha is not None
    row = desk(page).get_by_role("row", name="all four functions")
    expect(row.get_by_role("cell")).to_have_text([
        f"{alike} of 8 ({percent(alike, 8)}%)", f"{alpha:.2f}".replace("-", "−"),
    ])  # fmt: skip
    expect(desk(page).locator(".cd-agreement")).to_contain_text(
        "Somebody who ticks nothing agrees with our first coder in 5 of 8"
    )


def test_codes_survive_a_reload_and_start_over_forgets_them(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    code(page, "immigration", "immigration/cause")
    page.reload()
    expect(desk(page).locator(".cd-result")).to_be_visible()
    assert saved(page)["codes"] == codes_of("kpbs-8", "immigration", "immigration/cause")
    desk(page).get_by_role("button", name="Start over").click()
    desk(page).get_by_role("button", name="Yes, start over").click()
    page.reload()
    expect(desk(page).locator(".cd-result")).to_have_count(0)


def test_codes_of_another_tab_change_nothing_of_a_form_that_is_begun(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    desk(page).get_by_label("Passage", exact=True).select_option("daily-beast-2")
    desk(page).get_by_role("radio", name="immigration", exact=True).check()
    box = desk(page).locator('input[name="immigration/cause"]')
    box.check()
    other = page.context.new_page()
    other.goto(page.url)
    code(other, "immigration", "immigration/problem")
    expect(desk(page).get_by_role("option", name="(coded)")).to_have_count(1)
    expect(desk(page).get_by_role("radio", name="immigration", exact=True)).to_be_checked()
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    desk(page).get_by_role("button", name="Keep my codes, then compare").click()
    assert saved(page)["codes"] == {
        **codes_of("kpbs-8", "immigration", "immigration/problem"),
        **codes_of("daily-beast-2", "immigration", "immigration/cause"),
    }
    other.close()


REFUSALS = {
    "no storage": "Object.defineProperty(window, 'localStorage', "
    "{ get() { throw new DOMException('no', 'SecurityError'); } });",
    "no room": "Storage.prototype.setItem = () => "
    "{ throw new DOMException('full', 'QuotaExceededError'); };",
    "nonsense": "localStorage.setItem('framelab/reading-the-frame/coding-desk', '[{\"codes\":');",
    "old codes": "localStorage.setItem('framelab/reading-the-frame/coding-desk', "
    "JSON.stringify({ codes: { 'kpbs-8/issue': 'drugs', 'x/issue': 3 } }));",
}


@pytest.mark.parametrize("trouble", REFUSALS)
def test_a_browser_that_keeps_nothing_is_said_and_breaks_nothing(
    browser: Browser, homes: dict[str, str], trouble: str
) -> None:
    with context_of(browser, homes["site"]) as (context, record):
        page = context.new_page()
        page.add_init_script(REFUSALS[trouble])
        page.goto(homes["site"] + CHAPTER)
        code(page, "immigration", "immigration/problem")
        expect(desk(page).locator(".cd-result")).to_be_visible()
        refused = trouble.startswith("no ")
        said = desk(page).get_by_role("alert").filter(has_text="keeps nothing")
        expect(said).to_have_count(int(refused))
        assert [each for each in record.complaints if "coding_desk" in each] == []


# A classmate's file


def test_a_classmate_s_file_is_compared(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    code(page, "immigration", "immigration/problem", "immigration/remedy")
    own = saved(page)
    give(page, own)
    expect(status(page)).to_contain_text("All are the same as yours: is it your own file?")
    expect(desk(page).locator(".cd-agreement")).to_contain_text("You two differ nowhere.")
    other = {**own, "codes": codes_of("kpbs-8", "both", "immigration/problem", "drugs/cause")}
    give(page, other)
    expect(status(page)).to_have_text("theirs.json has the codes of 1 passage.")
    table = desk(page).get_by_role("table", name="You and theirs.json, 1 passage")
    row = table.get_by_role("row", name="all four functions")
    expect(row.get_by_role("cell").first).to_have_text("6 of 8 (75%)")
    expect(table.get_by_role("row", name="issue, of a passage")).to_contain_text("0 of 1 (0%)")
    for line in (
        "KPBS, paragraph 8, issue: you immigration, theirs.json both drugs and immigration.",
        "KPBS, paragraph 8, cause on drugs: you absent, theirs.json present.",
        "KPBS, paragraph 8, solution on immigration: you present, theirs.json absent.",
    ):
        expect(desk(page).get_by_role("listitem").filter(has_text=line)).to_be_visible()


WHOLE = codes_of("kpbs-8", "immigration")
BAD_FILES: dict[str, tuple[object, str]] = {
    "no json": ("{", "bad.json: found no JSON ("),
    "a list": ([1], "bad.json: found [1]; allowed: the file that “Save my codes” gives."),
    "an answer": (REFERENCE, "bad.json: found codes for the passages of the exercise; allowed: "),
    "format": (
        {"format": "framelab-codes/2", "codes": WHOLE},
        'bad.json, format: found "framelab-codes/2"; allowed: "framelab-codes/1".',
    ),
    "no codes": (
        {"format": "framelab-codes/1", "codes": []},
        "bad.json, codes: found []; allowed: items with their codes",
    ),
    "an item": (
        {"format": "framelab-codes/1", "codes": {"kpbs-9/issue": "drugs"}},
        "bad.json, codes, kpbs-9/issue: found an item that this desk does not have; allowed: "
        "an item such as kpbs-8/issue.",
    ),
    "a code": (
        {"format": "framelab-codes/1", "codes": {**WHOLE, "kpbs-8/issue": "<b>drugs</b>"}},
        'bad.json, codes, kpbs-8/issue: found "<b>drugs</b>"; allowed: drugs, immigration, both, '
        "neither.",
    ),
    "no code": (
        {"format": "framelab-codes/1", "codes": {**WHOLE, "kpbs-8/issue": None}},
        "bad.json, codes, kpbs-8/issue: found null; allowed: drugs",
    ),
    "a part": (
        {"format": "framelab-codes/1", "codes": {"kpbs-8/issue": "drugs"}},
        "bad.json, codes, kpbs-8/drugs/problem: found nothing; allowed: present, absent (a passage",
    ),
    "a prototype": (
        '{"format": "framelab-codes/1", "codes": {"__proto__": "present"}}',
        "bad.json, codes, __proto__: found an item that this desk does not have",
    ),
    "too large": (" " * 200_001, "bad.json: found 200001 bytes; allowed: 200000 at most."),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_with_place_found_and_allowed(open_page: Open, name: str) -> None:
    content, said = BAD_FILES[name]
    page, record = open_page(CHAPTER)
    code(page, "immigration")
    give(page, content, "bad.json")
    expect(status(page)).to_contain_text(f"Nothing was taken. {said}")
    expect(desk(page).get_by_role("table")).to_have_count(1)  # with our coder, and nobody else
    assert record.complaints == []


def test_words_of_a_file_are_shown_as_text(open_page: Open) -> None:
    page, _ = open_page(CHAPTER)
    code(page, "immigration")
    name = "<img src=x onerror=alert(1)>.json"
    give(page, {"format": "framelab-codes/1", "codes": WHOLE}, name)
    expect(status(page)).to_contain_text(name)
    expect(desk(page).locator("img")).to_have_count(0)


# The exercise on the desk


@pytest.fixture
def graded(open_page: Open) -> Page:
    page, _ = open_page(CHAPTER)
    desk(page).get_by_role("radio", name="Exercise").check()
    return page


def code_all(page: Page, answer: dict[str, str]) -> None:
    for item, each in answer.items():
        passage, question = item.split("/")
        desk(page).get_by_label("Passage", exact=True).select_option(passage)
        desk(page).locator(f'input[name$="-{passage}/{question}"][value="{each}"]').check()


def test_what_the_desk_exports_passes_framelab_check(graded: Page, tmp_path: Path) -> None:
    code_all(graded, REFERENCE)
    expect(desk(graded)).to_contain_text("40 of 40 codes given.")
    with graded.expect_download() as waiting:
        desk(graded).get_by_role("button", name="Download answer.json").click()
    assert waiting.value.suggested_filename == "answer.json"
    assert json.loads(file_of(waiting.value)) == REFERENCE
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    (tmp_path / "exercises/code_frames/answer.json").write_text(file_of(waiting.value))
    done = subprocess.run(
        [sys.executable, "-m", "framelab.cli", "check", "code_frames"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15 of 15 points" in done.stdout


def test_desk_and_form_have_one_answer(graded: Page) -> None:
    form = graded.locator(".exercise-form")
    code_all(graded, {"stop/problem": "present", "bus/moral": "absent"})
    given = desk(graded).locator('input[name$="-bus/moral"][value="absent"]')
    expect(given).to_be_focused()  # the desk is drawn anew around the keyboard
    expect(form.locator('select[name="stop/problem"]')).to_have_value("present")
    expect(form.locator('select[name="bus/moral"]')).to_have_value("absent")
    form.locator('select[name="bus/cause"]').select_option("absent")
    expect(desk(graded)).to_contain_text("3 of 40 codes given.")
    expect(desk(graded).locator('input[name$="-bus/cause"][value="absent"]')).to_be_checked()
    graded.reload()
    expect(form.locator('select[name="bus/cause"]')).to_have_value("absent")
    kept = json.loads(graded.evaluate("key => JSON.parse(localStorage.getItem(key)).text", KEPT))
    assert {item: each for item, each in kept.items() if each} == {
        "stop/problem": "present", "bus/moral": "absent", "bus/cause": "absent",
    }  # fmt: skip
    desk(graded).get_by_role("radio", name="Exercise").check()
    expect(desk(graded)).to_contain_text("3 of 40 codes given.")


def test_the_desk_forgets_what_was_cleared_and_nothing_else(graded: Page) -> None:
    given = {"stop/problem": "present"}
    code_all(graded, given)
    expect(desk(graded)).to_contain_text("1 of 40 codes given.")
    back = "() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    graded.evaluate(back)
    expect(desk(graded)).to_contain_text("1 of 40 codes given.")
    other = graded.context.new_page()
    other.goto(graded.url.replace("what_is_a_frame", "your_progress"))
    other.evaluate("localStorage.clear()")
    expect(graded.get_by_role("alert").filter(has_text="The answer is still here")).to_be_visible()
    expect(desk(graded)).to_contain_text("1 of 40 codes given.")
    # A page that comes back from the browser's memory takes what is kept by then.
    code_all(graded, {"bus/moral": "absent"})
    expect(desk(graded)).to_contain_text("2 of 40 codes given.")
    graded.evaluate("key => localStorage.removeItem(key)", KEPT)
    graded.evaluate(back)
    expect(desk(graded)).to_contain_text("0 of 40 codes given.")
    code_all(graded, given)
    other.get_by_role("button", name="Clear my work").click()
    other.get_by_role("button", name="Yes, clear it").click()
    expect(desk(graded)).to_contain_text("0 of 40 codes given.")
    other.close()


def test_no_code_of_a_graded_passage_is_in_the_page(html: Path) -> None:
    """What is expected stands in `accept.csv`, with a reason for each: none may be there."""
    text = (html / CHAPTER).read_text(encoding="utf-8")
    reasons = (ROOT / "solutions/code_frames/accept.csv").read_text(encoding="utf-8").splitlines()
    states = re.findall(r'<script type="application/json">(\{"module".*?)</script>', text)
    assert len(states) == 1
    state = json.loads(states[0])["state"]
    assert state["answer"] == {}
    assert {each["place"] for each in state["passages"]} == set(PLACES)
    for line in reasons[1:]:
        reason = line.split(",", 2)[2].strip('"').replace('""', '"')
        assert reason == "There is no solution." or reason not in text


def test_no_passage_of_the_desk_is_discussed_before_it() -> None:
    """Its codes would be no guess any more."""
    before = SOURCE.read_text(encoding="utf-8").partition("## Code it yourself")[0]
    linked = {f"{article}-{number}" for article, number in
              re.findall(r"\(#([a-z-]+)-(\d+)\)", before)}  # fmt: skip
    assert not linked & set(PLACES)
    assert {place.rpartition("-")[0] for place in PLACES[:5]} == {
        row.article for row in CORPUS.articles
    }


# What a reader sees


@pytest.mark.parametrize("issue", ["drugs", "immigration"])
def test_each_picture_says_its_finding(open_page: Open, issue: Any) -> None:
    page, _ = open_page(CHAPTER)
    expect(page.get_by_role("img", name=functions_of_voices(CORPUS, issue).finding)).to_be_visible()
