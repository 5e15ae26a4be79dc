"""How long from an event to the changed page, in a real Chromium. Prints, asserts nothing.

Run by `make bench`. Each figure is a median over many events: milliseconds from just before
the event is sent inside the page until the page has been laid out with what changed (script),
and until the frame after that (frame; 16.7 ms at 60 Hz).
"""

from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from framelab.publishing.chromium import launch
from tests.book.browser import context_of, serving

HTML = Path(__file__).parents[1] / "_build" / "html"
EVENTS = 60

MEASURE = """
async ([selector, count, kind]) => {
  const script = [], frame = [];
  const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const all = [...document.querySelectorAll(selector)];
  for (let k = 0; k < count; k += 1) {
    await nextFrame();
    const element = all[k % all.length];
    const start = performance.now();
    if (kind === "select") {
      element.selectedIndex = (element.selectedIndex + 1) % element.options.length;
      element.dispatchEvent(new Event("change"));
    } else {
      element.click();
    }
    document.body.getBoundingClientRect();
    script.push(performance.now() - start);
    await nextFrame();
    frame.push(performance.now() - start);
  }
  return [script, frame];
}
"""

EVENTS_OF = {
    "reading map: open a paragraph": (".rm-field", "click"),
    "reading map: change the colours": (".rm-chooser input", "click"),
    "frozen chart: choose an article": (".frozen select", "select"),
}


def main() -> None:
    """Measure every event and print a line for each."""
    with sync_playwright() as playwright, serving(HTML) as home:
        browser = launch(playwright)
        with context_of(browser, home) as (context, _):
            page = context.new_page()
            page.goto(f"{home}book/five_articles.html")
            page.locator(".widget-alive .rm-field").first.wait_for()
            for choice in ("Issue", "Speaker", "Kind of speech"):
                page.locator(".reading-map").get_by_role("radio", name=choice, exact=True).check()
                page.get_by_role("button", name="Show without a guess").click()
            print(f"Chromium {browser.version}, medians of {EVENTS} events")
            for name, (selector, kind) in EVENTS_OF.items():
                script, frame = page.evaluate(MEASURE, [selector, EVENTS, kind])
                print(f"  {name:34} script {median(script):5.1f} ms, frame {median(frame):5.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
