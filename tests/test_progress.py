import io

import pytest

from framelab import progress as module
from framelab.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_a_line_now_and_then() -> None:
    stream = io.StringIO()
    seconds = iter([0, 1, 3.5, 4, 7, 7.1])
    with progress("articles", stream=stream, clock=lambda: next(seconds)) as advance:
        for done in (500, 1250, 2000, 4000, 5000):
            advance(done, 5000)
    assert stream.getvalue().splitlines() == [
        "1,250 of 5,000 articles, 300 a second, 12 s left",
        "4,000 of 5,000 articles, 583 a second, 2 s left",
        "5,000 of 5,000 articles",
    ]


def test_the_rate_is_that_of_late() -> None:
    stream = io.StringIO()
    seconds = iter([0, 4, 20, 40, 60])
    with progress("articles", stream=stream, clock=lambda: next(seconds)) as advance:
        for done in (4000, 4010, 4020, 4030):  # many were known before
            advance(done, 4200)
    assert (
        stream.getvalue().splitlines()[-1]
        == "4,030 of 4,200 articles, 30 a minute, 5 min 40 s left"
    )


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (150, "2 min 30 s"), (3900, "1 h 5 min")],
)
def test_durations(seconds: float, written: str) -> None:
    assert module.duration(seconds) == written


def test_short_work_says_nothing() -> None:
    stream = io.StringIO()
    with progress("articles", stream=stream, clock=lambda: 0.0) as advance:
        advance(5, 5)
    assert stream.getvalue() == ""


def test_on_a_terminal_a_bar_that_leaves_nothing() -> None:
    stream = Terminal()
    with progress("articles", stream=stream) as advance:
        advance(1250, 5000)
        advance(5000, 5000)
    assert "5,000 of 5,000 articles" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")  # the line is cleared


def test_without_rich_a_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rich.console", None)
    stream, seconds = Terminal(), iter([0.0, 4.0])
    with progress("articles", stream=stream, clock=lambda: next(seconds)) as advance:
        advance(1, 2)
    assert stream.getvalue() == "1 of 2 articles\n"


def test_an_error_of_the_work_goes_through() -> None:
    with pytest.raises(ModuleNotFoundError), progress("articles", stream=Terminal()):
        raise ModuleNotFoundError
    assert module.SECONDS_BETWEEN > 0
