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
    await null; // a view is drawn when the event is over
    document.body.getBoundingClientRect();
    script.push(performance.now() - start);
    await nextFrame();
    frame.push(performance.now() - start);
  }
  return [script, frame];
}
"""

SHOW_ALL = """
async () => {
  const nextFrame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const choices = [...document.querySelectorAll(".framelab-widget > fieldset input")];
  // Twice: what is chosen later opens what was chosen before.
  for (const choice of [...choices, ...choices]) {
    choice.click();
    await nextFrame();
    // What a choice replaces is gone.
    choice.closest(".framelab-widget")?.querySelector("form button[type=button]")?.click();
    await nextFrame();
  }
}
"""

EVENTS_OF = {
    "five_articles": {
        "reading map: open a paragraph": (".rm-field", "click"),
        "reading map: change the colors": (".reading-map > fieldset input", "click"),
        "provenance cards: another card": ("[name^=provenance][name$=article]", "click"),
        "frozen chart: choose an article": (".frozen select", "select"),
    },
    "two_issues": {"linkage explorer: another article": ("[name^=linkage][name$=scope]", "click")},
    "one_event_two_stories": {"quotation slider: a step": (".qs-steps button", "click")},
    "numbers_as_frames": {"number lens: another figure": (".number-lens select", "select")},
    "what_is_a_frame": {"coding desk: another passage": (".coding-desk select", "select")},
    "two_officials": {"speech compare: open a row": (".speech-compare tbody button", "click")},
    "whose_voice": {"voice share: open a voice": (".vs-voices button", "click")},
}
"""By page, what is measured: the elements that get an event in turn, and the kind of event."""


def main() -> None:
    """Measure every event and print a line for each."""
    with sync_playwright() as playwright, serving(HTML) as home:
        browser = launch(playwright)
        print(f"Chromium {browser.version}, medians of {EVENTS} events")
        with context_of(browser, home) as (context, _):
            for chapter, events in EVENTS_OF.items():
                page = context.new_page()
                page.goto(f"{home}book/{chapter}.html")
                page.locator(".widget:not(.widget-alive)").first.wait_for(state="detached")
                page.evaluate(SHOW_ALL)
                for name, (selector, kind) in events.items():
                    script, frame = page.evaluate(MEASURE, [selector, EVENTS, kind])
                    print(
                        f"  {name:34} script {median(script):5.1f} ms, "
                        f"frame {median(frame):5.1f} ms"
                    )
        browser.close()


if __name__ == "__main__":
    main()
