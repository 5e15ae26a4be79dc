"""How a message crosses a stream: four bytes of length, then the message as JSON.

The checks' side uses it too: it reads what an answer may have forged, so a length is
looked at before anything of that length is waited for.
"""

from collections.abc import Callable
from typing import Any

from framelab.exercises.answer_side.codec import MAX_BYTES, MalformedError, to_bytes

_LENGTH_BYTES = 4


def framed(message: dict[str, Any]) -> bytes:
    """Return a message as it crosses a stream.

    Raises
    ------
    TooMuchDataError
        The message is longer than `codec.MAX_BYTES`.
    """
    data = to_bytes(message)
    return len(data).to_bytes(_LENGTH_BYTES) + data


def next_frame(read: Callable[[int], bytes]) -> bytes | None:
    """Return the bytes of the next message, without its length; None at the end of the stream.

    Parameters
    ----------
    read : callable
        Takes a number of bytes, and returns as many; fewer at the end of the stream.

    Raises
    ------
    MalformedError
        The message announces more than `codec.MAX_BYTES` bytes.
    """
    head = read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head)
    if length > MAX_BYTES:
        raise MalformedError("something else, written where its answers go")
    return read(length)
