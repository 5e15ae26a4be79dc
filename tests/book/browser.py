"""A real Chromium on the built book, cut off from everything else, with its doings recorded."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    ProxySettings,
    Request,
    Response,
    ViewportSize,
)


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the tests look at what the browser saw."""

    def handle(self) -> None:
        """Bear with a browser that goes on to another page before this one has arrived."""
        with suppress(ConnectionError):
            super().handle()


class _Server(http.server.ThreadingHTTPServer):
    # A page with a Python in it asks for many files at once; none is to be turned away.
    request_queue_size = 128


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 while the context lasts; give its address."""
    handler = functools.partial(_QuietHandler, directory=folder)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Record:
    """What pages did: complaints in the console, requests outside `home`, addresses answered."""

    home: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)


NO_WAY_OUT = ProxySettings(server="http://127.0.0.1:9", bypass="127.0.0.1")
"""Nobody listens there. Requests are not held up one by one: a browser whose requests are keeps
no file, and asks for each file again on every page."""

# What no server is asked for.
_WITHIN = ("about:", "blob:", "data:")


def _watch(context: BrowserContext, record: Callable[[], Record]) -> None:
    """Write down what the pages of a context do, in the record that is then the right one."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location.get("url")
            record().complaints.append(f"{message.type}: {message.text} {where}")

    def ask(request: Request) -> None:
        if not request.url.startswith((record().home, *_WITHIN)):
            record().outside.append(request.url)

    def answered(response: Response) -> None:
        if not response.url.startswith(_WITHIN):
            record().answers.append((response.url, response.status))

    context.on("weberror", lambda each: record().complaints.append(f"error: {each.error}"))
    context.on("console", hear)
    context.on("request", ask)
    context.on("response", answered)


PATIENCE = 120_000
"""Milliseconds that a test waits for what a busy machine is slow to do, such as start Python."""


def _size(width: int) -> ViewportSize:
    return {"width": width, "height": 800}


@contextmanager
def context_of(
    browser: Browser,
    home: str,
    *,
    width: int = 1280,
    theme: str = "light",
    javascript: bool = True,
) -> Iterator[tuple[BrowserContext, Record]]:
    """Open a context in which nothing is kept yet; it reaches this machine alone, and records."""
    context = browser.new_context(
        viewport=_size(width),
        color_scheme="dark" if theme == "dark" else "light",
        java_script_enabled=javascript,
        proxy=NO_WAY_OUT,
    )
    context.set_default_timeout(PATIENCE)
    record = Record(home)
    _watch(context, lambda: record)
    try:
        yield context, record
    finally:
        context.close()


class Tab:
    """A page that is used again and again, each time as by somebody who was never here.

    Files that the browser has loaded once it has at hand, as between two pages of a visit;
    nothing else outlives an opening. What sets scripts or routes takes a context of its own.
    """

    def __init__(self, browser: Browser, *, javascript: bool) -> None:
        self._context = browser.new_context(java_script_enabled=javascript, proxy=NO_WAY_OUT)
        self._context.set_default_timeout(PATIENCE)
        self._record = Record("")
        _watch(self._context, lambda: self._record)
        self._page = self._context.new_page()
        self._commands = self._context.new_cdp_session(self._page)
        # Without it scripts are taken and not run.
        self._commands.send("Page.enable")

    def open(self, home: str, address: str, *, width: int, theme: str) -> tuple[Page, Record]:
        """Open a page of a book, with nothing kept of what was done before."""
        page = self._page
        # An address of another place in the same page would load nothing. And what a page does
        # when it is left is not to be the next page's.
        page.goto("about:blank")
        look_at(page, width)
        page.emulate_media(media="null", color_scheme="dark" if theme == "dark" else "light")
        self._record = Record(home)
        # This runs before the page's own scripts, and not again when the page is reloaded.
        forget = "try { localStorage.clear(); sessionStorage.clear(); } catch {}"
        added = self._commands.send("Page.addScriptToEvaluateOnNewDocument", {"source": forget})
        page.goto(home + address, wait_until="load")
        with suppress(Error):  # a page that leads on to another at once has taken it along
            self._commands.send("Page.removeScriptToEvaluateOnNewDocument", added)
        return page, self._record

    def close(self) -> None:
        self._context.close()


def look_at(page: Page, width: int) -> None:
    """Look at a page that is open in a window of another width, in CSS pixels."""
    page.set_viewport_size(_size(width))


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


