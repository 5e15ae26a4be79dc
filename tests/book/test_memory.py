"""What the book remembers: read, guessed, answered, on the reader's device and nowhere else."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

from ..conftest import ROOT
from .browser import Record, context_of, press, violations
from .conftest import LOOKS, Open

BOOK = "reading-the-frame"
KEY = f"framelab/{BOOK}/memory"
CHAPTER = "book/two_issues.html"
NAME = "book/two_issues"
OTHER = "book/two_officials.html"
PROGRESS = "book/your_progress.html"
MINUTES = int(re.findall(r"^minutes: (\d+)$", (ROOT / f"{NAME}.md").read_text(), re.MULTILINE)[0])

# A view of a widget's guesses that stays the same whatever the chapters' widgets look like: the
# host, the memory and the page are those of the book.
VIEW = """export default { render({ model, el }) {
  const shown = document.createElement("output");
  const draw = () => { shown.textContent = JSON.stringify(model.get("guesses")); };
  const button = (name, change) => {
    const made = document.createElement("button");
    made.textContent = name;
    made.onclick = () => model.set("guesses", change({ ...model.get("guesses") }));
    return made;
  };
  model.on("change:guesses", draw);
  draw();
  el.append(shown,
    button("guess x", (all) => ({ ...all, x: "1" })),
    button("guess y", (all) => ({ ...all, y: "2" })),
    button("pass over z", (all) => ({ ...all, z: "" })),
    button("take x back", ({ x, ...all }) => all));
} };"""


def with_plain_view(route: Route) -> None:
    """Put the plain view in the place of a page's first widget."""
    body = route.fetch().text()
    script = json.dumps(VIEW).replace("<", "\\u003c")
    pattern = r'(<script type="application/json" id="widget-module-\w+">)".*?(</script>)'
    body = re.sub(pattern, lambda found: found[1] + script + found[2], body, count=1)
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def reader(browser: Browser, homes: dict[str, str]) -> Iterator[tuple[BrowserContext, Record]]:
    """A reader who was never here, and whose every request is an asking for a file of the book."""
    methods: set[str] = set()
    queries: set[str] = set()

    def ask(request: Request) -> None:
        methods.add(request.method)
        queries.add(urlsplit(request.url).query.partition("=")[0])

    with context_of(browser, homes["site"]) as (context, record):
        context.on("request", ask)
        yield context, record
        assert record.outside == []
        assert record.complaints == []
        assert methods == {"GET"}
        # Of what is kept, nothing stands in an address: "v" is the version of a file.
        assert queries <= {"", "v"}


def opened(reader: tuple[BrowserContext, Record], address: str) -> Page:
    context, record = reader
    page = context.new_page()
    page.goto(record.home + address)
    return page


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key)) ?? {}", KEY)
    return found


def tick_of(page: Page, name: str) -> str:
    """Return what stands behind a chapter's link in the menu."""
    is_here = page.url.endswith(f"/{name}.html")
    link = page.locator(".bd-links").locator(
        ".current > a[href='#']" if is_here else f"a[href$='{name}.html']"
    )
    return str(link.evaluate("link => getComputedStyle(link, '::after').content"))


def choice(page: Page, *, right: bool, check: int = 0) -> Locator:
    within = page.locator(".check").nth(check)
    kind = within.locator("details.choice:has(.verdict.right)")
    return kind if right else within.locator("details.choice:not(:has(.verdict.right))").first


def answer(page: Page, *, right: bool, check: int = 0) -> None:
    choice(page, right=right, check=check).locator("summary").focus()
    press(page, "Enter")


