"""What was coded by reading: the tables agree with each other and with the codebook."""

import re
from collections import defaultdict

import pytest

from framelab import load_corpus
from framelab.corpus import Frame, Quote, Reported
from framelab.corpus.rows import NARRATOR

CORPUS = load_corpus()
SPOKEN: list[Reported | Quote] = [*CORPUS.reported, *CORPUS.quotes]
FIRST_BEFORE_OTHERS = ("block", "direct", "partial", "indirect", "none")
CODED_TWICE = ("truthout", "kpbs")


def frame_codes(coding_round: int, coder: str) -> dict[tuple[str, int, str, str], str]:
    return {
        (row.article, row.paragraph, row.issue, row.function): row.code
        for row in CORPUS.frame_codes
        if (row.round, row.coder) == (coding_round, coder)
    }


SETTLED = frame_codes(2, "first")


def test_the_first_coder_coded_every_cell_of_all_articles_and_the_second_of_two() -> None:
    cells = {
        (row.article, row.paragraph, issue, function)
        for row in CORPUS.paragraphs
        for issue in ("drugs", "immigration")
        for function in ("problem", "cause", "moral", "remedy")
    }
    of_two = {cell for cell in cells if cell[0] in CODED_TWICE}
    for coding_round in (1, 2):
        assert set(frame_codes(coding_round, "first")) == cells
        assert set(frame_codes(coding_round, "second")) == of_two


def test_the_settled_issues_are_those_of_the_paragraphs() -> None:
    for row in CORPUS.issue_codes:
        if (row.round, row.coder) == (2, "first"):
            assert row.code == CORPUS.paragraphs[row.article, row.paragraph].issue


def test_a_function_stands_on_an_issue_that_its_paragraph_is_on_or_answers() -> None:
    """By the codebook, only a paragraph on neither issue may have one on an issue unnamed."""
    answering = set()
    for (article, number, issue, _), code in SETTLED.items():
        own = CORPUS.paragraphs[article, number].issue
        if code == "present" and own not in (issue, "both"):
            assert own == "neither", (article, number)
            answering.add((article, number))
    assert answering == {("truthout", 4), ("truthout", 25), ("kpbs", 16), ("kpbs", 19)}


def test_the_narrator_and_every_named_person_have_their_frames() -> None:
    voices = defaultdict(set)
    for row in CORPUS.frames:
        voices[row.article].add(row.voice)
    for article in CORPUS.articles:
        named = {
            row.speaker
            for row in SPOKEN
            if row.article == article.article and CORPUS.speakers[row.speaker].kind == "person"
        }
        assert voices[article.article] == named | {NARRATOR}


def test_only_the_narrator_implies() -> None:
    assert {row.voice for row in CORPUS.frames if row.strength == "implicit"} == {NARRATOR}


@pytest.mark.parametrize(
    "row", CORPUS.frames, ids=lambda row: f"{row.article}-{row.voice}-{row.issue}-{row.function}"
)
def test_a_frame_stands_in_paragraphs_that_have_it(row: Frame) -> None:
    """Said or reported, it is coded there; a paraphrase says whose it is, in one sentence."""
    if row.strength in ("explicit", "reported"):
        for number in row.paragraphs:
            assert SETTLED[row.article, number, row.issue, row.function] == "present", number
    if row.paraphrase is not None:
        name = "The article" if row.voice == NARRATOR else CORPUS.speakers[row.voice].name
        implied = row.strength == "implicit"
        assert row.paraphrase.startswith("Implied by") == implied
        assert implied or name.split()[-1] in row.paraphrase
        assert row.paraphrase.endswith(".")
        assert len(row.paraphrase.split()) <= 40


def test_what_is_coded_as_present_is_somebody_s() -> None:
    said = {
        (row.article, number, row.issue, row.function)
        for row in CORPUS.frames
        for number in row.paragraphs
    }
    nobody_s = {cell for cell, code in SETTLED.items() if code == "present"} - said
    # "Critics" have no name, and so no row of their own.
    assert nobody_s == {
        ("truthout", 8, "immigration", "problem"),
        ("truthout", 8, "immigration", "cause"),
    }


def test_speech_codes_are_what_the_tables_of_speech_say() -> None:
    kinds: dict[tuple[str, int, str], str] = defaultdict(lambda: "none")
    for row in SPOKEN:
        kind = "indirect" if row.kind == "nested" else row.kind
        place = (row.article, row.paragraph, row.speaker)
        kinds[place] = min(kind, kinds[place], key=FIRST_BEFORE_OTHERS.index)
    cells = [row for row in CORPUS.speech_codes if (row.round, row.coder) == (2, "first")]
    assert {row.article for row in cells} == set(CODED_TWICE)
    for cell in cells:
        assert cell.code == kinds[cell.article, cell.paragraph, cell.speaker], cell


def test_every_person_who_speaks_in_the_two_articles_was_coded() -> None:
    for article in CODED_TWICE:
        coded = {row.speaker for row in CORPUS.speech_codes if row.article == article}
        speaking = {
            row.speaker
            for row in SPOKEN
            if row.article == article and CORPUS.speakers[row.speaker].kind == "person"
        }
        assert coded == speaking


def test_every_reported_claim_says_whose_it_is() -> None:
    gists = [row.gist for row in CORPUS.reported]
    assert len(set(gists)) == len(gists)
    for row in CORPUS.reported:
        assert row.gist.endswith(".")
        assert re.search(r"\b(is|are) (reported|said)\b", row.gist), row.gist
        assert (row.kind == "nested") <= (row.via is not None), row.reported


def test_an_issue_of_a_claim_is_one_that_its_paragraph_is_on() -> None:
    for row in CORPUS.reported:
        own = CORPUS.paragraphs[row.article, row.paragraph].issue
        assert row.issue in ("neither", own) or own == "both", row.reported


def test_notes_tell_something_once() -> None:
    notes = [row.note for row in CORPUS.notes]
    assert len(set(notes)) == len(notes)
    assert all(note.endswith(".") for note in notes)


def test_terms_without_a_hit_say_so() -> None:
    """A term stands in one category, and the five articles have it or its note denies it."""
    terms = [row.term for row in CORPUS.lexicon]
    assert len(set(terms)) == len(terms)
    tokens = {row.token for row in CORPUS.tokens}
    for row in CORPUS.lexicon:
        stem = row.term.removesuffix("*")
        hit = any(t.startswith(stem) for t in tokens) if stem != row.term else stem in tokens
        denied = "none in the five" in (row.note or "").casefold()
        assert hit != denied, row.term
