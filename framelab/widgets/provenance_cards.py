"""Provenance cards: where each article comes from, guessed line by line before it is shown.

One card an article. What a reader sees on the page stands on it from the start; its kind,
how its date is known, who vouches for a claim and whether another page confirms it are
covered. The reader gets what one can go by, guesses, and then that line turns over.
"""

from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Article, Corpus, Provenance
from framelab.corpus.dates import published
from framelab.corpus.labels import NOT_CODED
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus, in_letters, one_of
from framelab.widgets.still import StillWidget

ASKS = {
    "genre": ("Its kind", "Of what kind is the text?"),
    "date": ("Its date", "How is the day on which it appeared known?"),
    "vouches": ("A claim: who vouches?", "Who or what vouches for the claim, in this article?"),
    "second": (
        "A claim: a second source?",
        "Does the other page confirm the claim independently?",
    ),
}
"""What can be guessed: a short label, and the question in full."""

HINTS = {
    "genre": {
        "news-report": "A report leaves judging to the people in it. Does this article judge "
        "outside quotation marks?",
        "news-analysis": "An analysis says what something means, and stops there. Does this "
        "article say so in its own voice, and does it stop there?",
        "opinion": "An opinion is argued by one person in their own name. Whose name is it here?",
        "advocacy": "You may know what the outlet wants. Which sentence of the text wants it?",
        "press-release": "A release is written for newsrooms and says so. Where would this one?",
    },
    "date": {
        "printed": "A day on a page may be the day of an event. Which line speaks of the page?",
        "worked-out": "Which words of the page would you start from, and how near do they lead?",
        "outside": "Put aside what comes from elsewhere. Do words of the page still narrow the "
        "day down?",
    },
    "vouches": {
        "article": "The article prints it. Does it also say whom or what it has it from?",
        "named-source": "Is there a person here whom you could ask by name?",
        "unnamed-source": "Is anybody’s word given for it, and is the name really missing?",
        "document": "Is there a paper in which you could look it up, and is it named?",
    },
    "second": {
        "yes": "Follow each page back to whom it has it from. Do you arrive at two, and do you "
        "know it?",
        "no": "Which single person, paper or text would stand behind both?",
        "cannot-tell": "Whom does each page name, and what do the two texts share?",
    },
}
"""For each wrong guess the question that helps, whatever the answer is."""

