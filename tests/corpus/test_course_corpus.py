"""What the five articles hold, as far as the tables alone can show it."""

from collections import Counter
from dataclasses import fields

import pytest

from framelab import load_corpus

CORPUS = load_corpus()


def test_the_five_articles_have_their_paragraphs() -> None:
    assert {row.article: row.paragraphs for row in CORPUS.articles} == {
        "daily-beast": 24,
        "truthout": 29,
        "americas-voice": 14,
        "kpbs": 25,
        "thinkprogress": 11,
    }


def test_nothing_is_left_open_in_the_five() -> None:
    """Outlet, date, issue and gist may be open in other corpora, never in this one."""
    for article in CORPUS.articles:
        values = {field.name: getattr(article, field.name) for field in fields(article)}
        assert {name for name, value in values.items() if value is None} <= {"author"}
    assert all(row.issue and row.gist for row in CORPUS.paragraphs)


def test_every_article_says_how_its_date_is_known() -> None:
    for row in CORPUS.articles:
        basis = (row.date_basis or "").split(":")[0].split(",")[0]
        assert basis in ("Printed in part", "Worked out", "From outside"), row.article
        assert basis != "Printed in part" or row.published_earliest == row.published_latest


def test_every_gist_is_one_line_and_attributes() -> None:
    """A gist says who says it: it names the article, a speaker, or the place as a sub-head."""
    attributes = (
        "article", "outlet", "sub-head", "quoted", "paraphrased", "station asked",
        "an unnamed source", "kelly’s warning",
    )  # fmt: skip
    gists = [row.gist or "" for row in CORPUS.paragraphs]
    assert len(set(gists)) == len(gists) == 103
    for gist in gists:
        assert "\n" not in gist
        assert gist.endswith(".")
        assert any(word in gist.casefold() for word in attributes), gist


def test_subheads_say_that_they_are() -> None:
    subheads = [row for row in CORPUS.paragraphs if row.kind == "subhead"]
    assert [(row.article, row.paragraph) for row in subheads] == [
        ("truthout", 13),
        ("truthout", 23),
        ("americas-voice", 1),
        ("americas-voice", 5),
        ("americas-voice", 10),
    ]
    assert all((row.gist or "").startswith("Sub-head:") for row in subheads)


@pytest.mark.parametrize(
    ("article", "kinds"),
    [
        ("daily-beast", {"direct": 9, "partial": 4}),
        ("truthout", {"direct": 11, "partial": 5}),
        ("americas-voice", {"direct": 3, "partial": 1, "block": 2}),
        ("kpbs", {"direct": 11, "partial": 5}),
        ("thinkprogress", {"direct": 2, "partial": 2}),
    ],
)
def test_quotations_by_kind(article: str, kinds: dict[str, int]) -> None:
    # The numbers that two readers, working apart, arrived at.
    assert Counter(row.kind for row in CORPUS.quotes if row.article == article) == kinds


def test_whoever_is_listed_is_quoted_or_reported() -> None:
    quoted = {row.speaker for row in CORPUS.quotes}
    assert {row.speaker for row in CORPUS.speakers} == quoted | {r.speaker for r in CORPUS.reported}
    # Only a person with a name can be quoted, by the codebook.
    assert {CORPUS.speakers[name].kind for name in quoted} == {"person"}


def test_every_quotation_stands_where_its_event_says() -> None:
    for quote in CORPUS.quotes:
        event = CORPUS.events[quote.said_at]
        assert (quote.article, quote.paragraph) in event.places, (quote.quote, event.event)


def test_no_quantity_in_digits_is_left_out_of_figures() -> None:
    """Each number in digits is a figure, a date, a clock time, a name or a telephone number."""
    no_figure = {"9-1-1", "6:30", "6:30am", "ms-13", "30-year", "2:00"}
    values = {(row.article, row.paragraph, row.value) for row in CORPUS.figures}
    for row in CORPUS.tokens:
        digits = row.token.replace(",", "")
        if not any(sign.isdigit() for sign in row.token) or row.token in no_figure:
            continue
        year = digits.removesuffix("s")
        is_year = year.isdigit() and 1900 <= int(year) <= 2020
        is_day = (row.article, row.paragraph, row.token) in {
            ("kpbs", 2, "30"),
        }
        assert is_year or is_day or (row.article, row.paragraph, digits) in values, row


def test_a_part_is_not_beside_its_whole() -> None:
    part = CORPUS.figures["arrested-no-record-thinkprogress"]
    assert part.part_of == "arrested-thinkprogress"
    assert int(part.value) < int(CORPUS.figures[part.part_of].value)


def test_facts_from_outside_have_an_address() -> None:
    assert len(CORPUS.context) > 100
    assert all(row.url for row in CORPUS.context)
