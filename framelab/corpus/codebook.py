"""The codebook of a corpus: which codes its tables may hold, and how each code looks.

A corpus keeps the codebook beside its tables, in `codebook.toml`. Nothing else in this
package says which issues a corpus is about, or what its functions, sides and kinds are
called: tables, measures, charts and widgets ask the codebook.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Any, TypeVar

from framelab.corpus.tables import CorpusError

CODEBOOK = "codebook.toml"
BOTH = "both"
"""The code of what names each of a codebook's two issues."""
NEITHER = "neither"
"""The code of what names no issue."""
JOINED = ";"
"""What stands between issues that are coded together, where a codebook has more than two."""

PROVENANCE_QUESTIONS = ("genre", "date", "copy", "vouches", "second")

PATTERNS = ("solid", "hairlines", "uprights", "dots", "stripes", "outline")
"""How a code can be filled; `framelab/style.toml` says how each pattern is drawn."""
_OF_ISSUES = PATTERNS[:4]
"""The patterns of issues that name none, in the order of the issues."""

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


class CodebookError(CorpusError):
    """A codebook does not say what it has to say.

    Attributes
    ----------
    place : str
        Where in the file, such as "issues 2, letter".
    """

    def __init__(self, file: str, place: str, found: str, allowed: str) -> None:
        super().__init__(file, None, None, found, allowed)
        self.place = place
        self.args = (f"{file}, {place}: found {found}; allowed: {allowed}",)


