"""A student's path through the book in Firefox and in WebKitGTK, whose engine is Safari's.

All else is tried in Chromium. Here it is asked whether Python, the editor, what is kept, and
the export are there in other engines, too. Firefox is driven by WebDriver BiDi, WebKitGTK by
WebDriver. A browser that is not installed is skipped; install_other_browsers.sh installs it.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol

import pytest

from framelab.exercises import read_exercise
from framelab.grading.submissions import EXPORT_FORMAT, read_submission

from ..conftest import ROOT
from .bidi import Tab

EXERCISE = read_exercise(ROOT / "exercises" / "who_speaks")
CHAPTER = "book/two_officials.html"
PROGRESS = "book/your_progress.html"
# Long enough for the slowest machine: what is waited for comes, or never.
PATIENCE = 90
# On a busy machine WebKitGTK's driver now and then never gets hold of its browser.
START_SECONDS = 45
STARTS = 3

# As in install_other_browsers.sh.
FIREFOX_NAMES = ("firefox-esr", "firefox")
# Nobody listens there; the book's own address needs no proxy.
NOWHERE = "127.0.0.1:9"
PREFERENCES: dict[str, bool | int | str] = {
    # Firefox that is driven looks for no updates, sends no telemetry, and asks for no lists of
    # dangerous pages. What it still asks of the network ends here,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    # and this it would ask for again and again.
    "media.gmp-manager.updateEnabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    # No page but the book's opens, and a download asks nothing.
    "browser.startup.page": 0,
    "browser.download.alwaysOpenPanel": False,
    "browser.download.folderList": 2,
    "browser.helperApps.neverAsk.saveToDisk": "application/json",
}


class Driven(Protocol):
    """What the path needs of a browser."""

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""

    def reload(self) -> None:
        """Load the page anew and wait until it is loaded."""

    def evaluate(self, expression: str) -> Any:
        """Give the value of a JavaScript expression, or None where it has none."""


def until(ask: Callable[[], Any], what: str) -> Any:
    """Ask until there is an answer, and give it."""
    deadline = monotonic() + PATIENCE
    while not (answer := ask()):
        assert monotonic() < deadline, f"{what}: not within {PATIENCE} s"
        sleep(0.1)
    return answer


# Starting and ending browsers


@contextmanager
def running(folder: Path, *command: str, **environment: str) -> Iterator[Path]:
    """Run a program with what it starts while the context lasts; give the file of what it says.

    Its home is a folder to be thrown away, so it finds no settings and leaves none behind.
    """
    log = folder / "log"
    home = {"HOME": folder, "TMPDIR": folder, "XDG_CACHE_HOME": folder / "cache",
            "XDG_CONFIG_HOME": folder / "config", "XDG_DATA_HOME": folder / "data"}  # fmt: skip
    with log.open("w") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            env={**os.environ, **{name: str(path) for name, path in home.items()}, **environment},
        )  # fmt: skip
    try:
        yield log
    except Exception as error:
        error.add_note(f"{command[0]} said: {log.read_text(errors='replace')[-2_000:]}")
        raise
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        # What it started may have outlived it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is gone afterwards; its address is short, as sockets need it."""
    # A process that was just ended may still be writing.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def firefox(downloads: Path) -> Iterator[Driven]:
    """Start Firefox without a screen."""
    names = [os.environ.get("FIREFOX", ""), *FIREFOX_NAMES]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Firefox is not installed: apt install firefox-esr")
    # Ubuntu's script leads to a snap, which reads profiles nowhere but in its own folder.
    if b"/snap/" in Path(path).read_bytes()[:4096] or Path(path).resolve().name == "snap":
        pytest.skip("Firefox is a snap, which takes no profile; FIREFOX can name another one")
    preferences = PREFERENCES | {"browser.download.dir": str(downloads)}
    with scratch() as folder:
        (folder / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                    for name, value in preferences.items())
        )  # fmt: skip
        command = (path, "--headless", "--remote-debugging-port", "0", "--profile", str(folder))
        # Only with this is the preference for its settings' server heeded.
        with running(folder, *command, MOZ_REMOTE_SETTINGS_DEVTOOLS="1"):
            server = until(
                partial(read_json, folder / "WebDriverBiDiServer.json"), "Firefox's start"
            )
            tab = Tab(f"ws://{server['ws_host']}:{server['ws_port']}/session")
            try:
                yield tab
            finally:
                tab.end()


