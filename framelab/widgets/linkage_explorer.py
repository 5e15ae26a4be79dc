"""Linkage explorer: how large a share of an article links two issues, and out of what.

The reader chooses an article and a whole (all paragraphs, those on either issue, those on one
issue), guesses the share that is on both, and then sees it as a strip of paragraphs. What has
been seen collects in a table; each paragraph on both can be opened.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Corpus, Paragraph
from framelab.corpus.codebook import Codebook, Issue
from framelab.corpus.labels import NOT_CODED
from framelab.measures import Cooccurrence, cooccurrence, percent
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus, no_function, one_of
from framelab.widgets.still import StillWidget
from framelab.widgets.strip import UNCODED, fill_of, strip_of

ALL = "all"
MISSING = f"Issues are {NOT_CODED}: there is nothing to take a share of."
ONE_ISSUE = (
    "The codebook has one issue: there is no second issue that a paragraph could link to it."
)
NO_SHARE = "no share"


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is a part of; `marks` are those of the paragraphs in it."""

    name: str
    label: str
    marks: tuple[str, ...]


OPTIONS = {
    "none": "0%: none of them",
    "low": "above 0, up to 25%",
    "middle": "above 25, up to 50%",
    "high": "above 50%",
    "empty": "no share: nothing to divide by",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """One article, or all of them; `articles` are the ids."""

    name: str
    label: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One share: of one scope, out of one whole.

    `right` names the band that the share lies in, `hints` says of every other band why
    somebody may have guessed it, `short` is the share as it stands in a table.
    """

    scope: str
    whole: str
    part: int
    of: int
    right: str
    short: str
    finding: str
    hints: dict[str, str]


class LinkageExplorer(StillWidget):
    """Ask of an article, out of several wholes, which share of its paragraphs is on both issues.

    Parameters
    ----------
    corpus : Corpus
        Whose paragraphs are counted. Paragraphs whose issue nobody has coded are left out,
        and the widget says how many.
    scope : str
        The article to begin with, or "all".
    issues : pair of str, optional
        The ids of the two issues that are linked; without it the first two of the codebook.
    pages : str
        Address of the page that has an article's paragraphs under their places, such as
        `gazette-3`: "paragraphs/{article}.html", where `{article}` stands for the article's id.
        Without the address a place is a link only where the same page has the place.

    Attributes
    ----------
    scope : str
        The article that is looked at now, or "all"; "" where no issue is coded.
    whole : str
        What the share is taken of: "every", "either", or the id of one of the two issues.
    guesses : dict of str to str
        "SCOPE/WHOLE" to the band that the reader guessed, or to "" where the reader chose
        to see without a guess.
    opened : str
        Place of the paragraph that is open, such as "gazette-9"; "" while none is.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    ValueError
        `issues` are not two different issues of the codebook.
    traitlets.TraitError
        `scope`, `whole`, `guesses` or `opened` is set to something that the widget does
        not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> LinkageExplorer(load_corpus(), scope="truthout").whole
    'every'
    """

    _esm = module("linkage_explorer")
    _css = style("linkage_explorer")

    scopes: Any = traitlets.List(read_only=True).tag(sync=True)
    strips: Any = traitlets.List(read_only=True).tag(sync=True)
    wholes: Any = traitlets.List(read_only=True).tag(sync=True)
    options: Any = traitlets.List(read_only=True).tag(sync=True)
    views: Any = traitlets.List(read_only=True).tag(sync=True)
    linking: Any = traitlets.List(read_only=True).tag(sync=True)
    legend: Any = traitlets.List(read_only=True).tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    whole = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    opened = traitlets.Unicode().tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        scope: str = ALL,
        issues: Sequence[str] | None = None,
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        pair = corpus.codebook.pair(issues)
        coded = [row for row in corpus.paragraphs if row.issue]
        scopes = _scopes(corpus) if coded and pair else []
        self._names = [each.name for each in scopes]
        self._wholes = wholes_of(corpus.codebook, pair) if pair and coded else ()
        self._views = {f"{view.scope}/{view.whole}": view for view in views_of(corpus, issues)}
        self._linking = linking_of(corpus, issues)
        super().__init__(corpus.codebook)
        left_out = len(corpus.paragraphs) - len(coded)
        self.set_trait("scopes", [asdict(each) for each in scopes])
        self.set_trait(
            "strips",
            [strip_of(corpus, each).state() for each in (scopes[0].articles if scopes else ())],
        )
        self.set_trait("wholes", [asdict(each) for each in self._wholes])
        self.set_trait("options", [{"name": n, "label": label} for n, label in OPTIONS.items()])
        self.set_trait("views", [asdict(view) for view in self._views.values()])
        self.set_trait("linking", self._linking)
        self.set_trait("legend", _legend(corpus.codebook) if pair else [])
        note = _note(left_out, len(corpus.paragraphs)) if coded else MISSING
        self.set_trait("note", note if pair else ONE_ISSUE)
        self.scope = (scope if scope != ALL else self._names[0]) if scopes else ""
        self.whole = self._wholes[0].name if scopes else ""
        self.pages = pages

    @traitlets.validate("scope")
    def _check_scope(self, proposal: Any) -> str:
        return one_of("scope", proposal["value"], self._names)

    @traitlets.validate("whole")
    def _check_whole(self, proposal: Any) -> str:
        return one_of("whole", proposal["value"], [each.name for each in self._wholes])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        for name, option in proposal["value"].items():
            if name not in self._views or option not in ("", *OPTIONS):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {option!r}; allowed: a scope and a whole, such as "
                    f"{next(iter(self._views), 'none')!r}, with nothing or one of "
                    f"{', '.join(OPTIONS)}"
                )
        return dict(proposal["value"])

    @traitlets.validate("opened")
    def _check_opened(self, proposal: Any) -> str:
        places = [each["place"] for each in self._linking]
        return one_of("opened", proposal["value"], ["", *places])

    @traitlets.observe("scope")
    def _close(self, _change: object) -> None:
        self.opened = ""

    def still_html(self) -> str:
        """Return every share in one table, and the gists of the paragraphs on both."""
        if not self._names:
            return f"<p>{escape(self.note)}</p>"
        short = {name: view.short for name, view in self._views.items()}
        head = "".join(f'<th scope="col">of {escape(each.label)}</th>' for each in self._wholes)
        body = ""
        for each in self.scopes:
            cells = "".join(
                f"<td>{short[each['name'] + '/' + whole.name]}</td>" for whole in self._wholes
            )
            body += f'<tr><th scope="row">{escape(each["label"])}</th>{cells}</tr>'
        listed = "".join(
            f"<li>{escape(each['label'])}: {escape(each['gist'])}</li>" for each in self._linking
        )
        return (
            "<table><caption>Paragraphs on both issues, as a share of four wholes</caption>"
            f'<thead><tr><th scope="col">Where</th>{head}</tr></thead><tbody>{body}</tbody>'
            f"</table><p>{escape(self.note)}</p><ul>{listed}</ul>"
        )


def _scopes(corpus: Corpus) -> list[Scope]:
    own = [Scope(row.article, row.name, (row.article,)) for row in corpus.articles]
    together = Scope(ALL, "All articles together", tuple(each.name for each in own))
    return [together, *own] if len(own) > 1 else own


def _of(corpus: Corpus, scope: str) -> list[Paragraph]:
    return [row for row in corpus.paragraphs if scope in (ALL, row.article)]


def wholes_of(codebook: Codebook, pair: tuple[Issue, Issue]) -> tuple[Whole, ...]:
    """Return the four wholes that a share of linking paragraphs can be taken of."""
    first, second = pair

    def marks(*wanted: str) -> tuple[str, ...]:
        return tuple(
            codebook.issue_letter(code)
            for code in codebook.issue_codes
            if set(codebook.issues_in(code)) & set(wanted)
        )

    every = tuple(map(codebook.issue_letter, codebook.issue_codes))
    either = "those on at least one of the two issues"
    return (
        Whole("every", "all paragraphs", every),
        Whole("either", either, marks(first.id, second.id)),
        Whole(first.id, f"those on {first.label}", marks(first.id)),
        Whole(second.id, f"those on {second.label}", marks(second.id)),
    )


def _legend(codebook: Codebook) -> list[dict[str, Any]]:
    """Return what each letter and its fill stand for."""
    shown = [
        {
            "mark": codebook.issue_letter(code),
            # Beside the labels of the issues themselves, a word is enough.
            "label": code if codebook.both and code not in codebook.issues
            else codebook.issue_label(code),
            "fill": fill_of(code),
        }
        for code in codebook.issue_codes
    ]  # fmt: skip
    return [*shown, {"mark": UNCODED, "label": NOT_CODED, "fill": fill_of(None)}]


def counted(corpus: Corpus, scope: str = ALL, issues: Sequence[str] | None = None) -> Cooccurrence:
    """Count in how many paragraphs, of one article or of all, two issues stand together.

    Paragraphs whose issue nobody has coded are left out.

    Raises
    ------
    ValueError
        `issues` are not two different issues of the codebook, or the codebook has one.
    """
    pair = corpus.codebook.pair(issues)
    if pair is None:
        raise ValueError(ONE_ISSUE)
    units = [corpus.codebook.issues_in(row.issue) for row in _of(corpus, scope) if row.issue]
    return cooccurrence(units, pair[0].id, pair[1].id)


def size_of(counts: Cooccurrence, wholes: Sequence[Whole], whole: Whole) -> int:
    """Return how many paragraphs a whole has: what the share of those on both is taken of."""
    sizes = (
        counts.units,
        counts.units - counts.neither,
        counts.both + counts.only_first,
        counts.both + counts.only_second,
    )
    return sizes[wholes.index(whole)]


def band_of(part: int, whole: int) -> str:
    """Return the name of the band that a share lies in."""
    if not whole:
        return "empty"
    share = Fraction(part, whole)
    if not share:
        return "none"
    return "low" if share <= Fraction(1, 4) else "middle" if share <= Fraction(1, 2) else "high"


def views_of(corpus: Corpus, issues: Sequence[str] | None = None) -> tuple[View, ...]:
    """Return every share: of all articles and of each, out of each whole."""
    pair = corpus.codebook.pair(issues)
    if pair is None or not any(row.issue for row in corpus.paragraphs):
        return ()
    wholes = wholes_of(corpus.codebook, pair)
    views = []
    for scope in _scopes(corpus):
        counts = counted(corpus, scope.name, issues)
        sizes = {whole: size_of(counts, wholes, whole) for whole in wholes}
        for whole in wholes:
            part, of = counts.both, sizes[whole]
            right = band_of(part, of)
            share = f"{part} of {of} ({percent(part, of)}%)" if of else NO_SHARE
            where = f"{scope.label}, of {whole.label}"
            views.append(
                View(
                    scope=scope.name,
                    whole=whole.name,
                    part=part,
                    of=of,
                    right=right,
                    short=share,
                    finding=(
                        f"{where}: {share} on both."
                        if of
                        else f"{where}: there are none, so there is no share."
                    ),
                    hints=_hints(whole, right, part, sizes),
                )
            )
    return tuple(views)


def _hints(asked: Whole, right: str, part: int, sizes: Mapping[Whole, int]) -> dict[str, str]:
    """Return, for each wrong band, the mistake that leads to it or another whole that it fits."""
    order = list(OPTIONS)
    hints = {}
    for option in order:
        if option == right:
            continue
        fits = [
            whole
            for whole, size in sizes.items()
            if whole != asked and size and band_of(part, size) == option
        ]
        if right == "empty":
            hint = "No paragraph is in the whole: nothing to divide by, and no share, not even 0."
        elif option == "empty":
            hint = f"There are {sizes[asked]} paragraphs to look at, so there is a share."
            hint += " It is 0: somebody looked, and found none." if right == "none" else ""
        elif option == "none":
            hint = "At least one paragraph names both; open it below."
        elif right == "none":
            hint = "Not one paragraph names both, however many name one of them."
        elif fits:
            share = percent(part, sizes[fits[0]])
            hint = (
                f"Your band fits another whole: of {fits[0].label} it is {share}%. The same "
                "paragraphs on both, held against others."
            )
        elif order.index(option) > order.index(right):
            hint = "The whole is larger than you supposed, or those on both are fewer."
        else:
            hint = "The whole is smaller than you supposed, or those on both are more."
        hints[option] = hint
    return hints


def linking_of(corpus: Corpus, issues: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """List the paragraphs on both: gist, who is given words on both, what is coded on which."""
    pair = corpus.codebook.pair(issues)
    if pair is None:
        return []
    links = {
        code
        for code in corpus.codebook.issue_codes
        if {each.id for each in pair} <= set(corpus.codebook.issues_in(code))
    }
    return [
        {
            "place": f"{row.article}-{row.paragraph}",
            "article": row.article,
            "label": f"{corpus.articles[row.article].name}, paragraph {row.paragraph}",
            "gist": row.gist or f"Gist {NOT_CODED}.",
            "who": _who(corpus, row, links),
            "functions": _functions(corpus, row, pair),
        }
        for row in corpus.paragraphs
        if row.issue in links
    ]


def _who(corpus: Corpus, place: Paragraph, links: Container[str]) -> str:
    here = (place.article, place.paragraph)
    found = {
        f"{corpus.speakers[row.speaker].name} ({how})": None
        for how, rows in (("quoted", corpus.quotes), ("reported", corpus.reported))
        for row in rows
        if (row.article, row.paragraph) == here and row.issue in links
    }
    if found:
        return f"Words on both issues are given to: {'; '.join(found)}."
    return "No words quoted or reported here are coded as on both: the article’s own text has both."


def _functions(corpus: Corpus, place: Paragraph, pair: tuple[Issue, Issue]) -> str:
    settled: dict[str, list[str]] = {issue.id: [] for issue in pair}
    rows = [
        row
        for row in corpus.frame_codes
        if (row.article, row.paragraph) == (place.article, place.paragraph)
        and (row.round, row.coder) == (2, "first")
    ]
    for row in rows:
        if row.code == "present" and row.issue in settled:
            settled[row.issue].append(corpus.codebook.functions[row.function].phrase)
    if not rows:
        return f"Functions are {NOT_CODED}."
    return "Coded " + "; ".join(
        f"on {issue.label}: {', '.join(settled[issue.id]) or no_function(corpus.codebook)}"
        for issue in pair
    ) + "."  # fmt: skip


def _note(left_out: int, paragraphs: int) -> str:
    note = "A paragraph counts once, sub-heads too. On both means that it names both: no more."
    if left_out:
        note += f" The issue of {left_out} of {paragraphs} paragraphs is {NOT_CODED}; left out."
    return note
