"""Whose voice is heard, and how much: by whatever unit it is counted in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

SpeechUnit = Literal["rows", "words", "paragraphs"]
SPEECH_UNITS: tuple[SpeechUnit, ...] = ("rows", "words", "paragraphs")


class Stretch(NamedTuple):
    """One stretch of speech in an article; `words` is None where the article tells it."""

    article: str
    paragraph: int
    speaker: str
    words: int | None


class Placed(Protocol):
    """A row of the table of quotations or of reported speech, or anything with its fields."""

    @property
    def article(self) -> str:
        """Which article prints it."""

    @property
    def paragraph(self) -> int:
        """In which of that article's paragraphs, counted from 1."""

    @property
    def speaker(self) -> str:
        """Whose speech it is."""


class PlacedQuote(Placed, Protocol):
    """A stretch in the speaker's own words."""

    @property
    def words(self) -> int:
        """How many words are quoted."""


def stretches(quotes: Iterable[PlacedQuote], reported: Iterable[Placed]) -> list[Stretch]:
    """Put quotations and reported speech into one list of stretches of speech.

    Parameters
    ----------
    quotes : iterable of PlacedQuote
        Each is a stretch, as printed: what is printed twice is two.
    reported : iterable of Placed
        Each is a stretch without words of the speaker's own.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> corpus = load_corpus()
    >>> len(stretches(corpus.quotes, corpus.reported))
    127
    """
    own = [Stretch(row.article, row.paragraph, row.speaker, row.words) for row in quotes]
    told = [Stretch(row.article, row.paragraph, row.speaker, None) for row in reported]
    return own + told


def speech_amount(speech: Iterable[Stretch], unit: SpeechUnit) -> int:
    """Count speech in a unit.

    Parameters
    ----------
    speech : iterable of Stretch
    unit : "rows", "words" or "paragraphs"
        "rows" counts stretches, quoted and told alike; "words" those that are quoted, because
        what is told has none of the speaker's own; "paragraphs" those with a stretch in
        them, each once.

    Returns
    -------
    int
        0 and above.

    Raises
    ------
    ValueError
        There is no such unit.

    Examples
    --------
    >>> speech = [Stretch("gazette", 4, "mayor", 7), Stretch("gazette", 4, "mayor", None)]
    >>> [speech_amount(speech, unit) for unit in ("rows", "words", "paragraphs")]
    [2, 7, 1]
    """
    if unit == "rows":
        return sum(1 for _ in speech)
    if unit == "words":
        return sum(each.words or 0 for each in speech)
    if unit == "paragraphs":
        return len({(each.article, each.paragraph) for each in speech})
    raise ValueError(f"unit: found {unit!r}; allowed: {', '.join(SPEECH_UNITS)}")


def voice_share(
    speech: Sequence[Stretch], voices: Mapping[str, str], unit: SpeechUnit
) -> dict[str, float | None]:
    """Return each voice's share of all speech, counted in one unit.

    The share of a voice is `speech_amount` of its stretches, divided by that of all.

    Parameters
    ----------
    speech : sequence of Stretch
    voices : mapping of str to str
        Speaker to voice: to the side that the speaker speaks from, or to the speaker. Whoever
        is here and says nothing stays in the result.
    unit : "rows", "words" or "paragraphs"
        As in `speech_amount`.

    Returns
    -------
    dict of str to float or None
        Each voice, in the order in which `voices` first has it, to 0 to 1. A paragraph with
        two voices counts for both and is one paragraph of the whole, so that shares of
        paragraphs can add up to more than 1. None throughout where there is nothing to have
        a share of.

    Raises
    ------
    KeyError
        Somebody speaks who is not in `voices`: left out, the others' shares would grow.
    ValueError
        There is no such unit.

    Examples
    --------
    >>> speech = [Stretch("gazette", 1, "mayor", 3), Stretch("gazette", 2, "driver", None)]
    >>> voice_share(speech, {"mayor": "mayor", "driver": "driver"}, "rows")
    {'mayor': 0.5, 'driver': 0.5}
    >>> voice_share(speech, {"mayor": "mayor", "driver": "driver"}, "words")
    {'mayor': 1.0, 'driver': 0.0}
    """
    whole = speech_amount(speech, unit)
    amounts = _amounts(speech, voices, unit)
    return {voice: amount / whole if whole else None for voice, amount in amounts.items()}


def most_heard(speech: Sequence[Stretch], voices: Mapping[str, str], unit: SpeechUnit) -> list[str]:
    """List the voice with the largest share, or those that are level with it.

    Parameters and errors are those of `voice_share`.

    Returns
    -------
    list of str
        In the order in which `voices` first has them; empty where nobody has a share.

    Examples
    --------
    >>> speech = [Stretch("gazette", 1, "mayor", 3), Stretch("gazette", 2, "driver", None)]
    >>> most_heard(speech, {"mayor": "mayor", "driver": "driver"}, "rows")
    ['mayor', 'driver']
    """
    amounts = _amounts(speech, voices, unit)  # whole numbers: level is level
    most = max(amounts.values(), default=0)
    return [voice for voice, amount in amounts.items() if most and amount == most]


def quoted_part(speech: Sequence[Stretch], voices: Mapping[str, str]) -> dict[str, float | None]:
    """Return the part of each voice's stretches that is quoted.

    Parameters and errors are those of `voice_share`.

    Returns
    -------
    dict of str to float or None
        0 (always told in the article's words) to 1 (always quoted), of the voice's own
        stretches; None for a voice without any.

    Examples
    --------
    >>> speech = [Stretch("gazette", 4, "mayor", 7), Stretch("gazette", 5, "mayor", None)]
    >>> quoted_part(speech, {"mayor": "mayor", "driver": "driver"})
    {'mayor': 0.5, 'driver': None}
    """
    every = _amounts(speech, voices, "rows")
    own = _amounts([each for each in speech if each.words is not None], voices, "rows")
    return {voice: own[voice] / every[voice] if every[voice] else None for voice in every}


def _amounts(
    speech: Iterable[Stretch], voices: Mapping[str, str], unit: SpeechUnit
) -> dict[str, int]:
    of: dict[str, list[Stretch]] = {voice: [] for voice in voices.values()}
    for each in speech:
        of[voices[each.speaker]].append(each)
    return {voice: speech_amount(own, unit) for voice, own in of.items()}
