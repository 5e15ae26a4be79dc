"""Exercises solved and checked inside the page, in a real browser that reaches nothing else."""

import gzip
import itertools
import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Download, Error, Locator, Page, Route, expect

from framelab.exercises import find_exercises, read_exercise
from framelab.exercises.definition.exercise import ANSWERS

from ..conftest import ROOT
from .browser import PATIENCE, Record, context_of, look_at, violations
from .conftest import Open

EXERCISES = {each.id: each for each in map(read_exercise, find_exercises(ROOT / "exercises"))}
CODE = "book/two_officials.html"
CODES = "book/five_articles.html"
PROGRESS = "book/your_progress.html"
PAGES = {
    "align_quotes": "book/one_event_two_stories.html", "linkage": "book/two_issues.html",
    "check_numbers": "book/numbers_as_frames.html", "code_frames": "book/what_is_a_frame.html",
    "provenance": CODES, "voice_share": "book/whose_voice.html", "who_speaks": CODE,
}  # fmt: skip

REFERENCE = {
    name: (ROOT / "solutions" / name / ANSWERS[each.kind]).read_text(encoding="utf-8")
    for name, each in EXERCISES.items()
}


def place_of(page: Page, exercise: str = "who_speaks") -> Locator:
    """Find the place of an answer on a page.

    Each step that is taken there looks for it again: by its attributes that costs nothing, by role
    and name the browser would name every part of a whole chapter.
    """
    return page.locator(f'[role="region"][aria-label="Your answer: {EXERCISES[exercise].title}"]')


def press(place: Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def wait(place: Locator) -> str:
    """Wait until Python is done; return what is said."""
    # The page looks at each frame that it draws; `expect` would look once a second.
    place.page.wait_for_function(
        "place => place.ariaBusy === 'false'", arg=place.element_handle(), timeout=PATIENCE
    )
    return place.get_by_role("status").inner_text()


def check(place: Locator) -> str:
    press(place, "Check")
    return wait(place)


def run(place: Locator) -> str:
    press(place, "Run")
    return wait(place)


PASTE = """(editor, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
}"""


def write(place: Locator, text: str) -> None:
    """Paste an answer into the editor in place of what stands there.

    The browser types a text line by line, and lays the chapter out after each line.
    """
    area = place.locator("textarea")
    if area.is_visible():
        area.focus()
    editor = place.locator(".cm-content")
    editor.wait_for()
    editor.focus()
    place.page.keyboard.press("Control+a")
    place.page.keyboard.press("Delete")
    editor.evaluate(PASTE, text)


def choose(place: Locator, codes: dict[str, str]) -> None:
    """Give codes in the form of an exercise."""
    for item, code in codes.items():
        place.locator(f'select[name="{item}"]').select_option(code)


def give(place: Locator, exercise: str, text: str) -> None:
    if EXERCISES[exercise].kind == "data":
        choose(place, json.loads(text))
    else:
        write(place, text)


def kept(page: Page, exercise: str = "who_speaks") -> dict[str, Any]:
    """Give what the browser keeps of an exercise."""
    version = EXERCISES[exercise].version
    key = f"framelab/reading-the-frame/{exercise}/{version}"
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key)) ?? {}", key)
    return found


def without(function: str, instead: str) -> str:
    """Give the reference answer of who_speaks with a function of one's own."""
    name = f"def {function}("
    assert name in REFERENCE["who_speaks"]
    return f"{REFERENCE['who_speaks'].replace(name, 'def _before(')}\n\n{instead}\n"


def answering(lines: str) -> str:
    """Give an answer to who_speaks whose `words_by_speaker` has these lines."""
    body = "\n".join(f"    {line}" for line in lines.split("\n"))
    return without("words_by_speaker", f"def words_by_speaker(rows):\n{body}")


# What can go wrong


def test_two_exercises_of_a_page_take_turns(browser: Browser, homes: dict[str, str]) -> None:
    begin = '<div aria-label="Your answer'

    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        other = context.request.get(homes["site"] + PAGES["check_numbers"]).text()
        at = other.index(begin)
        exercise = other[at : other.index("</section>", at)]

        def join(route: Route) -> None:
            response = route.fetch()
            assert begin in response.text()
            route.fulfill(response=response, body=response.text().replace(begin, exercise + begin))

        page.route(f"**/{CODE}", join)
        page.goto(homes["site"] + CODE)
        first, second = place_of(page, "check_numbers"), place_of(page, "who_speaks")
        press(first, "Check")
        press(second, "Check")  # while Python is still loading for the first
        status = second.get_by_role("status")
        expect(status).to_contain_text("Another exercise on this page is running")
        assert wait(first).startswith("Visible checks: 0 of")
        assert check(second).startswith("Visible checks: 0 of")


