"""What the tests themselves rest on: a tab that forgets, and a record that misses nothing."""

import pytest
from playwright.sync_api import Browser

from .browser import context_of, violations
from .conftest import WAYS, Open

PAGE = "book/welcome.html"
MARK = "[localStorage, sessionStorage].forEach((each) => each.setItem('framelab/mark', '1'))"
MARKS = "[localStorage, sessionStorage].map((each) => each.getItem('framelab/mark'))"


@pytest.mark.parametrize("way", WAYS)
def test_nothing_outlives_an_opening(open_page: Open, way: str) -> None:
    page, _ = open_page(PAGE, way, width=360, theme="dark")
    page.evaluate(MARK)
    page.emulate_media(media="print")
    page.reload()
    # Somebody who reloads a page keeps what it has kept.
    assert page.evaluate(MARKS) == ["1", "1"]
    page, _ = open_page(PAGE, way)
    assert page.evaluate(MARKS) == [None, None]
    assert page.evaluate("[innerWidth, document.documentElement.dataset.theme]") == [1280, "light"]
    assert page.evaluate("matchMedia('screen').matches")


def test_what_a_page_asks_for_outside_is_refused_and_written_down(
    browser: Browser, open_page: Open, homes: dict[str, str]
) -> None:
    # Also what a worker asks for, and what another server on this machine has.
    ask = """(address) => Promise.all([
        fetch(address, { mode: "no-cors" }).catch((error) => error.name),
        new Promise((resolve) => {
            const source = `fetch("${address}worker", { mode: "no-cors" })
                .then(() => "came", (error) => error.name).then(postMessage)`;
            const worker = new Worker(URL.createObjectURL(new Blob([source])));
            worker.onmessage = ({ data }) => resolve(data);
        }),
    ])"""
    page, record = open_page(PAGE)
    assert page.evaluate(ask, "http://example.org/") == ["TypeError", "TypeError"]
    assert sorted(record.outside) == ["http://example.org/", "http://example.org/worker"]
    assert record.complaints
    with context_of(browser, homes["site"]) as (context, of_all):
        page = context.new_page()
        page.goto(homes["site"] + PAGE)
        page.evaluate(ask, homes["sub-path"])
        assert sorted(of_all.outside) == [homes["sub-path"], homes["sub-path"] + "worker"]


def test_a_tab_that_is_gone_is_replaced(open_page: Open) -> None:
    page, _ = open_page(PAGE)
    page.close()
    page, record = open_page(PAGE)
    assert page.locator("h1").count()
    assert record.complaints == []


SPOILED = {
    "the text": "text.style.color = '#999'",
    "what it lies in": "text.parentElement.style.background = '#777'",
    "what lies under it": """
        const panel = document.createElement('div');
        panel.style = 'position: absolute; z-index: -1; inset: 0; height: 9999px; background: #777';
        text.parentElement.before(panel);
        text.parentElement.style.background = 'none';
    """,
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_text_that_has_passed_does_not_pass_in_other_colors(open_page: Open, what: str) -> None:
    page, _ = open_page(PAGE)
    assert violations(page) == []
    page.locator("article p").first.evaluate(f"text => {{ {SPOILED[what]} }}")
    assert any(each.startswith("color-contrast") for each in violations(page))
    page, _ = open_page(PAGE)
    assert violations(page) == []
