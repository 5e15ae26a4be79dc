"""What an answer prints, kept up to a limit, so that endless printing fills nothing."""

import io
from collections.abc import Callable

MAX_PRINTED = 100_000
"""Characters that are kept; what comes later is dropped."""


class BoundedText(io.TextIOBase):
    """A text stream that hands on its first `MAX_PRINTED` characters at once.

    Parameters
    ----------
    hand_on : callable
        Takes each piece of text, as it is written.
    cut : str
        Handed on in the place of what there was no room for.
    """

    def __init__(self, hand_on: Callable[[str], object], cut: str = "") -> None:
        self._hand_on, self._cut = hand_on, cut
        self._room = MAX_PRINTED

    def writable(self) -> bool:
        """Return True: text can be written."""
        return True

    def write(self, text: str, /) -> int:
        """Hand on the text that there is room for, and return the length of the whole."""
        if self._room > 0 and text:
            self._hand_on(text[: self._room])
            self._room -= len(text)
            if self._room < 0 and self._cut:
                self._hand_on(self._cut)
        return len(text)
