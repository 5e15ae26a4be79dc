"""The process next to the tests: loads one answer and answers calls, one after another.

Requests come on its standard input and replies go to its standard output: four bytes of
length, then JSON. Both are taken away from the student's code, which finds an empty
standard input; what it prints goes to standard error, up to a limit.

    {"id": 1, "load": {"source": "…", "file": "answer.py", "withheld": […]}}
    {"id": 2, "call": "words_by_speaker", "arguments": […], "keywords": {"dict": []}}
"""

import os
import queue
import sys
import threading
from typing import Any, BinaryIO

from framelab.exercises.codec import TooMuchDataError, from_bytes, to_bytes
from framelab.exercises.loaded import LoadedAnswer
from framelab.exercises.printed import BoundedText

LENGTH_BYTES = 4


def main() -> None:
    """Answer requests until there are no more."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for good
    sys.stdout = sys.stderr = BoundedText(
        lambda text: os.write(2, text.encode("utf-8", "backslashreplace"))
    )
    answer: LoadedAnswer | None = None
    waiting = _read_all(requests)
    while True:
        request = waiting.get()
        if "load" in request:
            answer = LoadedAnswer(**request["load"])
            reply = answer.load()
        elif answer is None:
            raise RuntimeError("found a call; allowed: a load before it")
        else:
            reply = answer.call(request["call"], request["arguments"], request["keywords"])
        _send(replies, request["id"], reply)


def _read_all(requests: BinaryIO) -> "queue.SimpleQueue[dict[str, Any]]":
    """Read requests in a thread of its own, and end the process after the last one.

    When the tests are gone there is nobody to wait for an answer, not even one that runs
    in circles.
    """
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def read() -> None:
        while head := requests.read(LENGTH_BYTES):
            waiting.put(from_bytes(requests.read(int.from_bytes(head))))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting


def _send(replies: BinaryIO, number: int, reply: dict[str, Any]) -> None:
    try:
        data = to_bytes({"id": number, **reply})
    except TooMuchDataError as error:
        data = to_bytes({"id": number, "too_much": str(error)})
    replies.write(len(data).to_bytes(LENGTH_BYTES) + data)
    replies.flush()


if __name__ == "__main__":
    main()
