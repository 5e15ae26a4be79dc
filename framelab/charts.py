"""Charts of a corpus, one function a chart. Each comes with its finding in words."""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from framelab.corpus import Corpus, Quote
from framelab.corpus.codebook import Codebook
from framelab.corpus.labels import NOT_CODED
from framelab.corpus.looks import looks_of, name_of
from framelab.corpus.rows import ABSENT, NARRATOR
from framelab.measures import (
    SPEECH_UNITS,
    align,
    cooccurrence,
    percent,
    speech_amount,
    stretches,
    tokenize,
)
from framelab.style import style, tint_of

# Matplotlib needs colors; the page decides which, light or dark. The ink becomes the color of the
# text around the picture, and each of the others a custom property of the page.
INK = style().light("ink")
ACCENT = style().light("accent")
"""What a bar is filled with that stands for no issue and for no side."""
PAPER = style().light("paper")
SMALL = style().chart_small

NO_QUOTES = f"quotations {NOT_CODED}"

_Voices = dict[tuple[str, str], dict[str, str]]
"""The voices of articles, each with the strength of its functions."""


WIDTH = 4.4
"""Width of a chart in inches: its text can still be read when a phone shrinks it."""

STYLE: dict[Any, Any] = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "font.size": style().chart_font_size,
    "hatch.linewidth": 0.9,
    "svg.fonttype": "none",
    "svg.hashsalt": "framelab",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A Matplotlib figure, and what it shows, said in words.

    `finding` is the picture's alternative text: a sentence with the numbers. `variables` has,
    for colors of the codebook that the figure uses, the custom property that a page's style
    sheet sets for the color, light or dark.
    """

    figure: Figure
    finding: str
    variables: Mapping[str, str] = field(default_factory=dict)

    def svg(self) -> str:
        """Return the picture as SVG that takes its text colour from the page.

        Returns
        -------
        str
            One `svg` element, the same at every call. Its ids are its own: two different
            pictures can stand in one page.
        """
        stream = io.StringIO()
        with mpl.rc_context(STYLE):
            self.figure.savefig(
                stream, format="svg", metadata={"Date": None, "Creator": None, "Type": None}
            )
        svg = stream.getvalue()
        svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
        svg = re.sub(r">\s+<", "><", svg.strip())
        # Where no style sheet sets a property, as in a notebook, the light color stays.
        properties = {ACCENT: "accent", PAPER: "paper"} | dict(self.variables)
        found = {color.lower(): f"var(--{name}, {color})" for color, name in properties.items()}
        found[INK.lower()] = "currentColor"
        svg = re.sub("|".join(map(re.escape, found)), lambda color: found[color[0]], svg)
        # A hatch has its colors as attributes, which older browsers do not look up.
        svg = re.sub(r'\bfill="(var\([^"]*\))"', r'style="fill: \1"', svg)
        return with_ids_apart(svg, "c" + hashlib.sha256(svg.encode()).hexdigest()[:8])

    @staticmethod
    def figure_html(svg: str, finding: str) -> str:
        """Return a picture and its finding as an HTML figure."""
        label = f'<svg role="img" aria-label="{escape(finding)}" '
        # The caption repeats the picture's label for those who see it.
        return (
            f'<figure class="chart">{svg.replace("<svg ", label, 1)}'
            f'<figcaption aria-hidden="true">{escape(finding)}</figcaption></figure>'
        )

    def _repr_html_(self) -> str:
        return self.figure_html(self.svg(), self.finding)


def filled_as(codebook: Codebook, issue: str) -> dict[str, Any]:
    """Return how Matplotlib fills a patch so that the patch looks like an issue everywhere else.

    Parameters
    ----------
    codebook : Codebook
    issue : str
        The id of an issue of the codebook.

    Returns
    -------
    dict
        Arguments of a patch: the face, the edge, and a hatch, which takes the color of the edge.
    """
    look = looks_of(codebook)[name_of(issue)]
    color, hatch = tint_of(look).color.light, style().patterns[look.pattern].hatch
    if look.pattern == "outline":
        return {"facecolor": "none", "edgecolor": color}
    return {"facecolor": color, "edgecolor": PAPER if hatch else color, "hatch": hatch}


def properties_of_issues(codebook: Codebook) -> dict[str, str]:
    """Return the custom property of each issue's color, by the color on a light page."""
    return {each.color.light: name_of(each.id) for each in codebook.issues.values()}


def with_ids_apart(svg: str, prefix: str) -> str:
    """Put a prefix before every id of an SVG, and before every reference to one."""
    return re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>{prefix}-", svg)