class WebDriverTab:
    """A browser behind a WebDriver, which takes requests over HTTP."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        until(self._is_ready, "the driver's start")
        # The driver knows where its browser is. Nothing but the book is to be reached.
        proxy = {"proxyType": "manual", "httpProxy": NOWHERE, "sslProxy": NOWHERE,
                 "noProxy": ["127.0.0.1"]}  # fmt: skip
        wanted = {"capabilities": {"alwaysMatch": {"proxy": proxy}}}
        session = self._ask("POST", "/session", wanted, START_SECONDS)
        self._address += f"/session/{session['sessionId']}"

    def _ask(
        self, method: str, path: str, parameters: object = None, seconds: float = PATIENCE
    ) -> Any:
        data = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(f"{method} {path}: {error.read().decode()}") from None

    def _is_ready(self) -> bool:
        with suppress(OSError):
            return bool(self._ask("GET", "/status")["ready"])
        return False

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def reload(self) -> None:
        self._ask("POST", "/refresh", {})

    def evaluate(self, expression: str) -> Any:
        return self._ask("POST", "/execute/sync", {"script": f"return {expression};", "args": []})

    def end(self) -> None:
        self._ask("DELETE", "")


@contextmanager
def webkit(downloads: Path) -> Iterator[Driven]:
    """Start WebKitGTK's small browser on a screen that nobody sees."""
    for program, package in (("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: apt install {package}")
    with scratch() as screen, scratch() as folder:
        (folder / "config").mkdir()
        (folder / "config" / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n')
        # It takes a number that is free, and says which on its standard output.
        show = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        with running(screen, *show) as said:
            number = until(partial(first_line, said), "the screen's start")
            for starts_left in reversed(range(STARTS)):
                with ExitStack() as stack:
                    with socket.create_server(("127.0.0.1", 0)) as free:
                        port = free.getsockname()[1]
                    stack.enter_context(running(
                        folder, "WebKitWebDriver", f"--port={port}",
                        DISPLAY=f":{number}", WAYLAND_DISPLAY="", GDK_BACKEND="x11",
                    ))  # fmt: skip
                    try:
                        tab = WebDriverTab(port)
                    except TimeoutError:
                        if not starts_left:
                            raise
                        continue
                    stack.callback(tab.end)
                    yield tab
                    return


def read_json(file: Path) -> Any:
    """Read a file as soon as it is there as a whole; until then there is nothing."""
    with suppress(FileNotFoundError, json.JSONDecodeError):
        return json.loads(file.read_text(encoding="utf-8"))
    return None


def first_line(file: Path) -> str:
    """Give the number in a line that is written to its end."""
    return next((line.strip() for line in file.read_text().splitlines(keepends=True)
                 if line.endswith("\n") and line.strip().isdigit()), "")  # fmt: skip


# The path

SELECTOR = f'[aria-label="Your answer: {EXERCISE.title}"]'
PLACE = f"document.querySelector({json.dumps(SELECTOR)})"
OVERVIEW = "document.querySelector('.your-progress')"


def wait_for(browser: Driven, expression: str) -> None:
    """Wait until something is true in the page."""
    until(lambda: browser.evaluate(expression), expression)


def press(browser: Driven, place: str, name: str) -> None:
    """Press a button by its name."""
    buttons = f"[...{place}.querySelectorAll('button')]"
    browser.evaluate(f"{buttons}.find((it) => it.textContent === {json.dumps(name)}).click()")


def said_in(browser: Driven, place: str) -> str:
    said: str = browser.evaluate(f"{place}.querySelector('[role=status]').textContent")
    return said


def answer_in(browser: Driven) -> str:
    """Give what stands in the place of the answer: in the editor, or in the field before it."""
    lines = f"[...{PLACE}.querySelectorAll('.cm-line')].map((it) => it.textContent)"
    answer: str = browser.evaluate(
        f"{PLACE}.querySelector('.cm-content') ? {lines}.join('\\n')"
        f" : {PLACE}.querySelector('textarea').value"
    )
    return answer


def go(browser: Driven, step: str, page: str) -> None:
    """Go back or forward, to a page that stood in the browser's memory."""
    browser.evaluate(f"history.{step}()")
    wait_for(browser, f"location.pathname.endsWith({json.dumps(page)}) && window.wasHere === true")


def follow(browser: Driven, place: str, link: str, page: str) -> None:
    """Follow a link, and remember the page that is left as it is."""
    browser.evaluate("(window.wasHere = true)")
    browser.evaluate(f"{place}.querySelector({json.dumps(link)}).click()")
    wait_for(
        browser,
        f"location.pathname.endsWith({json.dumps(page)}) && document.readyState === 'complete'",
    )


KEPT = f"localStorage.getItem('framelab/reading-the-frame/{EXERCISE.id}/{EXERCISE.version}')"


def kept(browser: Driven) -> dict[str, str]:
    found: dict[str, str] = json.loads(browser.evaluate(KEPT) or "{}")
    return found


def bring_in(browser: Driven, answer: str) -> None:
    """Choose a file that was exported, and take what it has."""
    content = {"format": EXPORT_FORMAT, "exercises":
               {EXERCISE.id: {"version": EXERCISE.version, "answer": answer}}}  # fmt: skip
    browser.evaluate(
        f"""((text) => {{
        const chosen = new DataTransfer();
        chosen.items.add(new File([text], "Ana.framelab.json"));
        const picker = document.getElementById("progress-import");
        picker.files = chosen.files;
        picker.dispatchEvent(new Event("change"));
        }})({json.dumps(json.dumps(content))})"""
    )
    wait_for(browser, f"{OVERVIEW}.querySelector('.progress-file button') !== null")
    press(browser, OVERVIEW, "Bring these answers in")


def write(browser: Driven, text: str) -> None:
    """Put an answer into the editor in place of what stands there, as somebody who pastes it."""
    browser.evaluate(f"{PLACE}.querySelector('textarea').focus()")
    wait_for(browser, f"{PLACE}.querySelector('.cm-content') !== null")
    browser.evaluate(f"{PLACE}.querySelector('.cm-content').focus()")
    browser.evaluate("document.execCommand('selectAll')")
    browser.evaluate(f"document.execCommand('insertText', false, {json.dumps(text)})")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("start", [firefox, webkit], ids=["firefox", "webkitgtk"])
def test_an_answer_is_written_checked_kept_and_exported(
    start: Callable[[Path], Any], homes: dict[str, str], tmp_path: Path
) -> None:
    answer = (ROOT / "solutions" / EXERCISE.id / "answer.py").read_text(encoding="utf-8")
    points = EXERCISE.points_visible
    with start(tmp_path) as browser:
        browser.open(homes["site"] + CHAPTER)
        write(browser, answer)
        press(browser, PLACE, "Check")
        wait_for(browser, f"{PLACE}.getAttribute('aria-busy') === 'false'")
        assert said_in(browser, PLACE).startswith(f"Visible checks: {points} of {points} points;")

        browser.reload()
        assert browser.evaluate(f"{PLACE}.querySelector('textarea').value") == answer

        browser.open(homes["site"] + PROGRESS)
        browser.evaluate("document.getElementById('progress-name').value = 'Ana Lopez'")
        press(browser, OVERVIEW, "Export all answers")
        assert said_in(browser, OVERVIEW) == (
            "Ana Lopez.framelab.json has 1 of 7 exercises. Hand in this one file."
        )
        file = tmp_path / "Ana Lopez.framelab.json"
        until(partial(read_json, file), "the exported file")
    found = read_submission("Ana Lopez", [file], {EXERCISE.id: EXERCISE}, {})
    assert [each.answer.data.decode() for each in found.answers if each.answer] == [answer]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("start", [firefox, webkit], ids=["firefox", "webkitgtk"])
def test_back_and_forward_show_what_is_kept_by_then(
    start: Callable[[Path], Any], homes: dict[str, str], tmp_path: Path
) -> None:
    starter = (EXERCISE.folder / "answer.py").read_text(encoding="utf-8")
    with start(tmp_path) as browser:
        browser.open(homes["site"] + CHAPTER)
        write(browser, "# of this afternoon")
        follow(browser, PLACE, ".exercise-kept a", PROGRESS)
        assert kept(browser)["text"] == "# of this afternoon"
        bring_in(browser, "# of this morning")
        browser.evaluate("(window.wasHere = true)")
        go(browser, "back", CHAPTER)
        assert answer_in(browser) == "# of this morning"
        write(browser, "# of this morning, and more")
        wait_for(browser, f"{KEPT}.includes('and more')")
        assert kept(browser)["before"] == "# of this afternoon"

        go(browser, "forward", PROGRESS)
        bring_in(browser, "# of yesterday")
        assert kept(browser)["before"] == "# of this morning, and more"
        browser.evaluate("(document.getElementById('progress-name').value = 'Ana')")
        press(browser, OVERVIEW, "Export all answers")
        press(browser, OVERVIEW, "Clear my work")
        press(browser, OVERVIEW, "Yes, clear it")
        assert browser.evaluate("document.getElementById('progress-name').value") == ""
        go(browser, "back", CHAPTER)
        assert answer_in(browser).rstrip() == starter.rstrip()
        # A browser may hear of the change on its way back, or see the difference when it is there.
        assert re.search("no longer keeps an answer|was cleared", said_in(browser, PLACE))
        write(browser, "# of whoever comes next")
        wait_for(browser, f"{KEPT} !== null")
        assert set(kept(browser)) == {"text", "saved"}

        go(browser, "forward", PROGRESS)
        row = "document.querySelector('.progress-table tr:has(a[href*=answer-who-speaks])')"
        assert "begun, not checked" in browser.evaluate(f"{row}.textContent")
