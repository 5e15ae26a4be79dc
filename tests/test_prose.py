"""Quotations and figures in a chapter's prose come from the tables, not from memory."""

import re
from pathlib import Path

import pytest

from framelab import load_corpus

from .conftest import ROOT

CHAPTERS = sorted(
    file for file in (ROOT / "book").rglob("*.md") if file.stem not in ("references", "third_party")
)
CORPUS = load_corpus()

# What is no statement of a chapter, or stands there by the hand of a table.
NO_PROSE = [
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),  # front matter
    re.compile(r"```\{(code-cell|include|coder-agreement)\}.*?```", re.DOTALL),
    re.compile(r"^(minutes|guesses): \d+$", re.MULTILINE),
    re.compile(r"\{[a-z:]+\}`[^`]*`"),  # roles
    re.compile(r"`[^`\n]*`"),  # code
    re.compile(r"^\d+\. ", re.MULTILINE),  # numbered lists
    re.compile(r"\bMS-13\b"),  # a name
    re.compile(r"CC BY \d\.\d"),
    # The year that the corpus is of; with a month it is a date, and a date is a fact.
    re.compile(
        r"(?<!uary )(?<!March )(?<!April )(?<!May )(?<!June )(?<!July )(?<!ust )(?<!ber )2017"
    ),
]
# A link to a paragraph: what it says and where it leads must agree.
PLACE = re.compile(r"\[(?P<text>[^\]]*)\]\(#(?P<article>[a-z-]+)-(?P<paragraph>\d+)\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
QUOTED = re.compile(r"“([^”]+)”|\"([^\"\n]+)\"")
DIGITS = re.compile(r"\d[\d.,:]*")

# Words between marks that are no quotation of a speaker: terms under discussion, words of
# an article's narrator that a chapter talks about, and what a reader might say.
TERMS = {
    "five_articles": {"not", "familiar with", "the border", "this", "such a case", "drugs",
                      "this week", "Thursday morning", "By way of", "sanctuary", "them"},
    "two_officials": {"Kelly plays marijuana down", "They differ", "Never quoted in the five",
                      "Kelly said that arresting users is not the solution. "
                      "Sessions never said such a thing."},
    "one_event_two_stories": {"not"},
    "datasheet": {"the media"},
    "welcome": {"the media"},
}  # fmt: skip


# Its examples are words, not statements: which of them count, and as what.
QUOTES_EXAMPLES = ("codebook",)


def strays(text: str, terms: set[str], *, examples: bool = False) -> list[str]:
    """List what a chapter states as a figure or a quotation without a role."""
    for pattern in NO_PROSE:
        text = pattern.sub(" ", text)
    found = []
    for link in PLACE.finditer(text):
        numbers = re.findall(r"\d+", link["text"])
        if numbers and numbers != [link["paragraph"]]:
            found.append(f"{link[0]}: the text names another paragraph than the address")
    text = PLACE.sub(" ", text)
    text = LINK.sub(r"\1", text)
    for quoted in QUOTED.finditer(text):
        words = " ".join((quoted[1] or quoted[2]).split())
        if words not in terms and not examples:
            found.append(f"quotation without a role: {words}")
    found += [f"figure without a role: {number[0]}" for number in DIGITS.finditer(text)]
    return found


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda file: file.stem)
def test_no_quotation_and_no_figure_is_written_by_hand(chapter: Path) -> None:
    text = chapter.read_text(encoding="utf-8")
    examples = chapter.stem in QUOTES_EXAMPLES
    assert strays(text, TERMS.get(chapter.stem, set()), examples=examples) == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda file: file.stem)
def test_every_link_to_a_paragraph_leads_to_one(chapter: Path) -> None:
    for link in PLACE.finditer(chapter.read_text(encoding="utf-8")):
        assert CORPUS.paragraphs.get((link["article"], int(link["paragraph"]))), link[0]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda file: file.stem)
def test_no_role_stands_in_the_first_line_of_a_directive(chapter: Path) -> None:
    """There a backtick ends the directive, and what follows is printed as it is."""
    text = chapter.read_text(encoding="utf-8")
    assert re.findall(r"^```+\{[^\n]*`[^\n]*$", text, re.MULTILINE) == []


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("He said “we will do it”.", "quotation without a role: we will do it"),
        ('He said "we will do it".', "quotation without a role: we will do it"),
        ("Some 21,362 people", "figure without a role: 21,362"),
        ("On 18 April", "figure without a role: 18"),
        ("See [KPBS, 3](#kpbs-4).", "names another paragraph"),
    ],
)
def test_the_search_finds_what_it_is_for(text: str, stray: str) -> None:
    assert any(stray in each for each in strays(text, set()))


def test_what_comes_from_the_tables_is_let_pass() -> None:
    text = "{quote}`a-b` on {fact}`c-2017`, {glue:text}`n` words, [KPBS, 3](#kpbs-3), `f(2)`"
    assert strays(text, set()) == []
