"""The glossary: in order, each term defined once, each linked from where it is used."""

import re
from pathlib import Path

import pytest

from .conftest import ROOT

GLOSSARY = ROOT / "book/glossary.md"
PAGES = sorted(file for file in (ROOT / "book").glob("*.md") if file != GLOSSARY)
LINK = re.compile(r"\{term\}`(?:[^`<]*<(?P<other>[^>`]*)>|(?P<same>[^`<]*))`")


def entries() -> list[list[str]]:
    """Give for each entry its terms: those that share one definition stand together."""
    text = GLOSSARY.read_text(encoding="utf-8")
    (body,) = re.findall(r"^```\{glossary\}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    found = []
    for entry in body.strip().split("\n\n"):
        terms = [line for line in entry.split("\n") if not line.startswith(" ")]
        if terms:
            found.append(terms)
    return found


def links(page: Path) -> list[str]:
    """Give the terms that a page links, in order."""
    text = page.read_text(encoding="utf-8")
    return [(each["other"] or each["same"]).strip().casefold() for each in LINK.finditer(text)]


ENTRIES = entries()
TERMS = [term.casefold() for entry in ENTRIES for term in entry]


def test_entries_stand_in_the_order_of_the_alphabet() -> None:
    firsts = [entry[0].casefold() for entry in ENTRIES]
    assert len(firsts) > 40
    assert firsts == sorted(firsts)


def test_a_term_is_defined_once() -> None:
    assert sorted(TERMS) == sorted(set(TERMS))


@pytest.mark.parametrize("page", PAGES, ids=lambda file: file.stem)
def test_every_link_to_a_term_leads_to_one_and_a_page_links_it_once(page: Path) -> None:
    linked = links(page)
    assert [term for term in linked if term not in TERMS] == []
    assert sorted(linked) == sorted(set(linked))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_every_entry_is_linked_from_a_page(entry: list[str]) -> None:
    linked = {term for page in PAGES for term in links(page)}
    assert linked.intersection(term.casefold() for term in entry)
