"""One rule for signs that steer what shows them, or that nobody sees.

A name, an article or a message that comes from elsewhere can hold control characters,
which move a terminal's cursor; marks that turn the direction of a line; and signs of no
width, by which two names differ and look the same. Such a sign is odd. Where names must
stay apart it is written as Python escapes it (`escape_signs`); where running text is
read, it is left out or marked (`strip_signs`).

Needs the standard library alone; a room that the layer test allows may use it.
"""

import unicodedata
from collections.abc import Iterator

_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
# Letters without case, their marks, and pictures: among them joiners change what is seen, in
# Persian, in Hindi, in an emoji of several parts. In Latin, Greek or Cyrillic they do not.
_JOINED = ("Lo", "Mn", "Mc", "So", "Sk")
# What chooses a variant of a picture or a letter without case, and says nothing after others.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# Letters and marks that have no shape: the joiner of graphemes, fillers, vowels of Khmer that
# are not written, selectors of Mongolian.
_SHAPELESS = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0))
)
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def escape_signs(text: str, keep: str = "") -> str:
    r"""Return a text whose odd signs are written as Python escapes them.

    Parameters
    ----------
    text : str
    keep : str
        Odd signs that stay, such as line breaks.

    Examples
    --------
    >>> print(escape_signs("An\u200ba\x1b[31m"))
    An\u200ba\x1b[31m
    """
    return "".join(
        ascii(sign)[1:-1] if is_odd and sign not in keep else sign for sign, is_odd in _signs(text)
    )


def strip_signs(text: str) -> str:
    r"""Return a text without odd signs, for a reader at a terminal.

    What could steer the terminal, or turn the direction of a line, becomes U+FFFD. A tab
    becomes a space. Signs that have no width, and do nothing else, are left out.

    Examples
    --------
    >>> strip_signs("An\u200ba\tB")
    'Ana B'
    """
    return "".join(
        _in_its_place(sign) if is_odd else sign for sign, is_odd in _signs(text.replace("\t", " "))
    )


def _in_its_place(sign: str) -> str:
    steers = sign in _TURNING or unicodedata.category(sign) not in ("Cf", "Mn", "Lo")
    return "\N{REPLACEMENT CHARACTER}" if steers else ""


def _signs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each sign with whether it is odd where it stands."""
    before = ""
    for at, sign in enumerate(text):
        yield sign, _is_odd(before, sign, text[at + 1 : at + 2])
        before = sign


def _is_odd(before: str, sign: str, after: str) -> bool:
    if sign in _JOINERS:
        return not (_is_joined(before) and _is_joined(after))
    if sign in _SELECTORS:
        return not before or _has_one_shape(before)
    category = unicodedata.category(sign)
    return category[0] == "C" or category in ("Zl", "Zp") or sign in _SHAPELESS


def _is_joined(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign) in _JOINED


def _has_one_shape(sign: str) -> bool:
    """Return True for letters with case, spaces and controls: no selector changes them."""
    category = unicodedata.category(sign)
    return category[0] in "LZC" and category != "Lo"
