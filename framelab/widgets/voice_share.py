"""Voice share: who is heard in an article, how much, and in whose words.

The reader chooses an article, whether to count by side or by speaker, and a unit (stretches
of speech, words, paragraphs), guesses who comes first, and then sees every voice with its
share, its quoted and its reported part, and who is not heard. A voice opens its stretches.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Corpus, Quote, Reported, Speaker
from framelab.corpus.labels import NOT_CODED
from framelab.measures import (
    SPEECH_UNITS,
    SpeechUnit,
    Stretch,
    most_heard,
    percent,
    speech_amount,
    stretches,
)
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import Choice, checked_corpus, listed, one_of
from framelab.widgets.still import StillWidget

ALL = "all"
LEVEL = "level"
MOST_OPTIONS = 6
"""How many speakers a question offers; sides are few, and it offers all of them."""
MISSING = f"Who speaks is {NOT_CODED}: there are no voices to count."
NOTHING = "nothing to count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of counting; `one` and `many` name it in a finding."""

    name: SpeechUnit
    label: str
    one: str
    many: str


UNITS = (
    Unit("rows", "stretches of speech", "stretch", "stretches"),
    Unit("words", "words quoted", "quoted word", "quoted words"),
    Unit("paragraphs", "paragraphs with speech", "paragraph", "paragraphs"),
)
WAYS = (Choice("side", "side"), Choice("speaker", "speaker"))


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one voice there is in one unit; `quoted` is the part that quotes it."""

    part: int
    quoted: int
    label: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A side or a speaker that is heard; `stretches` are positions in the list of all."""

    name: str
    label: str
    about: str
    amounts: dict[str, Amount]
    stretches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question who comes first in one unit.

    `right` names the voice, or is "level" where several share the first place; `hints` says
    of every other option why somebody may have guessed it. `short` is the answer as it
    stands in a table.
    """

    whole: int
    right: str
    short: str
    finding: str
    hints: dict[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """One article, or all, by side or by speaker: every voice in it, in every unit."""

    scope: str
    by: str
    voices: tuple[Voice, ...]
    options: tuple[Choice, ...]
    units: dict[str, Asked]
    absent: str
    comparison: str


class VoiceShare(StillWidget):
    """Ask of an article who is heard most, in a unit of your choice, and see all its voices.

    Parameters
    ----------
    corpus : Corpus
        Whose quotations and reported speech are counted. Where nobody has coded who speaks,
        the widget says so.
    scope : str
        The article to begin with, or "all".
    by : str
        What to count by at first: "side" or "speaker".
    pages : str
        Address of the page that has an article's paragraphs under their places, such as
        `gazette-3`: "paragraphs/{article}.html", where `{article}` stands for the article's id.
        Without the address a place is a link only where the same page has the place.

    Attributes
    ----------
    scope : str
        The article that is looked at now, or "all"; "" where nothing is coded.
    by : str
        What is counted by now: "side" or "speaker"; "" where nothing is coded.
    unit : str
        What is counted now: "rows", "words" or "paragraphs"; "" where nothing is coded.
    guesses : dict of str to str
        "SCOPE/BY/UNIT" to the voice that the reader guessed, to "level", or to "" where the
        reader chose to see without a guess.
    opened : str
        Name of the voice whose stretches are open, "" while none is; `scope` and `by` close
        it.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    traitlets.TraitError
        `scope`, `by`, `unit`, `guesses` or `opened` is set to something that the widget does
        not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> VoiceShare(load_corpus(), scope="truthout").unit
    'rows'
    """

    _esm = module("voice_share")
    _css = style("voice_share")

    scopes: Any = traitlets.List(read_only=True).tag(sync=True)
    ways: Any = traitlets.List(read_only=True).tag(sync=True)
    units: Any = traitlets.List(read_only=True).tag(sync=True)
    views: Any = traitlets.List(read_only=True).tag(sync=True)
    stretches: Any = traitlets.List(read_only=True).tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    by = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    opened = traitlets.Unicode().tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        scope: str = ALL,
        by: str = "side",
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        views = views_of(corpus)
        self._views = {(view.scope, view.by): view for view in views}
        self._scopes = scopes_of(corpus) if views else []
        super().__init__(corpus.codebook)
        self.set_trait("scopes", [asdict(each) for each in self._scopes])
        self.set_trait("ways", [asdict(each) for each in WAYS] if views else [])
        self.set_trait("units", [asdict(each) for each in UNITS] if views else [])
        self.set_trait("views", [asdict(view) for view in views])
        self.set_trait("stretches", stretches_of(corpus) if views else [])
        self.set_trait("note", _note(corpus) if views else MISSING)
        first = self._scopes[0].name if views else ""
        self.scope = (scope if scope != ALL else first) if views else ""
        self.by = by if views else ""
        self.unit = UNITS[0].name if views else ""
        self.pages = pages

    @traitlets.validate("scope")
    def _check_scope(self, proposal: Any) -> str:
        return one_of("scope", proposal["value"], [each.name for each in self._scopes])

    @traitlets.validate("by")
    def _check_by(self, proposal: Any) -> str:
        return one_of("by", proposal["value"], [each.name for each in WAYS if self._views])

    @traitlets.validate("unit")
    def _check_unit(self, proposal: Any) -> str:
        return one_of("unit", proposal["value"], [each.name for each in UNITS if self._views])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, str]:
        allowed = {
            f"{scope}/{by}/{unit}": ["", *(option.name for option in view.options)]
            for (scope, by), view in self._views.items()
            for unit in view.units
        }
        for name, option in proposal["value"].items():
            if option not in allowed.get(name, ()):
                options = ", ".join(filter(None, allowed.get(name, ()))) or "one of its options"
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {option!r}; allowed: a scope, a way and a unit, "
                    f"such as {next(iter(allowed), 'none')!r}, with nothing or {options}"
                )
        return dict(proposal["value"])

    @traitlets.validate("opened")
    def _check_opened(self, proposal: Any) -> str:
        view = self._views.get((self.scope, self.by))
        names = [voice.name for voice in view.voices] if view else []
        return one_of("opened", proposal["value"], ["", *names])

    @traitlets.observe("scope", "by")
    def _close(self, _change: object) -> None:
        self.opened = ""

    def still_html(self) -> str:
        """Return who comes first in every article and unit, and every side's stretches."""
        if not self._views:
            return f"<p>{escape(self.note)}</p>"
        return f"{self._firsts()}{self._sides()}<p>{escape(self.note)}</p>"

    def _firsts(self) -> str:
        head = "".join(f'<th scope="col">{escape(each.label)}</th>' for each in UNITS)
        rows = [
            (f"{scope.label}, by {way.label}", self._views[scope.name, way.name])
            for way in WAYS
            for scope in self._scopes
        ]
        body = "".join(
            f'<tr><th scope="row">{escape(label)}</th>'
            + "".join(f"<td>{escape(view.units[each.name].short)}</td>" for each in UNITS)
            + "</tr>"
            for label, view in rows
        )
        return (
            "<table><caption>Who is heard most, by what is counted</caption>"
            f'<thead><tr><th scope="col">Where</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        )

    def _sides(self) -> str:
        views = [self._views[scope.name, "side"] for scope in self._scopes]
        labels = {voice.name: voice.label for voice in views[0].voices}
        for view in views:
            labels |= {voice.name: voice.label for voice in view.voices}
        head = "".join(f'<th scope="col">{escape(each.label)}</th>' for each in self._scopes)
        body = ""
        for name, label in labels.items():
            cells = ""
            for view in views:
                found = [voice.amounts["rows"] for voice in view.voices if voice.name == name]
                cells += f"<td>{_quoted_and_reported(found[0]) if found else 'not heard'}</td>"
            body += f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>'
        return (
            "<table><caption>Stretches of speech, by side: quoted, and reported in the article’s "
            f'words</caption><thead><tr><th scope="col">Side</th>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )


def scopes_of(corpus: Corpus) -> list[Choice]:
    """List all articles together, and each; one article alone is no set."""
    own = [Choice(row.article, row.name) for row in corpus.articles]
    return [Choice(ALL, "All articles together"), *own] if len(own) > 1 else own


def views_of(corpus: Corpus) -> tuple[View, ...]:
    """Return who is heard how much: in all articles and in each, by side and by speaker."""
    if not (corpus.quotes or corpus.reported):
        return ()
    return tuple(
        _view(corpus, _heard(corpus, scope, way.name))
        for scope in scopes_of(corpus)
        for way in WAYS
    )


def voices_of(corpus: Corpus, by: str) -> dict[str, str]:
    """Return whose voice each speaker counts as: the side's or the speaker's own."""
    return {row.speaker: row.side if by == "side" else row.speaker for row in corpus.speakers}


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a view is made from: its speech counted, by voice and as a whole.

    `labels` has every voice of the corpus, `anywhere` those that are heard in it; `firsts`
    has who comes first in each unit.
    """

    scope: Choice
    by: str
    labels: dict[str, str]
    anywhere: set[str]
    voices: tuple[Voice, ...]
    wholes: dict[SpeechUnit, int]
    firsts: dict[SpeechUnit, list[str]]


def _heard(corpus: Corpus, scope: Choice, by: str) -> _Heard:
    every = stretches(corpus.quotes, corpus.reported)
    here = [k for k, each in enumerate(every) if scope.name in (ALL, each.article)]
    speech = [every[k] for k in here]
    of = voices_of(corpus, by)
    labels = {row.speaker: row.name for row in corpus.speakers}
    if by == "side":
        sides = corpus.codebook.sides.values()
        labels = {side.id: side.label for side in sides if side.id in of.values()}
    wholes = {unit: speech_amount(speech, unit) for unit in SPEECH_UNITS}
    order = {row.article: number for number, row in enumerate(corpus.articles)}

    def place(position: int) -> tuple[int, int]:
        """Put stretches in the order of reading."""
        return order[every[position].article], every[position].paragraph

    voices = []
    for name, label in labels.items():
        positions = tuple(sorted((k for k in here if of[every[k].speaker] == name), key=place))
        own = [every[k] for k in positions]
        if own:
            amounts = {str(unit.name): _amount(own, unit, wholes[unit.name]) for unit in UNITS}
            about = _members(corpus, own) if by == "side" else _about(corpus, corpus.speakers[name])
            voices.append(Voice(name, label, about, amounts, positions))
    return _Heard(
        scope=scope,
        by=by,
        labels=labels,
        anywhere={of[each.speaker] for each in every},
        voices=tuple(voices),
        wholes=wholes,
        firsts={unit: most_heard(speech, of, unit) for unit in SPEECH_UNITS},
    )


def _view(corpus: Corpus, heard: _Heard) -> View:
    options = _options(heard)
    return View(
        scope=heard.scope.name,
        by=heard.by,
        voices=heard.voices,
        options=options,
        units={unit.name: _asked(heard, unit, options) for unit in UNITS},
        absent=_absent(heard, len(corpus.articles)),
        comparison=_comparison(heard),
    )


def _amount(own: Sequence[Stretch], unit: Unit, whole: int) -> Amount:
    part = speech_amount(own, unit.name)
    quoted = speech_amount([each for each in own if each.words is not None], unit.name)
    if not whole:
        label = f"no share: {NOTHING}"
    elif unit.name == "words":
        label = _of(part, whole, unit)
        label += "" if part else ": only reported, never quoted"
    elif unit.name == "rows":
        label = f"{_of(part, whole, unit)}: {quoted} quoted, {part - quoted} reported"
    else:
        label = f"{_of(part, whole, unit)}: quoted in {quoted}, only reported in {part - quoted}"
    return Amount(part, quoted, label)


def _of(part: int, whole: int, unit: Unit) -> str:
    return f"{part} of {whole} {unit.one if whole == 1 else unit.many} ({percent(part, whole)}%)"


def _quoted_and_reported(amount: Amount) -> str:
    return f"{amount.quoted} quoted, {amount.part - amount.quoted} reported"


def _members(corpus: Corpus, own: Sequence[Stretch]) -> str:
    """List who speaks for a side here, with how often."""
    counts: dict[str, list[int]] = {}
    for each in own:
        counts.setdefault(each.speaker, [0, 0])[each.words is None] += 1
    listed = sorted(counts.items(), key=lambda item: -sum(item[1]))
    return "; ".join(
        f"{corpus.speakers[speaker].name}: {quoted} quoted, {reported} reported"
        for speaker, (quoted, reported) in listed
    )


def _about(corpus: Corpus, speaker: Speaker) -> str:
    kind = corpus.codebook.source_kinds[speaker.kind].about
    role = speaker.role[:1].upper() + speaker.role[1:]
    return f"{role} ({kind})" if kind else role


def _options(heard: _Heard) -> tuple[Choice, ...]:
    """Return every side, or the speakers who are heard most often, and that several are level."""
    offered = set(heard.labels)
    if heard.by == "speaker":
        often = sorted(heard.voices, key=lambda voice: -voice.amounts["rows"].part)
        offered = {voice.name for voice in often[:MOST_OPTIONS]}.union(*heard.firsts.values())
    own = [Choice(name, label) for name, label in heard.labels.items() if name in offered]
    return (*own, Choice(LEVEL, "two or more are level"))


def _asked(heard: _Heard, unit: Unit, options: Sequence[Choice]) -> Asked:
    whole, first = heard.wholes[unit.name], heard.firsts[unit.name]
    where = f"{heard.scope.label}, by {heard.by}, counted in {unit.label}"
    if not first:
        return Asked(whole, "", NOTHING, f"{where}: {NOTHING}, so nobody has a share.", {})
    amounts = {voice.name: voice.amounts[unit.name].part for voice in heard.voices}
    most = amounts[first[0]]
    named = listed([heard.labels[name] for name in first])
    each = "" if len(first) == 1 else " each"
    right = LEVEL if each else first[0]
    finding = (
        f"{where}: {'level in first place' if each else 'first place'}, {named}, "
        f"{_of(most, whole, unit)}{each}."
    )
    behind = [name for name in amounts if name not in first and amounts[name]]
    if behind:
        second = max(behind, key=lambda name: amounts[name])
        finding += f" Next, {heard.labels[second]}, {_of(amounts[second], whole, unit)}."
    else:
        finding += " Nobody else is counted in this unit."
    return Asked(
        whole=whole,
        right=right,
        short=f"{named}: {most} of {whole} ({percent(most, whole)}%){each}",
        finding=finding,
        hints={
            option.name: _hint(heard, unit, option) for option in options if option.name != right
        },
    )


def _hint(heard: _Heard, unit: Unit, guessed: Choice) -> str:
    """Return which mistake leads to a wrong guess, or which other unit it would fit."""
    if guessed.name == LEVEL:
        return "One has more than any other, if not by much: see the rows."
    named = guessed.label[:1].upper() + guessed.label[1:]
    if guessed.name in heard.firsts[unit.name]:
        return f"{named}: among the first, and not alone there."
    own = next((voice for voice in heard.voices if voice.name == guessed.name), None)
    if own is None:
        return f"{named}: no stretch of speech here, neither quoted nor reported."
    for other in UNITS:
        if heard.firsts[other.name] == [guessed.name]:
            share = _of(own.amounts[other.name].part, heard.wholes[other.name], other)
            return f"{named}: first in another unit, {other.label}, with {share}."
    part = own.amounts[unit.name].part
    if not part:
        reported = own.amounts["rows"].part
        times = "once" if reported == 1 else f"{reported} times"
        return f"{named}: reported {times}, in the article’s words, and never quoted."
    return f"{named}: {_of(part, heard.wholes[unit.name], unit)}."


def _absent(heard: _Heard, articles: int) -> str:
    """Return who is heard elsewhere and not here, or why nobody can be found absent."""
    if heard.scope.name == ALL or articles == 1:
        return (
            f"Nobody can be absent from this list: it is made of every {heard.by} that is heard "
            "in one of the articles."
        )
    elsewhere = heard.anywhere - {voice.name for voice in heard.voices}
    silent = [label for name, label in heard.labels.items() if name in elsewhere]
    if not silent:
        return f"Every {heard.by} that is heard in another article is heard here, too."
    return f"Not heard here, though heard in another article: {listed(silent)}."


def _comparison(heard: _Heard) -> str:
    said = "; ".join(
        f"{unit.label}: "
        + (" and ".join(heard.labels[name] for name in heard.firsts[unit.name]) or NOTHING)
        for unit in UNITS
    )
    same = len({tuple(first) for first in heard.firsts.values()}) == 1
    verdict = "stays the same" if same else "changes with the unit"
    return f"All three units: the first place {verdict} ({said})."


def stretches_of(corpus: Corpus) -> list[dict[str, Any]]:
    """List every stretch as it is shown, in the order in which they are counted."""
    own = [_stretch(corpus, row, row.text, corpus.how_quoted(row)) for row in corpus.quotes]
    told = [_stretch(corpus, row, row.gist, _reported_how(row)) for row in corpus.reported]
    return own + told


def _stretch(corpus: Corpus, row: Quote | Reported, text: str, how: str) -> dict[str, Any]:
    return {
        "speaker": corpus.speakers[row.speaker].name,
        "quoted": isinstance(row, Quote),
        "text": text,
        "how": how,
        "place": f"{row.article}-{row.paragraph}",
        "where": f"{corpus.articles[row.article].name}, paragraph {row.paragraph}",
    }


def _reported_how(row: Reported) -> str:
    return "reported" + (f", as {row.via} tells it" if row.via else "")


def _note(corpus: Corpus) -> str:
    note = (
        "Counted as printed: what an article prints twice counts twice, and each fragment of a "
        "sentence is a stretch. Reported speech has no words of the speaker’s own. A paragraph "
        "counts once for each voice in it, so shares of paragraphs can add up to more than 100%. "
        "A side is where somebody speaks from, not what they think."
    )
    if not corpus.reported:
        note += f" Reported speech is {NOT_CODED}: only quotations are counted."
    if not corpus.quotes:
        note += f" Quotations are {NOT_CODED}: only reported speech is counted."
    return note