COVERED = "covered: guess first"
NOTE = "The kinds and answers are our judgment. Where another answer can be defended, it says so."
MISSING = f"Kinds, dates and sources are {NOT_CODED}: there is nothing to guess."
NO_BYLINE = "none in the text as we have it"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: open from the start, or covered until a view is answered.

    `covered_by` names that view, "" where the line is open; `url` makes the text a link.
    """

    term: str
    text: str
    covered_by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of where one article comes from."""

    article: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One thing to guess about one article.

    `right` is the settled code and `also` what can be defended as well; `hints` has for
    each other code the question that helps; `finding` is the answer with its reason.
    """

    name: str
    article: str
    label: str
    question: str
    claim: str
    clue: str
    options: tuple[dict[str, str], ...]
    right: str
    also: tuple[str, ...]
    hints: dict[str, str]
    finding: str
    places: tuple[dict[str, str], ...]
    sources: tuple[dict[str, str], ...]


class ProvenanceCards(StillWidget):
    """Show where each article of a corpus comes from, each line after a guess.

    Parameters
    ----------
    corpus : Corpus
        Whose articles have cards. What nobody has coded says so on the card, and is not
        asked.
    article : str, optional
        The article to begin with; the first one without it.
    pages : str
        Address of the page that has an article's paragraphs under their places, such as
        `gazette-3`: "paragraphs/{article}.html", where `{article}` stands for the article's id.
        Without the address a place is a link only where the same page has the place.

    Attributes
    ----------
    article : str
        The article whose card is shown; "" in a corpus without articles.
    asked : str
        What is asked now: the id of a row of the table `provenance` that is about this
        article; "" where nothing about it is coded.
    guesses : dict of str to str
        Id of such a row to the code that the reader guessed, or to "" where the reader
        chose to see without a guess.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    traitlets.TraitError
        `article`, `asked` or `guesses` is set to something that the widget does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> ProvenanceCards(load_corpus(), article="kpbs").asked
    'kpbs-genre'
    """

    _esm = module("provenance_cards")
    _css = style("provenance_cards")

    cards: Any = traitlets.List(read_only=True).tag(sync=True)
    views: Any = traitlets.List(read_only=True).tag(sync=True)
    article = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    covered = traitlets.Unicode(COVERED, read_only=True).tag(sync=True)
    outside = traitlets.Unicode(read_only=True).tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, corpus: Corpus, *, article: str | None = None, pages: str = "") -> None:
        corpus = checked_corpus(corpus, type(self))
        self._views = {view.name: view for view in views_of(corpus)}
        self._cards = cards_of(corpus)
        super().__init__(corpus.codebook)
        self.set_trait("cards", [asdict(card) for card in self._cards])
        self.set_trait("views", [asdict(view) for view in self._views.values()])
        self.set_trait("outside", f"Outside the {in_letters(len(corpus.articles))}")
        self.set_trait("note", NOTE if self._views else MISSING)
        self.article = next(iter(self._articles), "") if article is None else article
        self.pages = pages

    @property
    def _articles(self) -> list[str]:
        return [card.article for card in self._cards]

    def _asks_of(self, article: str) -> list[str]:
        return [view.name for view in self._views.values() if view.article == article]

    @traitlets.validate("article")
    def _check_article(self, proposal: Any) -> str:
        return one_of("article", proposal["value"], self._articles or [""])

    @traitlets.validate("asked")
    def _check_asked(self, proposal: Any) -> str:
        return one_of("asked", proposal["value"], self._asks_of(self.article) or [""])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        for name, code in proposal["value"].items():
            view = self._views.get(name)
            if view is None or code not in ("", *(option["name"] for option in view.options)):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {code!r}; allowed: a row of the table provenance, "
                    f"such as {next(iter(self._views), 'none')!r}, with one of its codes or nothing"
                )
        return dict(proposal["value"])

    @traitlets.observe("article")
    def _ask_about_it(self, _change: object) -> None:
        asks = self._asks_of(self.article)
        if self.asked not in asks:
            self.asked = next(iter(asks), "")

    def still_html(self) -> str:
        """Return every card, all of its lines turned over, each as a table."""
        tables = "".join(_still(card) for card in self._cards)
        return f"{tables}<p>{escape(self.note)}</p>"


def _still(card: Card) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(line.term)}</th><td>{escape(line.text)}</td></tr>'
        for line in card.lines
    )
    return f"<table><caption>{escape(card.label)}</caption><tbody>{rows}</tbody></table>"


def cards_of(corpus: Corpus) -> tuple[Card, ...]:
    """Make a card of each article: first what the page shows, then what has to be found out."""
    return tuple(_card(corpus, article) for article in corpus.articles)


def _card(corpus: Corpus, article: Article) -> Card:
    rows = [row for row in corpus.provenance if row.article == article.article]
    of: dict[str, Provenance] = {row.question: row for row in rows}

    def covered_by(question: str) -> str:
        row = of.get(question)
        return row.provenance if row is not None and row.clue else ""

    copy = of.get("copy")
    lines = [
        Line("Title", article.title),
        Line("Outlet", article.outlet or NOT_CODED),
        Line("Byline", article.author or (NO_BYLINE if article.outlet else NOT_CODED)),
        Line("Where we have it from", _answer(corpus, copy) if copy else NOT_CODED),
        Line("Length", f"{article.words} words in {article.paragraphs} paragraphs"),
        Line("Whole text", article.url or NOT_CODED, url=article.url or ""),
        Line("Kind", _kind(corpus, article, of.get("genre")), covered_by("genre")),
        Line("Published", published(article) or NOT_CODED, covered_by("date")),
        Line("How the date is known", article.date_basis or NOT_CODED, covered_by("date")),
    ]
    for row in rows:
        if row.question in ("vouches", "second"):
            term = "Who vouches" if row.question == "vouches" else "A second source"
            text = f"The claim: {row.claim} – {_answer(corpus, row)}"
            lines.append(Line(term, text, row.provenance if row.clue else ""))
    if not of.keys() & {"vouches", "second"}:
        lines.append(Line("Who vouches", NOT_CODED))
    return Card(article.article, article.name, tuple(lines))


def _short(corpus: Corpus, row: Provenance) -> str:
    """Return the settled code in few words: what stands before the colon of its label."""
    return corpus.codebook.provenance[row.question][row.code].split(":")[0]


def _answer(corpus: Corpus, row: Provenance) -> str:
    short = _short(corpus, row)
    return f"{short[0].upper()}{short[1:]}. {row.reason}"


def _kind(corpus: Corpus, article: Article, row: Provenance | None) -> str:
    genre = article.genre or NOT_CODED
    if row is None:
        return genre
    of_five = (
        ""
        if _short(corpus, row) == genre
        else f" In the exercise’s five codes: {_short(corpus, row)}."
    )
    return f"{genre[0].upper()}{genre[1:]}.{of_five} {row.reason}"


def views_of(corpus: Corpus) -> tuple[View, ...]:
    """Return everything that can be guessed, article by article."""
    rows = [row for row in corpus.provenance if row.clue and row.question in ASKS]
    return tuple(
        _view(corpus, row)
        for article in corpus.articles
        for row in rows
        if row.article == article.article
    )


def _view(corpus: Corpus, row: Provenance) -> View:
    labels = corpus.codebook.provenance[row.question]
    article = corpus.articles[row.article]
    siblings = [
        each.provenance
        for each in corpus.provenance
        if (each.article, each.question) == (row.article, row.question)
    ]
    short, question = ASKS[row.question]
    number = f" ({siblings.index(row.provenance) + 1})" if len(siblings) > 1 else ""
    also = [labels[code].split(":")[0] for code in row.also]
    defended = f" It can be defended, too, as {' or '.join(also)}." if also else ""
    day = published(article) if row.question == "date" else ""
    when = f" It appeared {'on ' if day[0].isdigit() else ''}{day}." if day else ""
    return View(
        name=row.provenance,
        article=row.article,
        label=short + number,
        question=question,
        claim=row.claim or "",
        clue=row.clue or "",
        options=tuple({"name": name, "label": label} for name, label in labels.items()),
        right=row.code,
        also=row.also,
        hints={code: hint for code, hint in HINTS[row.question].items() if code != row.code},
        finding=f"We say: {_short(corpus, row)}. {row.reason}{when}{defended}",
        places=tuple(
            {"place": f"{row.article}-{number}", "label": f"paragraph {number}"}
            for number in row.paragraphs
        ),
        sources=tuple(
            {"url": url, "label": source.split(",")[0]}
            for fact in (corpus.context[name] for name in row.context)
            for url, source in zip(fact.url, fact.source.split("; "), strict=False)
        ),
    )
