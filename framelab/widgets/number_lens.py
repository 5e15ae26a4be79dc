"""Number lens: one figure of an article, told in several ways that the data bear out.

The reader chooses a figure, sees what is said of it and what not (what is counted, by whom,
in what window, out of what), guesses what a version of it would come to, and then sees it:
how it is worked out, which story it serves, for what it could be cited. What cannot be
worked out is named, with what it would take.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Corpus, Figure
from framelab.corpus.labels import NOT_CODED
from framelab.widgets.figure_versions import (
    NOT_SAID,
    OutsideFigure,
    Reading,
    Source,
    Version,
    Words,
    amount,
    as_printed,
    as_share,
    sources_of,
)
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus, one_of
from framelab.widgets.still import StillWidget

MISSING = f"Figures are {NOT_CODED}: there is nothing to look at."
NOTE = (
    "Worked out in fractions; only the result is rounded, halves up. That a version could be cited "
    "for something says nothing about who is right. Outside: not from the articles."
)
HOW = {
    "exact": "as an exact number",
    "approximate": "as about so many",
    "at-least": "as more than so many: a lower bound",
    "vague": "in words, without a number",
}


Readings = Mapping[str, Callable[[Corpus], Reading]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a figure, and what there is by way of an answer; `said` if there is."""

    question: str
    answer: str
    said: bool


@dataclass(frozen=True, slots=True)
class Lens:
    """One figure with all that can be told of it.

    `name` is its id; `place` such as "gazette-15", "" for a figure from outside; `refused`
    are pairs of what is not offered and why.
    """

    name: str
    group: str
    label: str
    place: str
    asks: tuple[Ask, ...]
    versions: tuple[Version, ...]
    refused: tuple[tuple[str, str], ...]
    remark: str
    sources: tuple[Source, ...]


class NumberLens(StillWidget):
    """Look at one figure as a count, a share, a pace, a change: what each makes of it.

    Parameters
    ----------
    corpus : Corpus
        Whose figures are looked at. A figure is told as far as its table goes, as printed
        and as a share where the whole is there, unless `readings` has more.
    readings : mapping of str to callable, optional
        Id of a figure to a function that reads, from the corpus, what the figure can be told
        as.
    outside : mapping of str to OutsideFigure, optional
        Id of a fact from outside to a figure that the articles do not print.
    figure : str, optional
        Id of the figure to begin with; the first one without it.
    pages : str
        Address of the page that has an article's paragraphs under their places, such as
        `gazette-3`: "paragraphs/{article}.html", where `{article}` stands for the article's id.
        Without the address a place is a link only where the same page has the place.

    Attributes
    ----------
    figure : str
        Id of the figure that is looked at; "" where no figure is coded.
    version : str
        Name of the version that is looked at. Another `figure` begins with its first.
    guesses : dict of str to str
        "FIGURE/VERSION" to the option that the reader guessed, or to "" where the reader
        chose to see without a guess.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    traitlets.TraitError
        `figure`, `version` or `guesses` is set to something that the widget does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> NumberLens(load_corpus(), figure="arrested-no-record-thinkprogress").version
    'printed'
    """

    _esm = module("number_lens")
    _css = style("number_lens")

    lenses: Any = traitlets.List(read_only=True).tag(sync=True)
    figure = traitlets.Unicode().tag(sync=True)
    version = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        readings: Readings | None = None,
        outside: Mapping[str, OutsideFigure] | None = None,
        figure: str = "",
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        made = lenses_of(corpus, readings or {}, outside or {})
        self._lenses = {lens.name: lens for lens in made}
        super().__init__(corpus.codebook)
        self.set_trait("lenses", [asdict(lens) for lens in made])
        self.set_trait("note", NOTE if made else MISSING)
        self.figure = figure or (made[0].name if made else "")
        self.pages = pages

    @traitlets.validate("figure")
    def _check_figure(self, proposal: Any) -> str:
        return one_of("figure", proposal["value"], [*self._lenses])

    @traitlets.validate("version")
    def _check_version(self, proposal: Any) -> str:
        lens = self._lenses.get(self.figure)
        allowed = [version.name for version in lens.versions] if lens else [""]
        return one_of("version", proposal["value"], allowed)

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        allowed = {
            f"{lens.name}/{version.name}": [name for name, _ in version.options]
            for lens in self._lenses.values()
            for version in lens.versions
            if version.question
        }
        for name, option in proposal["value"].items():
            if name not in allowed or option not in ("", *allowed[name]):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {option!r}; allowed: a figure and a version with "
                    f"a question, such as {next(iter(allowed), 'none')!r}, with nothing or one "
                    f"of its options: {', '.join(allowed.get(name, ['none']))}"
                )
        return dict(proposal["value"])

    @traitlets.observe("figure")
    def _begin(self, _change: object) -> None:
        lens = self._lenses.get(self.figure)
        self.version = lens.versions[0].name if lens else ""

    def still_html(self) -> str:
        """Return every version of every figure, with what it serves, and what is not offered."""
        if not self._lenses:
            return f"<p>{escape(self.note)}</p>"
        return "".join(map(_still_of, self._lenses.values())) + f"<p>{escape(self.note)}</p>"