def test_a_chapter_that_is_marked_as_read_has_a_tick_everywhere(
    reader: tuple[BrowserContext, Record],
) -> None:
    page = opened(reader, CHAPTER)
    assert "✓" not in tick_of(page, "two_issues")
    page.get_by_role("button", name="Mark as read").focus()
    press(page, "Enter")
    assert "✓" in tick_of(page, "two_issues")
    expect(page.get_by_text("You have read this chapter.")).to_be_visible()
    assert list(kept(page)["read"]) == [NAME]

    # The tick is there before any file of the book has run: the script in the head draws it.
    context, record = reader
    context.route("**/_static/*.js*", lambda route: route.abort())
    page.evaluate(
        # A page of another folder is another page, whatever its name.
        "key => { const memory = JSON.parse(localStorage.getItem(key));"
        " memory.read['part/whose_voice'] = memory.read['book/Ü \"]'] = '2026';"
        " localStorage.setItem(key, JSON.stringify(memory)); }",
        KEY,
    )
    for address in (CHAPTER, OTHER, PROGRESS, "book/paragraphs/kpbs.html", "search.html"):
        page.goto(record.home + address)
        assert "✓" in tick_of(page, "two_issues")
        assert tick_of(page, "whose_voice") == "none"
    record.complaints.clear()  # of the files that this test held back
    context.unroute("**/_static/*.js*")

    # A list of links, such as a route through the book, has ticks by its class.
    page.goto(record.home + OTHER)
    page.locator("article").evaluate(
        "(article, html) => { article.innerHTML = html; }",
        '<ul class="shows-read"><li><a href="two_issues.html">Two</a></li>'
        '<li><a href="whose_voice.html">Voice</a></li></ul>',
    )
    ticks = page.locator(".shows-read a").evaluate_all(
        "links => links.map(link => getComputedStyle(link, '::after').content)"
    )
    assert ["✓" in tick for tick in ticks] == [True, False]

    page.goto(record.home + CHAPTER)
    page.get_by_role("button", name="Mark as not read").click()
    assert tick_of(page, "two_issues") == "none"
    assert NAME not in kept(page)["read"]


def test_reading_to_the_end_for_a_while_is_reading(reader: tuple[BrowserContext, Record]) -> None:
    context, record = reader
    page = context.new_page()
    page.clock.install()
    page.goto(record.home + CHAPTER)
    last = page.locator("article.bd-article section > h2").last
    long, short = MINUTES * 60 * 1000 // 5, 10_000
    # Long enough, and not to the end; then to the end, and not long enough.
    page.clock.fast_forward(long + short)
    assert "read" not in kept(page)
    page.reload()
    last.scroll_into_view_if_needed()
    page.clock.fast_forward(long - short)
    assert "read" not in kept(page)
    page.clock.fast_forward(2 * short)
    expect(page.get_by_text("You have read this chapter.")).to_be_visible()
    assert "✓" in tick_of(page, "two_issues")
    # Whoever says “not read” is not contradicted in the same view.
    page.get_by_role("button", name="Mark as not read").click()
    page.clock.fast_forward(2 * long)
    assert kept(page)["read"] == {}


def test_checks_stay_answered(reader: tuple[BrowserContext, Record]) -> None:
    page = opened(reader, CHAPTER)
    answer(page, right=False)
    answer(page, right=True)
    answer(page, right=True, check=1)
    page.wait_for_function(
        "key => localStorage.getItem(key).match(/right/g)?.length === 2", arg=KEY
    )
    page.reload()
    for right in (False, True):
        expect(choice(page, right=right)).to_have_attribute("open", "")
    expect(choice(page, right=True, check=1)).to_have_attribute("open", "")
    assert choice(page, right=False, check=1).get_attribute("open") is None
    # First and last try, and which was right.
    entries = kept(page)["check"]
    assert [name.partition("#")[0] for name in entries] == [NAME, NAME]
    assert [(len(each["tries"]), each["right"]) for each in entries.values()] == [(2, 2), (1, 1)]
    # To close and open again is no new try.
    for _ in range(2):
        choice(page, right=True).locator("summary").click()
    assert kept(page)["check"] == entries
    # What is remembered of an edition that had other chapters and questions does not count.
    memory = kept(page)
    memory["check"][f"{NAME}#check-of-an-earlier-edition"] = {"tries": ["x"], "right": 1}
    memory["read"] = {"book/a_chapter_of_an_earlier_edition": "2026"}
    memory["widget"] = {"book/a_chapter_of_an_earlier_edition#1": {"guesses": {"x": "1"}}}
    page.evaluate(
        "([key, memory]) => localStorage.setItem(key, JSON.stringify(memory))", [KEY, memory]
    )
    page.goto(reader[1].home + PROGRESS)
    expect(page.locator(".progress-done li")).to_have_text(
        [re.compile(r"^Questions answered right: 2 of \d\d, 1 of them at the first try\.$")]
    )


