"""What every widget keeps to, wherever it stands: one table, with a row for each widget.

A widget is alive however its page was reached, and complains of nothing. It tells nothing before
a guess, and every guess gets its own words. It works by keyboard alone, breaks no rule of axe in
any width and theme, has targets for a finger, and leaves a still on paper and without JavaScript.
What one widget alone does is tested with its chapter.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from framelab.bundling.front_ends import WIDGETS
from framelab.bundling.node import bundle
from framelab.widgets.linkage_explorer import ALL, OPTIONS
from framelab.widgets.provenance_cards import COVERED
from framelab.widgets.voice_share import LEVEL

from ..conftest import ROOT
from . import test_five_articles as cards
from . import test_numbers_as_frames as numbers
from . import test_one_event_two_stories as stories
from . import test_two_issues as issues
from . import test_two_officials as officials
from . import test_what_is_a_frame as frames
from . import test_whose_voice as voices
from . import test_widgets as reading
from .browser import follow_to_the_place, press, violations
from .conftest import LOOKS, WAYS, Open, pages_of_the_book

Act = Callable[[Page], None]
"""Something done on a page, or looked for there."""


@dataclass(frozen=True, kw_only=True)
class WidgetCase:
    """How a widget shows that it keeps to the contract.

    Attributes
    ----------
    name : str
        The class of its outermost element.
    chapter : str
        The page that it is tried on.
    alive : int
        How many widgets that page has.
    show : callable
        Makes it tell what it has to tell, without a guess, and looks for that.
    unguessed : callable
        Looks that it tells nothing before a guess, nor for an empty one.
    guesses : mapping
        Guesses, by what they are: each makes one and looks for what is then said.
    by_keyboard : callable
        Goes all the way through it, a right guess among it, without a pointer.
    opened : tuple of callables
        Steps to states in which as much as possible is open: axe looks after each.
    largest : callable
        Makes it show the targets that are to be measured.
    targets : str
        A selector of these targets.
    targets_at_least : int
        A number that they exceed: an empty list would have no small one.
    are_all_shown : bool
        Whether none of these targets may be hidden.
    still : callable
        Looks for what its still says.
    """

    name: str
    chapter: str
    alive: int
    show: Act
    unguessed: Act
    guesses: Mapping[str, Act]
    by_keyboard: Act
    opened: tuple[Act, ...]
    largest: Act = field(default=lambda _: None)
    targets: str
    targets_at_least: int
    are_all_shown: bool = False
    still: Act


def _show(page: Page, widget: str) -> None:
    page.locator(widget).get_by_role("button", name="Show without a guess").click()


def _open_choices(page: Page) -> None:
    """Open the answers to what a chapter asks beside its widget."""
    for summary in page.locator(".choice summary").all():
        summary.click()


# The provenance cards


def cards_show(page: Page) -> None:
    _show(page, ".provenance-cards")
    expect(cards.said(page)).to_have_text(cards.VIEWS["truthout-genre"].finding)
    expect(cards.value(page, "Kind")).to_have_text(cards.CARDS["Truthout"]["Kind"])


def cards_unguessed(page: Page) -> None:
    for term in ("Kind", "Published", "How the date is known", "Who vouches", "A second source"):
        expect(cards.value(page, term)).to_have_text(COVERED)
    article = cards.CORPUS.articles["truthout"]
    expect(cards.value(page, "Title")).to_have_text(article.title)
    expect(cards.value(page, "Whole text").get_by_role("link")).to_have_attribute(
        "href", article.url or ""
    )
    cards.widget(page).get_by_role("button", name="Turn this line over").click()
    expect(cards.widget(page).locator(".pc-guess")).to_be_visible()
    expect(cards.widget(page).locator(".pc-finding")).to_be_hidden()


def cards_wrong(name: str, code: str) -> Act:
    def act(page: Page) -> None:
        view = cards.ask(page, name)
        expect(cards.widget(page).get_by_text(view.clue)).to_be_visible()
        if view.claim:
            asking = cards.widget(page).locator(".pc-asking")
            expect(asking.get_by_text(view.claim)).to_be_visible()
        cards.guess(page, view, code)
        short = cards.label_of(view, code).split(":")[0]
        expect(cards.said(page)).to_have_text(
            f"You guessed “{short}”. {view.hints[code]} {view.finding}"
        )

    return act


def cards_defended(page: Page) -> None:
    """A guess that can be defended is no mistake."""
    view = cards.ask(page, "kpbs-date")
    cards.guess(page, view, "worked-out")
    expect(cards.said(page)).to_have_text(
        f"You guessed “worked out”: it can be defended. {view.finding}"
    )
    expect(cards.value(page, "Published")).to_have_text("21 April 2017")
    expect(cards.value(page, "How the date is known")).to_have_text(
        cards.CORPUS.articles["kpbs"].date_basis or ""
    )
    expect(cards.value(page, "Kind")).to_have_text(COVERED)


def cards_by_keyboard(page: Page) -> None:
    widget, view = cards.widget(page), cards.VIEWS["americas-voice-date"]
    widget.get_by_role("radio", name="Truthout", exact=True).focus()
    press(page, "ArrowDown", "Tab", "ArrowDown")  # America's Voice, and its date
    expect(widget.get_by_text(view.clue)).to_be_visible()
    for place in view.places:
        press(page, "Tab")
        expect(widget.get_by_role("link", name=place["label"])).to_be_focused()
    press(page, "Tab", "Space", "ArrowDown", "Tab", "Enter")
    expect(cards.said(page)).to_have_text(f"You guessed “worked out”: so do we. {view.finding}")
    expect(widget.get_by_role("radio", name="Its date")).to_be_focused()


def cards_opened(page: Page) -> None:
    cards.guess(page, cards.ask(page, "kpbs-second"), "yes")
    cards.widget(page).get_by_role("button", name="Turn the whole card over").click()


def cards_largest(page: Page) -> None:
    cards.ask(page, "kpbs-second")


def cards_still(page: Page) -> None:
    still = page.locator(".widget-still").first
    expect(still).to_be_visible()
    expect(still.get_by_role("table")).to_have_count(5)
    for lines in cards.CARDS.values():
        expect(still).to_contain_text(lines["Kind"])
        expect(still).to_contain_text(lines["A second source"])


# The reading map


def map_show(page: Page) -> None:
    expect(page.locator(".widget")).to_have_count(3)
    expect(page.locator(".rm-field")).to_have_count(103)
    _show(page, ".reading-map")
    expect(reading.map_of(page).get_by_role("status")).to_have_text(reading.BY_ISSUE.finding)
    page.locator(".frozen").get_by_label("article").select_option("KPBS")
    expect(page.locator(".frozen").get_by_role("status")).to_contain_text("KPBS: 5 people quoted")


def map_unguessed(page: Page) -> None:
    expect(page.locator(".rm-letter", has_text=re.compile("."))).to_have_count(0)
    expect(page.locator(".rm-legend")).to_be_hidden()
    page.get_by_role("button", name="Show the colours").click()
    expect(page.locator(".rm-guess")).to_be_visible()
    expect(page.locator(".rm-legend")).to_be_hidden()


def map_wrong(page: Page) -> None:
    reading.radio(page, "KPBS").check()
    page.get_by_role("button", name="Show the colours").click()
    expect(reading.map_of(page).get_by_role("status")).to_have_text(
        f"You guessed KPBS; it is ThinkProgress. {reading.BY_ISSUE.finding}"
    )
    expect(page.locator(".rm-legend")).to_be_visible()
    expect(page.locator(".rm-letter", has_text="D+I")).to_have_count(13)
    expect(page.locator(".rm-guess")).to_be_hidden()


def map_right(page: Page) -> None:
    reading.radio(page, "Speaker").check()
    reading.radio(page, "John Kelly").check()
    page.get_by_role("button", name="Show the colours").click()
    expect(reading.map_of(page).get_by_role("status")).to_have_text(
        f"You guessed John Kelly: so it is. {reading.BY_SPEAKER.finding}"
    )


def map_by_keyboard(page: Page) -> None:
    field = reading.field
    reading.radio(page, "Issue").focus()
    # From the choice of colours to the question: arrows choose, Enter sends.
    press(page, "Tab", "ArrowDown", "Enter")
    expect(reading.map_of(page).get_by_role("status")).to_contain_text(
        "You guessed Truthout; it is"
    )
    expect(reading.radio(page, "Issue")).to_be_focused()
    # One stop for the map, then arrows.
    press(page, "Tab")
    expect(field(page, "daily-beast-1")).to_be_focused()
    press(page, "ArrowDown", "ArrowRight")
    expect(field(page, "truthout-2")).to_be_focused()
    detail = page.get_by_role("region", name="Open paragraph")
    expect(detail).to_contain_text("They’re animals")
    press(page, "End")
    expect(field(page, "truthout-29")).to_be_focused()
    press(page, "ArrowDown", "ArrowRight")
    expect(field(page, "americas-voice-14")).to_be_focused()
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(field(page, "thinkprogress-11")).to_be_focused()
    press(page, "Home", "ArrowUp")
    expect(field(page, "thinkprogress-1")).to_be_focused()
    expect(detail).to_contain_text("ThinkProgress, paragraph 1")
    press(page, "Tab")
    expect(detail).to_be_focused()
    press(page, "Tab", "Enter")
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/thinkprogress.html#thinkprogress-1")


def map_coloured(coloring: str) -> Act:
    def act(page: Page) -> None:
        reading.radio(page, coloring).check()
        _show(page, ".reading-map")

    return act


def map_opened(page: Page) -> None:
    map_coloured("Issue")(page)
    reading.field(page, "americas-voice-13").click()
    _open_choices(page)


def map_still(page: Page) -> None:
    still = page.locator(".widget-still").nth(1)
    expect(still).to_be_visible()
    for coloring in (reading.BY_ISSUE, reading.BY_SPEAKER, reading.BY_KIND):
        expect(still).to_contain_text(coloring.finding)


# The coding desk


def desk_show(page: Page) -> None:
    frames.code(page, "immigration", "immigration/problem")
    expect(frames.desk(page).locator(".cd-result")).to_be_visible()


def desk_unguessed(page: Page) -> None:
    desk = frames.desk(page)
    expect(desk).to_contain_text(frames.CORPUS.paragraphs["kpbs", 8].gist or "")
    expect(desk.locator(".cd-result")).to_have_count(0)
    expect(desk.locator("table")).to_have_count(0)
    # An issue is asked for: without one nothing is kept.
    desk.get_by_role("button", name="Keep my codes, then compare").click()
    expect(desk.locator(".cd-result")).to_have_count(0)


def desk_wrong_function(page: Page) -> None:
    frames.code(page, "immigration", "immigration/problem", "immigration/moral")
    result = frames.desk(page).locator(".cd-result")
    expect(result).to_be_focused()
    expect(result.locator(".cd-summary")).to_have_text(
        "Kept. 2 of 5 codes are those of at least one of our coders."
    )
    moral = result.get_by_role("listitem").filter(has_text="moral on immigration")
    expect(moral).to_contain_text("Differs. You: present; both our coders: absent.")
    expect(moral).to_contain_text("A word for danger, force or success is not enough")
    cause = result.get_by_role("listitem").filter(has_text="cause on immigration").first
    expect(cause).to_contain_text("Differs. You: absent; both our coders: present.")
    expect(cause).to_contain_text("John Kelly: Kelly is quoted naming human smuggling")


def desk_wrong_issue(page: Page) -> None:
    frames.code(page, "both drugs and immigration", "drugs/problem")
    issue = frames.desk(page).locator(".cd-cells > li").first
    expect(issue).to_contain_text("Differs. You: both drugs and immigration")
    expect(issue).to_contain_text("Which words name drugs")
    problem = frames.desk(page).locator(".cd-cells > li").filter(has_text="problem on drugs")
    expect(problem).to_contain_text("We have a problem on immigration here.")


def desk_by_keyboard(page: Page) -> None:
    desk = frames.desk(page)
    desk.get_by_role("radio", name="Practice").focus()
    press(page, "Tab")
    expect(desk.get_by_label("Passage", exact=True)).to_be_focused()
    press(page, "Tab", "Enter")  # the next passage
    expect(desk.locator(".cd-passage")).to_be_focused()
    expect(desk.locator(".cd-passage")).to_contain_text("The Daily Beast, paragraph 2")
    press(page, "Tab", "Space", "ArrowDown")
    expect(desk.get_by_role("radio", name="immigration", exact=True)).to_be_checked()
    press(page, "Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
    expect(desk.locator(".cd-result")).to_be_focused()
    expect(desk.locator(".cd-summary")).to_have_text("Kept. 5 of 5 codes are as ours.")


def desk_compared(page: Page) -> None:
    frames.code(page, "both drugs and immigration", "drugs/moral")
    frames.give(page, {"format": "framelab-codes/1", "codes": frames.WHOLE})
    for summary in page.locator(".choice summary, .coding-desk summary").all():
        summary.click()


def desk_begun(page: Page) -> None:
    desk = frames.desk(page)
    desk.get_by_label("Passage", exact=True).select_option("thinkprogress-10")
    desk.get_by_role("radio", name="both drugs and immigration").check()


def desk_exercise(page: Page) -> None:
    frames.desk(page).get_by_role("radio", name="Exercise").check()


def desk_largest(page: Page) -> None:
    frames.desk(page).get_by_role("radio", name="both drugs and immigration").check()


def desk_still(page: Page) -> None:
    still = page.locator(".widget-still")
    expect(still).to_be_visible()
    expect(still.get_by_role("row")).to_have_count(1 + len(frames.PLACES))
    expect(still).to_contain_text("on immigration: problem, cause, solution")


# The linkage explorer


def linkage_show(page: Page) -> None:
    _show(page, ".linkage-explorer")
    expect(issues.widget(page).get_by_role("status")).to_have_text(
        issues.VIEWS[ALL, "every"].finding
    )


def linkage_unguessed(page: Page) -> None:
    widget = issues.widget(page)
    expect(widget.get_by_text("Your guess first.")).to_be_visible()
    expect(widget.locator(".le-strips")).to_be_hidden()
    expect(widget.locator("td", has_text="not yet")).to_have_count(24)
    widget.get_by_role("button", name="Show the share").click()
    expect(widget.locator(".le-guess")).to_be_visible()


def linkage_wrong(scope: str, whole: str, guess: str) -> Act:
    def act(page: Page) -> None:
        issues.choose(page, scope, whole, OPTIONS[guess])
        issues.widget(page).get_by_role("button", name="Show the share").click()
        about = f"{scope}, of {whole}:"
        view = next(each for each in issues.VIEWS.values() if each.finding.startswith(about))
        expect(issues.widget(page).get_by_role("status")).to_have_text(
            f"You guessed “{OPTIONS[guess]}”. {view.finding} {view.hints[guess]}"
        )

    return act


def linkage_by_keyboard(page: Page) -> None:
    widget = issues.widget(page)
    widget.get_by_role("radio", name="All articles together").focus()
    press(page, "ArrowDown", "ArrowDown", "Tab", "ArrowDown", "ArrowDown")
    expect(widget.get_by_text("Truthout: of those on drugs, which share")).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "ArrowDown", "Tab", "Enter")
    finding = issues.VIEWS["truthout", "drugs"].finding
    expect(widget.get_by_role("status")).to_have_text(
        f"You guessed “above 25, up to 50%”: so it is. {finding}"
    )
    expect(widget.get_by_role("radio", name="those on drugs")).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget.get_by_role("button", name="Truthout, paragraph 1", exact=True)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(widget.locator(".le-detail")).to_contain_text("MS-13")
    press(page, "Enter")
    expect(first).to_be_focused()
    expect(widget.locator(".le-detail")).to_have_count(0)


def linkage_opened(page: Page) -> None:
    issues.choose(page, "those on immigration")
    issues.widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    issues.widget(page).get_by_role("button", name="ThinkProgress, paragraph 8").click()
    _open_choices(page)


def linkage_largest(page: Page) -> None:
    _show(page, ".linkage-explorer")
    issues.widget(page).get_by_role("button", name="Truthout, paragraph 9").click()


def linkage_still(page: Page) -> None:
    still = page.locator(".widget-still")
    expect(still).to_be_visible()
    expect(still.get_by_role("row")).to_have_count(7)
    expect(still).to_contain_text("13 of 37 (35%)")
    expect(still).to_contain_text(issues.CORPUS.paragraphs["thinkprogress", 8].gist or "")


# The comparison of two speakers

SPEECH_VIEWS = (officials.BY_ISSUE, officials.BY_ARTICLE, officials.BY_OCCASION)


def speech_show(page: Page) -> None:
    _show(page, ".speech-compare")
    expect(officials.widget(page).get_by_role("status")).to_have_text(officials.BY_ISSUE.finding)


def speech_unguessed(page: Page) -> None:
    widget = officials.widget(page)
    for view in SPEECH_VIEWS:
        widget.get_by_role("radio", name=view.label, exact=True).check()
        expect(widget.get_by_text(view.question)).to_be_visible()
        expect(widget.locator("table")).to_be_hidden()
        expect(widget).not_to_contain_text(view.finding)


def speech_wrong(page: Page) -> None:
    """Each view asks before it shows, also when another one was shown already."""
    widget = officials.widget(page)
    for view in SPEECH_VIEWS:
        widget.get_by_role("radio", name=view.label, exact=True).check()
        expect(widget.get_by_text(view.question)).to_be_visible()
        expect(widget.locator("table")).to_be_hidden()
        expect(widget).not_to_contain_text(view.finding)
        wrong = next(option for option in view.options if option.name != view.right)
        widget.get_by_role("radio", name=wrong.label, exact=True).check()
        widget.get_by_role("button", name="Show the comparison").click()
        expect(widget.get_by_role("status")).to_contain_text(f"You guessed {wrong.label}; it")
        expect(widget.get_by_role("status")).to_contain_text(view.finding)
        expect(widget.locator("tbody tr")).to_have_count(len(view.rows))


def speech_by_keyboard(page: Page) -> None:
    widget = officials.widget(page)
    widget.get_by_role("radio", name="Issue", exact=True).focus()
    press(page, "ArrowDown", "ArrowDown")
    expect(widget.get_by_text(officials.BY_OCCASION.question)).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "Tab", "Enter")
    expect(widget.get_by_role("status")).to_contain_text("You guessed 1: so it is.")
    expect(widget.get_by_role("radio", name="Occasion", exact=True)).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget.locator("tbody button").first
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(widget.locator(".sc-detail")).to_contain_text("executive amnesty")
    press(page, "Enter")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(widget.locator(".sc-detail")).to_have_count(0)


def speech_opened(label: str) -> Act:
    def act(page: Page) -> None:
        widget = officials.widget(page)
        widget.get_by_role("radio", name=label, exact=True).check()
        _show(page, ".speech-compare")
        widget.locator("tbody button").last.click()

    return act


def speech_first_opened(page: Page) -> None:
    speech_opened(SPEECH_VIEWS[0].label)(page)
    _open_choices(page)


def speech_largest(page: Page) -> None:
    _show(page, ".speech-compare")
    officials.widget(page).locator("tbody button").first.click()


def speech_still(page: Page) -> None:
    still = page.locator(".widget-still")
    expect(still).to_be_visible()
    for view in SPEECH_VIEWS:
        expect(still).to_contain_text(view.finding)
    expect(still.locator("table")).to_have_count(3)


# The slider between two printings


def slider_show(page: Page) -> None:
    _show(page, ".quotation-slider")
    expect(stories.widget(page).locator(".qs-told")).to_have_text(stories.FACTOR.steps[0].text)


def slider_unguessed(page: Page) -> None:
    expect(stories.widget(page).locator("blockquote:visible")).to_have_count(1)
    expect(stories.widget(page)).not_to_contain_text(stories.FACTOR.finding)


def slider_wrong(page: Page) -> None:
    widget = stories.widget(page)
    places, negation = stories.FACTOR.questions
    widget.get_by_role("radio", name="words at the end").check()
    widget.get_by_role("radio", name="yes, inside its quotation").check()
    widget.get_by_role("button", name="Show the other printing").click()
    status = widget.locator(".qs-verdict")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_contain_text(places.options[2].feedback)
    expect(status).to_contain_text("both end with the same word, “war”")
    expect(status).to_contain_text(negation.options[0].feedback)
    expect(widget.locator("blockquote:visible")).to_have_count(2)


def slider_by_keyboard(page: Page) -> None:
    widget, demand = stories.widget(page), stories.DEMAND
    widget.get_by_role("radio", name=stories.FACTOR.label, exact=True).focus()
    press(page, "ArrowDown")
    expect(widget.get_by_text(demand.questions[0].text)).to_be_visible()
    press(page, "Tab", "Tab", "Space", "ArrowDown", "ArrowDown", "Tab", "Enter")
    expect(widget.locator(".qs-verdict")).to_contain_text("“words at the end”: so it is.")
    slider = widget.get_by_role("slider", name="Step")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "1 of 3")
    press(page, "ArrowRight")
    expect(widget.locator(".qs-told")).to_have_text(demand.steps[1].text)
    expect(widget.locator("del")).to_have_text(demand.steps[1].words)
    press(page, "Tab", "Tab", "Enter")
    expect(widget.locator(".qs-told")).to_contain_text(demand.finding)
    for ask in demand.asks:
        expect(widget.locator(".qs-told")).to_contain_text(ask)
    next_step = widget.get_by_role("button", name="Next step")
    expect(next_step).to_be_focused()
    expect(next_step).to_have_attribute("aria-disabled", "true")
    press(page, "Enter", "Shift+Tab", "Enter", "Enter")
    expect(slider).to_have_attribute("aria-valuetext", "1 of 3")
    expect(widget.locator("del")).to_have_count(0)


def slider_opened(page: Page) -> None:
    for chosen in (stories.FACTOR, stories.OUTSIDE):
        stories.choose(page, chosen)
        _show(page, ".quotation-slider")
        for _ in chosen.steps:
            stories.widget(page).get_by_role("button", name="Next step").click()
    _open_choices(page)


def slider_still(page: Page) -> None:
    still = page.locator(".widget-still")
    expect(still).to_be_visible()
    for each in (stories.FACTOR, stories.DEMAND, stories.OUTSIDE):
        expect(still).to_contain_text(each.finding)
    expect(still.locator("table")).to_have_count(4)


# The shares of voices


def voice_show(page: Page) -> None:
    voices.see(page)
    expect(voices.widget(page).get_by_role("status")).to_have_text(
        voices.BY_SIDE.units["rows"].finding
    )


def voice_unguessed(page: Page) -> None:
    widget = voices.widget(page)
    expect(widget.get_by_text("Your guess first. Truthout, counted in stretches")).to_be_visible()
    expect(widget.locator(".vs-voices")).to_be_hidden()
    expect(widget.locator("td", has_text="not yet")).to_have_count(18)
    widget.get_by_role("button", name="Show the voices").click()  # nothing is chosen
    expect(widget.locator(".vs-guess")).to_be_visible()


def voice_wrong(by: str, unit: str, guess: str) -> Act:
    def act(page: Page) -> None:
        widget = voices.widget(page)
        voices.choose(page, by, unit)
        widget.locator(".vs-guess").get_by_role("radio", name=guess, exact=True).check()
        widget.get_by_role("button", name="Show the voices").click()
        view = voices.VIEWS["truthout", by]
        asked = next(each for each in view.units.values() if f"counted in {unit}:" in each.finding)
        option = next(each.name for each in view.options if each.label == guess)
        expect(widget.get_by_role("status")).to_have_text(
            f"You guessed “{guess}”. {asked.finding} {asked.hints[option]}"
        )

    return act


def voice_by_keyboard(page: Page) -> None:
    widget, paragraphs = voices.widget(page), voices.BY_SPEAKER.units["paragraphs"]
    widget.get_by_role("radio", name="side", exact=True).focus()
    press(page, "ArrowDown", "Tab", "ArrowDown", "ArrowDown")
    expect(widget.get_by_text("counted in paragraphs with speech")).to_be_visible()
    press(page, "Tab", "ArrowUp")  # from the first option round to the last
    expect(widget.get_by_role("radio", name="two or more are level")).to_be_checked()
    press(page, "Tab", "Enter")
    expect(widget.get_by_role("status")).to_have_text(
        f"You guessed “two or more are level”: so it is. {paragraphs.finding}"
    )
    assert paragraphs.right == LEVEL
    expect(widget.get_by_role("radio", name="paragraphs with speech")).to_be_focused()
    press(page, "Tab", "Enter")
    first = widget.get_by_role("button", name="Jeff Sessions")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    region = widget.get_by_role("region", name="Stretches of speech: Jeff Sessions")
    expect(region.get_by_role("listitem")).to_have_count(6)
    press(page, "Tab")
    expect(region).to_be_focused()
    press(page, "Tab", "Enter")
    follow_to_the_place(page)
    page.wait_for_url("**/paragraphs/truthout.html#truthout-11")


def voice_opened(page: Page) -> None:
    voices.choose(page, "All articles together")
    voices.widget(page).get_by_role("button", name="Fill in the rest of the table").click()
    voices.widget(page).get_by_role("button", name="the administration").click()
    _open_choices(page)


def voice_largest(page: Page) -> None:
    voices.see(page)
    voices.widget(page).get_by_role("button", name="advocates").click()


def voice_still(page: Page) -> None:
    still = page.locator(".widget-still").first
    expect(still).to_be_visible()
    expect(still.get_by_role("row")).to_have_count(1 + 12 + 1 + 9)
    expect(still).to_contain_text("advocates: 198 of 240 (83%)")
    expect(still).to_contain_text("7 quoted, 14 reported")


# The number lens


def number_show(page: Page) -> None:
    # Its first version is what an article prints: nothing is asked about that.
    expect(numbers.widget(page).get_by_role("status")).to_have_text(
        numbers.NO_RECORD.versions[0].finding
    )


def number_unguessed(page: Page) -> None:
    widget, lens = numbers.widget(page), numbers.NO_RECORD
    numbers.choose(page, lens.name, "share of those arrested")
    expect(widget.get_by_text("Your guess first.")).to_be_visible()
    expect(widget.locator(".nl-detail")).to_be_hidden()
    asked = sum(bool(version.question) for version in lens.versions)
    expect(widget.locator("td", has_text="not yet")).to_have_count(2 * asked)
    widget.get_by_role("button", name="Show this version").click()
    expect(widget.locator(".nl-guess")).to_be_visible()


def number_wrong(figure: str, version: str, guess: str) -> Act:
    def act(page: Page) -> None:
        widget = numbers.widget(page)
        told = next(each for each in numbers.LENSES[figure].versions if each.name == version)
        numbers.choose(page, figure, told.label)
        label = dict(told.options)[guess]
        widget.get_by_role("radio", name=label, exact=True).check()
        widget.get_by_role("button", name="Show this version").click()
        expect(widget.get_by_role("status")).to_have_text(
            f"You guessed “{label}”. {told.finding} {told.hints[guess]}"
        )
        expect(widget.locator(".nl-detail")).to_contain_text(told.cited)

    return act


def number_by_keyboard(page: Page) -> None:
    widget, share = numbers.widget(page), numbers.NO_RECORD.versions[1]
    widget.get_by_label("Which figure?").focus()
    # Past the link of the card, to the versions, to the second of them.
    press(page, "Tab", "Tab", "ArrowDown")
    expect(widget.get_by_text(share.question)).to_be_visible()
    press(page, "Tab", "Space", "ArrowDown", "Tab", "Enter")
    expect(widget.get_by_role("status")).to_have_text(
        f"You guessed “about 25%”: so it is. {share.finding}"
    )
    expect(widget.get_by_role("radio", name=share.label, exact=True)).to_be_focused()


def number_asked(page: Page) -> None:
    numbers.choose(page, numbers.NO_RECORD.name, "share of those arrested")


def number_opened(page: Page) -> None:
    numbers.widget(page).get_by_role("button", name="Show all versions of this figure").click()
    _open_choices(page)


def number_largest(page: Page) -> None:
    numbers.choose(page, numbers.DEPORTED.name, "share for possessing marijuana, from outside")


def number_still(page: Page) -> None:
    still = page.locator(".widget-still")
    expect(still).to_be_visible()
    expect(still.locator("table")).to_have_count(len(numbers.LENSES))
    expect(still).to_contain_text(numbers.NO_RECORD.versions[1].finding)


# The table

CASES = (
    WidgetCase(
        name="provenance-cards", chapter=cards.CHAPTER, alive=3,
        show=cards_show, unguessed=cards_unguessed,
        guesses={
            "truthout-genre": cards_wrong("truthout-genre", "advocacy"),
            "thinkprogress-date": cards_wrong("thinkprogress-date", "printed"),
            "americas-voice-second": cards_wrong("americas-voice-second", "yes"),
            "kpbs-second": cards_wrong("kpbs-second", "yes"),
            "kpbs-second-rally": cards_wrong("kpbs-second-rally", "no"),
            "daily-beast-vouches": cards_wrong("daily-beast-vouches", "named-source"),
            "can be defended": cards_defended,
        },
        by_keyboard=cards_by_keyboard, opened=(cards_opened,), largest=cards_largest,
        targets=".provenance-cards :is(label, button, a)", targets_at_least=12,
        still=cards_still,
    ),
    WidgetCase(
        name="reading-map", chapter=reading.CHAPTER, alive=3,
        show=map_show, unguessed=map_unguessed,
        guesses={"wrong": map_wrong, "right": map_right},
        by_keyboard=map_by_keyboard,
        opened=(map_opened, map_coloured("Speaker"), map_coloured("Kind of speech")),
        targets=".rm-field, .reading-map label, .reading-map button, .frozen select,"
        " .choice summary",
        targets_at_least=103, are_all_shown=True, still=map_still,
    ),
    WidgetCase(
        name="coding-desk", chapter=frames.CHAPTER, alive=1,
        show=desk_show, unguessed=desk_unguessed,
        guesses={"wrong function": desk_wrong_function, "wrong issue": desk_wrong_issue},
        by_keyboard=desk_by_keyboard, opened=(desk_compared, desk_begun, desk_exercise),
        largest=desk_largest,
        targets=".coding-desk :is(label, button, select, a, summary)", targets_at_least=15,
        still=desk_still,
    ),
    WidgetCase(
        name="linkage-explorer", chapter=issues.CHAPTER, alive=1,
        show=linkage_show, unguessed=linkage_unguessed,
        guesses={
            "too low": linkage_wrong("All articles together", "those on drugs", "low"),
            "middle": linkage_wrong("Truthout", "those on immigration", "middle"),
            "empty": linkage_wrong("The Daily Beast", "those on drugs", "empty"),
            "none": linkage_wrong("KPBS", "those on drugs", "none"),
        },
        by_keyboard=linkage_by_keyboard, opened=(linkage_opened,), largest=linkage_largest,
        targets=".linkage-explorer :is(label, button, a)", targets_at_least=20,
        still=linkage_still,
    ),
    WidgetCase(
        name="speech-compare", chapter=officials.CHAPTER, alive=1,
        show=speech_show, unguessed=speech_unguessed, guesses={"wrong": speech_wrong},
        by_keyboard=speech_by_keyboard,
        opened=(speech_first_opened, *(speech_opened(view.label) for view in SPEECH_VIEWS[1:])),
        largest=speech_largest,
        targets=".speech-compare :is(label, button, a)", targets_at_least=8,
        still=speech_still,
    ),
    WidgetCase(
        name="quotation-slider", chapter=stories.CHAPTER, alive=1,
        show=slider_show, unguessed=slider_unguessed, guesses={"wrong": slider_wrong},
        by_keyboard=slider_by_keyboard, opened=(slider_opened,), largest=slider_show,
        targets=".quotation-slider :is(label, button, a, [type=range])", targets_at_least=8,
        still=slider_still,
    ),
    WidgetCase(
        name="voice-share", chapter=voices.CHAPTER, alive=2,
        show=voice_show, unguessed=voice_unguessed,
        guesses={
            "advocates": voice_wrong("side", "stretches of speech", "advocates"),
            "administration": voice_wrong("side", "words quoted", "the administration"),
            "absent": voice_wrong("side", "words quoted", "Congress and its staff"),
            "speaker": voice_wrong("speaker", "paragraphs with speech", "Donald Trump"),
            "level": voice_wrong("speaker", "words quoted", "two or more are level"),
        },
        by_keyboard=voice_by_keyboard, opened=(voice_opened,), largest=voice_largest,
        targets=".voice-share :is(label, button, a)", targets_at_least=20,
        still=voice_still,
    ),
    WidgetCase(
        name="number-lens", chapter=numbers.CHAPTER, alive=1,
        show=number_show, unguessed=number_unguessed,
        guesses={
            "share": number_wrong(numbers.NO_RECORD.name, "share", "added"),
            "change": number_wrong(numbers.NO_RECORD.name, "change-2016", "base"),
            "year": number_wrong(numbers.DEPORTED.name, "year", "more"),
            "day of the article": number_wrong("arrested-thinkprogress", "day-article", "fewer"),
            "day": number_wrong("kelly-march-apprehensions-5-april", "day", "more"),
        },
        by_keyboard=number_by_keyboard, opened=(number_asked, number_opened),
        largest=number_largest,
        targets=".number-lens :is(fieldset label, button, select, a)", targets_at_least=10,
        still=number_still,
    ),
)  # fmt: skip

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
every_guess = pytest.mark.parametrize(
    ("case", "guess"),
    [pytest.param(case, guess, id=f"{case.name}-{guess}")
     for case in CASES for guess in case.guesses],
)  # fmt: skip


# The contract


def test_every_widget_of_the_book_is_in_the_table(open_page: Open, html: Path) -> None:
    """A chart of a few choices is no `.framelab-widget`: whose_voice and five_articles try it."""
    found: set[str] = set()
    for address in pages_of_the_book():
        if 'class="widget"' in (html / address).read_text(encoding="utf-8"):
            page, _ = open_page(address)
            found |= set(page.eval_on_selector_all(
                ".framelab-widget", "all => all.flatMap((each) => [...each.classList])"
            ))  # fmt: skip
    assert found - {"framelab-widget"} == {case.name for case in CASES}


@pytest.mark.parametrize("way", WAYS)
@every_case
def test_it_is_alive_however_the_page_was_reached(
    open_page: Open, case: WidgetCase, way: str
) -> None:
    page, record = open_page(case.chapter, way)
    expect(page.locator(".widget-alive")).to_have_count(case.alive)
    case.show(page)
    assert record.complaints == []
    assert record.outside == []


@every_case
def test_nothing_is_told_before_a_guess(open_page: Open, case: WidgetCase) -> None:
    page, _ = open_page(case.chapter)
    case.unguessed(page)


@every_guess
def test_a_guess_gets_its_words(open_page: Open, case: WidgetCase, guess: str) -> None:
    page, _ = open_page(case.chapter)
    case.guesses[guess](page)


@every_case
def test_a_live_region_is_there_before_its_words(open_page: Open, case: WidgetCase) -> None:
    """A screen reader says what changes in a region, and not what comes along with the region.

    Or the focus goes to the words.
    """
    page, _ = open_page(case.chapter)
    regions = page.locator(f".{case.name} :is([role=status], [aria-live=polite]):not([hidden])")
    assert regions.evaluate_all("all => all.map((each) => { each.dataset.before = ''; }).length")
    case.show(page)
    expect(regions.and_(page.locator(":not([data-before])"))).to_have_count(0)
    focused = page.locator(f".{case.name} [tabindex='-1']:focus")
    expect(regions.filter(has_text=re.compile(".")).or_(focused)).not_to_have_count(0)


@every_case
def test_by_keyboard_alone(open_page: Open, case: WidgetCase) -> None:
    page, _ = open_page(case.chapter)
    case.by_keyboard(page)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@every_case
def test_axe_finds_nothing_however_much_is_open(
    open_page: Open, case: WidgetCase, width: int, theme: str
) -> None:
    """Before anything is open axe has looked at the page as at every other one."""
    page, _ = open_page(case.chapter, width=width, theme=theme)
    for step in case.opened:
        step(page)
        assert violations(page, f".{case.name}", ".choice") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_case
def test_every_target_is_large_enough_for_a_finger(open_page: Open, case: WidgetCase) -> None:
    page, _ = open_page(case.chapter, width=360)
    case.largest(page)
    sizes = page.eval_on_selector_all(
        case.targets,
        "(all, areAll) => all.map(e => e.getBoundingClientRect())"
        ".filter(r => areAll || r.width).map(r => [r.width, r.height])",
        case.are_all_shown,
    )
    assert len(sizes) > case.targets_at_least
    assert all(width >= 24 and height >= 24 for width, height in sizes), sizes


@pytest.mark.parametrize("javascript", [True, False], ids=["on paper", "without JavaScript"])
@every_case
def test_the_still_says_the_same_on_paper_and_without_javascript(
    open_page: Open, case: WidgetCase, javascript: bool
) -> None:
    page, _ = open_page(case.chapter, javascript=javascript)
    page.emulate_media(media="print")
    case.still(page)
    widget = page.locator(f".{case.name}")
    expect(widget).to_be_hidden() if javascript else expect(widget).to_have_count(0)


# What an author writes

MOUNT = """
async (source) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const state = {
    question: { text: "How many?", options: [{ name: "seven", label: "7" }] },
    finding: "Seven.", guess: null,
  };
  const listeners = new Set();
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; listeners.forEach((listener) => listener()); },
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    save_changes() {},
  };
  const el = document.body.appendChild(document.createElement("div"));
  const end = (await import(url)).default.render({ model, el });
  window.guessed = () => state.guess;
  window.end = () => { end(); return [listeners.size, el.innerHTML]; };
}
"""


def test_the_front_end_in_the_authors_guide_works_and_leaves_nothing_behind(
    browser: Browser, tmp_path: Path
) -> None:
    guide = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```js\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    (tmp_path / "how_many.js").write_text(example, encoding="utf-8")
    shutil.copytree(WIDGETS / "views", tmp_path / "views")
    bundle(ROOT / "_build" / "node" / "node_modules", [tmp_path / "how_many.js"], tmp_path / "made")
    page = browser.new_page()
    page.evaluate(MOUNT, (tmp_path / "made" / "how_many.js").read_text(encoding="utf-8"))
    expect(page.get_by_role("status")).to_be_empty()
    page.get_by_role("radio", name="7").check()
    page.get_by_role("button", name="Show the number").click()
    expect(page.get_by_role("status")).to_have_text("Seven.")
    assert page.evaluate("guessed()") == "seven"
    assert page.evaluate("end()") == [0, ""]
    page.close()
