"""What counts as a word, in one place for the whole course.

A rule of our own rather than a library's: students read it, the browser's Python runs it, and it
keeps "ms-13", "u.s." and "21,362" whole, which the word boundaries of Unicode (UAX 29) do not.
What it takes from there is that a mark belongs to the letter before it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

_APOSTROPHES = "‘’‛ʼ´`′＇՚׳"
_HYPHENS = "‐‑﹣－֊־"
# Signs that nobody sees: hints where a line may break, joiners, directions, forms of a letter,
# tags. They are those of Unicode's property Default_Ignorable_Code_Point.
_UNSEEN = [
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810),
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164,
    *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000),
]  # fmt: skip
_PLAIN: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{HAIR SPACE}"), " "),
    **dict.fromkeys(_UNSEEN),
}
_UNSEEN_SIGNS = frozenset(map(chr, _UNSEEN))

# Stands for every mark while words are looked for: `\w` has letters and digits alone.
_MARK = "\N{COMBINING GRAVE ACCENT}"
_LETTER = rf"[^\W\d_]{_MARK}*+"
_WORD = rf"[^\W_]++(?:{_MARK}++[^\W_]*+)*+"
_TOKEN = re.compile(
    rf"(?:{_LETTER}\.)+{_LETTER}(?![^\W_])\.?(?:'{_WORD})?"  # u.s., u.s.a, d.c.'s
    # kelly's, ms-13, 21,362, 6:30am, and signs inside words and numbers of other languages: the
    # middle dot, gershayim, Armenian marks of stress, wonder and question, Arabic separators
    rf"|{_WORD}(?:(?:['-]|(?<=\d)[.,:٫٬](?=\d)|(?<!\d)[·‧״՛՜՞](?!\d)){_WORD})*+"
)


def tokenize(text: str) -> list[str]:
    """Split a text into its tokens, in order.

    The text is put into Unicode NFC and casefolded, curly apostrophes are made straight,
    hyphens that hold a line together are made plain, and signs that nobody sees, such as the
    soft hyphen, are left out, so that two printings of one sentence give the same tokens. An
    abbreviation with full stops, a hyphenated compound, a number with its separators and a
    word with its apostrophe are one token each. A letter keeps its marks, in any script.

    Parameters
    ----------
    text : str
        Any text, of any length. Where words have no spaces between them, as in Thai, Chinese
        and Japanese, a run of letters is one token.

    Returns
    -------
    list of str
        The tokens in the order of the text; empty when it has no letter and no digit.

    Examples
    --------
    >>> tokenize("The U.S. agency’s 21,362 arrests: MS-13, 6:30am, 9-1-1.")
    ['the', 'u.s.', "agency's", '21,362', 'arrests', 'ms-13', '6:30am', '9-1-1']
    """
    plain = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
    plain = unicodedata.normalize("NFC", plain)
    shadow = _with_one_mark(plain)
    if shadow is plain:
        return _TOKEN.findall(plain)
    return [plain[match.start() : match.end()] for match in _TOKEN.finditer(shadow)]


def _with_one_mark(text: str) -> str:
    """Return the text with one mark in the place of every mark; itself where it has none."""
    if text.isascii():
        return text
    marks = [sign for sign in set(text) if unicodedata.category(sign)[0] == "M"]
    return text.translate(dict.fromkeys(map(ord, marks), _MARK)) if marks else text


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Return the tokens of a text with where they stand in it.

    Parameters
    ----------
    text : str
        A text in Unicode NFC: only there do its characters stand where they are counted.

    Yields
    ------
    tuple of str, int, int
        A token as `tokenize` gives it, and its first and last position, as in a slice.

    Examples
    --------
    >>> list(token_spans("MS-13, again"))
    [('ms-13', 0, 5), ('again', 7, 12)]
    """
    places: list[int] | None = None
    folded = text.casefold()  # in which a character can be several, but never fewer than one
    if len(folded) != len(text) or not _UNSEEN_SIGNS.isdisjoint(folded):
        folds = enumerate(map(str.casefold, text))
        places = [at for at, fold in folds for sign in fold if sign not in _UNSEEN_SIGNS]
    plain = folded.translate(_PLAIN)
    for match in _TOKEN.finditer(_with_one_mark(plain)):
        start, end = match.span()
        token = unicodedata.normalize("NFC", plain[start:end])
        yield (token, start, end) if places is None else (token, places[start], places[end - 1] + 1)