def test_a_widget_comes_back_as_its_reader_left_it(reader: tuple[BrowserContext, Record]) -> None:
    context, record = reader
    context.route(f"**/{CHAPTER}", with_plain_view)
    page = opened(reader, CHAPTER)
    shown = page.locator(".widget output")
    expect(shown).to_have_text("{}")
    for name in ("guess x", "guess y", "pass over z", "take x back"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(shown).to_have_text('{"y":"2","z":""}')
    page.reload()
    expect(shown).to_have_text('{"y":"2","z":""}')
    (name, entry), = kept(page)["widget"].items()  # fmt: skip
    assert name == f"{NAME}#LinkageExplorer-1"
    assert set(entry) == {"edition", "guesses"}
    # What was passed over is no guess.
    page.goto(record.home + PROGRESS)
    expect(page.locator(".progress-done li")).to_have_text(["Guesses made: 1."])
    # A guess at other questions fits no more, nor does what is no guess.
    for wrong in ({"edition": "another"}, {"guesses": ["y"]}, {"guesses": None}):
        page.evaluate(
            "([key, memory]) => localStorage.setItem(key, JSON.stringify(memory))",
            [KEY, {"widget": {name: entry | wrong}}],
        )
        page.goto(record.home + CHAPTER)
        expect(shown).to_have_text("{}")


def test_every_widget_that_asks_for_guesses_remembers_them(open_page: Open) -> None:
    """Also those that a later chapter brings: a page says of each what is remembered."""
    pages = sorted((ROOT / "book").glob("*.md"))
    asking = [page.stem for page in pages if re.search(r"^guesses: \d", page.read_text(), re.M)]
    assert len(asking) > 5
    for name in asking:
        page, _ = open_page(f"book/{name}.html")
        states = page.locator(".widget > script").evaluate_all(
            "scripts => scripts.map(script => JSON.parse(script.textContent))"
        )
        for each in states:
            if "guesses" in each["state"]:
                assert "guesses" in each["memory"]["traits"]
                assert set(each["memory"]["traits"]) <= set(each["state"])


def test_two_tabs_lose_nothing_of_each_other(reader: tuple[BrowserContext, Record]) -> None:
    reader[0].route(f"**/{CHAPTER}", with_plain_view)
    first, second = opened(reader, CHAPTER), opened(reader, CHAPTER)
    for page in (first, second):
        expect(page.locator(".widget output")).to_have_text("{}")
    first.get_by_role("button", name="guess x").click()
    second.get_by_role("button", name="guess y").click()
    for page in (first, second):
        expect(page.locator(".widget output")).to_contain_text('"x":"1"')
        expect(page.locator(".widget output")).to_contain_text('"y":"2"')
    answer(first, right=True)
    expect(choice(second, right=True)).to_have_attribute("open", "")
    second.get_by_role("button", name="Mark as read").click()
    expect(first.get_by_text("You have read this chapter.")).to_be_attached()
    assert "✓" in tick_of(first, "two_issues")
    assert set(kept(first)) == {"widget", "check", "read"}

    # A page that the browser had put aside hears of nothing, and looks when it comes back.
    memory = kept(first) | {"check": {}, "read": {}}
    memory["widget"] = {
        name: entry | {"guesses": {"y": "5"}} for name, entry in memory["widget"].items()
    }
    first.evaluate(
        "([key, memory]) => { localStorage.setItem(key, JSON.stringify(memory));"
        " window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }",
        [KEY, memory],
    )
    expect(first.locator(".widget output")).to_have_text('{"y":"5"}')
    assert tick_of(first, "two_issues") == "none"
    # Whoever sits down at a device on which all was cleared sees nothing of the reader before.
    answer(first, right=True)
    first.evaluate(
        "key => { localStorage.removeItem(key);"
        " window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }",
        KEY,
    )
    expect(first.locator(".widget output")).to_have_text("{}")
    expect(choice(first, right=True)).not_to_have_attribute("open", "")


def test_a_choice_that_the_browser_opens_is_no_answer(open_page: Open) -> None:
    """As it does for a word that is looked for in the page."""
    page, _ = open_page(CHAPTER)
    page.evaluate("localStorage.clear()")
    choice(page, right=True).evaluate("choice => { choice.open = true; }")
    page.wait_for_timeout(300)
    assert "check" not in kept(page)


def test_clearing_clears_all_of_this_book_in_every_tab(
    reader: tuple[BrowserContext, Record],
) -> None:
    reader[0].route(f"**/{CHAPTER}", with_plain_view)
    page = opened(reader, CHAPTER)
    other_book = '{"read":{"book/two_officials":"2026"}}'
    page.evaluate(
        "value => localStorage.setItem('framelab/another-book/memory', value)", other_book
    )
    assert tick_of(page, "two_officials") == "none"
    page.get_by_role("button", name="guess x").click()
    answer(page, right=True)
    page.get_by_role("button", name="Mark as read").click()

    progress = opened(reader, PROGRESS)
    done = progress.locator(".progress-done")
    expect(done.locator("li")).to_have_count(3)
    progress.get_by_role("button", name="Clear my work").click()
    expect(progress.locator(".progress-sure")).to_contain_text("the book's memory")
    progress.get_by_role("button", name="Yes, clear it").click()
    # What holds nothing is not shown.
    expect(done).to_be_hidden()
    expect(page.locator(".widget output")).to_have_text("{}")
    expect(choice(page, right=True)).not_to_have_attribute("open", "")
    for each in (page, progress):
        assert tick_of(each, "two_issues") == "none"
    keys = progress.evaluate("Object.keys(localStorage).filter(key => /^framelab/.test(key))")
    assert keys == ["framelab/another-book/memory"]
    assert progress.evaluate("localStorage.getItem('framelab/another-book/memory')") == other_book


FULL = (
    "localStorage.setItem('others', 'x'); Storage.prototype.setItem = () => {"
    " throw new DOMException('full', 'QuotaExceededError'); }"
)
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage',"
    " { get() { throw new DOMException('no', 'SecurityError'); } })"
)
SILENT = "Storage.prototype.setItem = () => {}"