def quoted_speakers(
    corpus: Corpus, article: str | None = None, unit: Literal["words", "quotations"] = "words"
) -> Chart:
    """Draw who is quoted how much.

    Parameters
    ----------
    corpus : Corpus
    article : str, optional
        One article; all of them together without it.
    unit : "words" or "quotations"
        Words as printed between quotation marks or in a block, or unbroken stretches of
        them. What an article prints twice counts twice.

    Returns
    -------
    Chart
        One horizontal bar a speaker, the most quoted on top.

    Raises
    ------
    KeyError
        The corpus has no such article.
    ValueError
        There is no such unit.
    """
    if unit not in ("words", "quotations"):
        raise ValueError(f"unit: found {unit!r}; allowed: words, quotations")
    rows = [row for row in corpus.quotes if article in (None, row.article)]
    amounts = _amounts(rows, unit)
    names = [corpus.speakers[speaker].name for speaker, _ in amounts]
    where = corpus.articles[article].name if article else "All articles together"
    listed = ", ".join(f"{name} {amount}" for name, (_, amount) in zip(names, amounts, strict=True))
    people = "1 person" if len(names) == 1 else f"{len(names)} people"
    total = sum(amount for _, amount in amounts)
    counted = unit if total != 1 else unit.removesuffix("s")
    finding = f"{where}: {people} quoted, {total} {counted}. By speaker: {listed}."
    if not names:
        finding = f"{where}: {'nobody quoted' if corpus.is_speech_coded else NO_QUOTES}."
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 0.9 + 0.34 * max(len(names), 2)))
        axes = figure.subplots()
        bars = axes.barh(range(len(names)), [n for _, n in amounts], color=ACCENT, height=0.7)
        axes.bar_label(bars, padding=4)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(max(len(names), 2) - 0.4, -0.6)
        axes.set_xlabel(f"{unit} quoted")
        plain_axis(axes)
    return Chart(figure, finding)


def _amounts(rows: list[Quote], unit: str) -> list[tuple[str, int]]:
    amounts: Counter[str] = Counter()
    for row in rows:
        amounts[row.speaker] += row.words if unit == "words" else 1
    return amounts.most_common()


def quoted_share(corpus: Corpus) -> Chart:
    """Draw, for each article, which share of its words stands in quotations.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    Chart
        One horizontal bar an article, in percent of all its words, the largest on top.
    """
    quoted: Counter[str] = Counter()
    for row in corpus.quotes:
        quoted[row.article] += row.words
    articles = sorted(corpus.articles, key=lambda row: -quoted[row.article] / row.words)
    listed = ", ".join(
        f"{row.name} {quoted[row.article]} of {row.words} "
        f"({percent(quoted[row.article], row.words)}%)"
        for row in articles
    )
    finding = f"Words in quotations, the largest share first: {listed}."
    if not corpus.is_speech_coded:
        finding = f"All articles together: {NO_QUOTES}."
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 0.9 + 0.42 * len(articles)))
        axes = figure.subplots()
        outlets = [row.name for row in articles]
        shares = [100 * quoted[row.article] / row.words for row in articles]
        bars = axes.barh(range(len(outlets)), shares, color=ACCENT, height=0.7)
        labels = [f"{percent(quoted[row.article], row.words)}%" for row in articles]
        axes.bar_label(bars, labels, padding=4)
        axes.set_yticks(range(len(outlets)), outlets)
        axes.set_xlim(0, 100)
        axes.set_ylim(len(articles) - 0.5, -0.6)
        axes.set_xlabel("% of all words that stand in quotations")
        plain_axis(axes)
    return Chart(figure, finding)


