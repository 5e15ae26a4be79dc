"""The tables against the texts that they were made from, where these are at hand."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.corpus import tokenize
from framelab.corpus.bodies import BodyParagraph, read_bodies, read_settling
from framelab.corpus.counting import body_sha256, counted
from framelab.corpus.rebuild import rebuild_tables

from ..conftest import DATA

CORPUS = load_corpus()
Bodies = dict[str, list[BodyParagraph]]


@pytest.fixture(scope="module")
def bodies(texts: Path) -> Bodies:
    return read_bodies(texts, read_settling(DATA / "bodies.toml"))


def test_every_quotation_stands_verbatim_in_its_paragraph(bodies: Bodies) -> None:
    for row in CORPUS.quotes:
        assert row.text in bodies[row.article][row.paragraph - 1].text, row.quote


def test_every_direct_and_partial_quotation_stands_between_marks(bodies: Bodies) -> None:
    for row in CORPUS.quotes:
        text = bodies[row.article][row.paragraph - 1].text
        before, _, after = text.partition(row.text)
        if row.kind == "block":
            assert (before, after) == ("", ""), row.quote
        else:
            assert before.endswith(("“", '"')), row.quote
            # One quotation closes with another mark than it opened with, as printed.
            assert after.lstrip(",.?!").startswith(("”", '"', "'")), row.quote


def test_nothing_between_marks_is_left_out(bodies: Bodies) -> None:
    """What stands between marks is a quotation, or one of the few things that are not speech."""
    not_speech = Counter(
        {
            ("daily-beast", 7, "Justice with Judge Jeanine"): 1,
            ("truthout", 7, "law and order"): 1,
            ("thinkprogress", 2, "War on Drugs"): 2,
            ("thinkprogress", 3, "drug war"): 1,
            ("thinkprogress", 5, "second chances"): 1,
            ("thinkprogress", 5, "War on Drugs"): 1,
            ("thinkprogress", 6, "aggravated felony"): 1,
        }
    )
    for article, paragraphs in bodies.items():
        for number, paragraph in enumerate(paragraphs, start=1):
            if paragraph.kind == "subhead":
                continue
            quoted = [
                row.text.rstrip(",.")
                for row in CORPUS.quotes
                if (row.article, row.paragraph) == (article, number) and row.kind != "block"
            ]
            marked = paragraph.text.replace("“", '"').replace("”", '"').replace("zero'", 'zero"')
            for piece in marked.split('"')[1::2]:
                text = piece.rstrip(",. ")
                if (article, number, text) in not_speech:
                    not_speech[article, number, text] -= 1
                else:
                    assert text in quoted, (article, number, text)
    assert not any(not_speech.values()), +not_speech


def test_hashes_and_counts_are_those_of_the_texts(bodies: Bodies) -> None:
    for row in CORPUS.articles:
        body = bodies[row.article]
        assert row.sha256 == body_sha256(counted(body))
        assert row.paragraphs == len(body)
        assert row.words == sum(len(tokenize(paragraph.text)) for paragraph in body)


def test_the_texts_give_the_tables_that_are_committed(texts: Path) -> None:
    assert rebuild_tables(texts, DATA, write=False) == []


def test_rebuilding_mends_what_was_counted_and_leaves_what_was_read(
    texts: Path, tables: Path
) -> None:
    (tables / "tokens.csv").unlink()
    paragraphs = (tables / "paragraphs.csv").read_text(encoding="utf-8")
    (tables / "paragraphs.csv").write_text(
        paragraphs.replace("daily-beast,1,body,12,", "daily-beast,1,body,0,"), encoding="utf-8"
    )
    assert rebuild_tables(texts, tables) == ["tokens.csv", "paragraphs.csv"]
    for name in ("tokens", "paragraphs", "articles", "quotes"):
        assert (tables / f"{name}.csv").read_bytes() == (DATA / f"{name}.csv").read_bytes()


def test_decomposed_accents_give_the_same_hash(bodies: Bodies) -> None:
    body = bodies["kpbs"]
    decomposed = [
        BodyParagraph(each.kind, unicodedata.normalize("NFD", each.text)) for each in body
    ]
    assert body_sha256(counted(decomposed)) == body_sha256(counted(body))
