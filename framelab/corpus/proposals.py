"""What of a text is probably its body: a proposal, for an author to check.

The rules look at one line at a time, and at where it stands. They are wrong now and then;
what they leave out they name, with the reason.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from framelab.corpus.bodies import ABOUT, BodyLines, Settled
from framelab.corpus.tokens import tokenize

SUBHEAD_WORDS = 12
"""The most words of a line without closing punctuation that is proposed as a sub-head."""
FULL_WORDS = 8
"""The fewest words of a sentence that shows that the body has begun."""
TITLE_WORDS = 4
"""The fewest words of a line that is taken for a title before a shorter one above it."""
BOILERPLATE_WORDS = 40
"""The most words of a line that is proposed as no part of the body by its wording alone."""

_BOILERPLATE = (
    ("navigation", r"skip to|menu$|home$|search$|back to top|load more|next article|previous"),
    ("sharing", r"share( this)?\b.{0,40}$|tweet( this)?$|e-?mail( this)?$|print( this)?$|comments?$"
     r"|follow us|find us on|like us on|leave a (comment|reply)"),
    ("subscription", r"subscribe\b|sign up\b|get .{0,40} in your inbox|newsletters?\b.{0,20}$"
     r"|want more .{0,40}\?|by clicking|you are now subscribed|thank you!?$|advertise(ment)?$"
     r"|donate\b|support our"),
    ("link to a related story", r"related\b.{0,20}:|related( stories| articles)?$"
     r"|read (more|also)\b|see also\b|more from|recommended|also on"),
    ("photo or credit", r"(photo|image|picture|video|graphic)s?( by|:| credit| courtesy)|credits?:"
     r"|above:|caption:|file photo|getty images|.{0,40}/ ?(getty|ap|reuters|afp)\b.{0,20}$"),
    ("rights or source", r"©|\(c\) |copyright\b|all rights reserved|reprinted with|terms of use"
     r"|privacy policy|this (article|story) (was|is|first|originally)|tags?:|filed under"
     r"|to view pdf"),
    ("byline", r"by [^,.;:]{2,60}$|by [^.;:]{2,60} [–—-]+$|published\b.{0,40}$|updated\b.{0,40}$"),
)  # fmt: skip
_BOILERPLATE_OF = [
    (reason, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for reason, pattern in _BOILERPLATE
]
# A sentence's end, and whatever quotation marks or brackets close behind it.
_ENDS = re.compile(r"[.!?…:;]['\"”’»«“)\]\s]*$")
_ENDS_STATEMENT = re.compile(r"[.…]['\"”’»«“)\]\s]*$")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is proposed as no part of the body, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which lines are probably body, and what was left out."""

    lines: BodyLines
    left_out: tuple[LeftOut, ...]


def propose_body(text: Sequence[str]) -> Proposal:
    """Propose what of a text is body and which of its lines are sub-heads.

    Parameters
    ----------
    text : sequence of str
        The lines of the text, empty ones too; at least one is not empty.

    Returns
    -------
    Proposal
        At least one line of body. Left out is a line that repeats an earlier one, that
        reads like navigation, sharing, subscription, a credit, a byline or the like, and
        what is no sentence above the first sentence of `FULL_WORDS` words or below the
        last. A sub-head is one of at most `SUBHEAD_WORDS` words without closing punctuation.
    """
    kept: dict[int, str] = {}
    left_out: dict[int, str] = {}
    first_with: dict[str, int] = {}
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        words = tokenize(line)
        same = " ".join(words)
        if words and same in first_with:
            left_out[number] = f"repeats line {first_with[same]}"
        elif reason := _boilerplate(line, len(words)):
            left_out[number] = reason
        else:
            kept[number] = line.strip()
        first_with.setdefault(same, number)
    full = [number for number, line in kept.items() if _is_full(line)]
    if full:
        for number, line in list(kept.items()):
            if number < full[0] and not _ENDS_STATEMENT.search(line):
                left_out[number] = "above the first full sentence: kicker, headline, deck or byline"
            elif number > full[-1] and not _ENDS.search(line) and _is_short(line):
                left_out[number] = "below the last full sentence"
        kept = {number: line for number, line in kept.items() if number not in left_out}
    if not kept:  # better a body of boilerplate than none
        kept = {number: line.strip() for number, line in enumerate(text, start=1) if line.strip()}
        left_out = {}
    subheads = [number for number, line in kept.items() if full and _is_subhead(line)]
    return Proposal(
        BodyLines(tuple(kept), frozenset(subheads)),
        tuple(LeftOut(number, reason) for number, reason in sorted(left_out.items())),
    )


def _boilerplate(line: str, words: int) -> str:
    if words > BOILERPLATE_WORDS:
        return ""
    line = line.strip()
    return next((reason for reason, form in _BOILERPLATE_OF if form.match(line)), "")


def _is_full(line: str) -> bool:
    return _ENDS.search(line) is not None and len(tokenize(line)) >= FULL_WORDS


def _is_short(line: str) -> bool:
    return len(tokenize(line)) <= SUBHEAD_WORDS


def _is_subhead(line: str) -> bool:
    return _is_short(line) and not _ENDS.search(line)


def headline(text: Sequence[str]) -> str | None:
    """Return the line that is probably the title; None where no line reads like one.

    It is the first of a title's length that is no boilerplate. A shorter line, such as a
    kicker, gives way to one of `TITLE_WORDS` words above the first full sentence.
    """
    first = None
    for line in text:
        words = len(tokenize(line))
        if not 0 < words <= BOILERPLATE_WORDS or _boilerplate(line, words):
            continue
        if first is None or (words >= TITLE_WORDS and not _is_full(line)):
            first = line
        if words >= TITLE_WORDS:
            break
    return None if first is None else readable(first)


def proposal_toml(article: str, text: Sequence[str], proposal: Proposal, settled: Settled) -> str:
    """Word a proposal as a table of a settling file, with what it leaves out and why.

    What is settled about the article already stands in it too: the table can be copied
    as it is.
    """
    lines = [f"[{article}]"]
    if settled.encoding:
        lines.append(f"encoding = {_quoted(settled.encoding)}")
    lines += [f"{key} = {_quoted(settled.about[key])}" for key in ABOUT if key in settled.about]
    for each in proposal.left_out:
        lines.append(f"# line {each.line}: {each.reason}: {_excerpt(text[each.line - 1])}")
    ranges = ", ".join(f'"{each}"' for each in _ranges(proposal.lines.body, text))
    lines.append(f"body = [{ranges}]")
    subheads = sorted(proposal.lines.subheads)
    lines += [f"# sub-head {number}: {_excerpt(text[number - 1])}" for number in subheads]
    lines.append(f"subheads = {subheads}")
    return "\n".join(lines) + "\n\n"


def _ranges(body: Sequence[int], text: Sequence[str]) -> list[str]:
    """Join neighbours, and lines with nothing but empty ones between them."""
    ranges: list[list[int]] = []
    for number in body:
        if ranges and not any(line.strip() for line in text[ranges[-1][1] : number - 1]):
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [f"{first}-{last}" if last > first else str(first) for first, last in ranges]


def _excerpt(line: str) -> str:
    line = readable(line)
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"


def _quoted(value: str) -> str:
    # A string of JSON is one of TOML, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def readable(text: str) -> str:
    """Put a text on one line: composed, no control characters, single spaces."""
    plain = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    return " ".join(unicodedata.normalize("NFC", plain).split())
