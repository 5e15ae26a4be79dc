"""An answer of the kind "open": `answer.md`, a text under headings.

Tests look at its form and at its evidence; what a text is worth beyond that, a reader
says by `rubric.md`.
"""

import re
from typing import Any

from framelab.exercises.run import limits
from framelab.exercises.run.source import read_source
from framelab.exercises.run.submission import AnswerFile, Call, Fault, Raised

_HEADING = re.compile(r"#{1,6}[ \t]")
_PLACE = re.compile(r"\[(?P<article>[a-z][a-z0-9-]*) (?P<paragraph>\d+)\]")


class OpenRun:
    """One text, over the checks of a run.

    Stands where `CodeRun` stands for code. A check asks

    - `submission.section("Claim")`: the text below that heading, "" where there is none;
    - `submission.places("Evidence")`: the places that it names, such as `[gazette 11]`, as
      a list of pairs of article and paragraph.

    Comments (`<!-- … -->`) are not part of the text: a starter gives advice in them.
    """

    def __init__(self, file: AnswerFile) -> None:
        self.file = file
        self.calls: list[Call] = []
        self.left_out: list[Raised] = []  # nothing of it runs
        self._sections: dict[str, str] | None = None

    def begin_check(self) -> None:
        """Forget what the check before asked for."""
        self.calls = []

    def close(self) -> None:
        """Nothing runs that would have to be ended."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Return what one of the questions above asks for.

        Raises
        ------
        Fault
            The file cannot be read as text.
        ValueError
            The check asks for something else.
        """
        if name not in ("section", "places") or len(arguments) != 1 or keywords:
            raise ValueError(f"submission.{name}: a text has section(title) and places(title)")
        text = self._read().get(str(arguments[0]).casefold(), "")
        call = Call(name, arguments, keywords)
        self.calls.append(call)
        call.value = text if name == "section" else _places(text)
        call.came_back = True
        return call.value

    def replay(self, call: Call) -> Any:
        """Return the call's own value: a text remembers nothing."""
        return call.value

    def place(self, line: int) -> str:
        """Return where a line stands."""
        return f"{self.file.name}, line {line}"

    def item(self, call: Call) -> str | None:
        """Return None: a text has no items."""
        return None

    def _read(self) -> dict[str, str]:
        if self._sections is None:
            text = read_source(self.file)
            if len(text) > limits.TEXT:
                raise Fault("unreadable", what=f"it is longer than {limits.TEXT:,} characters")
            self._sections = _sections(_without_comments(text))
        return self._sections


def _sections(text: str) -> dict[str, str]:
    """Return each heading, in small letters, with the text between it and the next one."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if _HEADING.match(line):
            title = line.lstrip("#").strip().rstrip("#").rstrip()
            lines = sections[title.casefold()] = []
        else:
            lines.append(line)
    return {title: "\n".join(lines).strip() for title, lines in sections.items()}


# No pattern that goes back and tries again: whoever grades reads what nobody has read before.
def _without_comments(text: str) -> str:
    kept: list[str] = []
    while True:
        before, opened, rest = text.partition("<!--")
        comment, closed, after = rest.partition("-->")
        if not closed:
            return "".join([*kept, before, opened, comment])
        kept.append(before)
        text = after


def _places(text: str) -> list[tuple[str, int]]:
    return [(place["article"], int(place["paragraph"])) for place in _PLACE.finditer(text)]
