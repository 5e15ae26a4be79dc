"""What the five articles hold, as far as the tables alone can show it."""

from collections import Counter

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


def test_every_article_says_how_its_date_is_known() -> None:
    for row in CORPUS.articles:
        basis = row.date_basis.split(":")[0].split(",")[0]
        assert basis in ("Printed in part", "Worked out", "From outside"), row.article
        assert basis != "Printed in part" or row.published_earliest == row.published_latest


def test_every_gist_is_one_line_and_attributes() -> None:
    """A gist says who says it: it names the article, a speaker, or the place as a sub-head."""
    attributes = (
        "article", "outlet", "sub-head", "quoted", "paraphrased", "station asked",
        "an unnamed source", "kelly’s warning",
    )  # fmt: skip
    gists = [row.gist for row in CORPUS.paragraphs]
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
    assert all(row.gist.startswith("Sub-head:") for row in subheads)


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


def test_nobody_is_listed_who_is_not_quoted() -> None:
    assert {row.speaker for row in CORPUS.speakers} == {row.speaker for row in CORPUS.quotes}
    assert {row.event for row in CORPUS.events} == {row.said_at for row in CORPUS.quotes}


def test_an_event_lists_the_articles_that_quote_from_it() -> None:
    for event in CORPUS.events:
        quoting = {row.article for row in CORPUS.quotes if row.said_at == event.event}
        assert set(event.articles) == quoting, event.event


def test_titles_terms_and_subheads_are_not_speech() -> None:
    texts = [row.text.casefold() for row in CORPUS.quotes]
    for term in ("war on drugs", "law and order", "second chances", "aggravated felony"):
        assert term not in texts
    assert not any("justice with judge" in text for text in texts)
    places = {(row.article, row.paragraph) for row in CORPUS.quotes}
    assert not any(
        (row.article, row.paragraph) in places for row in CORPUS.paragraphs if row.kind == "subhead"
    )


def test_a_sentence_printed_twice_is_one_utterance() -> None:
    group = [row for row in CORPUS.quotes if row.group == "kelly-solution-thinkprogress"]
    assert [row.paragraph for row in group] == [1, 4]
    assert group[0].text in group[1].text
    assert len({row.utterance for row in group}) == 1
    alone = CORPUS.quotes["kelly-returned-daily-beast"]
    assert alone.utterance == "kelly-returned-daily-beast"


def test_a_group_is_one_sentence_of_one_speaker_in_one_article() -> None:
    for group in {row.group for row in CORPUS.quotes if row.group}:
        rows = [row for row in CORPUS.quotes if row.group == group]
        assert len({(row.article, row.speaker, row.said_at) for row in rows}) == 1, group
    sizes = Counter(row.group for row in CORPUS.quotes if row.group)
    assert sizes
    assert min(sizes.values()) > 1


def test_tokens_are_sorted_so_that_no_paragraph_can_be_read() -> None:
    by_paragraph: dict[tuple[str, int], list[str]] = {}
    for row in CORPUS.tokens:
        by_paragraph.setdefault((row.article, row.paragraph), []).append(row.token)
    assert len(by_paragraph) == 103
    for tokens in by_paragraph.values():
        assert tokens == sorted(tokens)
