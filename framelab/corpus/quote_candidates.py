"""What may be a quotation: the stretches between marks, for a reader to code.

A candidate says where it stands and how it is printed. Who speaks, and whether anybody does,
is for a reader: titles, terms and scare quotes stand between marks too.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framelab.corpus.tokens import tokenize

_CLOSES = {
    '"': '"',
    "“": "”",
    "”": "”",  # Swedish and Finnish open with the mark that they close with
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
}
_MARK = re.compile(f"[{''.join({*_CLOSES, *''.join(_CLOSES.values())})}]")
# How many marks ahead a closing one is looked for: a paragraph of nothing but opening marks
# would take the square of its length.
_FARTHEST = 200
_DOUBLE = frozenset('"“”„«»')
_SINGLE = frozenset("'‘’‚")
_ALWAYS_OPENS = frozenset("„‚「『")
# What may stand before an opening mark (or nothing), and behind it.
_BEFORE = re.compile(r"[\s(\[{—–/\-\"“”„«»‹›‘’‚']")
_BEHIND = re.compile(r"[\w(\[{$€£¥#@…\"“„«»‹›‘‚']")
# Words that lose their beginning: the mark before them is an apostrophe.
_ELISION = re.compile(r"(?:\d|(?:n|tis|twas|em|cause|til|till|bout|cuz|neath)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuoteCandidate:
    """A stretch between quotation marks.

    `closed` tells whether it closes with the mark that belongs to the one it opens with;
    `closing` is the mark that ends it, "" where it runs to the end of the paragraph.
    `continues` tells whether the next paragraph opens with the same mark, as where
    somebody is quoted over several paragraphs. `words` counts its tokens.
    """

    paragraph: int
    text: str
    words: int
    opening: str
    closing: str
    closed: bool
    continues: bool


def quote_candidates(paragraphs: Sequence[str]) -> list[QuoteCandidate]:
    """Find the stretches between quotation marks, the outermost where they are nested.

    Parameters
    ----------
    paragraphs : sequence of str
        The paragraphs of a body in order.

    Returns
    -------
    list of QuoteCandidate
        In the order of the text. None reaches beyond its paragraph.
    """
    texts = [unicodedata.normalize("NFC", text).strip() for text in paragraphs]
    found = []
    for number, text in enumerate(texts, start=1):
        following = texts[number] if number < len(texts) else ""
        for start, end, closing, is_closed in _stretches(text):
            inside = " ".join(text[start + 1 : end].split())
            words = len(tokenize(inside))
            if words:
                continues = not closing and following.startswith(text[start])
                found.append(
                    QuoteCandidate(
                        number, inside, words, text[start], closing, is_closed, continues
                    )
                )
    return found


def _stretches(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Return where each stretch opens and ends, the mark that closes it, and whether rightly."""
    marks = [mark.start() for mark in _MARK.finditer(text)]
    # Each mark is looked at once, however many stretches it may stand in.
    opening = {at for at in marks if _opens(text, at)}
    k = 0
    while k < len(marks):
        start = marks[k]
        if start not in opening:
            k += 1
        elif (m := _closing(text, marks, opening, k)) is not None:
            yield start, marks[m], text[marks[m]], True
            k = m + 1
        elif text[start] in _SINGLE:  # an apostrophe, then
            k += 1
        elif (m := _wrong_closing(text, marks, opening, k)) is not None:
            yield start, marks[m], text[marks[m]], False
            k = m + 1
        else:
            # It ends where the next one opens, or at the end of the paragraph.
            following = range(k + 1, len(marks))
            same = (m for m in following if text[marks[m]] == text[start])
            k = next((m for m in same if marks[m] in opening), len(marks))
            yield start, marks[k] if k < len(marks) else len(text), "", False


def _opens(text: str, at: int) -> bool:
    sign = text[at]
    if sign not in _CLOSES or sign == "’":
        return False
    if sign in _ALWAYS_OPENS:
        return True
    if at > 0 and not _BEFORE.match(text[at - 1]):
        return False
    if sign in "«‹":  # French puts a space inside
        return True
    return _BEHIND.match(text, at + 1) is not None and not (
        sign in _SINGLE and _ELISION.match(text, at + 1)
    )


def _closing(text: str, marks: Sequence[int], opening: set[int], k: int) -> int | None:
    """Find the mark that belongs to the opening one `marks[k]`."""
    first = text[marks[k]]
    closes, depth = _CLOSES[first], 1
    possessive = None
    for m in range(k + 1, min(k + _FARTHEST, len(marks))):
        sign = text[marks[m]]
        if sign == first and marks[m] in opening:
            if sign in closes:  # another one opens before this one closes
                break
            depth += 1
        elif sign in closes and (sign not in _SINGLE or _ends_word(text, marks[m])):
            if sign in _SINGLE and _is_possessive(text, marks[m]):
                possessive = m if possessive is None else possessive
                continue
            depth -= 1
            if depth == 0:
                return m
    return possessive if depth == 1 else None


def _wrong_closing(text: str, marks: Sequence[int], opening: set[int], k: int) -> int | None:
    """Find the mark of another kind that closes what `marks[k]` opens."""
    single = None
    for m in range(k + 1, min(k + _FARTHEST, len(marks))):
        at, sign = marks[m], text[marks[m]]
        if sign in _DOUBLE:
            if at in opening:
                break
            return m
        is_free = sign in "'’" and _ends_word(text, at) and not _is_possessive(text, at)
        if is_free and single is None:
            single = m
    return single


def _ends_word(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _is_possessive(text: str, at: int) -> bool:
    """Return whether a single mark may be the apostrophe of "the officials' visit"."""
    return text[at - 1] in "sxzS" and re.match(r"\s\w", text[at + 1 : at + 3]) is not None
