"""What counts as a word, in one place for the whole course."""

import re
import unicodedata
from collections.abc import Iterator

_PLAIN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{HAIR SPACE}": " ",
    }
)

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # u.s.
    r"|[^\W_]+(?:(?:['-]|(?<=\d)[.,:](?=\d))[^\W_]+)*"  # kelly's, ms-13, 21,362, 6:30am
)


def tokenize(text: str) -> list[str]:
    """Split a text into its tokens, in order.

    The text is put into Unicode NFC and casefolded, and curly apostrophes are made
    straight, so that two printings of one sentence give the same tokens. An
    abbreviation with full stops, a hyphenated compound, a number with its separators
    and a word with its apostrophe are one token each.

    Parameters
    ----------
    text : str
        Any text, of any length.

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
    return _TOKEN.findall(plain)


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
    for match in _TOKEN.finditer(text.translate(_PLAIN)):  # a character for a character
        yield match[0].casefold(), match.start(), match.end()