@pytest.mark.parametrize("script", [FULL, FORBIDDEN, SILENT], ids=["full", "forbidden", "silent"])
def test_a_browser_that_keeps_nothing_is_a_book_all_the_same(
    browser: Browser, homes: dict[str, str], script: str
) -> None:
    with context_of(browser, homes["site"]) as (context, record):
        context.route(f"**/{CHAPTER}", with_plain_view)
        stacks: list[str] = []
        context.on("weberror", lambda each: stacks.append(each.error.stack or str(each.error)))
        page = context.new_page()
        page.add_init_script(f"try {{ {script} }} catch {{}}")
        page.goto(record.home + CHAPTER)
        page.get_by_role("button", name="guess x").click()
        expect(page.locator(".widget output")).to_have_text('{"x":"1"}')
        answer(page, right=True)
        expect(choice(page, right=True)).to_have_attribute("open", "")
        page.get_by_role("button", name="Mark as read").click()
        said = "This browser does not keep what you read, guess and answer in this book."
        if script != SILENT:
            expect(page.locator(".chapter-end").get_by_role("status")).to_contain_text(said)
        page.goto(record.home + PROGRESS)
        expect(page.locator(".your-progress")).to_contain_text(said)
        expect(page.locator(".progress-done")).to_be_hidden()
        # The theme's own scripts ask for the storage without expecting a refusal.
        assert [each for each in stacks if re.search(r"book\.js|exercise-|widget_host", each)] == []
        assert record.outside == []


NONSENSE = ["{", "[]", "3", '"x"', "null", '{"read":[],"check":3,"widget":"x"}',
            '{"read":{"<b>":1,"../x":2},"check":{"a":null},"widget":{"a":null,"b":3}}']  # fmt: skip


def test_nonsense_in_the_storage_is_nothing(reader: tuple[BrowserContext, Record]) -> None:
    page = opened(reader, CHAPTER)
    for nonsense in NONSENSE:
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, nonsense])
        page.goto(reader[1].home + PROGRESS)
        expect(page.locator(".your-progress table")).to_be_visible()
        page.goto(reader[1].home + CHAPTER)
        expect(page.locator(".widget-alive").first).to_be_visible()
        page.get_by_role("button", name="Mark as read").click()
        assert NAME in kept(page)["read"], nonsense


def test_from_disk_it_remembers_too(open_page: Open) -> None:
    page, record = open_page(CHAPTER, "disk")
    answer(page, right=True)
    page.get_by_role("button", name="Mark as read").click()
    page.reload()
    expect(choice(page, right=True)).to_have_attribute("open", "")
    assert "✓" in tick_of(page, "two_issues")
    assert record.complaints == []
    assert record.outside == []


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_axe_finds_nothing_where_the_memory_shows(open_page: Open, width: int, theme: str) -> None:
    page, _ = open_page(CHAPTER, width=width, theme=theme)
    answer(page, right=True)
    page.get_by_role("button", name="Mark as read").click()
    assert violations(page, ".chapter-end", ".bd-links", ".check") == []
    box = page.get_by_role("button", name="Mark as not read").bounding_box()
    assert box
    assert box["height"] >= 44