def _still_of(lens: Lens) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(version.label)}</th>'
        + "".join(
            f"<td>{escape(text)}</td>" for text in (version.finding, version.story, version.cited)
        )
        + "</tr>"
        for version in lens.versions
    )
    head = "".join(
        f'<th scope="col">{text}</th>'
        for text in ("Version", "What it says", "Its story", "In whose favour")
    )
    refused = "".join(f"<li>{escape(what)} {escape(why)}</li>" for what, why in lens.refused)
    remark = f"<p>{escape(lens.remark)}</p>" if lens.remark else ""
    return (
        f"<table><caption>{escape(lens.group)}: {escape(lens.label)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{remark}"
        + (f"<p>Not offered:</p><ul>{refused}</ul>" if refused else "")
    )


def _label_of(row: Figure) -> str:
    many = f"{row.printed} {row.unit}" if row.value.isdigit() else f"“{row.value}”, {row.unit}"
    return f"{many} (paragraph {row.paragraph})"


def told(corpus: Corpus, article: str | None = None) -> Counter[str]:
    """Count what is said of the figures of a corpus.

    Parameters
    ----------
    corpus : Corpus
    article : str, optional
        One article; all of them together without it.

    Returns
    -------
    Counter of str
        How many figures there are ("figures"), and how many of them are a number and no
        vague word ("number"), name a source ("source"), a window ("window"), a whole
        ("whole"), or all three of these ("all").
    """
    counts: Counter[str] = Counter()
    for row in (each for each in corpus.figures if article in (None, each.article)):
        said = {
            "source": row.source_named is not None,
            "window": row.period is not None,
            "whole": row.part_of is not None,
        }
        counts["figures"] += 1
        counts["number"] += row.approximate != "vague"
        counts["all"] += all(said.values())
        for name, is_said in said.items():
            counts[name] += is_said
    return counts


def lenses_of(
    corpus: Corpus,
    readings: Readings | None = None,
    outside: Mapping[str, OutsideFigure] | None = None,
) -> tuple[Lens, ...]:
    """Return a lens for every figure of a corpus, and for figures from outside.

    Parameters
    ----------
    corpus, readings, outside
        As in `NumberLens`.

    Returns
    -------
    tuple of Lens
        In the order of the table of figures, article by article, then those from outside;
        none where there is no figure.
    """
    readings = readings or {}
    lenses = []
    for row in corpus.figures:
        read = readings.get(row.figure)
        reading = read(corpus) if read else _reading_of(corpus, row)
        lenses.append(
            Lens(
                name=row.figure,
                group=corpus.articles[row.article].name,
                label=_label_of(row),
                place=f"{row.article}-{row.paragraph}",
                asks=_asks_of(corpus, row),
                versions=reading.versions,
                refused=reading.refused,
                remark=reading.remark,
                sources=reading.sources,
            )
        )
    lenses += [_outside(corpus, fact, each) for fact, each in (outside or {}).items()]
    return tuple(lenses)


def _asks_of(corpus: Corpus, row: Figure) -> tuple[Ask, ...]:
    whole = corpus.figures.get(row.part_of) if row.part_of else None
    answers = (
        ("What is counted?", row.counts),
        ("Who is named for it?", row.source_named),
        ("In what window?", row.period),
        ("Out of what?", f"{whole.printed} {whole.unit}: {whole.counts}" if whole else None),
        ("How is it printed?", HOW[row.approximate]),
    )
    return tuple(
        Ask(question, answer or NOT_SAID, answer is not None) for question, answer in answers
    )


def _reading_of(corpus: Corpus, row: Figure) -> Reading:
    """Return what a figure can be told as by its own table alone."""
    finding = f"The article has “{row.printed}”: {row.counts}."
    if row.approximate == "vague":
        return Reading(
            versions=(
                as_printed(
                    finding,
                    "A size in words. It sounds large or small, and there is no way to check it.",
                    "Could be cited by anybody whom the impression suits, and refuted by nobody.",
                ),
            ),
            refused=(
                (
                    "Anything worked out.",
                    "There is no number. It would take one, and somebody who counted.",
                ),
            ),
        )
    alone = as_printed(
        finding,
        "A number that stands alone.",
        "What it could be cited for depends on what it is compared with.",
    )
    shares = _share_of(corpus, row)
    refused = [("A change.", "There is no other number of its kind to set it beside.")]
    if not shares:
        refused.insert(0, ("A share.", "There is no whole that it is a part of."))
    return Reading((alone, *shares), tuple(refused))


def _share_of(corpus: Corpus, row: Figure) -> tuple[Version, ...]:
    whole = corpus.figures.get(row.part_of) if row.part_of else None
    both = [row, whole] if whole else []
    if not both or any(not each.value.isdigit() or each.approximate == "vague" for each in both):
        return ()
    part, size = (Fraction(each.value) for each in both)
    if whole is None or whole.unit != row.unit or not 0 <= part <= size or not size:
        return ()
    rough = any(each.approximate != "exact" for each in both)
    words = Words(
        "share",
        "share of its whole",
        f"{amount(part)} of {amount(size)} {row.unit}: what share is that?",
        "{told} of " + f"{amount(size)} {row.unit}.",
        "A part, beside what it is a part of.",
        "Could be cited as large or as small, with or without the word only.",
    )
    label = ("the part", "the whole")
    return (as_share(words, part, size, parts=label, about="About " if rough else ""),)


def _outside(corpus: Corpus, fact: str, figure: OutsideFigure) -> Lens:
    reading = figure.read(corpus)
    return Lens(
        name=fact,
        group=figure.group,
        label=figure.label,
        place="",
        asks=tuple(Ask(each, answer, answer != NOT_SAID) for each, answer in figure.asks.items()),
        versions=reading.versions,
        refused=reading.refused,
        remark=reading.remark,
        sources=tuple(dict.fromkeys((*sources_of(corpus, fact), *reading.sources))),
    )
