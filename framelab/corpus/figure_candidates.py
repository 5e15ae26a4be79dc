"""What may be a figure: quantities as an English text prints them, for a reader to code."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from framelab.corpus.tokens import token_spans

# "One" alone is mostly no number; it counts inside "twenty-one".
_NUMBER_WORDS = {
    "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    "thousand", "million", "billion", "trillion", "dozen",
}  # fmt: skip
_NUMBER_NOUNS = {
    "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions",
    "decades", "centuries", "teens", "twenties", "thirties", "forties", "fifties", "sixties",
    "seventies", "eighties", "nineties", "couple",
}  # fmt: skip
_SHARE_NOUNS = {
    "majority", "minority", "half", "halves", "third", "thirds", "quarter", "quarters", "fifth",
    "fifths", "tenth", "tenths", "percentage", "fraction",
}  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TIME = re.compile(r"\d{1,2}:\d\d(?:am|pm)?|\d{1,2}(?:am|pm)")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class FigureCandidate:
    """A quantity as printed.

    `kind` is digits, year, time, in-word ("MS-13", "two-year"), number-word, number-noun
    ("hundreds") or share-noun ("majority").
    """

    paragraph: int
    value: str
    kind: str


def figure_candidates(paragraphs: Sequence[str]) -> list[FigureCandidate]:
    """Find the quantities of an English text: in digits, in number words, in nouns.

    Parameters
    ----------
    paragraphs : sequence of str
        The paragraphs of a body in order.

    Returns
    -------
    list of FigureCandidate
        In the order of the text, as printed, with a sign of currency or per cent. "One"
        alone is left out: it is mostly no number. Dates, times and names are in it.

    Examples
    --------
    >>> [each.value for each in figure_candidates(["Half of $3.5 million, or twenty-two shares."])]
    ['Half', '$3.5 million', 'twenty-two']
    """
    found: list[FigureCandidate] = []
    for number, paragraph in enumerate(paragraphs, start=1):
        text = unicodedata.normalize("NFC", paragraph)
        last_end, last_kind = -1, ""
        for token, start, end in token_spans(text):
            kind = _figure_kind(token)
            if kind:
                value = _with_signs(text, start, end)
                goes_on = last_kind in ("digits", "number-word") and text[last_end:start].isspace()
                if kind == "number-word" and goes_on:  # 3.5 million, two hundred thousand
                    value, kind = f"{found.pop().value} {value}", last_kind
                found.append(FigureCandidate(number, value, kind))
            last_end, last_kind = end, kind
    return found


@lru_cache(maxsize=2**15)  # few words are most of a text
def _figure_kind(token: str) -> str:
    if any(sign.isdigit() for sign in token):
        if _YEAR.fullmatch(token):
            return "year"
        if _TIME.fullmatch(token):
            return "time"
        return "digits" if _PLAIN_NUMBER.fullmatch(token) else "in-word"
    if token in _NUMBER_NOUNS:
        return "number-noun"
    if token in _SHARE_NOUNS:
        return "share-noun"
    parts = token.split("-")
    numbers = [part in _NUMBER_WORDS or (part == "one" and len(parts) > 1) for part in parts]
    if all(numbers):
        return "number-word"
    if {"third", "thirds", "half"}.intersection(parts):  # two-thirds
        return "share-noun"
    return "in-word" if numbers[0] else ""


def _with_signs(text: str, start: int, end: int) -> str:
    if text[start - 1 : start] in tuple("$€£¥"):
        start -= 1
    if share := re.match(r"\s?(?:%|per ?cent\b)", text[end : end + 10]):
        end += share.end()
    return " ".join(text[start:end].split())
