"""One rule for signs that steer what shows them, or that nobody sees."""

import pytest

from framelab.grading.submissions import escaped
from framelab.safe_text import escape_signs, strip_signs

STEERING = {
    "escape": "\x1b",
    "bell": "\x07",
    "C1 control": "\x9b",
    "line break": "\n",
    "line separator": "\u2028",
    "override of direction": "\u202e",
    "isolate of direction": "\u2066",
    "mark of direction": "\u200f",
    "half a character": "\ud83d",
    "private": "\ue000",
}
UNSEEN = {
    "space of no width": "\u200b",
    "joiner": "\u200d",
    "non-joiner": "\u200c",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "invisible plus": "\u2064",
    "tag": "\U000e0041",
    "grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "selector of a variant": "\ufe0f",
}
# What people are called, and write, in many languages: nothing of it is odd.
HARMLESS = [
    "O\u2019Hara & S\u00f6hne, Ltd.",
    "Zoe\u0308",
    "\u0915\u094d\u200d\u0937",  # Hindi: a half letter
    "\u0646\u200c\u0647",  # Persian: two letters that do not join
    "\U0001f469\u200d\U0001f4bb",  # a picture of two parts
    "\u2764\ufe0f",  # a heart, in colour
    "\u540d\u524d",
    "no-break\u00a0space",
]


@pytest.mark.parametrize("sign", [*STEERING.values(), *UNSEEN.values()], ids=ascii)
def test_an_odd_sign_is_never_shown(sign: str) -> None:
    name = f"An{sign}a"
    assert sign not in strip_signs(name)
    assert sign not in escape_signs(name)
    assert escape_signs(name) == f"An{ascii(sign)[1:-1]}a"


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=ascii)
def test_what_has_no_width_is_left_out_for_a_reader_and_tells_two_names_apart(sign: str) -> None:
    assert strip_signs(f"An{sign}a") == "Ana"
    assert escaped(f"An{sign}a") != escaped("Ana")
    assert escaped(f"An{sign}a").isprintable()


@pytest.mark.parametrize("sign", STEERING.values(), ids=ascii)
def test_what_steers_is_marked_for_a_reader(sign: str) -> None:
    assert strip_signs(f"An{sign}a") == "An\ufffda"


@pytest.mark.parametrize("text", HARMLESS)
def test_writing_in_any_language_stays_as_it_is(text: str) -> None:
    assert strip_signs(text) == escape_signs(text) == text


def test_a_tab_is_a_space_to_a_reader_and_a_line_break_can_be_kept() -> None:
    assert strip_signs("a\tb") == "a b"
    assert escape_signs("a\tb\nc", keep="\n") == "a\\tb\nc"
