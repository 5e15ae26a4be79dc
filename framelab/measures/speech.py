"""How much of somebody's words is printed, and on what."""

from collections.abc import Collection, Iterable
from typing import Protocol

from framelab.corpus.codebook import BOTH, JOINED


class Quoted(Protocol):
    """What is counted: a row of the table of quotations, or anything with its fields."""

    @property
    def speaker(self) -> str:
        """Who speaks."""

    @property
    def issue(self) -> str:
        """What the words are about: an issue of the codebook, `both` or `neither`."""

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


def words_by_issue(
    quotes: Iterable[Quoted], speaker: str, issues: Collection[str]
) -> dict[str, int]:
    """Count the words quoted of one speaker, by what they are about.

    Parameters
    ----------
    quotes : iterable of Quoted
    speaker : str
    issues : collection of str
        Every code that a quotation may have, such as `codebook.issue_codes` of a corpus.

    Returns
    -------
    dict of str to int
        Each code to words; 0 for an issue on which the speaker is never quoted. Words on
        both issues are in "both" alone, so that the counts add up to all.

    Raises
    ------
    KeyError
        A quotation has a code that is not in `issues`.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> corpus = load_corpus()
    >>> words_by_issue(corpus.quotes, "sessions", corpus.codebook.issue_codes)
    {'drugs': 11, 'immigration': 92, 'both': 0, 'neither': 3}
    """
    words = dict.fromkeys(issues, 0)
    for quote in quotes:
        if quote.speaker == speaker:
            words[quote.issue] += quote.words
    return words


def share_on(
    quotes: Iterable[Quoted], speaker: str, issue: str, issues: Collection[str]
) -> float | None:
    """Return the share of a speaker's quoted words that are about an issue.

    Parameters
    ----------
    quotes : iterable of Quoted
    speaker : str
    issue : str
        One of the issues; words on both count for either.
    issues : collection of str
        The ids of all issues, such as `codebook.issues` of a corpus.

    Returns
    -------
    float or None
        0 to 1, of all words quoted of this speaker; None where the speaker is not
        quoted, because there is no share of nothing.

    Raises
    ------
    ValueError
        `issue` is none of the issues.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> corpus = load_corpus()
    >>> round(share_on(corpus.quotes, "sessions", "drugs", corpus.codebook.issues), 2)
    0.1
    """
    if issue not in issues:
        raise ValueError(f"issue: found {issue!r}; allowed: {', '.join(issues)}")
    own = [quote for quote in quotes if quote.speaker == speaker]
    whole = sum(quote.words for quote in own)
    part = sum(quote.words for quote in own if _names(quote.issue, issue))
    return part / whole if whole else None


def _names(code: str, issue: str) -> bool:
    return code == BOTH or issue in code.split(JOINED)


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
