"""What one figure can be told as: its versions, each asked for, worked out and told.

Everything is worked out in fractions; only what is printed is rounded, to whole percent
or whole units, halves away from zero.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from framelab.corpus import Corpus
from framelab.measures import change_in_percent, rounded

NOT_SAID = "not said"
CANNOT = "none"
"""The option that says: it cannot be worked out from what there is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture: `share` of its full length, 0 to 1, is filled."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number from outside the articles comes from."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Version:
    """One way to tell a figure.

    `question` is asked first, unless it is ""; `options` are names and labels, `right` one
    of the names, `hints` says of each other one how a reader may have come to it.
    `finding` tells the figure, `working` how it was worked out, `story` what it makes of
    the figure, `cited` for what it could be cited.
    """

    name: str
    label: str
    finding: str
    working: str
    story: str
    cited: str
    question: str = ""
    options: tuple[tuple[str, str], ...] = ()
    right: str = ""
    hints: dict[str, str] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Versions of a figure; what is not offered, and what it would take; a remark.

    The remark says what else to know; `sources` are where it is from, if from outside.
    """

    versions: tuple[Version, ...]
    refused: tuple[tuple[str, str], ...]
    remark: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsideFigure:
    """A figure that the articles do not print, from a fact from outside.

    `group` is the heading under which it is offered, `label` the figure with its unit.
    `asks` has the questions that every figure is asked, with their answers (`NOT_SAID` where
    there is none); `read` works out what the figure can be told as.
    """

    group: str
    label: str
    asks: Mapping[str, str]
    read: Callable[[Corpus], Reading]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around a version: all of it in words, none of it worked out.

    In `finding` `{told}` stands for the result.
    """

    name: str
    label: str
    question: str
    finding: str
    story: str
    cited: str
    sources: tuple[Source, ...] = ()


def sources_of(corpus: Corpus, *facts: str) -> tuple[Source, ...]:
    """List where facts from outside are from: outlet and address, each once."""
    found = []
    for fact in facts:
        row = corpus.context[fact]
        names = row.source.split("; ")
        for number, url in enumerate(row.url):
            outlet = names[min(number, len(names) - 1)].split(",")[0]
            found.append(Source(outlet, url))
    return tuple(dict.fromkeys(found))


def value_of(corpus: Corpus, figure: str) -> Fraction:
    """Return the number of a figure of the articles."""
    return Fraction(corpus.figures[figure].value)


def amount(number: Fraction) -> str:
    """Write an amount with commas, and as decimal where it is none of whole units."""
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):,}"


def as_share(
    words: Words, part: Fraction, whole: Fraction, *, parts: tuple[str, str], about: str = ""
) -> Version:
    """Return the version that tells a part as a share of its whole.

    Parameters
    ----------
    words : Words
    part, whole : Fraction
        Of one unit and window, `part` not more than `whole`.
    parts : pair of str
        What the bar says of the part, and of the whole.
    about : str
        What stands before a result that is worked out of rounded numbers.

    Returns
    -------
    Version
        Its wrong options are the results of the usual mistakes: the part added to the
        whole, held against the rest, or taken for it.
    """
    rest = whole - part
    right = rounded(100 * part / whole)
    mistakes = {
        "added": (
            part / (whole + part),
            f"comes of adding the part to its whole, {amount(part)} to {amount(whole)}. It is "
            "in there already.",
        ),
        "odds": (
            part / rest if rest else Fraction(2),
            f"holds the part against the rest, {amount(part)} against {amount(rest)}, not "
            "against all.",
        ),
        "rest": (rest / whole, f"is the share of the others, {amount(rest)}."),
    }
    numbers = {"share": right}
    hints = {}
    for name, (share, hint) in mistakes.items():
        number = rounded(100 * share)
        if share <= 1 and number not in numbers.values():
            numbers[name] = number
            hints[name] = f"{number}% {hint}"
    hints[CANNOT] = "Part and whole are there, in one unit and one window, so it can be worked out."
    ordered = sorted(numbers, key=lambda name: numbers[name])
    options = [(name, f"about {numbers[name]}%") for name in ordered]
    return Version(
        name=words.name,
        label=words.label,
        question=words.question,
        options=(*options, (CANNOT, "it cannot be worked out")),
        right="share",
        hints=hints,
        finding=words.finding.replace("{told}", f"{about}{right}%"),
        working=f"{amount(part)} ÷ {amount(whole)} = {float(part / whole):.4f}, rounded {right}%",
        story=words.story,
        cited=words.cited,
        # The part inside its whole, which is the frame of the bar.
        bars=(
            Bar(f"{parts[0]}: {amount(part)} of {amount(whole)} {parts[1]}", _length(part, whole)),
        ),
        sources=words.sources,
    )