def kept_of_occasion(corpus: Corpus, event: str) -> Chart:
    """Draw how much of one occasion each article quotes, and how much of it others quote too.

    Parameters
    ----------
    corpus : Corpus
    event : str
        Id of an event at which words were said.

    Returns
    -------
    Chart
        One horizontal bar an article that quotes from it, in two parts. What an article
        prints twice counts once. A quotation has words in common with another article's
        where two thirds of the shorter of the two stand in the other.

    Raises
    ------
    KeyError
        The corpus has no such event.
    """
    quotes = [quote for quote in corpus.quotes if quote.said_at == event]
    once = [
        quote
        for number, quote in enumerate(quotes)
        if not any(
            quote.text in other.text and (quote.text != other.text or earlier < number)
            for earlier, other in enumerate(quotes)
            if other is not quote and other.article == quote.article
        )
    ]
    shared: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for quote in once:
        words[quote.article] += quote.words
        shared[quote.article] += max(
            (_in_common(quote, other) for other in quotes if other.article != quote.article),
            default=0,
        )
    articles = [corpus.articles[article] for article in words]
    listed = "; ".join(
        f"{row.name} {words[row.article]}, {shared[row.article]} of them also in another article"
        for row in articles
    )
    what = re.split(r"[:;]", corpus.events[event].what)[0]
    finding = f"{what}, words quoted: {listed or 'none'}. What an article prints twice counts once."
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.5 + 0.45 * len(articles)))
        axes = figure.subplots()
        both = [shared[row.article] for row in articles]
        alone = [words[row.article] - shared[row.article] for row in articles]
        first = axes.barh(range(len(articles)), both, color=ACCENT, height=0.6)
        second = axes.barh(
            range(len(articles)), alone, left=both, color="none", edgecolor=INK, hatch="//",
            height=0.6,
        )  # fmt: skip
        axes.bar_label(first, [str(n or "") for n in both], label_type="center", color=PAPER)
        totals = [
            f"{total} words,\n{rest} only here"
            for total, rest in zip(words.values(), alone, strict=True)
        ]
        axes.bar_label(second, totals, padding=4)
        axes.set_yticks(range(len(articles)), [row.name for row in articles])
        axes.set_ylim(max(len(articles), 1) - 0.5, -0.6)
        axes.set_xlim(0, 1.6 * max(words.values(), default=1))
        axes.set_xlabel("words quoted (full: also in another article)")
        plain_axis(axes)
    return Chart(figure, finding)


def _in_common(quote: Quote, other: Quote) -> int:
    kept = len(align(tokenize(quote.text), tokenize(other.text)).kept)
    return kept if 3 * kept >= 2 * min(quote.words, other.words) else 0


def shares_on_both(corpus: Corpus, issues: Sequence[str] | None = None) -> Chart:
    """Draw the share of paragraphs on both of two issues, seen from the one and the other.

    Parameters
    ----------
    corpus : Corpus
    issues : pair of str, optional
        The ids of two issues; without it the first two of the codebook.

    Returns
    -------
    Chart
        Two horizontal bars for each article and for all together: of its paragraphs on the
        first issue, and of those on the second, the percentage that is on both. Where there
        is no such paragraph, words in place of a bar.

    Raises
    ------
    ValueError
        `issues` are not two different issues of the codebook, or the codebook has one.
    """
    pair = corpus.codebook.pair(issues)
    if pair is None:
        alone = ", ".join(corpus.codebook.issues)
        raise ValueError(f"issues: found {alone} alone; allowed: a codebook with two issues")
    labels = [each.label for each in pair]
    names = {"": "All together"} | {row.article: row.name for row in corpus.articles}
    wholes: dict[str, list[tuple[int, int]]] = {}
    for article, name in names.items():
        rows = [row for row in corpus.paragraphs if row.issue and article in ("", row.article)]
        units = [corpus.codebook.issues_in(row.issue) for row in rows if row.issue]
        found = cooccurrence(units, *(each.id for each in pair))
        only = (found.only_first, found.only_second)
        wholes[name] = [(found.both, found.both + rest) for rest in only]
    said = {
        name: ", ".join(
            f"{part} of {whole} on {issue} ({percent(part, whole)}%)"
            if whole
            else f"none on {issue}, so no share"
            for issue, (part, whole) in zip(labels, pairs, strict=True)
        )
        for name, pairs in wholes.items()
    }
    listed = "; ".join(f"{name} {words}" for name, words in said.items())
    finding = f"Paragraphs on both issues, as a share of those on one of them: {listed}."
    if not any(row.issue for row in corpus.paragraphs):
        finding = f"All articles together: issues {NOT_CODED}."
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.3 + 0.62 * len(names)))
        axes = figure.subplots()
        for k, issue in enumerate(labels):
            places = [row + 0.36 * (k - 0.5) for row in range(len(names))]
            pairs = [each[k] for each in wholes.values()]
            axes.barh(
                places,
                [100 * part / whole if whole else 0 for part, whole in pairs],
                height=0.32,
                label=f"of those on {issue}",
                **filled_as(corpus.codebook, pair[k].id),
            )
            for place, (part, whole) in zip(places, pairs, strict=True):
                label = f"{percent(part, whole)}% of {whole}" if whole else "no share"
                left = 100 * part / whole if whole else 0
                axes.text(left + 2, place, label, va="center", size=SMALL)
        axes.set_yticks(range(len(names)), list(names.values()))
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, 130)
        axes.set_xticks([0, 50, 100])
        axes.set_xlabel("% of them on both")
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.4, 1.1), ncols=2, frameon=False, fontsize=SMALL
        )
        plain_axis(axes)
    return Chart(figure, finding, properties_of_issues(corpus.codebook))


