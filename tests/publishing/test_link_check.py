"""What comes back from addresses, asked on this machine alone."""

import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from framelab.publishing.link_check import Verdict, ask_all


class _Server(http.server.BaseHTTPRequestHandler):
    """Each address does what it says."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        what = self.path.strip("/")
        if what == "slow":
            time.sleep(3)
        if what == "hangs-up":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        code = {"moved": 301, "elsewhere": 302, "round": 302}.get(what, 200)
        self.send_response(int(what) if what.isdigit() else code)
        if code != 200:
            self.send_header("Location", "/round" if what == "round" else "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # A proxy of this machine is not what is tested.
    monkeypatch.setenv("no_proxy", "*")
    handler = type("Handler", (_Server,), {"asked": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize(
    ("what", "verdict", "words"),
    [
        ("here", Verdict.ALIVE, "is there (200 OK)"),
        ("moved", Verdict.MOVED, "has moved for good to {server}/here"),
        ("elsewhere", Verdict.MOVED, "leads on for now to {server}/here"),
        ("round", Verdict.DEAD, "leads on and on, more than 10 times"),
        ("403", Verdict.REFUSED, "refuses to say (403 Forbidden; not to a program); look with"),
        ("429", Verdict.REFUSED, "refuses to say (429 Too Many Requests; too many questions)"),
        ("404", Verdict.DEAD, "is not there (404 Not Found)"),
        ("410", Verdict.DEAD, "is not there (410 Gone)"),
        ("503", Verdict.FAILING, "its server fails (503 Service Unavailable); try again later"),
        ("slow", Verdict.SILENT, "did not answer within 0.5 seconds; try again later"),
        ("hangs-up", Verdict.FAILING, "broke off ("),
    ],
)
def test_what_came_back_is_said_in_words(
    server: str, what: str, verdict: Verdict, words: str
) -> None:
    address = f"{server}/{what}"
    answer = ask_all([address], seconds=0.5)[address]
    assert answer.verdict is verdict
    assert answer.words.startswith(words.format(server=server))
    assert answer.reached


def test_a_host_that_takes_no_connection_is_dead() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    answer = ask_all([address])[address]
    assert (answer.verdict, answer.reached) == (Verdict.DEAD, False)
    assert "takes no connection" in answer.words


def test_what_is_no_address_is_dead() -> None:
    address = "http://[nowhere/"
    assert ask_all([address])[address].verdict is Verdict.DEAD


def test_a_host_is_asked_once_an_address_with_a_pause_between_and_told_who_asks(
    server: str,
) -> None:
    pauses: list[float] = []
    port = urlsplit(server).port
    here = [f"{server}/{name}" for name in ("a", "b", "a", "c")]
    there = [f"http://localhost:{port}/{name}" for name in ("d", "e")]
    told: list[tuple[int, int]] = []
    answers = ask_all(
        [*here, *there], between=1.5, pause=pauses.append,
        advance=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert {answer.verdict for answer in answers.values()} == {Verdict.ALIVE}
    assert len(answers) == 5
    assert pauses == [1.5] * 3
    assert told[-1] == (5, 5)


def _command(book: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", "links", book, "--check", "--between", "0"],
        capture_output=True,
        text=True,
        check=False,
    )


def _book_of(folder: Path, *addresses: str) -> Path:
    links = "".join(f'<p id="p{n}"><a href="{each}">it</a></p>' for n, each in enumerate(addresses))
    (folder / "index.html").write_text(links, encoding="utf-8")
    return folder


def test_the_command_names_dead_addresses_last_with_their_places(
    server: str, tmp_path: Path
) -> None:
    done = _command(_book_of(tmp_path, f"{server}/404", f"{server}/here", f"{server}/403"))
    assert done.returncode == 1
    assert done.stdout == (
        f"alive: {server}/here: is there (200 OK)\n"
        f"refused: {server}/403: refuses to say (403 Forbidden; not to a program); look with a "
        "browser\n  index.html#p2: it\n"
        f"dead: {server}/404: is not there (404 Not Found)\n  index.html#p0: it\n"
        "3 addresses: 1 alive, 1 refused, 1 dead.\n"
    )


def test_the_command_is_content_where_none_is_dead(server: str, tmp_path: Path) -> None:
    done = _command(_book_of(tmp_path, f"{server}/here", f"{server}/503"))
    assert done.returncode == 0
    assert done.stdout.endswith("2 addresses: 1 alive, 1 failing.\n")


def test_a_machine_without_a_network_is_not_taken_for_a_dead_web(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done = _command(_book_of(tmp_path, f"http://127.0.0.1:{port}/"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no address could be reached: is this machine on the network?" in done.stderr
