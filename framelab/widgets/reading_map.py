"""The reading map: every paragraph of every article at a glance.

One column an article, one field a paragraph. The reader chooses what the colours mean
(issue, speaker, kind of speech), guesses what they will show, and sees; a paragraph
opens its gist and its quotations.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import traitlets

from framelab.corpus import Article, Corpus, Paragraph, Quote, Speaker
from framelab.corpus.codebook import Codebook
from framelab.corpus.labels import NOT_CODED
from framelab.measures import percent
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus
from framelab.widgets.still import StillWidget
from framelab.widgets.strip import fill_of

Place = tuple[str, int]


class Category(NamedTuple):
    """One of the things that a colour can mean; `mark` stands in the field with it."""

    label: str
    mark: str


NOBODY = "nobody"
NO_MARK = "–"
UNCODED = "uncoded"
NO_QUOTES = f"Quotations are {NOT_CODED}."


@dataclass(frozen=True, slots=True)
class Coloring:
    """One meaning that the colours of the map can have.

    `categories` is what the colours mean; `of` gives the names of each paragraph's
    categories, at least one. `question` asks for a guess before the colours are shown
    (empty where the corpus leaves nothing to guess), `options` are its answers, `right`
    the correct ones, `finding` says what the colours show.
    """

    name: str
    label: str
    categories: Mapping[str, Category]
    of: Mapping[Place, tuple[str, ...]]
    question: str
    options: Mapping[str, str]
    right: tuple[str, ...]
    finding: str


class ReadingMap(StillWidget):
    """Show a corpus as columns of paragraphs, coloured by what the reader chooses.

    Parameters
    ----------
    corpus : Corpus
        What to show.
    coloring : str
        What the colours mean at first: "issue", "speaker" or "kind".
    pages : str
        Address of the page that has an article's paragraphs under their places, such as
        `gazette-3`: "paragraphs/{article}.html", where `{article}` stands for the article's id.
        Without the address a place is a link only where the same page has the place.

    Attributes
    ----------
    coloring : str
        What the colours mean now.
    guesses : dict of str to str
        Colouring to the option that the reader guessed, or to "" where the reader
        chose to see without a guess.
    selected : list
        Article and number of the open paragraph; empty while none is open.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    traitlets.TraitError
        `coloring`, `guesses` or `selected` is set to something that the map does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> ReadingMap(load_corpus()).coloring
    'issue'
    """

    _esm = module("reading_map")
    _css = style("reading_map")
    remembered = ("guesses", "selected")

    articles: Any = traitlets.List(read_only=True).tag(sync=True)
    colorings: Any = traitlets.List(read_only=True).tag(sync=True)
    coloring = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    selected: Any = traitlets.List().tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)

    def __init__(self, corpus: Corpus, *, coloring: str = "issue", pages: str = "") -> None:
        corpus = checked_corpus(corpus, type(self))
        self._colorings = colorings_of(corpus)
        self._corpus = corpus
        super().__init__(corpus.codebook)
        self.set_trait("articles", _articles_state(corpus, self._colorings))
        self.set_trait(
            "colorings", [_coloring_state(each, corpus.codebook) for each in self._colorings]
        )
        self.coloring = coloring
        self.pages = pages

    @traitlets.validate("coloring")
    def _check_coloring(self, proposal: Any) -> str:
        names = [each.name for each in self._colorings]
        if proposal["value"] not in names:
            raise traitlets.TraitError(
                f"coloring: found {proposal['value']!r}; allowed: {', '.join(names)}"
            )
        return str(proposal["value"])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        allowed = {each.name: ["", *each.options] for each in self._colorings}
        for name, option in proposal["value"].items():
            if option not in allowed.get(name, ()):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {option!r}; allowed: a colouring with one of its "
                    f"options or nothing ({allowed})"
                )
        return dict(proposal["value"])

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[Any]:
        place = proposal["value"]
        if place and place not in [[row.article, row.paragraph] for row in self._corpus.paragraphs]:
            raise traitlets.TraitError(
                f"selected: found {place!r}; allowed: an article and the number of one of "
                "its paragraphs, or nothing"
            )
        return list(place)

    def still_html(self) -> str:
        """Return, for each colouring, what it shows, and a table of the counts."""
        return "".join(_still(each, self._corpus.articles) for each in self._colorings)


def colorings_of(corpus: Corpus) -> tuple[Coloring, ...]:
    """Return the three colourings of a corpus: by issue, by speaker, by kind of speech."""
    quotes_at: dict[Place, list[Quote]] = {
        (row.article, row.paragraph): [] for row in corpus.paragraphs
    }
    for quote in corpus.quotes:
        quotes_at[quote.article, quote.paragraph].append(quote)
    return (
        _by_issue(corpus),
        _by_speaker(corpus, quotes_at),
        _by_kind(corpus, quotes_at),
    )


def _by_issue(corpus: Corpus) -> Coloring:
    of = {(row.article, row.paragraph): (row.issue or UNCODED,) for row in corpus.paragraphs}
    codebook = corpus.codebook
    sought, named, asked = _sought(codebook)
    right, listed = _largest_share(corpus.articles, of, sought)
    finding = f"Paragraphs that name {named}: {listed}."
    uncoded = sum(names == (UNCODED,) for names in of.values())
    if uncoded == len(of):
        finding = f"Issues are {NOT_CODED}."
    elif uncoded:
        finding += f" The issue of {uncoded} of {len(of)} paragraphs is {NOT_CODED}."
    return Coloring(
        name="issue",
        label="Issue",
        categories=_issues(codebook) | ({UNCODED: Category(NOT_CODED, "?")} if uncoded else {}),
        of=of,
        question=f"In which article does the largest share of paragraphs name {asked}?"
        if any(set(names) & set(sought) for names in of.values()) and not uncoded
        else "",
        options={article.article: article.name for article in corpus.articles},
        right=right,
        finding=finding,
    )


def _issues(codebook: Codebook) -> dict[str, Category]:
    return {
        code: Category(codebook.issue_label(code), codebook.issue_letter(code))
        for code in codebook.issue_codes
    }


def _kinds(codebook: Codebook) -> dict[str, Category]:
    """Return the kinds of quotation, and what stands where nobody is quoted."""
    quoted = [kind for kind in codebook.speech_kinds.values() if kind.is_quoted]
    kinds = {kind.id: Category(kind.label, kind.id[:2]) for kind in quoted}
    return kinds | {NOBODY: Category("no quotation", NO_MARK)}


def _sought(codebook: Codebook) -> tuple[tuple[str, ...], str, str]:
    """Return the codes that the map asks about, and what they name: shortly, and in full."""
    if len(codebook.issues) == 1:
        ((code, issue),) = codebook.issues.items()
        return (code,), issue.label, issue.label
    codes = tuple(c for c in codebook.issue_codes if len(codebook.issues_in(c)) > 1)
    if codebook.both:
        return codes, "both issues", codebook.both.label
    return codes, "more than one issue", "more than one issue"


def _by_speaker(corpus: Corpus, quotes_at: Mapping[Place, Sequence[Quote]]) -> Coloring:
    quoted = [corpus.speakers[name] for name in {quote.speaker for quote in corpus.quotes}]
    sides = corpus.codebook.sides
    used = {_speaker_category(corpus, speaker) for speaker in quoted}
    names = {row.speaker: row.name for row in corpus.speakers}
    known = names | {side.id: side.label for side in sides.values()}
    groups = _with_marks({name: each for name, each in known.items() if name in used}, sides)
    of = {
        place: _in_order(
            (_speaker_category(corpus, corpus.speakers[q.speaker]) for q in quotes), groups
        )
        for place, quotes in quotes_at.items()
    }
    counts = {name: sum(name in names for names in of.values()) for name in groups}
    most = max(counts.values(), default=0)
    listed = sorted(counts.items(), key=lambda item: -item[1])
    finding = ", ".join(f"{groups[name].label} {count}" for name, count in listed) or "nobody 0"
    return Coloring(
        name="speaker",
        label="Speaker",
        categories=groups | {NOBODY: _nobody(corpus, "nobody quoted")},
        of=of,
        question="Who is quoted in the largest number of paragraphs, all articles together?"
        if groups
        else "",
        options={name: each.label for name, each in groups.items()},
        right=tuple(name for name, count in counts.items() if count == most),
        finding=f"Paragraphs that quote them: {finding}; of {len(of)} paragraphs in all."
        if corpus.is_speech_coded
        else NO_QUOTES,
    )


def _by_kind(corpus: Corpus, quotes_at: Mapping[Place, Sequence[Quote]]) -> Coloring:
    kinds = _kinds(corpus.codebook)
    of = {place: _in_order((q.kind for q in quotes), kinds) for place, quotes in quotes_at.items()}
    right, finding = _largest_share(corpus.articles, of, (NOBODY,))
    return Coloring(
        name="kind",
        label="Kind of speech",
        categories=kinds | {NOBODY: _nobody(corpus, kinds[NOBODY].label)},
        of=of,
        question="In which article does the largest share of paragraphs quote nobody?"
        if (NOBODY,) in of.values() and corpus.is_speech_coded
        else "",
        options={article.article: article.name for article in corpus.articles},
        right=right,
        finding=f"Paragraphs without a quotation: {finding}."
        if corpus.is_speech_coded
        else NO_QUOTES,
    )


def _nobody(corpus: Corpus, label: str) -> Category:
    return Category(label if corpus.is_speech_coded else NOT_CODED, NO_MARK)


def _with_marks(labels: Mapping[str, str], sides: Container[str]) -> dict[str, Category]:
    """Return each label with a mark: the first letters of a last name, or of a side's first word.

    Two that begin alike get as many letters as tell them apart.
    """
    categories: dict[str, Category] = {}
    for name, label in labels.items():
        word = label.split()[0 if name in sides else -1].capitalize()
        taken = {category.mark for category in categories.values()}
        marks = [word[:length] for length in range(2, len(word) + 1)]
        mark = next((each for each in marks if each not in taken), f"{word[:2]}{len(categories)}")
        categories[name] = Category(label, mark)
    return categories


def _speaker_category(corpus: Corpus, speaker: Speaker) -> str:
    """Return the speaker, of a side whose members are named one by one, or else the side."""
    return speaker.speaker if corpus.codebook.sides[speaker.side].one_by_one else speaker.side


def _in_order(found: Iterable[str], categories: Mapping[str, Category]) -> tuple[str, ...]:
    present = set(found)
    return tuple(name for name in categories if name in present) or (NOBODY,)


def _largest_share(
    articles: Iterable[Article], of: Mapping[Place, tuple[str, ...]], sought: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Find the articles with the largest share of what is sought; list all, largest first."""
    counts = {row.article: _count(row, of, sought) for row in articles}
    shares = {row.article: counts[row.article] / row.paragraphs for row in articles}
    text = ", ".join(
        f"{row.name} {counts[row.article]} of {row.paragraphs} "
        f"({percent(counts[row.article], row.paragraphs)}%)"
        for row in sorted(articles, key=lambda row: -shares[row.article])
    )
    return tuple(name for name, share in shares.items() if share == max(shares.values())), text