@dataclass(frozen=True, slots=True)
class Color:
    """The color of a code on a light page and on a dark one, each as `#rrggbb`."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What the codebook asks a coder who found a code, or missed it, against other coders."""

    present: str
    absent: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What a paragraph or a quotation can be on.

    `letter` stands for the issue where a word has no room: one to three signs. `color` fills, in
    one of the `PATTERNS`; `ink` is the same color as text, None where the codebook leaves it open.
    `both` and `neither` are issues too, without hints.
    """

    id: str
    label: str
    letter: str
    color: Color
    pattern: str
    ink: Color | None = None
    hints: Hints = Hints("", "")


@dataclass(frozen=True, slots=True)
class Function:
    """What a frame does with an issue.

    `phrase` is the label inside a sentence, with its article; `asks` completes "The
    paragraph …".
    """

    id: str
    label: str
    letter: str
    phrase: str
    asks: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class Side:
    """Where somebody speaks from.

    `color`, `pattern` and `ink` are as in an `Issue`. `one_by_one` says that a picture of all
    speakers names the members of this side, and puts the members of other sides together.
    """

    id: str
    label: str
    letter: str
    color: Color
    pattern: str
    ink: Color | None = None
    one_by_one: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of speech or of source.

    `about` explains a kind of source beside a speaker's role; "" where the role is enough.
    `is_quoted` tells a kind of quotation from a kind of reported speech.
    """

    id: str
    label: str
    about: str = ""
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes of a corpus, each under its id, in the order of the file.

    `both` is None unless there are exactly two issues.
    """

    issues: Mapping[str, Issue]
    both: Issue | None
    neither: Issue
    functions: Mapping[str, Function]
    sides: Mapping[str, Side]
    speech_kinds: Mapping[str, Kind]
    source_kinds: Mapping[str, Kind]
    provenance: Mapping[str, Mapping[str, str]]

    @property
    def issue_codes(self) -> tuple[str, ...]:
        """Return every code that a paragraph may have for its issue."""
        names = tuple(self.issues)
        if self.both:
            together = [BOTH]
        else:
            sizes = range(2, len(names) + 1)
            together = [JOINED.join(c) for size in sizes for c in combinations(names, size)]
        return (*names, *together, NEITHER)

    def issues_in(self, code: str) -> tuple[str, ...]:
        """Return the ids of the issues that a code names: all of them for `both`."""
        if code == NEITHER:
            return ()
        return tuple(self.issues) if code == BOTH else tuple(code.split(JOINED))

    def pair(self, issues: Sequence[str] | None = None) -> tuple[Issue, Issue] | None:
        """Return two issues to compare, or None where the codebook has one issue.

        Parameters
        ----------
        issues : sequence of str, optional
            The ids of two issues; without it the first two of the codebook.

        Raises
        ------
        ValueError
            `issues` are not two different issues of the codebook.
        """
        names = list(self.issues)[:2] if issues is None else list(issues)
        if issues is None and len(names) < 2:
            return None
        if len(names) != 2 or len(set(names).intersection(self.issues)) != 2:
            allowed = f"two different ones of {', '.join(self.issues)}"
            raise ValueError(f"issues: found {', '.join(names)}; allowed: {allowed}")
        return self.issues[names[0]], self.issues[names[1]]

    def issue_label(self, code: str) -> str:
        """Return what readers see of a code of `issue_codes`."""
        return self._issue(code).label if code in self._single else self._together(code, "label")

    def issue_letter(self, code: str) -> str:
        """Return the sign that stands for a code of `issue_codes`."""
        return self._issue(code).letter if code in self._single else self._together(code, "letter")

    @property
    def _single(self) -> tuple[str, ...]:
        return (*self.issues, *([BOTH] if self.both else []), NEITHER)

    def _issue(self, code: str) -> Issue:
        if code == NEITHER:
            return self.neither
        return self.both if code == BOTH and self.both else self.issues[code]

    def _together(self, code: str, what: str) -> str:
        parts = [str(getattr(self.issues[name], what)) for name in self.issues_in(code)]
        return "+".join(parts) if what == "letter" else f"{', '.join(parts[:-1])} and {parts[-1]}"

    def schemes(self) -> dict[str, tuple[str, ...]]:
        """Return, for each kind of coded column, the codes that its cells may hold."""
        quoted = tuple(kind.id for kind in self.speech_kinds.values() if kind.is_quoted)
        reported = tuple(kind.id for kind in self.speech_kinds.values() if not kind.is_quoted)
        return {
            "issue": self.issue_codes,
            "single issue": tuple(self.issues),
            "function": tuple(self.functions),
            "side": tuple(self.sides),
            "source": tuple(self.source_kinds),
            "quotation": quoted,
            "reported speech": reported,
            "speech": (*quoted, *reported, "none"),
        }


_LOOK = ("color", "dark", "ink", "ink_dark", "pattern")
"""The keys that say how a code looks; the last three may be left out."""

Coded = TypeVar("Coded", Issue, Function, Side, Kind)
Lettered = TypeVar("Lettered", Function, Side)


def read_codebook(file: Traversable) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    file : Traversable
        A TOML file in UTF-8 with the tables `[[issues]]`, `[[functions]]`, `[[sides]]`,
        `[[speech_kinds]]`, `[[source_kinds]]`, `[neither]`, with two issues `[both]`, and
        `[provenance.QUESTION]` for each of `PROVENANCE_QUESTIONS`.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        The file is missing or no TOML, a key is missing, unknown or of another kind, an id
        or a letter is there twice, a color is no `#rrggbb`, or a pattern none of `PATTERNS`.
    """
    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise CodebookError(file.name, "the file", "no such file", "a codebook") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(file.name, "the file", str(error), "TOML in UTF-8") from error
    return _Reader(file.name, found).codebook()


