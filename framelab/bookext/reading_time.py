"""How long a chapter takes: one rule, for the line at its head and for the test that holds it.

Words to read at 180 a minute, three minutes for each guess at a widget that the chapter asks
for, one minute for each question of `{check}`. The exercise has minutes of its own.
"""

import re
from dataclasses import dataclass

from framelab.corpus import Corpus

WORDS_A_MINUTE = 180
MINUTES_A_GUESS = 3
MINUTES_A_CHECK = 1

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# Code that nobody sees, and what stands in the page to be looked up.
_NOT_READ = re.compile(
    r"^(`{3,})\{(?:code-cell|graded-exercise|paragraphs|provenance)\}.*?^\1$",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = re.compile(r"^%.*$", re.MULTILINE)
_CHECK = re.compile(r"^`{3,}\{check\}", re.MULTILINE)
_QUOTATIONS = re.compile(r"^`{3,}\{quotations\}(?P<ids>[^\n]*)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^[`:]{3,}(?:\{[a-z:-]+\})?", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<role>[a-z:]+)\}`(?P<text>[^`]*)`")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What there is to do in a chapter: words to read, guesses to make, checks to answer."""

    words: int
    guesses: int
    checks: int

    @property
    def minutes(self) -> float:
        """How long it takes, in minutes."""
        return self.reading + self.guessing + self.checking

    @property
    def reading(self) -> float:
        """Minutes for the words."""
        return self.words / WORDS_A_MINUTE

    @property
    def guessing(self) -> int:
        """Minutes for the guesses."""
        return self.guesses * MINUTES_A_GUESS

    @property
    def checking(self) -> int:
        """Minutes for the checks."""
        return self.checks * MINUTES_A_CHECK


def estimate(source: str, guesses: int, corpus: Corpus | None) -> Estimate:
    """Estimate what a chapter asks of its reader.

    Parameters
    ----------
    source : str
        The chapter as MyST. Its head, tables and checks are read, with all their feedback;
        code, the exercise and lists for looking things up (`{paragraphs}`, `{provenance}`)
        are not.
    guesses : int
        How many guesses at its widgets the chapter asks for. A widget can have more: the
        chapter says which of them it wants.
    corpus : Corpus or None
        Where quotations and facts stand, which a role puts into the prose by their id; None
        for a book without a corpus.

    Returns
    -------
    Estimate

    Examples
    --------
    >>> from framelab import load_corpus
    >>> estimate("Ninety words, or [so](#kpbs-3).", 2, load_corpus())
    Estimate(words=4, guesses=2, checks=0)
    """
    text = _FRONT_MATTER.sub("", source)
    text = _NOT_READ.sub("", text)
    text = _COMMENT.sub("", text)
    checks = len(_CHECK.findall(text))
    text = _QUOTATIONS.sub(lambda found: _quotations(found["ids"], corpus), text)
    text = _DIRECTIVE.sub("", text)
    text = _ROLE.sub(lambda found: _said(found["role"], found["text"], corpus), text)
    text = _LINK.sub(r"\g<text>", text)
    return Estimate(len(_WORD.findall(text)), guesses, checks)


def _quotations(ids: str, corpus: Corpus | None) -> str:
    if corpus is None:
        return ""
    found = (corpus.quotes.get(name) for name in ids.split())
    return " ".join(row.text for row in found if row)


def _said(role: str, text: str, corpus: Corpus | None) -> str:
    """Return what a role prints, or a word in its place."""
    match role:
        case "quote" if corpus and (row := corpus.quotes.get(text)):
            return f"{row.text} {corpus.articles[row.article].name} {row.paragraph}"
        case "fact" if corpus and (fact := corpus.context.get(text)):
            return fact.fact
        case "outside":
            return ""
        case "term" | "doc" | "ref":
            return re.sub(r"\s*<[^>]*>$", "", text)
        case _:
            return "word"
