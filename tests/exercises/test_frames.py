"""How a message crosses a stream."""

import io
from typing import Any

import pytest

from framelab.exercises.answer_side.codec import MAX_BYTES, MalformedError, from_bytes
from framelab.exercises.answer_side.frames import framed, next_frame


def test_messages_come_out_one_by_one_as_they_went_in() -> None:
    messages: list[dict[str, Any]] = [{"id": 1}, {"id": 2, "value": ["é", None]}]
    stream = io.BytesIO(b"".join(framed(each) for each in messages))
    for message in messages:
        data = next_frame(stream.read)
        assert data is not None
        assert from_bytes(data) == message
    assert next_frame(stream.read) is None


@pytest.mark.parametrize("rest", [b"", b"\0", b"\0\0\0"])
def test_a_stream_that_ends_within_a_length_has_no_more_messages(rest: bytes) -> None:
    assert next_frame(io.BytesIO(rest).read) is None


def test_a_length_beyond_the_longest_message_is_not_read() -> None:
    asked = []

    def read(length: int) -> bytes:
        asked.append(length)
        return (MAX_BYTES + 1).to_bytes(4)

    with pytest.raises(MalformedError):
        next_frame(read)
    assert asked == [4]