# What the contrast of a text rests on: its color and size, and what is painted behind it. Where
# something may be behind a text that the text does not lie in, axe looks at the text every time.
_LOOK = """async ({ parts, known }) => {
    // Not `preload`: it would fetch style sheets again, by addresses that are wrong for imports.
    // What breaks no rule is not described: that takes as long as all the rules.
    const options = { preload: false, resultTypes: ["violations"] };
    const whole = parts.length ? { include: parts.map((part) => [part]) } : document;
    const rules = { "color-contrast": { enabled: false } };
    const { violations: found } = await axe.run(whole, { ...options, rules });

    const PAINT = [
        "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "clipPath",
    ];
    const TEXT = ["color", "fontSize", "fontWeight", "textShadow"];
    const all = (style, names) => names.map((name) => style[name]).join(" ");
    // Whether an element stands in the flow, where no other element lies over or under it.
    const lies = (style) =>
        ["static", "relative"].includes(style.position) &&
        style.transform === "none" && style.float === "none" &&
        style.gridRowStart === "auto" && style.gridColumnStart === "auto" &&
        ["Top", "Right", "Bottom", "Left"].every((side) =>
            parseFloat(style[`margin${side}`]) >= 0 &&
            (style.position === "static" || !parseFloat(style[side.toLowerCase()])));
    const paints = (style) =>
        style.backgroundImage !== "none" || !/, 0\\)$/.test(style.backgroundColor);
    // The boxes of those that do not.
    const placed = [...document.body.querySelectorAll("*:not(svg *)")].flatMap((each) => {
        const style = getComputedStyle(each);
        return !lies(style) && paints(style) ? [each.getBoundingClientRect()] : [];
    });
    const meets = (box) => placed.some((other) =>
        box.left < other.right && other.left < box.right &&
        box.top < other.bottom && other.top < box.bottom);
    const behind = new Map([[null, ""]]);
    const behindOf = (each) => {
        if (!behind.has(each)) {
            const style = getComputedStyle(each);
            const below = behindOf(each.parentElement);
            behind.set(each, below === null || !lies(style) ? null : `${below}|${all(style, PAINT)}`
                .replace(/(\\|[^|]*)\\1$/, "$1")); // two alike, one in the other, paint as one
        }
        return behind.get(each);
    };
    const faceOf = (each) => {
        const ground = behindOf(each);
        if (ground === null || meets(each.getBoundingClientRect())) return null;
        return all(getComputedStyle(each), TEXT) + ground;
    };
    const selectors = parts.length ? parts.map((part) => `${part}, ${part} *`).join() : "body *";
    const faces = new Map([...document.querySelectorAll(selectors)]
        .filter((each) => /^(INPUT|SELECT|TEXTAREA)$/.test(each.tagName) ||
            [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .map((each) => [each, faceOf(each)]));
    const seen = new Set(known);
    const anew = [...faces.keys()].filter((each) => !seen.has(faces.get(each)));
    if (!anew.length) return { found, passed: [] };
    for (const each of anew) each.dataset.anew = "";
    const { violations, passes } = await axe.run({ include: [["[data-anew]"]] }, {
        ...options, runOnly: ["color-contrast"], elementRef: true,
        resultTypes: ["violations", "passes"],
    });
    for (const each of anew) delete each.dataset.anew;
    const facesIn = (results) =>
        results.flatMap(({ nodes }) => nodes.map(({ element }) => faces.get(element)));
    const failed = new Set(facesIn(violations));
    return {
        found: [...found, ...violations.map(({ id, impact, nodes }) =>
            ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) }))],
        passed: facesIn(passes).filter((face) => face && !failed.has(face)),
    };
}"""
_PASSED: set[str] = set()
"""Texts of the pages so far that have enough contrast, by what it rests on."""


def follow_to_the_place(page: Page, name: str = "Open the page") -> None:
    """Follow the link of an open popover to the whole place that the popover shows a part of."""
    page.get_by_role("dialog").get_by_role("link", name=name, exact=True).click()


def sources_of(page: Page, mark: Locator) -> list[str]:
    """Return the addresses in the note to which the mark of a fact from outside leads."""
    note = page.locator(mark.get_attribute("href") or "")
    links = note.locator('a[href^="http"]').all()
    return [link.get_attribute("href") or "" for link in links]


def violations(page: Page, *within: str) -> list[str]:
    """Return a line for each place that breaks a rule of axe-core, all its rules being run.

    Most of the time of axe goes into the contrast of every piece of text. A text that looks just
    like one that has passed, on any page, passes.

    Parameters
    ----------
    page : Page
        The page, as it stands now.
    *within : str
        Selectors of the parts that have changed since axe looked at the whole page; without
        them axe looks at the whole page.
    """
    parts = [each for each in within if page.locator(each).count()]
    assert parts or not within, f"The page has nothing that is {' or '.join(within)}"
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    seen = page.evaluate(_LOOK, {"parts": parts, "known": sorted(_PASSED)})
    _PASSED.update(seen["passed"])
    return [
        f"{found['id']} ({found['impact']}): {node['html'][:200]}"
        for found in seen["found"]
        for node in found["nodes"]
    ]