def _articles_state(corpus: Corpus, colorings: Sequence[Coloring]) -> list[dict[str, Any]]:
    return [
        {
            "article": article.article,
            "outlet": article.name,
            "title": article.title,
            "paragraphs": [
                _paragraph_state(corpus, row, colorings)
                for row in corpus.paragraphs
                if row.article == article.article
            ],
        }
        for article in corpus.articles
    ]


def _paragraph_state(
    corpus: Corpus, row: Paragraph, colorings: Sequence[Coloring]
) -> dict[str, Any]:
    return {
        "paragraph": row.paragraph,
        "kind": row.kind,
        "words": row.words,
        "gist": row.gist or f"Gist {NOT_CODED}.",
        "categories": {each.name: each.of[row.article, row.paragraph] for each in colorings},
        "quotes": [
            {
                "speaker": corpus.speakers[quote.speaker].name,
                "kind": corpus.codebook.speech_kinds[quote.kind].label,
                "text": quote.text,
                "via": quote.via,
            }
            for quote in corpus.quotes
            if (quote.article, quote.paragraph) == (row.article, row.paragraph)
        ],
    }


def _coloring_state(coloring: Coloring, codebook: Codebook) -> dict[str, Any]:
    # Issues look as they do everywhere; speakers and kinds have tints of the map's own.
    is_issue = coloring.name == "issue"
    return {
        "name": coloring.name,
        "label": coloring.label,
        "categories": [
            {
                "name": name,
                "label": each.label,
                "mark": each.mark,
                "fill": fill_of(name) if is_issue and name in codebook.issue_codes else "",
            }
            for name, each in coloring.categories.items()
        ],
        "question": coloring.question,
        "options": [{"name": name, "label": label} for name, label in coloring.options.items()],
        "right": list(coloring.right),
        "finding": coloring.finding,
    }


def _count(article: Article, of: Mapping[Place, tuple[str, ...]], sought: Sequence[str]) -> int:
    names = set(sought)
    return sum(not names.isdisjoint(of[article.article, n + 1]) for n in range(article.paragraphs))


def _still(coloring: Coloring, articles: Iterable[Article]) -> str:
    head = "".join(
        f'<th scope="col">{escape(each.label)}</th>' for each in coloring.categories.values()
    )
    body = "".join(
        f'<tr><th scope="row">{escape(article.name)}</th>'
        + "".join(f"<td>{_count(article, coloring.of, (c,))}</td>" for c in coloring.categories)
        + "</tr>"
        for article in articles
    )
    return (
        f"<table><caption>{escape(coloring.label)}: number of paragraphs. "
        f"{escape(coloring.finding)}</caption>"
        f'<thead><tr><th scope="col">Article</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