def voice_by_unit(corpus: Corpus, side: str) -> Chart:
    """Draw how large the share of one side is in each article, in three units of speech.

    Parameters
    ----------
    corpus : Corpus
    side : str
        A side of the table of speakers, such as "local".

    Returns
    -------
    Chart
        A line for each article and for all together, with three marks: the side's share of
        all stretches of speech, of the words quoted, of the paragraphs with speech in them.
        Where there is nothing to have a share of, the mark is missing.

    Raises
    ------
    ValueError
        No speaker of the corpus has this side.
    """
    known = sorted({row.side for row in corpus.speakers})
    if side not in known and corpus.is_speech_coded:
        raise ValueError(f"side: found {side!r}; allowed: {', '.join(known)}")
    speech = stretches(corpus.quotes, corpus.reported)
    names = {"": "All together"} | {row.article: row.name for row in corpus.articles}
    counts: dict[str, list[tuple[int, int]]] = {}
    for article in names:
        here = [each for each in speech if article in ("", each.article)]
        own = [each for each in here if corpus.speakers[each.speaker].side == side]
        counts[article] = [
            (speech_amount(own, unit), speech_amount(here, unit)) for unit in SPEECH_UNITS
        ]
    listed = "; ".join(
        f"{names[article]} " + ", ".join(_part_of(part, whole) for part, whole in pairs)
        for article, pairs in counts.items()
    )
    label = corpus.codebook.sides[side].label if side in corpus.codebook.sides else side
    finding = (
        f"{_furthest_apart(names, counts)} Counted first in stretches of speech, then in words "
        f"quoted, then in paragraphs with speech, the share of {label} is: {listed}."
    )
    if not corpus.is_speech_coded:
        finding = f"All articles together: {NO_QUOTES}."
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.4 + 0.5 * len(names)))
        axes = figure.subplots()
        for k, (label, marker, fill) in enumerate(
            [("stretches", "o", "none"), ("words quoted", "s", ACCENT), ("paragraphs", "^", INK)]
        ):
            drawn = [
                (100 * pairs[k][0] / pairs[k][1], row)
                for row, pairs in enumerate(counts.values())
                if pairs[k][1]
            ]
            axes.plot(
                [share for share, _ in drawn], [row + 0.2 * (k - 1) for _, row in drawn],
                marker, markersize=7, markerfacecolor=fill, markeredgecolor=INK, label=label,
                clip_on=False,
            )  # fmt: skip
        for row, pairs in enumerate(counts.values()):
            said = ", ".join(str(percent(*pair)) if pair[1] else "–" for pair in pairs)
            axes.text(106, row, said, va="center", size=SMALL)
        axes.set_yticks(range(len(names)), list(names.values()))
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, 140)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.grid(axis="x", linewidth=0.5, alpha=0.4)
        axes.set_xlabel("% of all speech in the article")
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.36, 1.16), ncols=3, frameon=False, fontsize=SMALL,
            handletextpad=0.1, columnspacing=0.8,
        )  # fmt: skip
        plain_axis(axes)
    return Chart(figure, finding)


def _furthest_apart(
    names: Mapping[str, str], counts: Mapping[str, Sequence[tuple[int, int]]]
) -> str:
    """Return in which article the share depends most on the unit."""
    shares = {
        article: [percent(*pair) for pair in pairs if pair[1]]
        for article, pairs in counts.items()
        if article and any(whole for _, whole in pairs)
    }
    apart = {article: max(each) - min(each) for article, each in shares.items()}
    if not any(apart.values()):
        return "In no article does the share depend on the unit."
    most = max(apart, key=lambda article: apart[article])
    return (
        f"The three units are furthest apart in {names[most]}: from {min(shares[most])}% to "
        f"{max(shares[most])}%."
    )


def _part_of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({percent(part, whole)}%)" if whole else "nothing to count"