class _Reader:
    """The content of a codebook's file, with its name for messages."""

    def __init__(self, file: str, found: Mapping[str, Any]) -> None:
        self._file, self._found = file, found

    def codebook(self) -> Codebook:
        several = ("issues", "functions", "sides", "speech_kinds", "source_kinds")
        known = (*several, BOTH, NEITHER, "provenance")
        for key in self._found:
            if key not in known:
                raise self._error(key, "an unknown table", ", ".join(known))
        issues, functions, sides, speech, sources = map(self._rows, several)
        read = [
            self._issue(place, row, _OF_ISSUES[at % len(_OF_ISSUES)])
            for at, (place, row) in enumerate(issues)
        ]
        neither = self._of_issues(NEITHER)
        both = self._of_issues(BOTH) if len(read) == 2 else None
        if both is None and BOTH in self._found:
            found, allowed = f"a table, and {len(read)} issues", "this table with two issues alone"
            raise self._error(BOTH, found, allowed)
        letters = [*(each.letter for each in read), *([both.letter] if both else [])]
        self._once("issues", "letter", [*letters, neither.letter])
        return Codebook(
            issues=self._by_id("issues", read),
            both=both,
            neither=neither,
            functions=self._with_letters(
                "functions", [self._function(place, row) for place, row in functions]
            ),
            sides=self._with_letters("sides", [self._side(place, row) for place, row in sides]),
            speech_kinds=self._by_id("speech_kinds", [self._speech(p, row) for p, row in speech]),
            source_kinds=self._by_id("source_kinds", [self._source(p, row) for p, row in sources]),
            provenance=self._provenance(),
        )

    def _rows(self, table: str) -> list[tuple[str, Mapping[str, Any]]]:
        rows = self._found.get(table)
        if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
            found = "nothing" if rows in (None, []) else repr(rows)[:80]
            raise self._error(table, found, f"one [[{table}]] or more")
        return [(f"{table} {number}", row) for number, row in enumerate(rows, start=1)]

    def _issue(self, place: str, row: Mapping[str, Any], default: str) -> Issue:
        self._only(place, row, ("id", "label", "letter", *_LOOK, "hints"))
        name = self._id(place, row)
        if name in (BOTH, NEITHER):
            allowed = f"another id: {BOTH} and {NEITHER} say how many issues are named"
            raise self._error(f"{place}, id", repr(name), allowed)
        return Issue(
            name, self._text(place, row, "label"), self._letter(place, row),
            self._color(place, row), self._pattern(place, row, default), self._ink(place, row),
            self._hints(place, row),
        )  # fmt: skip

    def _of_issues(self, code: str) -> Issue:
        row = self._found.get(code)
        if not isinstance(row, dict):
            raise self._error(code, "nothing" if row is None else repr(row), f"a table [{code}]")
        self._only(code, row, ("label", "letter", *_LOOK))
        return Issue(
            code, self._text(code, row, "label"), self._letter(code, row),
            self._color(code, row),
            self._pattern(code, row, "stripes" if code == BOTH else "outline"),
            self._ink(code, row),
        )  # fmt: skip

    def _function(self, place: str, row: Mapping[str, Any]) -> Function:
        self._only(place, row, ("id", "label", "letter", "phrase", "asks", "hints"))
        return Function(
            self._id(place, row), self._text(place, row, "label"), self._letter(place, row),
            self._text(place, row, "phrase"), self._text(place, row, "asks"),
            self._hints(place, row),
        )  # fmt: skip

    def _side(self, place: str, row: Mapping[str, Any]) -> Side:
        self._only(place, row, ("id", "label", "letter", *_LOOK, "one_by_one"))
        return Side(
            self._id(place, row), self._text(place, row, "label"), self._letter(place, row),
            self._color(place, row), self._pattern(place, row, "solid"), self._ink(place, row),
            self._flag(place, row, "one_by_one", default=False),
        )  # fmt: skip

    def _speech(self, place: str, row: Mapping[str, Any]) -> Kind:
        self._only(place, row, ("id", "label", "is_quoted"))
        if "is_quoted" not in row:
            raise self._error(f"{place}, is_quoted", "nothing", "true or false")
        return Kind(
            self._id(place, row), self._text(place, row, "label"),
            is_quoted=self._flag(place, row, "is_quoted"),
        )  # fmt: skip

    def _source(self, place: str, row: Mapping[str, Any]) -> Kind:
        self._only(place, row, ("id", "label", "about"))
        about = self._text(place, row, "about") if "about" in row else ""
        return Kind(self._id(place, row), self._text(place, row, "label"), about=about)

    def _provenance(self) -> dict[str, dict[str, str]]:
        found = self._found.get("provenance")
        if not isinstance(found, dict):
            shown = "nothing" if found is None else repr(found)[:80]
            raise self._error("provenance", shown, "a table for each question")
        self._only("provenance", found, PROVENANCE_QUESTIONS)
        codes: dict[str, dict[str, str]] = {}
        for question in PROVENANCE_QUESTIONS:
            place, rows = f"provenance.{question}", found.get(question)
            if not isinstance(rows, dict) or not rows:
                shown = "nothing" if rows in (None, {}) else repr(rows)[:80]
                raise self._error(place, shown, "codes with their labels")
            codes[question] = {code: self._text(place, rows, code) for code in rows}
        return codes

    def _with_letters(self, table: str, codes: Sequence[Lettered]) -> dict[str, Lettered]:
        self._once(table, "letter", [code.letter for code in codes])
        return self._by_id(table, codes)

    def _by_id(self, table: str, codes: Sequence[Coded]) -> dict[str, Coded]:
        self._once(table, "id", [code.id for code in codes])
        return {code.id: code for code in codes}

    def _once(self, table: str, key: str, values: Iterable[str]) -> None:
        seen: list[str] = []
        for value in values:
            if value in seen:
                raise self._error(f"{table}, {key}", f"{value!r} twice", "each once")
            seen.append(value)

    def _only(self, place: str, row: Mapping[str, Any], keys: Sequence[str]) -> None:
        for key in row:
            if key not in keys:
                raise self._error(f"{place}, {key}", "an unknown key", ", ".join(keys))

    def _id(self, place: str, row: Mapping[str, Any]) -> str:
        value = self._text(place, row, "id")
        if not ID.fullmatch(value):
            allowed = "a small letter, then small letters and digits, joined by hyphens"
            raise self._error(f"{place}, id", repr(value), allowed)
        return value

    def _letter(self, place: str, row: Mapping[str, Any]) -> str:
        value = self._text(place, row, "letter")
        if len(value) > 3:
            raise self._error(f"{place}, letter", repr(value), "one to three signs")
        return value

    def _color(
        self, place: str, row: Mapping[str, Any], keys: tuple[str, str] = ("color", "dark")
    ) -> Color:
        for key in keys:
            if not isinstance(row.get(key), str) or not _COLOR.fullmatch(row[key]):
                found = repr(row[key]) if key in row else "nothing"
                raise self._error(f"{place}, {key}", found, "a color as #rrggbb")
        return Color(*(row[key] for key in keys))

    def _ink(self, place: str, row: Mapping[str, Any]) -> Color | None:
        keys = ("ink", "ink_dark")
        return self._color(place, row, keys) if any(key in row for key in keys) else None

    def _pattern(self, place: str, row: Mapping[str, Any], default: str) -> str:
        value = row.get("pattern", default)
        if value not in PATTERNS:
            raise self._error(f"{place}, pattern", repr(value), ", ".join(PATTERNS))
        return str(value)

    def _hints(self, place: str, row: Mapping[str, Any]) -> Hints:
        hints = row.get("hints")
        if not isinstance(hints, dict):
            found = "nothing" if hints is None else repr(hints)[:80]
            raise self._error(f"{place}, hints", found, "a table with present and absent")
        where = f"{place}, hints"
        self._only(where, hints, ("present", "absent"))
        return Hints(self._text(where, hints, "present"), self._text(where, hints, "absent"))

    def _text(self, place: str, row: Mapping[str, Any], key: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            found = "nothing" if value is None else repr(value)
            raise self._error(f"{place}, {key}", found, "a text")
        return value.strip()

    def _flag(
        self, place: str, row: Mapping[str, Any], key: str, *, default: bool | None = None
    ) -> bool:
        value = row.get(key, default)
        if not isinstance(value, bool):
            raise self._error(f"{place}, {key}", repr(value), "true or false")
        return value

    def _error(self, place: str, found: str, allowed: str) -> CodebookError:
        return CodebookError(self._file, place, found, allowed)
