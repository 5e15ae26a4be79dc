"""The widgets in JupyterLab, with a real kernel behind them."""

import json
import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from .browser import context_of

START_SECONDS = 60
TOKEN = secrets.token_hex()
TOKEN = secrets.token_hex()
CELLS = [
    "from framelab import load_corpus\n"
    "from framelab.charts import quoted_speakers\n"
    "from framelab.widgets import ReadingMap, SpeechCompare, frozen\n"
    "corpus = load_corpus()\n"
    "reading_map = ReadingMap(corpus)\n"
    "reading_map",
    "@frozen(article=['kpbs', 'truthout'])\n"
    "def chart(article):\n"
    "    return quoted_speakers(corpus, article)\n"
    "chart",
    "print('kernel saw', reading_map.selected, reading_map.guesses, sorted(chart.frames))",
    "reading_map.coloring = 'kind'",
    "speech = SpeechCompare(corpus, by='article')\nspeech",
    "print('kernel saw', speech.opened, speech.guesses)",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab with one notebook; gives its address."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, folder / "widgets.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # A home of its own: no settings of whoever runs the tests, and none left behind.
    environment = {**os.environ, "HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}", "--allow-root", "--LabApp.news_url=",
    ]  # fmt: skip
    log = folder / "lab.log"
    with (
        log.open("w") as stream,
        subprocess.Popen(command, env=environment, stdout=stream, stderr=stream) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/api", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = monotonic() + START_SECONDS
    while monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:
                json.load(answer)
                return
        except OSError:
            sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def notebook(lab: str, browser: Browser) -> Iterator[Page]:
    with context_of(browser, lab) as (context, _):
        page = context.new_page()
        page.goto(f"{lab}lab/tree/widgets.ipynb?token={TOKEN}")
        page.locator(".jp-Notebook .jp-CodeCell").nth(len(CELLS) - 1).wait_for(timeout=60_000)
        yield page


def run_cell(page: Page, number: int) -> None:
    """Run one cell; the click goes beside its text, where no tooltip comes up."""
    # What is asked of a kernel that is not there yet is lost.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.locator(".jp-CodeCell").nth(number).locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")


def test_both_widgets_live_and_the_kernel_knows_what_the_reader_did(notebook: Page) -> None:
    run_cell(notebook, 0)
    reading_map = notebook.locator(".reading-map")
    expect(reading_map.locator(".rm-field")).to_have_count(103, timeout=60_000)
    reading_map.get_by_role("radio", name="Truthout", exact=True).check()
    reading_map.get_by_role("button", name="Show the colours").click()
    expect(reading_map.get_by_role("status")).to_contain_text("You guessed Truthout; it is")
    # Arrow keys stay in the map: JupyterLab would move to another cell with them.
    field = reading_map.locator('[data-place="kpbs-11"]')
    field.click()
    notebook.keyboard.press("ArrowDown")
    expect(reading_map.locator('[data-place="kpbs-12"]')).to_be_focused()
    expect(reading_map.locator(".rm-detail")).to_contain_text("KPBS, paragraph 12")

    run_cell(notebook, 1)
    chart = notebook.locator(".frozen")
    expect(chart.get_by_role("status")).to_contain_text("KPBS: 5 people quoted", timeout=30_000)
    chart.get_by_label("article").select_option("truthout")
    # Nothing is drawn beforehand here: the kernel draws it now.
    expect(chart.get_by_role("status")).to_contain_text("Truthout: 4 people", timeout=30_000)

    run_cell(notebook, 2)
    output = notebook.locator(".jp-OutputArea-output", has_text="kernel saw")
    expect(output).to_have_text(
        "kernel saw ['kpbs', 12] {'issue': 'truthout'} ['0', '1']", timeout=30_000
    )


def test_what_python_sets_is_seen(notebook: Page) -> None:
    run_cell(notebook, 3)
    reading_map = notebook.locator(".reading-map")
    expect(reading_map.get_by_role("radio", name="Kind of speech")).to_be_checked(timeout=30_000)
    expect(reading_map.locator(".rm-guess legend")).to_contain_text("quote nobody?")


def test_two_speakers_are_compared_there_too(notebook: Page) -> None:
    run_cell(notebook, 4)
    speech = notebook.locator(".speech-compare")
    speech.get_by_role("radio", name="3", exact=True).check(timeout=30_000)
    speech.get_by_role("button", name="Show the comparison").click()
    expect(speech.get_by_role("status")).to_contain_text("You guessed 3; it is 2.")
    speech.get_by_role("button", name="KPBS").click()
    expect(speech.get_by_role("group", name="Jeff Sessions", exact=True)).to_contain_text(
        "beachhead"
    )
    # No page has the quotations here: their place is no link.
    expect(speech.get_by_role("link")).to_have_count(0)
    run_cell(notebook, 5)
    output = notebook.locator(".jp-OutputArea-output", has_text="kernel saw kpbs")
    expect(output).to_have_text("kernel saw kpbs {'article': '3'}", timeout=30_000)
