"""Whether the ways out of the book still lead somewhere: one polite question an address.

Addresses of one host are asked one after the other, with a pause between them; several
hosts at a time. No page is read, only its answer's head.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import httpx

from framelab.progress import Advance

SECONDS_BETWEEN = 1.0
"""Pause between two questions to one host."""
SECONDS_TO_ANSWER = 20.0
HOSTS_AT_A_TIME = 8
MOST_HOPS = 10

# Says what it is: a server may refuse it, and that is then said.
_HEAD = {
    "User-Agent": "framelab-links (looks whether the links of a course book still work)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language": "en",
}
_REFUSALS = {401, 403, 405, 406, 418, 429, 451, 999}
_FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}


class Verdict(StrEnum):
    """What came back, from good to bad."""

    ALIVE = "alive"
    MOVED = "moved"
    REFUSED = "refused"
    SILENT = "silent"
    FAILING = "failing"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address: the verdict, and the same in words.

    `reached` is false where not even a connection came about, which is also what a machine
    without a network sees of every address.
    """

    verdict: Verdict
    words: str
    reached: bool = True


def ask_all(
    addresses: Iterable[str],
    *,
    between: float = SECONDS_BETWEEN,
    seconds: float = SECONDS_TO_ANSWER,
    advance: Advance = lambda done, total: None,
    pause: Callable[[float], object] | None = None,
) -> dict[str, Answer]:
    """Ask each address once whether something is there.

    Parameters
    ----------
    addresses : iterable of str
        Addresses of the web. What follows a `#` is not asked for.
    between : float
        Seconds between two questions to one host.
    seconds : float
        How long an answer may take.
    advance : callable
        Is told how many addresses have answered, and how many there are.
    pause : callable, optional
        Waits for the seconds that it is given.

    Returns
    -------
    dict
        An answer for each address.
    """
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        host = address.partition("//")[2].partition("/")[0].casefold()
        hosts.setdefault(host, []).append(address)
    total = sum(map(len, hosts.values()))
    answers: dict[str, Answer] = {}
    stopped = threading.Event()
    pause = pause or stopped.wait

    def ask_host(asked: list[str], client: httpx.Client) -> dict[str, Answer]:
        given = {}
        for number, address in enumerate(asked):
            if number:
                pause(between)
            if stopped.is_set():
                break
            given[address] = _ask(client, address)
        return given

    with (
        httpx.Client(
            headers=_HEAD, timeout=seconds, follow_redirects=True, max_redirects=MOST_HOPS
        ) as client,
        ThreadPoolExecutor(HOSTS_AT_A_TIME) as pool,
    ):
        try:
            for done in as_completed(
                [pool.submit(ask_host, asked, client) for asked in hosts.values()]
            ):
                answers |= done.result()
                advance(len(answers), total)
        finally:
            # After an interruption nobody waits for what was still to be asked.
            stopped.set()
            pool.shutdown(cancel_futures=True)
    return answers


def _ask(client: httpx.Client, address: str) -> Answer:
    try:
        with client.stream("GET", address) as response:
            return _judged(address, response)
    except httpx.TooManyRedirects:
        return Answer(Verdict.DEAD, f"leads on and on, more than {MOST_HOPS} times")
    except httpx.TimeoutException:
        seconds = client.timeout.read
        return Answer(Verdict.SILENT, f"did not answer within {seconds:g} seconds; try again later")
    except httpx.ConnectError as error:
        return _unconnected(error)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        return Answer(Verdict.DEAD, f"is no address of the web: {error}")
    except httpx.HTTPError as error:
        return Answer(
            Verdict.FAILING, f"broke off ({error or type(error).__name__}); try again later"
        )


def _judged(address: str, response: httpx.Response) -> Answer:
    code = response.status_code
    named = f"{code} {response.reason_phrase}".strip()
    if code in _REFUSALS:
        why = "too many questions" if code == HTTPStatus.TOO_MANY_REQUESTS else "not to a program"
        return Answer(Verdict.REFUSED, f"refuses to say ({named}; {why}); look with a browser")
    if response.is_server_error:
        return Answer(Verdict.FAILING, f"its server fails ({named}); try again later")
    if not response.is_success:
        return Answer(Verdict.DEAD, f"is not there ({named})")
    if response.history:
        for_good = all(each.status_code in _FOR_GOOD for each in response.history)
        how = "has moved for good to" if for_good else "leads on for now to"
        return Answer(Verdict.MOVED, f"{how} {response.url}")
    return Answer(Verdict.ALIVE, f"is there ({named})")


def _unconnected(error: BaseException) -> Answer:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return Answer(Verdict.DEAD, f"has no such host ({cause.strerror})", reached=False)
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return Answer(Verdict.FAILING, f"shows a certificate that is not valid: {why}")
        cause = cause.__cause__ or cause.__context__
    return Answer(Verdict.DEAD, f"takes no connection ({error})", reached=False)
