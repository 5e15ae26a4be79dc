"""A real Chromium on the built book, cut off from everything else, with its doings recorded."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the tests look at what the browser saw."""

    def handle(self) -> None:
        """Bear with a browser that goes on to another page before this one has arrived."""
        with suppress(ConnectionError):
            super().handle()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 while the context lasts; give its address."""
    handler = functools.partial(_QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Record:
    """What a page did: complaints in the console, requests outside, addresses answered."""

    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)


@contextmanager
def context_of(
    browser: Browser,
    home: str,
    *,
    width: int = 1280,
    theme: str = "light",
    javascript: bool = True,
) -> Iterator[tuple[BrowserContext, Record]]:
    """Open a context that reaches `home` and nothing else, and records."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if theme == "dark" else "light",
        java_script_enabled=javascript,
    )
    record = Record()

    def gate(route: Route) -> None:
        if route.request.url.startswith(home):
            route.continue_()
        else:
            record.outside.append(route.request.url)
            route.abort()

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: record.complaints.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                record.complaints.append(
                    f"{message.type}: {message.text} {message.location.get('url')}"
                )
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("response", lambda response: record.answers.append((response.url, response.status)))

    context.route("**/*", gate)
    context.on("page", watch)
    try:
        yield context, record
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Run axe-core with all its rules; a line for each place that breaks one."""
    # Not `preload`: it would fetch style sheets again, by addresses that are wrong for imports.
    results = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{found['id']} ({found['impact']}): {node['html'][:200]}"
        for found in results
        for node in found["nodes"]
    ]