def test_no_success_where_no_check_ran(browser: Browser, homes: dict[str, str]) -> None:
    def spoil(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert "def test_words_of_two_speakers" in text
        spoiled = text.replace("def test_words_of_two_speakers(submission)", "def test_words((")
        route.fulfill(response=response, body=spoiled)

    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.route(f"**/{CODE}", spoil)
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        assert check(place) == "No check was run, so nothing is known about the answer."
        assert "SyntaxError" in place.locator(".exercise-output").inner_text()
        assert "result" not in kept(page)


def test_loading_can_be_stopped(browser: Browser, homes: dict[str, str]) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.route("**/_static/page/python-*", lambda _: None)  # it never comes
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        press(place, "Check")
        expect(place.get_by_role("status")).to_contain_text("Loading Python")
        press(place, "Stop")
        assert wait(place) == "Stopped. Nothing was changed."
        page.unroute("**/_static/page/python-*")
        assert check(place).startswith("Visible checks: 0 of 10 points;")


@pytest.mark.parametrize("gone", ["worker-", "pyodide.asm.js", "python-", "stdlib-", "library-"])
def test_a_file_that_does_not_come_is_said_and_can_be_tried_again(
    browser: Browser, homes: dict[str, str], gone: str
) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        pattern = re.compile(rf"/_static/page/.*{re.escape(gone)}")
        page.route(pattern, lambda route: route.abort())
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        said = check(place)
        assert said.startswith("Python could not be started")
        assert "Try again" in said
        page.unroute(pattern)
        assert check(place).startswith("Visible checks: 0 of 10 points;")


def test_a_worker_that_is_dead_is_said_and_replaced(
    browser: Browser, homes: dict[str, str]
) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.add_init_script(
            """
            const Real = Worker, wait = setTimeout;
            window.workers = [];
            window.Worker = class extends Real {
                constructor(...given) { super(...given); window.workers.push(this); }
            };
            // Half a minute is long for a test.
            window.setTimeout = (done, time, ...more) =>
                wait(done, time === 30000 ? 300 : time, ...more);
            """
        )
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        run(place)
        page.evaluate("workers.forEach(each => each.terminate())")
        said = check(place)
        assert said.startswith("No check was run, so nothing is known about the answer.")
        assert "no sign of life" in said
        assert run(place).startswith("It ran to its end.")


OBSTACLES = {
    "no WebAssembly": ("delete window.WebAssembly", "WebAssembly is switched off"),
    "no module workers": (
        "window.Worker = class { constructor() {} terminate() {} }", "it is too old"
    ),
    "no unpacking": ("delete window.DecompressionStream", "it is too old"),
}  # fmt: skip


@pytest.mark.parametrize("name", OBSTACLES)
def test_an_old_browser_is_told_what_to_do(
    browser: Browser, homes: dict[str, str], name: str
) -> None:
    script, words = OBSTACLES[name]
    with context_of(browser, homes["site"]) as (context, record):
        page = context.new_page()
        page.add_init_script(script)
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        note = place.get_by_role("note").inner_text()
        assert words in note
        assert "Working on your machine" in note
        assert place.get_by_role("button", name="Check").is_disabled()
        write(place, "# written all the same\n")
        page.wait_for_timeout(400)
        assert kept(page)["text"] == "# written all the same\n"
        assert record.complaints == []


def test_from_disk_the_page_says_how_to_serve_the_folder(open_page: Open) -> None:
    page, record = open_page(CODE, "disk")
    place = place_of(page)
    assert "python -m http.server" in place.get_by_role("note").inner_text()
    area = place.locator("textarea")
    area.fill("# on disk\n")
    page.reload()
    assert place.locator("textarea").input_value() == "# on disk\n"
    assert record.complaints == []


def test_a_book_without_the_runtime_says_so(browser: Browser, homes: dict[str, str]) -> None:
    def strip(route: Route) -> None:
        response = route.fetch()
        text = re.sub(r'"page":\{.*?\}\},', '"page":null,', response.text())
        route.fulfill(response=response, body=text)

    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.route(f"**/{CODE}", strip)
        page.goto(homes["site"] + CODE)
        note = place_of(page).get_by_role("note").inner_text()
        assert note.startswith("This copy of the book was made without Python for its pages.")


def test_without_javascript_the_page_says_where_to_work(open_page: Open) -> None:
    page, _ = open_page(CODE, javascript=False)
    assert "framelab check who_speaks" in place_of(page).inner_text()


# How light it is, and from where


def test_a_chapter_stays_light_until_somebody_begins(
    open_page: Open, html: Path, homes: dict[str, str]
) -> None:
    page, record = open_page(CODE, "sub-path")
    page.wait_for_load_state("networkidle")
    files = [url for url, _ in record.answers if "/_static/page/" in url]
    assert sorted(re.sub(r"-[0-9a-f]{12}", "", Path(urlsplit(url).path).name) for url in files) == [
        "exercise.css", "exercise.js",
    ]  # fmt: skip
    served = sum(
        len(
            gzip.compress(
                (html / url.removeprefix(homes["sub-path"]).partition("?")[0]).read_bytes()
            )
        )
        for url in files
    )
    data = place_of(page).locator("script").first.evaluate("script => script.textContent")
    assert served + len(gzip.compress(data.encode())) <= 60_000


def test_python_says_its_size_and_shows_how_far_it_is(open_page: Open) -> None:
    page, record = open_page(CODE, "sub-path")
    place = place_of(page)
    page.evaluate(
        """() => {
        window.seen = [];
        const place = document.querySelector('.exercise-answer');
        new MutationObserver(() => window.seen.push([
            place.querySelector('[role=status]').textContent,
            place.querySelector('progress').hidden ? null : place.querySelector('progress').value,
        ])).observe(place, {subtree: true, childList: true, attributes: true, characterData: true});
        }"""
    )
    assert check(place).startswith("Visible checks: 0 of 10")
    seen = page.evaluate("window.seen")
    assert any(re.match(r"Loading Python: \d(\.\d)? MB, once", said) for said, _ in seen)
    values = [value for _, value in seen if value is not None]
    assert values == sorted(values)
    assert len(set(values)) > 5
    assert record.outside == []
    assert {status for _, status in record.answers} <= {200, 304}


# Work is never lost


def test_work_is_there_after_a_reload_and_a_crash(browser: Browser, homes: dict[str, str]) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.goto(homes["site"] + CODE)
        write(place_of(page), "# my work\n")
        page.reload()
        assert place_of(page).locator("textarea").input_value() == "# my work\n"
        write(place_of(page), "# more of my work\n")
        page.wait_for_timeout(400)
        with pytest.raises(Error, match="crash"):
            page.goto("chrome://crash")
        again = context.new_page()
        again.goto(homes["site"] + CODE)
        assert place_of(again).locator("textarea").input_value() == "# more of my work\n"


def test_a_form_is_there_after_a_reload(open_page: Open) -> None:
    page, _ = open_page(CODES)
    place = place_of(page, "provenance")
    item, code = next(iter(json.loads(REFERENCE["provenance"]).items()))
    choose(place, {item: code})
    page.reload()
    assert place.locator(f'select[name="{item}"]').input_value() == code


def test_reset_can_be_undone_also_after_a_reload(open_page: Open) -> None:
    page, _ = open_page(CODE)
    place = place_of(page)
    write(place, "# precious\n")
    press(place, "Reset")
    starter = (ROOT / "exercises/who_speaks/answer.py").read_text(encoding="utf-8")
    assert kept(page)["text"] == starter
    page.reload()
    press(place, "Undo Reset")
    assert place.locator("textarea").input_value() == "# precious\n"
    assert kept(page)["text"] == "# precious\n"


def test_what_was_written_after_a_reset_is_not_lost_either(open_page: Open) -> None:
    page, _ = open_page(CODE)
    place = place_of(page)
    write(place, "# before\n")
    press(place, "Reset")
    write(place, "# after\n")
    press(place, "Undo Reset")
    assert kept_soon(page) == "# before\n"
    press(place, "Undo Reset")
    assert kept_soon(page) == "# after\n"


def test_a_chapter_opens_at_its_top_and_leaves_the_keyboard_there(open_page: Open) -> None:
    page, _ = open_page(CODE)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement === document.body")


def test_the_brief_stands_above_the_answer(open_page: Open) -> None:
    for address in sorted(set(PAGES.values())):
        page, _ = open_page(address, javascript=False)
        for exercise in (name for name, each in PAGES.items() if each == address):
            brief = page.get_by_role("heading", name=EXERCISES[exercise].title).first
            place = place_of(page, exercise)
            assert brief.evaluate("each => each.getBoundingClientRect().top") < place.evaluate(
                "each => each.getBoundingClientRect().top"
            )


def test_books_exercises_and_versions_are_kept_apart(open_page: Open) -> None:
    page, _ = open_page(CODE)
    page.evaluate(
        """() => {
        localStorage.setItem('framelab/another-book/who_speaks/1', '{"text": "# another book"}');
        localStorage.setItem('framelab/reading-the-frame/linkage/1', '{"text": "# another one"}');
        localStorage.setItem('framelab/reading-the-frame/who_speaks/99', '{"text": "# to come"}');
        localStorage.setItem('framelab/reading-the-frame/who_speaks/1', 'no JSON {');
        }"""
    )
    page.reload()
    starter = (ROOT / "exercises/who_speaks/answer.py").read_text(encoding="utf-8")
    assert place_of(page).locator("textarea").input_value() == starter


def test_two_tabs_show_one_answer(browser: Browser, homes: dict[str, str]) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        first, second = context.new_page(), context.new_page()
        for page in (first, second):
            page.goto(homes["site"] + CODE)
        write(place_of(first), "# from the first tab\n")
        expect(place_of(second).locator("textarea")).to_have_value("# from the first tab\n")
        expect(place_of(second).get_by_role("status")).to_contain_text("Another tab")


def wait_until_kept(page: Page, text: str) -> None:
    """Wait until the browser keeps a text as the answer to who_speaks."""
    key = f"framelab/reading-the-frame/who_speaks/{EXERCISES['who_speaks'].version}"
    page.wait_for_function(
        "([key, text]) => JSON.parse(localStorage.getItem(key))?.text === text", arg=[key, text]
    )


def test_a_neighbour_clears_nothing_but_clear_my_work_does(
    browser: Browser, homes: dict[str, str]
) -> None:
    starter = (ROOT / "exercises/who_speaks/answer.py").read_text(encoding="utf-8")
    with context_of(browser, homes["site"]) as (context, _):
        page, other = context.new_page(), context.new_page()
        page.goto(homes["site"] + CODE)
        other.goto(homes["site"] + PROGRESS)
        place = place_of(page)
        alert, area = place.get_by_role("alert"), place.locator("textarea")
        for cleared in ("localStorage.clear()", "Object.keys(localStorage).forEach("
                        "key => localStorage.removeItem(key))"):  # fmt: skip
            write(place, f"# before {cleared}")
            wait_until_kept(page, f"# before {cleared}")
            other.evaluate(cleared)
            expect(alert).to_contain_text("The answer is still here")
            assert place.locator(".cm-content").inner_text() == f"# before {cleared}"
            assert kept(page) == {}
        write(place, "# kept again")
        wait_until_kept(page, "# kept again")
        expect(alert).to_have_text("")

        other.get_by_role("button", name="Clear my work").click()
        other.get_by_role("button", name="Yes, clear it").click()
        expect(place.get_by_role("status")).to_contain_text("cleared from this browser")
        expect(area).to_have_value(starter)
        assert kept(page) == {}
        assert (
            other.evaluate("Object.keys(localStorage).filter(key => /^framelab/.test(key))") == []
        )


@pytest.mark.parametrize(
    ("script", "words"),
    [
        pytest.param(
            "Storage.prototype.setItem = () => {"
            " throw new DOMException('full', 'QuotaExceededError'); }",
            "keeps nothing for this page", id="no room at all",
        ),
        pytest.param(
            "localStorage.setItem('others', 'x'); Storage.prototype.setItem = () => {"
            " throw new DOMException('full', 'QuotaExceededError'); }",
            "has no room left for your work", id="full",
        ),
        pytest.param(
            "Object.defineProperty(window, 'localStorage',"
            " { get() { throw new DOMException('no', 'SecurityError'); } })",
            "keeps nothing for this page", id="switched off",
        ),
    ],
)  # fmt: skip
def test_a_browser_that_keeps_nothing_says_so(
    browser: Browser, homes: dict[str, str], script: str, words: str
) -> None:
    with context_of(browser, homes["site"]) as (context, _):
        page = context.new_page()
        page.add_init_script(f"try {{ {script} }} catch {{}}")
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        write(place, "# not kept\n")
        expect(place.get_by_role("alert")).to_contain_text(words)
        expect(place.get_by_role("alert")).to_contain_text("Download your answer")
        with page.expect_download() as downloading:
            press(place, "Download")
        assert text_of(downloading.value) == "# not kept\n"


def text_of(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


# For everybody


def test_by_keyboard_alone(open_page: Open) -> None:
    page, _ = open_page(CODE)
    place = place_of(page)
    place.locator("textarea").focus()
    place.locator(".cm-content").wait_for()
    keyboard = page.keyboard
    keyboard.press("Control+a")
    keyboard.type("def words_by_speaker(rows):\n")
    keyboard.press("Tab")
    keyboard.type("return {}")
    assert kept_soon(page).startswith("def words_by_speaker(rows):\n")
    assert "        return {}" in kept(page)["text"]  # the line was indented already, and again
    keyboard.press("Control+Enter")
    assert wait(place).startswith("Visible checks: 0 of 10 points;")
    keyboard.press("Escape")
    keyboard.press("Tab")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "Run"
    keyboard.press("Enter")
    assert wait(place) == "It ran to its end, and printed nothing."
    assert page.evaluate(focused) == "Run"
    names = []
    for _ in range(5):
        names.append(page.evaluate(focused))
        keyboard.press("Tab")
    assert {"Check", "Reset", "Download"} <= set(names)


def kept_soon(page: Page) -> str:
    page.wait_for_timeout(400)
    return str(kept(page)["text"])


@pytest.mark.parametrize("exercise", ["who_speaks", "provenance"])
def test_axe_finds_nothing_with_the_editor_open_and_results_shown(
    open_page: Open, exercise: str
) -> None:
    def looks_well(is_checked: bool) -> None:
        # One page in both themes: Python is started once.
        for theme, width in itertools.product(("light", "dark"), (1280, 360)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            look_at(page, width)
            assert page.evaluate("document.documentElement.dataset.theme") == theme
            assert violations(page, ".exercise-answer") == []
            if is_checked:
                assert page.evaluate("document.documentElement.scrollWidth") <= width

    page, _ = open_page(PAGES[exercise])
    place = place_of(page, exercise)
    if exercise == "who_speaks":
        write(place, answering("print('so far')\nreturn {}\n") + "\nprint('hello')\nx = (\n")
        run(place)
        looks_well(is_checked=False)
        write(place, answering("print('so far')\nreturn {}\n") + "\nprint('hello')\n")
        run(place)
    check(place)
    assert place.get_by_role("listitem").count() > 5
    looks_well(is_checked=True)
    look_at(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # What a browser that translates the page leaves as it is: answers, values and code.
    kept_as_they_are = ".exercise-results dd:not(.words), .exercise-local code"
    if exercise == "who_speaks":
        kept_as_they_are += ", .cm-content, .exercise-editor textarea, .exercise-output"
    for selector in kept_as_they_are.split(", "):
        translated = "parts => parts.map(part => part.translate)"
        assert set(place.locator("..").locator(selector).evaluate_all(translated)) == {False}


def test_a_touch_screen_has_keys_for_signs(browser: Browser, homes: dict[str, str]) -> None:
    with ExitStack() as stack:
        record = Record(homes["site"])
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
        )
        stack.callback(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: record.complaints.append(str(error)))
        page.goto(homes["site"] + CODE)
        place = place_of(page)
        keys = place.get_by_role("group", name="Signs to insert")
        expect(keys).to_be_visible()
        place.locator("textarea").tap()
        place.locator(".cm-content").wait_for()
        page.keyboard.press("Control+a")
        for name in ("Indent", *'()[]{}:_="'):
            keys.get_by_role("button", name=name, exact=True).tap()
        assert kept_soon(page) == '    ()[]{}:_="'
        assert page.evaluate("document.activeElement.classList.contains('cm-content')")
        assert record.complaints == []
