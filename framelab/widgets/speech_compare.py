"""Speech compare: what two speakers are quoted with, beside each other.

By issue, by article or by occasion the reader guesses first, and then sees how many words
of each are quoted where, and where one of the two is never quoted. A row opens the
quotations themselves.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Corpus, Event, Quote
from framelab.corpus.codebook import Codebook
from framelab.corpus.dates import in_words
from framelab.corpus.labels import NOT_CODED
from framelab.measures import percent
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import Choice, checked_corpus, in_letters, listed, one_of, plural
from framelab.widgets.still import StillWidget

SAME = "same"
SAME_WITHIN = 5
"""Percentage points between two shares that are about the same."""
MOST_COUNTED = 5
"""The largest number with an option of its own: "how many" asks for it "or more"."""
NOTE = (
    "Counted as printed: what is printed twice, in one article or in two, counts twice, and each "
    "fragment of a sentence is a quotation."
)
MISSING = f"Speakers are {NOT_CODED}: there is nobody to compare."


@dataclass(frozen=True, slots=True)
class Cell:
    """What one speaker is quoted with in one row; `label` is its size in words."""

    words: int
    count: int
    label: str
    quotes: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of what a view compares by; `about` says what a short label leaves out."""

    name: str
    label: str
    about: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One way of comparing.

    `question` asks for a guess before the rows are shown (empty where the corpus leaves
    nothing to guess), `options` are its answers, `right` names the correct one, `finding`
    says what the rows show.
    """

    name: str
    label: str
    rows: tuple[Row, ...]
    question: str
    options: tuple[Choice, ...]
    right: str
    finding: str
    note: str = NOTE


class SpeechCompare(StillWidget):
    """Compare two speakers by issue, article and occasion: words, quotations, silences.

    Parameters
    ----------
    corpus : Corpus
        Where they are quoted.
    speakers : sequence of str, optional
        The ids of two speakers; without it the first two of the corpus. Where fewer are
        coded the widget says so.
    by : str
        What to compare by at first: "issue", "article" or "occasion".
    pages : str
        Address of the page that has an article's quotations under their ids, such as
        "paragraphs/{article}.html", where `{article}` stands for the article's id. Without the
        address the place of a quotation is a link only where the same page has it.

    Attributes
    ----------
    by : str
        What is compared by now; "" where there is nobody to compare.
    guesses : dict of str to str
        View to the option that the reader guessed, or to "" where the reader chose to
        see without a guess.
    opened : str
        Name of the row whose quotations are open, "" while none is; `by` closes it.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    ValueError
        `speakers` are not two different speakers of the corpus.
    traitlets.TraitError
        `by`, `guesses` or `opened` is set to something that the widget does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> SpeechCompare(load_corpus(), speakers=("trump", "junck")).by
    'issue'
    """

    _esm = module("speech_compare")
    _css = style("speech_compare")

    speakers: Any = traitlets.List(read_only=True).tag(sync=True)
    views: Any = traitlets.List(read_only=True).tag(sync=True)
    by = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    opened = traitlets.Unicode().tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    missing = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        speakers: Sequence[str] | None = None,
        by: str = "issue",
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        speakers = _first_two(corpus) if speakers is None else speakers
        views = views_of(corpus, speakers) if speakers else ()
        self._views = {view.name: view for view in views}
        super().__init__(corpus.codebook)
        people = _people(corpus, speakers) if speakers else []
        self.set_trait("speakers", [asdict(each) for each in people])
        self.set_trait("views", [asdict(view) for view in views])
        self.set_trait("missing", "" if views else MISSING)
        self.by = by if views else ""
        self.pages = pages

    @traitlets.validate("by")
    def _check_by(self, proposal: Any) -> str:
        return one_of("by", proposal["value"], [*self._views])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        allowed = {
            name: ["", *(option.name for option in view.options)]
            for name, view in self._views.items()
        }
        for name, option in proposal["value"].items():
            if option not in allowed.get(name, ()):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {option!r}; allowed: a view with one of its "
                    f"options or nothing ({allowed})"
                )
        return dict(proposal["value"])

    @traitlets.validate("opened")
    def _check_opened(self, proposal: Any) -> str:
        rows = self._views[self.by].rows if self._views else ()
        names = [row.name for row in rows if any(cell.count for cell in row.cells)]
        if proposal["value"] not in ["", *names]:
            raise traitlets.TraitError(
                f"opened: found {proposal['value']!r}; allowed: a row with quotations "
                f"({', '.join(names)}), or nothing"
            )
        return str(proposal["value"])

    @traitlets.observe("by")
    def _close(self, _change: object) -> None:
        self.opened = ""

    def still_html(self) -> str:
        """Return, for each view, what it shows, and a table of words and quotations."""
        labels = [each["label"] for each in self.speakers]
        tables = "".join(_still(view, labels) for view in self._views.values())
        return f"{tables}<p>{self.missing or NOTE}</p>"


def _first_two(corpus: Corpus) -> tuple[str, ...]:
    known = [row.speaker for row in corpus.speakers]
    return tuple(known[:2]) if len(known) > 1 else ()


def views_of(corpus: Corpus, speakers: Sequence[str]) -> tuple[View, ...]:
    """Return how two speakers compare: by issue, by article, by occasion.

    Raises
    ------
    ValueError
        `speakers` are not two different speakers of the corpus.
    """
    people = _people(corpus, speakers)
    return _by_issue(corpus, people), _by_article(corpus, people), _by_occasion(corpus, people)


def _people(corpus: Corpus, speakers: Sequence[str]) -> list[Choice]:
    known = [row.speaker for row in corpus.speakers]
    if len(speakers) != 2 or len(set(speakers).intersection(known)) != 2:
        raise ValueError(
            f"speakers: found {speakers!r}; allowed: two different ones of {', '.join(known)}"
        )
    return [Choice(name, corpus.speakers[name].name) for name in speakers]


def _by_issue(corpus: Corpus, people: Sequence[Choice]) -> View:
    codebook = corpus.codebook
    rows = [
        _row(corpus, people, Choice(code, codebook.issue_label(code)), lambda quote: quote.issue)
        for code in codebook.issue_codes
    ]
    asked = next(iter(codebook.issues.values()))
    counted = [code for code in codebook.issue_codes if asked.id in codebook.issues_in(code)]
    words = [sum(row.cells[k].words for row in rows) for k in (0, 1)]
    parts = [sum(row.cells[k].words for row in rows if row.name in counted) for k in (0, 1)]
    shares = [Fraction(part, whole or 1) for part, whole in zip(parts, words, strict=True)]
    same = Choice(SAME, f"about the same (within {SAME_WITHIN} percentage points)")
    close = abs(shares[0] - shares[1]) * 100 <= SAME_WITHIN
    found = ", ".join(
        f"{person.label} {part} of {whole} words ({percent(part, whole)}%)"
        if whole
        else f"{person.label} is never quoted"
        for person, part, whole in zip(people, parts, words, strict=True)
    )
    return View(
        name="issue",
        label="Issue",
        rows=tuple(rows),
        question=f"Whose quoted words are to the larger share about {asked.label}?"
        if all(words)
        else "",
        options=(*people, same),
        right=SAME if close else people[shares.index(max(shares))].name,
        finding=f"On {asked.label}{_with_others(codebook)}: {found}.",
    )


def _with_others(codebook: Codebook) -> str:
    _, *others = codebook.issues.values()
    if not others:
        return ""
    return f", alone or with {others[0].label if len(others) == 1 else 'another issue'}"


def _by_article(corpus: Corpus, people: Sequence[Choice]) -> View:
    rows = [
        _row(corpus, people, Choice(row.article, row.name), lambda quote: quote.article)
        for row in corpus.articles
    ]
    both, first, second, neither = _who_is_where(rows)
    return _how_many(
        Choice("article", "Article"),
        rows,
        f"In how many of the {in_letters(len(rows))} articles are both of them quoted?",
        f"Both are quoted in {len(both)} of {len(rows)} articles{_named(both)}. "
        f"Only {people[0].label}: {listed(first)}. Only {people[1].label}: {listed(second)}. "
        f"Neither: {listed(neither)}.",
    )


def _by_occasion(corpus: Corpus, people: Sequence[Choice]) -> View:
    speakers = [person.name for person in people]
    said_at = {quote.said_at for quote in corpus.quotes if quote.speaker in speakers}
    rows = [
        _row(corpus, people, Choice(event.event, _occasion(event)), lambda q: q.said_at, event.what)
        for event in sorted(corpus.events, key=lambda event: event.date)
        if event.event in said_at
    ]
    both, first, second, _ = _who_is_where(rows)
    return _how_many(
        Choice("occasion", "Occasion"),
        rows,
        "On how many occasions are both of them quoted?",
        f"Both are quoted from {len(both)} of {len(rows)} occasions{_named(both)}. "
        f"Only {people[0].label} is quoted from {len(first)}, "
        f"only {people[1].label} from {len(second)}.",
    )


def _row(
    corpus: Corpus,
    people: Sequence[Choice],
    value: Choice,
    value_of: Callable[[Quote], str],
    about: str = "",
) -> Row:
    quotes = [quote for quote in corpus.quotes if value_of(quote) == value.name]
    cells = (_cell(corpus, [q for q in quotes if q.speaker == each.name]) for each in people)
    return Row(value.name, value.label, about, tuple(cells))


def _cell(corpus: Corpus, quotes: Sequence[Quote]) -> Cell:
    words = sum(quote.words for quote in quotes)
    label = f"{plural(words, 'word')}, {plural(len(quotes), 'quotation')}"
    return Cell(
        words=words,
        count=len(quotes),
        label=label if quotes else "never quoted here",
        quotes=tuple(
            {
                "quote": quote.quote,
                "article": quote.article,
                "text": quote.text,
                "kind": corpus.codebook.speech_kinds[quote.kind].label,
                "outlet": corpus.articles[quote.article].name,
                "paragraph": quote.paragraph,
                "via": quote.via,
            }
            for quote in quotes
        ),
    )


def _how_many(value: Choice, rows: Sequence[Row], question: str, finding: str) -> View:
    """Make a view whose question is how many of its rows quote both."""
    most = min(len(rows), MOST_COUNTED)
    labels = [str(number) for number in range(most + 1)]
    if len(rows) > most:
        labels[-1] += " or more"
    each_is_quoted = all(any(row.cells[k].count for row in rows) for k in (0, 1))
    return View(
        name=value.name,
        label=value.label,
        rows=tuple(rows),
        question=question if each_is_quoted and len(rows) > 1 else "",
        options=tuple(Choice(str(number), label) for number, label in enumerate(labels)),
        right=str(min(len(_who_is_where(rows)[0]), most)),
        finding=finding,
    )


def _who_is_where(rows: Iterable[Row]) -> list[list[str]]:
    """List by label the rows that quote both, only the first, only the second, neither."""
    found: dict[tuple[bool, ...], list[str]] = {
        (True, True): [], (True, False): [], (False, True): [], (False, False): []
    }  # fmt: skip
    for row in rows:
        found[tuple(cell.count > 0 for cell in row.cells)].append(row.label)
    return list(found.values())


def _occasion(event: Event) -> str:
    """Return the name of an occasion: the first part of what happened, and its date in words."""
    what = re.split(r"[:;]|\.(?:\s|$)", event.what)[0]
    when = in_words(event.date)
    if event.precision == "window":
        when = f"some time between {when.replace(' to ', ' and ')}"
    return f"{what} ({when})"


def _named(labels: Sequence[str]) -> str:
    return f": {listed(labels)}" if labels else ""


def _still(view: View, people: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in (view.label, *people))
    body = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(f"<td>{cell.label}</td>" for cell in row.cells)
        + "</tr>"
        for row in view.rows
    )
    return (
        f"<table><caption>{view.label}: words quoted. {escape(view.finding)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
