"""The process next to the checks: loads one answer and answers calls, one after another.

Requests come on its standard input and replies go to its standard output: four bytes of
length, then JSON. Both are taken away from the student's code, which finds an empty
standard input; what it prints goes to standard error, up to a limit.

    {"id": 1, "load": {"source": "…", "file": "answer.py", "withheld": […], …}}
    {"id": 2, "call": "words_by_speaker", "arguments": […], "keywords": {"dict": []}}
"""

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from framelab.exercises.answer_side.answer_module import AnswerModule
from framelab.exercises.answer_side.codec import TooMuchDataError, from_bytes
from framelab.exercises.answer_side.frames import framed, next_frame
from framelab.exercises.answer_side.printed import printed_stream

Next = Callable[[], dict[str, Any]]


def main(following: Callable[[BinaryIO], Next] | None = None) -> None:
    """Answer requests until there are no more.

    Parameters
    ----------
    following : callable, optional
        Takes the stream of requests and gives a function that waits for the next one;
        without it, `watched_requests`.
    """
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for good
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = printed_stream(  # type: ignore[misc]
        lambda text: os.write(2, text.encode("utf-8", "backslashreplace"))
    )
    answer: AnswerModule | None = None
    next_request = (following or watched_requests)(requests)
    while True:
        request = next_request()
        if "load" in request:
            answer = AnswerModule(**request["load"])
            reply = answer.load()
        elif answer is None:
            raise RuntimeError("found a call; allowed: a load before it")
        else:
            reply = answer.call(request["call"], request["arguments"], request["keywords"])
        _flush()
        _send(replies, request["id"], reply)


def watched_requests(requests: BinaryIO) -> Next:
    """Read requests in a thread of its own, and end the process after the last one.

    When the checks are gone there is nobody to wait for an answer, not even one that runs
    in circles.
    """
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def read() -> None:
        while request := _read(requests):
            waiting.put(request)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting.get


def plain_requests(requests: BinaryIO) -> Next:
    """Read each request when it is asked for: where somebody else ends the process."""
    return lambda: _read(requests) or os._exit(0)


def _read(requests: BinaryIO) -> dict[str, Any] | None:
    data = next_frame(requests.read)
    request: dict[str, Any] | None = None if data is None else from_bytes(data)
    return request


def _flush() -> None:
    """Hand on what an answer's own stream may still hold."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def _send(replies: BinaryIO, number: int, reply: dict[str, Any]) -> None:
    try:
        data = framed({"id": number, **reply})
    except TooMuchDataError as error:
        data = framed({"id": number, "too_much": str(error)})
    replies.write(data)
    replies.flush()


if __name__ == "__main__":
    main()