def as_change(
    words: Words, before: Fraction, after: Fraction, *, times: tuple[str, str], more: str = ""
) -> Version:
    """Return the version that tells a figure as a rise or fall from another figure of its kind.

    Parameters
    ----------
    words : Words
    before, after : Fraction
        Of one unit, in windows of one length.
    times : pair of str
        What the bars say of the two times.
    more : str
        What stands before the percent, where one of the two is a bound.

    Returns
    -------
    Version
        Its wrong options divide by the later number, or take what it is of the earlier.
    """
    right = rounded(change_in_percent(before, after))
    way = "rise" if right > 0 else "fall"
    mistakes = {
        "base": (
            change_in_percent(after, before),
            "takes the difference as a part of the later number. A change is a part of the "
            "number before.",
        ),
        "ratio": (
            100 * after / before,
            "is the later number as a part of the earlier: it counts what was there before, too."
            if right > 0
            else "is what is left, not what is gone.",
        ),
    }
    numbers = {"change": abs(right)}
    hints = {}
    for name, (change, hint) in mistakes.items():
        number = abs(rounded(change))
        if number not in numbers.values() and (right > 0 or number <= 100):
            numbers[name] = number
            hints[name] = f"{number}% {hint}"
    hints[CANNOT] = "Both numbers are there, and count the same thing, so it can be worked out."
    ordered = sorted(numbers, key=lambda name: numbers[name])
    options = [(name, f"a {way} of about {numbers[name]}%") for name in ordered]
    longest = max(before, after)
    return Version(
        name=words.name,
        label=words.label,
        question=words.question,
        options=(*options, (CANNOT, "it cannot be worked out")),
        right="change",
        hints=hints,
        finding=words.finding.replace("{told}", f"a {way} of {more}{abs(right)}%"),
        working=(
            f"({amount(after)} − {amount(before)}) ÷ {amount(before)} = "
            f"{float((after - before) / before):+.4f}, rounded {right:+}%".replace("-", "−")
        ),
        story=words.story,
        cited=words.cited,
        bars=(
            Bar(f"{times[0]}: {amount(before)}", _length(before, longest)),
            Bar(f"{times[1]}: {amount(after)}", _length(after, longest)),
        ),
        sources=words.sources,
    )


def against(
    words: Words,
    mark: str,
    *,
    right: str,
    hints: tuple[str, str],
    told: str,
    working: str,
    bars: tuple[Bar, ...] = (),
) -> Version:
    """Return the version that asks whether a result is above a mark, below, or cannot be told.

    Parameters
    ----------
    words : Words
    mark : str
        The mark with its unit, such as "100 a day".
    right : "more", "fewer" or "none"
    hints : pair of str
        What is said to the other two options, in the order more, fewer, cannot be told.
    told, working : str
        The result, and how it was worked out.
    bars : tuple of Bar
        The picture, where there is one.

    Returns
    -------
    Version
    """
    options = (
        ("more", f"more than {mark}"),
        ("fewer", f"fewer than {mark}"),
        (CANNOT, "from this it cannot be told"),
    )
    others = [name for name, _ in options if name != right]
    return Version(
        name=words.name,
        label=words.label,
        question=words.question,
        options=options,
        right=right,
        hints=dict(zip(others, hints, strict=True)),
        finding=words.finding.replace("{told}", told),
        working=working,
        story=words.story,
        cited=words.cited,
        bars=bars,
        sources=words.sources,
    )


def as_printed(finding: str, story: str, cited: str) -> Version:
    """Return a figure as its article prints it: nothing to guess."""
    return Version("printed", "as printed", finding, "", story, cited)


def _length(part: Fraction, whole: Fraction) -> float:
    return round(float(part / whole), 4) if whole else 0
