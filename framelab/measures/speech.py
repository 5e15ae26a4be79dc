"""How much of somebody's words is printed, and on what."""

from collections.abc import Iterable
from typing import Protocol

ISSUES = ("drugs", "immigration", "both", "neither")


class Quoted(Protocol):
    """What is counted: a row of the table of quotations, or anything with its fields."""

    @property
    def speaker(self) -> str:
        """Who speaks."""

    @property
    def issue(self) -> str:
        """What the words are about: one of `ISSUES`."""

    @property
    def words(self) -> int:
        """How many words are quoted."""

    @property
    def utterance(self) -> str:
        """What to count once."""


def words_by_speaker(quotes: Iterable[Quoted]) -> dict[str, int]:
    """Count the words quoted of each speaker.

    Parameters
    ----------
    quotes : iterable of Quoted
        Every quotation counts as printed: one that is printed twice counts twice.

    Returns
    -------
    dict of str to int
        Speaker to words, in the order in which the speakers first occur. Who is not
        quoted is not in it.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> words_by_speaker(load_corpus().quotes)["escobar"]
    38
    """
    words: dict[str, int] = {}
    for quote in quotes:
        words[quote.speaker] = words.get(quote.speaker, 0) + quote.words
    return words


def words_by_issue(quotes: Iterable[Quoted], speaker: str) -> dict[str, int]:
    """Count the words quoted of one speaker, by what they are about.

    Returns
    -------
    dict of str to int
        Each of `ISSUES` to words; 0 for an issue on which the speaker is never quoted.
        Words on both issues are in "both" alone, so that the four add up to all.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> words_by_issue(load_corpus().quotes, "sessions")
    {'drugs': 11, 'immigration': 92, 'both': 0, 'neither': 3}
    """
    words = dict.fromkeys(ISSUES, 0)
    for quote in quotes:
        if quote.speaker == speaker:
            words[quote.issue] += quote.words
    return words


def share_on(quotes: Iterable[Quoted], speaker: str, issue: str) -> float | None:
    """Give the share of a speaker's quoted words that are about an issue.

    Parameters
    ----------
    issue : str
        "drugs" or "immigration"; words on both count for either.

    Returns
    -------
    float or None
        0 to 1, of all words quoted of this speaker; None where the speaker is not
        quoted, because there is no share of nothing.

    Raises
    ------
    ValueError
        There is no such issue, or it is none that words can be on.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> round(share_on(load_corpus().quotes, "sessions", "drugs"), 2)
    0.1
    """
    if issue not in ("drugs", "immigration"):
        raise ValueError(f"issue: found {issue!r}; allowed: drugs, immigration")
    words = words_by_issue(quotes, speaker)
    whole = sum(words.values())
    return (words[issue] + words["both"]) / whole if whole else None


def utterances(quotes: Iterable[Quoted], speaker: str) -> int:
    """Count what a speaker said, each sentence once.

    Stretches that share a `group` are one utterance: fragments of one sentence, or a
    sentence that an article prints again.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> utterances(load_corpus().quotes, "trump")
    5
    """
    return len({quote.utterance for quote in quotes if quote.speaker == speaker})
