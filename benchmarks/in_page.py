"""What Python in the page weighs, and how long a student waits for it, in a real Chromium.

Run by `make bench`, or with `python -m benchmarks.in_page`, on the built book. Each run has a
browser context of its own, where nothing is cached: a student's first visit. There the
reference answer to an exercise is written into the editor and checked, checked once more, run
with an endless loop at its end, stopped, and checked again. Times are from inside the page,
from the click until what it led to is laid out. Bytes are those that a web server sends: a
file that the page itself unpacks as it is, every other one gzipped. The book comes from this
machine, so how long a connection takes is not in any figure. Ends with 1 if an aim is not
reached.
"""

import gzip
import os
import platform
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from framelab.exercises import read_exercise
from framelab.publishing.chromium import launch
from tests.book.browser import serving

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
CHAPTER = "book/two_officials.html"
EXERCISE = read_exercise(ROOT / "exercises" / "who_speaks")
RUNS = 10
PATIENCE_MS = 180_000

# Run is a program of its own; Check only takes functions from it.
ENDLESS = '\n\nif __name__ == "__main__":\n    while True: pass\n'
ENDLESS_SECONDS = 1

# Press a button, and Check at once when that has had its effect; give milliseconds from the press
# until the first result of the check is laid out, and until its summary is.
MEASURE = """
async (first) => {
  const place = document.querySelector(".exercise-answer");
  const results = place.querySelector("[aria-label=Checks]");
  const buttons = [...place.querySelectorAll("button")];
  const button = (name) => buttons.find((it) => it.textContent === name);
  const when = (is) => new Promise((resolve) => {
    const look = () => {
      if (!is()) return;
      watcher.disconnect();
      document.body.getBoundingClientRect();
      resolve(performance.now() - start);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(place, { subtree: true, childList: true, attributes: true });
    look();
  });
  const isDone = () => place.getAttribute("aria-busy") === "false";
  const start = performance.now();
  button(first).click();
  if (first !== "Check") {
    await when(isDone);
    button("Check").click();
  }
  const result = await when(() => results.childElementCount > 0);
  const summary = await when(isDone);
  return [result, summary, place.querySelector("[role=status]").textContent];
}
"""


@dataclass(slots=True)
class Measured:
    """One thing that is measured, with what is to be reached at most."""

    what: str
    unit: str
    aim: float
    digits: int
    values: list[float] = field(default_factory=list)

    @property
    def is_reached(self) -> bool:
        """Whether the median is what it is to be."""
        return median(self.values) <= self.aim

    def line(self) -> tuple[str, ...]:
        """Give the cells of its line in the table."""

        def number(value: float) -> str:
            return f"{value:.{self.digits}f}"

        return (
            self.what,
            f"{number(median(self.values))} {self.unit}",
            f"{number(min(self.values))}–{number(max(self.values))}",
            f"{self.aim:g} {self.unit}",
            "reached" if self.is_reached else "NOT reached",
        )


def main() -> int:
    """Measure, print a table, and give 1 if an aim is not reached."""
    measured = {
        "light": Measured("a chapter with an exercise weighs more, before any click", "kB", 60, 1),
        "bytes": Measured("sent until the first result, with the editor", "MB", 9, 2),
        "first": Measured("first Check: click to first result", "s", 2, 2),
        "warm": Measured("second Check: click to summary", "ms", 100, 0),
        "stop": Measured("Stop, and Check at once: press to first result", "s", 2, 2),
    }
    loads = [os.getloadavg()[0]]
    with sync_playwright() as playwright, serving(HTML) as home:
        browser = launch(playwright)
        for _ in range(RUNS):
            for name, value in visit(browser, home).items():
                measured[name].values.append(value)
            loads.append(os.getloadavg()[0])
        print(f"Exercises in the page: Chromium {browser.version}, medians of {RUNS} first visits")
        browser.close()
    print(f"  {platform.machine()}, {os.cpu_count()} processors, "
          f"load {min(loads):.1f}–{max(loads):.1f} meanwhile")  # fmt: skip
    lines = [("what", "median", "min–max", "aim", ""), *(it.line() for it in measured.values())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        print("  " + "  ".join(cells).rstrip())
    return 0 if all(it.is_reached for it in measured.values()) else 1


def visit(browser: Browser, home: str) -> dict[str, float]:
    """Do once what a student does; give each figure in its unit."""
    # Not the tests' context: it looks at every request, and so has no cache and takes longer.
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(home)))
    page.goto(home + CHAPTER, wait_until="networkidle")
    place = page.locator(".exercise-answer")
    data = place.locator("script").first.text_content() or ""
    before = [name for name in asked if "/page/" in name]
    light = sum(map(sent, before)) + len(gzip.compress(data.encode()))

    asked.clear()
    answer = (ROOT / "solutions" / EXERCISE.id / "answer.py").read_text(encoding="utf-8")
    place.locator("textarea").focus()
    place.locator(".cm-content").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(answer + ENDLESS)
    first, _ = check(page, "Check")
    heavy = sum(map(sent, asked))
    _, warm = check(page, "Check")

    place.get_by_role("button", name="Run", exact=True).click()
    place.get_by_text("Running …").wait_for()
    page.wait_for_timeout(ENDLESS_SECONDS * 1000)
    stop, _ = check(page, "Stop")
    context.close()
    return {"light": light / 1e3, "bytes": heavy / 1e6, "first": first / 1e3, "warm": warm,
            "stop": stop / 1e3}  # fmt: skip


def check(page: Page, first: str) -> tuple[float, float]:
    """Give milliseconds until the first result of a check, and until its summary."""
    found: list[Any] = page.evaluate(MEASURE, first)
    result, summary, said = found
    points = EXERCISE.points_visible
    if not said.startswith(f"Visible checks: {points} of {points} points;"):
        raise SystemExit(f"What was measured is not a check of a right answer: {said}")
    return float(result), float(summary)


def sent(name: str) -> int:
    """Give the bytes in which a web server sends a file of the book."""
    content = (HTML / urlsplit(name).path).read_bytes()
    return len(content if name.endswith(".bin") else gzip.compress(content))


if __name__ == "__main__":
    sys.exit(main())
