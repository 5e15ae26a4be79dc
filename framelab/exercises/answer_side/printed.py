"""What an answer prints, kept up to a limit, so that endless printing fills nothing."""

import codecs
import io
from collections.abc import Callable
from typing import Any

MAX_PRINTED = 100_000
"""Characters that are kept; what comes later is dropped."""


def printed_stream(hand_on: Callable[[str], object], cut: str = "") -> io.TextIOWrapper:
    """Return a stream for `sys.stdout` that hands on its first `MAX_PRINTED` characters at once.

    The stream has what a terminal's has: `reconfigure`, `buffer`, an encoding.

    Parameters
    ----------
    hand_on : callable
        Takes each piece of text, as it is written.
    cut : str
        Handed on in the place of what there was no room for.
    """
    return io.TextIOWrapper(
        _BoundedBytes(hand_on, cut), "utf-8", "backslashreplace", newline="\n", write_through=True
    )


class _BoundedBytes(io.BufferedIOBase):
    """The buffer below the stream.

    Nothing closes it: where an answer puts a stream of its own on it, the one that is no longer
    used would close the buffer of the other.
    """

    def __init__(self, hand_on: Callable[[str], object], cut: str) -> None:
        self._hand_on, self._cut = hand_on, cut
        self._room = MAX_PRINTED
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def name(self) -> str:
        """Return what Python calls the stream."""
        return "<stdout>"

    def writable(self) -> bool:
        """Return True: bytes can be written."""
        return True

    def write(self, data: Any, /) -> int:
        """Hand on the text that there is room for, and return the length of the whole."""
        if self._room > 0 and (text := self._decoder.decode(data)):
            self._hand_on(text[: self._room])
            self._room -= len(text)
            if self._room < 0 and self._cut:
                self._hand_on(self._cut)
        return len(data)

    def close(self) -> None:
        """Do nothing."""
