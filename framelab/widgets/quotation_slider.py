"""Quotation slider: two printings of one remark, word by word.

The reader sees the one printing, guesses what is missing from the other, and then goes
through both step by step: kept, dropped, added, and what that leaves to ask.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import combinations
from typing import Any

import traitlets

from framelab.corpus import Corpus, Quote
from framelab.corpus.dates import in_words
from framelab.corpus.labels import NOT_CODED
from framelab.corpus.tokens import token_spans
from framelab.measures import NEGATIONS, Alignment, align, negation_lost, percent, tokenize
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus, in_letters, one_of, plural
from framelab.widgets.still import StillWidget

LEAST_KEPT = 3
"""Words that two quotations must share to be taken for printings of one remark."""
MOST_SHOWN = 6
"""Words of a long stretch that a sentence about it repeats."""
NOTE = (
    "Kept, dropped and added only name the sides: both printings may have been cut from a longer "
    "one, and a cut is not a distortion in itself. Capitals and punctuation are not compared."
)
MISSING = f"Quotations are {NOT_CODED}: there is nothing to align."
NO_PAIR = "No remark is quoted twice in these articles: there is nothing to align."

PLACES = {
    "beginning": "words at the beginning",
    "inside": "words in between",
    "end": "words at the end",
    "several": "words in more than one place",
    "changed": "some, and it has other words of its own",
    "none": "none: it has them all",
}
_AT = {"beginning": "at the beginning", "inside": "in between", "end": "at the end"}
EVERY_CUT = (
    "If the two printings changed places, each under the other’s name, would you judge the "
    "difference in the same way?"
)


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a remark: where, in which words, and what the place says by our gist.

    `quote` is the id of a row of the quotations, and `article` the article that prints it; both
    are "" for a printing from outside the articles, which has a `url`.
    """

    label: str
    text: str
    kind: str
    quote: str
    article: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, and what is said to a reader who chose it."""

    name: str
    label: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before the other printing is shown; `right` names an option."""

    name: str
    text: str
    options: tuple[Option, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Step:
    """Words in a row with one fate, as printed, and what that fate is."""

    kind: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two printings of one remark, the first of them as given or the longer one.

    `said` says who spoke, where and when; `finding` what the two keep, drop and add;
    `asks` what to ask next.
    """

    name: str
    label: str
    said: str
    printings: tuple[Printing, Printing]
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    finding: str
    asks: tuple[str, ...]


class QuotationSlider(StillWidget):
    """Compare two printings of one remark word by word: kept, dropped, added.

    Parameters
    ----------
    corpus : Corpus
        Where the remarks are quoted.
    pairs : sequence of pairs of str, optional
        Ids of two quotations each, in the order to show them; without it all that the
        corpus has (`pairs_of`).
    outside : mapping of str to str, optional
        Ids of facts from outside that quote two printings, each with who spoke where;
        they come after the pairs of the corpus.
    pages : str
        Address of the page that has an article's quotations under their ids, such as
        "paragraphs/{article}.html", where `{article}` stands for the article's id. Without the
        address the place of a quotation is a link only where the same page has it.

    Attributes
    ----------
    pair : str
        Name of the pair that is compared; "" where there is none.
    guesses : dict of str to list of str
        Pair to the options that the reader guessed, one a question; an empty list where
        the reader chose to see without a guess.
    step : int
        Which step is shown, from 1; the last one says what is left to ask. Another
        `pair` begins at 1.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    ValueError
        `pairs` are not two different quotations each, or a fact of `outside` does not
        quote two printings.
    traitlets.TraitError
        `pair`, `guesses` or `step` is set to something that the widget does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> pair = ("kelly-demand-thinkprogress", "kelly-demand-daily-beast")
    >>> QuotationSlider(load_corpus(), pairs=[pair]).step
    1
    """

    _esm = module("quotation_slider")
    _css = style("quotation_slider")

    pairs: Any = traitlets.List(read_only=True).tag(sync=True)
    pair = traitlets.Unicode().tag(sync=True)
    guesses = traitlets.Dict(value_trait=traitlets.List(trait=traitlets.Unicode())).tag(sync=True)
    step = traitlets.Int(1).tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        pairs: Sequence[tuple[str, str]] | None = None,
        outside: Mapping[str, str] | None = None,
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        made = [compare(corpus, *_checked(corpus, each)) for each in pairs or ()]
        if pairs is None:
            made = list(pairs_of(corpus))
        made += [compare_outside(corpus, fact, said) for fact, said in (outside or {}).items()]
        self._pairs = {pair.name: pair for pair in made}
        super().__init__(corpus.codebook)
        self.set_trait("pairs", [asdict(pair) for pair in made])
        self.set_trait("note", NOTE if made else NO_PAIR if corpus.is_speech_coded else MISSING)
        self.pair = made[0].name if made else ""
        self.pages = pages

    @traitlets.validate("pair")
    def _check_pair(self, proposal: Any) -> str:
        return one_of("pair", proposal["value"], [*self._pairs])

    @traitlets.validate("guesses")
    def _check_guesses(self, proposal: Any) -> dict[str, list[str]]:
        for name, guess in proposal["value"].items():
            questions = self._pairs[name].questions if name in self._pairs else ()
            allowed = [[option.name for option in each.options] for each in questions]
            fits = len(guess) == len(allowed) and all(
                option in options for option, options in zip(guess, allowed, strict=True)
            )
            if name not in self._pairs or (guess and not fits):
                raise traitlets.TraitError(
                    f"guesses: found {name!r}: {guess!r}; allowed: a pair with one option a "
                    f"question or none at all ({allowed or ', '.join(self._pairs)})"
                )
        return dict(proposal["value"])

    @traitlets.validate("step")
    def _check_step(self, proposal: Any) -> int:
        last = len(self._pairs[self.pair].steps) + 1 if self._pairs else 1
        if not 1 <= proposal["value"] <= last:
            raise traitlets.TraitError(f"step: found {proposal['value']}; allowed: 1 to {last}")
        return int(proposal["value"])

    @traitlets.observe("pair")
    def _begin(self, _change: object) -> None:
        self.step = 1

    def still_html(self) -> str:
        """Return, for each pair, what the two printings keep, drop and add, as a table."""
        return "".join(_still(pair) for pair in self._pairs.values()) + f"<p>{self.note}</p>"


def _checked(corpus: Corpus, names: Sequence[str]) -> tuple[Quote, Quote]:
    found = [quote for name in names if (quote := corpus.quotes.get(name))]
    if len(names) != 2 or len({quote.quote for quote in found}) != 2:
        raise ValueError(
            f"pairs: found {names!r}; allowed: two different ids of quotes.csv in each"
        )
    return found[0], found[1]


def pairs_of(corpus: Corpus) -> Iterator[Pair]:
    """Find what a corpus quotes twice: one speaker, one occasion, mostly the same words.

    Two quotations are taken for printings of one remark where at least two thirds of the
    shorter one, and three words, stand in the other. The longer one comes first.
    """
    for one, other in combinations(corpus.quotes, 2):
        if (one.speaker, one.said_at) == (other.speaker, other.said_at):
            kept = len(align(tokenize(one.text), tokenize(other.text)).kept)
            if kept >= LEAST_KEPT and 3 * kept >= 2 * min(one.words, other.words):
                yield compare(corpus, *sorted((one, other), key=lambda quote: -quote.words))


def compare(corpus: Corpus, first: Quote, second: Quote) -> Pair:
    """Compare two quotations of a corpus."""
    event = corpus.events[first.said_at]
    what = re.split(r"[:;]|\.(?:\s|$)", event.what)[0]
    return _pair(
        name=f"{first.quote} {second.quote}",
        said=f"{corpus.speakers[first.speaker].name}. {what} ({in_words(event.date)}).",
        printings=(_printing(corpus, first), _printing(corpus, second)),
    )


def _printing(corpus: Corpus, quote: Quote) -> Printing:
    paragraph = corpus.paragraphs[quote.article, quote.paragraph]
    return Printing(
        label=f"{corpus.articles[quote.article].name} ¶ {quote.paragraph}",
        text=unicodedata.normalize("NFC", quote.text),
        kind=corpus.how_quoted(quote),
        quote=quote.quote,
        article=quote.article,
        url="",
        about=paragraph.gist or "",
    )


def compare_outside(corpus: Corpus, name: str, said: str) -> Pair:
    """Compare the two printings that a fact from outside the articles quotes.

    Raises
    ------
    ValueError
        There is no such fact, or it does not quote two sources once each.
    """
    fact = corpus.context.get(name)
    texts = re.findall(r"“([^”]+)”", fact.fact) if fact else []
    sources = fact.source.split("; ") if fact else []
    if fact is None or not len(texts) == len(sources) == len(fact.url) == 2:
        raise ValueError(
            f"outside: found {name!r}; allowed: an id of context.csv with two quotations, "
            "each with its source and address"
        )
    one, other = (
        Printing(
            source.split(",")[0],
            text,
            f"outside the {in_letters(len(corpus.articles))}",
            "",
            "",
            url,
            "",
        )
        for source, text, url in zip(sources, texts, fact.url, strict=True)
    )
    return _pair(name=name, said=f"{said} ({in_words(fact.date)}).", printings=(one, other))


def _pair(name: str, said: str, printings: tuple[Printing, Printing]) -> Pair:
    first, second = printings
    tokens = tokenize(first.text), tokenize(second.text)
    aligned = align(*tokens)
    where = _where(aligned)
    opening = " ".join(_as_printed(first.text)[:4]).rstrip(",.;:")
    shortened = "" if len(tokens[0]) <= 4 else "…"
    questions = [_places_question(printings, aligned, where)]
    if negations := _negations(tokens[0]):
        questions.append(_negation_question(second.label, negations, *tokens))
    return Pair(
        name=name,
        label=f"“{opening}{shortened}”: {first.label} and {second.label}",
        said=said,
        printings=printings,
        questions=tuple(questions),
        steps=tuple(_steps(printings, aligned)),
        finding=_finding(printings, aligned, tokens),
        asks=(*_asks(printings, where, tokens), EVERY_CUT),
    )


def _as_printed(text: str) -> list[str]:
    """Split a text at its tokens, each with the punctuation that goes with it."""
    starts = [start for _, start, _ in token_spans(text)]
    starts[:1] = [0]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _negations(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token in NEGATIONS or token.endswith("n't"))


def _where(aligned: Alignment) -> set[str]:
    """Return where the first printing has words that the second has not."""
    fates = [piece.kind for piece in aligned.pieces]
    places = set()
    for number, kind in enumerate(fates):
        if kind == "dropped":
            before, after = "kept" in fates[:number], "kept" in fates[number:]
            places.add("inside" if before and after else "end" if before else "beginning")
    return places


def _places_question(
    printings: tuple[Printing, Printing], aligned: Alignment, where: set[str]
) -> Question:
    first, second = printings
    words = _as_printed(first.text)
    right = "several" if len(where) > 1 else next(iter(where), "none")
    own = ""
    if aligned.added:
        right, own = "changed", f" It has words of its own: {_quoted(_added(second, aligned))}."
    missing = f"{len(aligned.dropped)} of {plural(len(words), 'word')}"
    not_there = {
        "beginning": f"Both begin with the same word, {_quoted(words[:1])}.",
        "inside": "Between two words that it keeps, nothing is missing.",
        "end": f"Both end with the same word, {_quoted(words[-1:])}.",
        "several": f"{missing} are missing, in one place." if where else "Nothing is missing.",
        "changed": "It has no word that the other has not.",
        "none": f"{missing} are missing." if where else "Nothing is missing, but that is not all.",
    }
    feedback = {
        place: "so it is."
        if place == right
        else (f"there, too, but that is not all.{own}" if place in where else not_there[place])
        + (own if place not in where else "")
        for place in PLACES
    }
    return Question(
        name="places",
        text=f"Which of these words are missing from the other printing ({second.label})?",
        options=tuple(
            Option(name, label, f"Your guess, “{label}”: {_small(feedback[name])}")
            for name, label in PLACES.items()
        ),
        right=right,
    )


def _negation_question(
    label: str, negations: Sequence[str], first: Sequence[str], second: Sequence[str]
) -> Question:
    lost = negation_lost(first, second)
    right = "outside" if lost else "inside"
    those = _quoted(dict.fromkeys(lost or negations))
    options = {
        "inside": ("yes, inside its quotation", f"{those} is not among its words. Whether the "
                   "article denies in words of its own, outside the marks, is what to read next."),
        "outside": ("no, not inside its quotation", f"{those} stands in both."),
    }  # fmt: skip
    return Question(
        name="negation",
        text=f"The words deny something, by {_quoted(dict.fromkeys(negations))}. "
        f"Does the quotation in {label} have that word, too?",
        options=tuple(
            Option(name, text, f"Your guess, “{text}”: {'so it is.' if name == right else wrong}")
            for name, (text, wrong) in options.items()
        ),
        right=right,
    )


def _steps(printings: tuple[Printing, Printing], aligned: Alignment) -> Iterator[Step]:
    first, second = printings
    words = {"first": iter(_as_printed(first.text)), "second": iter(_as_printed(second.text))}
    only = {"kept": "in both", "dropped": f"in {first.label} only",
            "added": f"in {second.label} only"}  # fmt: skip
    for piece in aligned.pieces:
        of_first = [next(words["first"]) for _ in piece.tokens if piece.kind != "added"]
        of_second = [next(words["second"]) for _ in piece.tokens if piece.kind != "dropped"]
        yield Step(
            kind=piece.kind,
            words=" ".join(of_first or of_second),
            text=f"{piece.kind.capitalize()}: {plural(len(piece.tokens), 'word')} "
            f"{only[piece.kind]}.",
        )


def _finding(
    printings: tuple[Printing, Printing],
    aligned: Alignment,
    tokens: tuple[Sequence[str], Sequence[str]],
) -> str:
    first, second = printings
    kept, (one, two) = len(aligned.kept), tokens
    found = [
        f"{first.label} has {plural(len(one), 'word')}, {second.label} has {len(two)}; {kept} "
        f"stand in both ({percent(kept, len(one))}% of the first)."
    ]
    if aligned.dropped:
        at = " and ".join(_AT[place] for place in _AT if place in _where(aligned))
        found.append(f"Only in {first.label}: {_quoted(_dropped(first, aligned))}, {at}.")
    if aligned.added:
        found.append(f"Only in {second.label}: {_quoted(_added(second, aligned))}.")
    if not (aligned.dropped or aligned.added):
        found.append("They have the same words.")
    if lost := negation_lost(*tokens):
        found.append(f"A negation is outside the quotation in {second.label}: {_quoted(lost)}.")
    elif negations := _negations(one):
        found.append(f"The negation stands in both: {_quoted(negations)}.")
    return " ".join(found)


def _asks(
    printings: tuple[Printing, Printing],
    where: set[str],
    tokens: tuple[Sequence[str], Sequence[str]],
) -> Iterator[str]:
    _, second = printings
    if negation_lost(*tokens):
        yield (
            f"The negation is not quoted in {second.label}. Does the article deny in words of "
            "its own? Then readers learn of it, and it vouches for the denial itself."
        )
    elif "beginning" in where:
        yield (
            f"Before the quotation in {second.label} come the article’s own words. Do they say "
            "what the missing ones say? What would change if they said something else?"
        )
    if "end" in where:
        sign = (
            "ends with a full stop inside the marks, and nothing shows that more followed"
            if second.text.endswith(".")
            else "shows by no ellipsis that more followed"
        )
        if "…" not in second.text:
            yield f"The quotation in {second.label} {sign}. Would a reader ask whether it did?"
        yield (
            "State the speaker’s claim from each printing alone. What does the one list that "
            "the other does not, and does the article say it elsewhere?"
        )
    if not where and tokens[0] == tokens[1]:
        yield "Are these two sources for the words, or one remark printed twice?"
    if set(tokens[1]) - set(tokens[0]):
        yield (
            "Each may come from a script, a recording or notes. Which of the three would settle "
            "what was said, and does the difference matter to the claim?"
        )


def _dropped(first: Printing, aligned: Alignment) -> list[str]:
    return _with_fate(first, aligned, "dropped")


def _added(second: Printing, aligned: Alignment) -> list[str]:
    return _with_fate(second, aligned, "added")


def _with_fate(printing: Printing, aligned: Alignment, fate: str) -> list[str]:
    words = iter(_as_printed(printing.text))
    return [
        word
        for piece in aligned.pieces
        if piece.kind in ("kept", fate)
        for _, word in zip(piece.tokens, words, strict=False)
        if piece.kind == fate
    ]


def _quoted(words: Sequence[str] | Mapping[str, None]) -> str:
    listed = list(words)
    text = " ".join(listed[:MOST_SHOWN]).rstrip(",.;:")
    return f"“{text}{'…' if len(listed) > MOST_SHOWN else ''}”" + (
        f" ({len(listed)} words)" if len(listed) > MOST_SHOWN else ""
    )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _still(pair: Pair) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(step.text)}</th><td>{escape(step.words)}</td></tr>'
        for step in pair.steps
    )
    return (
        f"<table><caption>{escape(pair.label)}. {escape(pair.said)} {escape(pair.finding)}"
        f'</caption><thead><tr><th scope="col">Step</th><th scope="col">Words</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
        f"<p>To ask: {escape(' '.join(pair.asks))}</p>"
    )
