"""The book behind a real nginx: with its own types, with wrong ones, and under strict policies.

install_nginx.sh finds or fetches it; without it these tests are skipped.
"""

import contextlib
import io
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from framelab.cli import main
from framelab.publishing.headers import POLICY

from ..conftest import ROOT
from .browser import Record, context_of
from .conftest import HTML, pages_of_the_book
from .test_exercises_in_page import CODE, CODES, PROGRESS, REFERENCE, check, place_of, write

# As in install_nginx.sh: where it stands, and where its types then are.
UNPACKED = ROOT / "_build" / "nginx"
PLACES = (
    (os.environ.get("NGINX", ""), Path("/etc/nginx")),
    ("nginx", Path("/etc/nginx")),
    ("/usr/sbin/nginx", Path("/etc/nginx")),
    (str(UNPACKED / "usr/sbin/nginx"), UNPACKED / "etc/nginx"),
)
START_SECONDS = 30

# A policy that forgets what a book needs, and one that nobody has asked the command for.
WITHOUT_BLOBS = "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; worker-src 'self'"
WITHOUT_PYTHON = "script-src 'self' blob: 'unsafe-inline'; worker-src 'self' blob:"
# As a Windows registry may have it, and a server that knows no type but those of pages and styles.
WRONG_TYPES = "types { text/html html; text/css css; } default_type text/plain;"


@pytest.fixture(scope="module")
def printed() -> str:
    """What the command prints as the policy of this book."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["headers", str(HTML)]) == 0
    lines = [each.strip() for each in said.getvalue().splitlines()]
    name = "Content-Security-Policy: "
    (line,) = (each for each in lines if each.startswith(name))
    return line.removeprefix(name)


def policy(value: str) -> str:
    return f'add_header Content-Security-Policy "{value}" always;'


@pytest.fixture(scope="module")
def site(printed: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the book under a path for each of the settings; give the site's address."""
    found = next(((path, types) for name, types in PLACES
                  if name and (path := shutil.which(name))), None)  # fmt: skip
    if found is None:
        pytest.skip("nginx is not installed: tests/book/install_nginx.sh, or apt install nginx")
    program, own = found
    settings = {
        "own-types": "",
        "strict": policy(printed),
        "wrong-types": WRONG_TYPES,
        "without-blobs": policy(WITHOUT_BLOBS),
        "without-python": policy(WITHOUT_PYTHON),
        "no-scripts": f'{WRONG_TYPES} add_header X-Content-Type-Options "nosniff" always;',
    }
    locations = "\n".join(
        f"location /{name}/ {{ alias {HTML}/; {lines} }}" for name, lines in settings.items()
    )
    folder = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\n"
        "events {}\n"
        f"http {{ include {own}/mime.types; default_type application/octet-stream;\n"
        f"access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port};\n{locations}\n}} }}\n"
    )
    server = subprocess.Popen(
        [program, "-c", folder / "nginx.conf", "-p", folder, "-e", folder / "log"]
    )
    try:
        deadline = monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                said = (folder / "log").read_text() if (folder / "log").exists() else ""
                assert server.poll() is None, said
                assert monotonic() < deadline, said
                sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def opened(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Record]]:
    """A fresh page of the book that is served with the settings that the test names."""
    with context_of(browser, f"{site}{request.param}/") as (context, record):
        yield context.new_page(), record


@pytest.mark.parametrize("opened", ["own-types", "strict", "wrong-types"], indirect=True)
def test_widgets_editor_python_and_search_work(opened: tuple[Page, Record]) -> None:
    page, record = opened
    page.goto(record.home + CODE)
    expect(page.locator(".widget-alive").first).to_be_visible()
    place = place_of(page)
    write(place, REFERENCE["who_speaks"])
    assert check(place).startswith("Visible checks: 10 of 10 points;")
    page.goto(f"{record.home}search.html?q=Kelly")
    expect(page.locator("article .search-list li").first).to_be_visible()
    assert record.complaints == []
    assert record.outside == []
    assert {status for _, status in record.answers} <= {200, 304}


@pytest.mark.parametrize("opened", ["strict"], indirect=True)
def test_no_page_breaks_the_policy_that_the_command_prints(
    opened: tuple[Page, Record], printed: str
) -> None:
    page, record = opened
    for address in pages_of_the_book():
        page.goto(record.home + address)
        expect(page.locator(".widget:not(.widget-alive)")).to_have_count(0)
    assert record.complaints == []
    # No more is allowed than what a book needs, and a page more asks for no hash more.
    assert printed.count("'sha256-") <= 3
    for name, sources in POLICY.items():
        assert f"{name} {' '.join(sources)}" in printed


@pytest.mark.parametrize("opened", ["without-blobs", "without-python"], indirect=True)
def test_a_policy_that_forbids_too_much_is_named(opened: tuple[Page, Record]) -> None:
    page, record = opened
    page.goto(record.home + CODE)
    said = check(place_of(page))
    assert said.startswith("Python could not be started: this site's Content-Security-Policy")
    assert "“worker-src 'self' blob:”" in said
    assert "framelab headers" in said
    assert "Try again" not in said
    notes = page.locator(".widget-forbidden")
    if record.home.endswith("without-blobs/"):
        expect(notes.first).to_contain_text("script-src 'self' 'wasm-unsafe-eval' blob:")
        # The plain field stands where the editor cannot come.
        place_of(page).locator("textarea").fill("# written all the same")
    else:
        expect(notes).to_have_count(0)


@pytest.mark.parametrize("opened", ["no-scripts"], indirect=True)
def test_a_page_whose_scripts_never_come_says_so(opened: tuple[Page, Record]) -> None:
    page, record = opened
    for address in (CODE, CODES, PROGRESS):
        page.goto(record.home + address)
        still = page.locator(".exercise-still").first
        expect(still).to_contain_text("the site does not send the folder _static as it should")
        expect(still).to_contain_text("framelab headers")