def functions_of_voices(corpus: Corpus, issue: str) -> Chart:
    """Draw which functions of a frame each voice of each article fills on an issue.

    Parameters
    ----------
    corpus : Corpus
    issue : str
        The id of an issue of the codebook.

    Returns
    -------
    Chart
        One row for each voice of an article that fills a function, one column for each
        function. A field is full where the voice does it in words of its own, hatched
        where the article reports it, a ring where it is implied, and a dot where it is not
        in the article.

    Raises
    ------
    ValueError
        There is no such issue.
    """
    codebook = corpus.codebook
    if issue not in codebook.issues:
        raise ValueError(f"issue: found {issue!r}; allowed: {', '.join(codebook.issues)}")
    columns = list(codebook.functions)
    own_words = filled_as(codebook, issue)
    reported: dict[str, Any] = {"facecolor": "none", "edgecolor": INK, "hatch": "////"}
    strengths: dict[tuple[str, str], dict[str, str]] = {}
    for row in corpus.frames:
        if row.issue == issue:
            strengths.setdefault((row.article, row.voice), {})[row.function] = row.strength
    filled = {
        voice: cells
        for voice, cells in strengths.items()
        if any(strength != ABSENT for strength in cells.values())
    }
    names = {
        (article, voice): f"{_short(corpus, voice)}, {corpus.articles[article].name}"
        for article, voice in filled
    }
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.4 + 0.31 * max(len(filled), 2)))
        axes = figure.subplots()
        for y, cells in enumerate(filled.values()):
            for x, function in enumerate(columns):
                strength = cells.get(function, ABSENT)
                if strength in ("explicit", "reported"):
                    look = own_words if strength == "explicit" else reported
                    axes.add_patch(
                        Rectangle((x - 0.36, y - 0.32), 0.72, 0.64, linewidth=0.8, **look)
                    )
                elif strength == "implicit":
                    axes.plot(x, y, "o", markersize=8, markerfacecolor="none", color=INK)
                else:
                    axes.plot(x, y, ".", markersize=3, color=INK)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(max(len(filled), 2) - 0.4, -0.6)
        axes.set_xticks(range(len(columns)), [each.label for each in codebook.functions.values()])
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(names)), list(names.values()))
        of_article = [article for article, _ in filled]
        for y in range(1, len(filled)):
            if of_article[y] != of_article[y - 1]:
                axes.axhline(y - 0.5, color=INK, linewidth=0.4)
        axes.tick_params(length=0, labelsize=10)
        axes.spines[:].set_visible(False)
        shown = [
            Patch(label="own words", **own_words),
            Patch(label="reported", **reported),
            Line2D([], [], marker="o", markersize=8, markerfacecolor="none", color=INK,
                   linestyle="", label="implied"),
            Line2D([], [], marker=".", markersize=3, color=INK, linestyle="", label="not there"),
        ]  # fmt: skip
        figure.legend(
            handles=shown, loc="outside lower center", ncols=4, frameon=False, fontsize=SMALL,
            handletextpad=0.4, columnspacing=1.2,
        )  # fmt: skip
    finding = _functions_finding(codebook, issue, filled, names)
    return Chart(figure, finding, properties_of_issues(codebook))


def _functions_finding(
    codebook: Codebook, issue: str, filled: _Voices, names: Mapping[tuple[str, str], str]
) -> str:
    label = codebook.issues[issue].label
    if not filled:
        return f"On {label}: frames {NOT_CODED}."

    def fills(cells: Mapping[str, str], function: str) -> bool:
        return cells.get(function, ABSENT) != ABSENT

    counts = ", ".join(
        f"{each.label} {sum(fills(cells, name) for cells in filled.values())}"
        for name, each in codebook.functions.items()
    )
    finding = f"On {label}, voices that fill one function or more: {len(filled)}; {counts}."
    # What Entman's definition ties together: the trouble, and what ought to be done about it.
    first, last = (codebook.functions.get(name) for name in ("problem", "remedy"))
    if first is None or last is None:
        return finding

    def listed(*, problem: bool, solution: bool) -> str:
        found = [
            names[voice]
            for voice, cells in filled.items()
            if (fills(cells, first.id), fills(cells, last.id)) == (problem, solution)
        ]
        return f"{len(found)} ({'; '.join(found)})" if found else "0"

    both = sum(fills(cells, first.id) and fills(cells, last.id) for cells in filled.values())
    return (
        f"{finding} With {first.phrase} and {last.phrase}: {both}. "
        f"With {first.phrase} and no {last.label}: {listed(problem=True, solution=False)}. "
        f"With {last.phrase} and no {first.label}: {listed(problem=False, solution=True)}."
    )


def _short(corpus: Corpus, voice: str) -> str:
    """Return what people call somebody whom they have named before."""
    if voice == NARRATOR:
        return NARRATOR
    return corpus.speakers[voice].name.split(maxsplit=1)[-1]


def plain_axis(axes: Axes) -> None:
    """Leave out of a chart's axes what the labels of its bars say already."""
    axes.margins(x=0.12)
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)
