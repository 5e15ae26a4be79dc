import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pytest

from framelab import load_corpus
from framelab.measures import count_tokens, counts_by, dictionary_rates, per_thousand, rates


@dataclass(frozen=True)
class Row:
    place: str
    token: str
    count: int


ROWS = [Row("a", "wall", 2), Row("b", "wall", 1), Row("b", "the", 4)]


def test_counts_of_one_token_add_up_over_rows() -> None:
    assert count_tokens(ROWS) == {"wall": 3, "the": 4}


def test_no_row_gives_no_token() -> None:
    assert count_tokens([]) == Counter()
    assert counts_by([], key=lambda row: row) == {}


def test_parts_are_apart_and_in_the_order_of_the_rows() -> None:
    parts = counts_by(reversed(ROWS), key=lambda row: row.place)
    assert list(parts.items()) == [("b", {"wall": 1, "the": 4}), ("a", {"wall": 2})]


def test_the_corpus_s_parts_have_the_words_that_its_tables_state() -> None:
    corpus = load_corpus()
    by_article = counts_by(corpus.tokens, key=lambda row: row.article)
    assert {name: counts.total() for name, counts in by_article.items()} == {
        article.article: article.words for article in corpus.articles
    }
    by_paragraph = counts_by(corpus.tokens, key=lambda row: (row.article, row.paragraph))
    assert {place: counts.total() for place, counts in by_paragraph.items()} == {
        (row.article, row.paragraph): row.words for row in corpus.paragraphs
    }


@pytest.mark.parametrize(("count", "total", "rate"), [(0, 9, 0), (9, 9, 1000), (1, 2000, 0.5)])
def test_rate_per_thousand(count: int, total: int, rate: float) -> None:
    assert per_thousand(count, total) == rate


@pytest.mark.parametrize("total", [0, -1])
def test_there_is_no_rate_in_nothing(total: int) -> None:
    with pytest.raises(ValueError, match=f"total: found {total}; allowed: a count above 0"):
        per_thousand(0, total)


def test_rates_of_all_tokens_add_up_to_a_thousand() -> None:
    counts = count_tokens(load_corpus().tokens)
    assert sum(rates(counts).values()) == pytest.approx(1000)
    assert rates({}) == {}


COUNTS = {"immigrant": 2, "immigration": 1, "migrant": 1, "u.s.": 1, "don't": 1, "the": 4}


@pytest.mark.parametrize(
    ("terms", "occurrences"),
    [
        pytest.param(["immigrant"], 2, id="a whole token and no more"),
        pytest.param(["immigra*"], 3, id="any ending"),
        pytest.param(["immigrant*"], 2, id="no ending is an ending too"),
        pytest.param(["immigra*", "immigrant", "immig*"], 3, id="matched thrice, counted once"),
        pytest.param(["u.s.", "don't"], 2, id="abbreviation and apostrophe"),
        pytest.param(["asylum"], 0, id="not there"),
        pytest.param([], 0, id="no term"),
    ],
)
def test_category_counts_what_its_terms_match(terms: list[str], occurrences: int) -> None:
    assert dictionary_rates(COUNTS, {"some": terms}) == {"some": 100 * occurrences}


def test_a_token_counts_in_each_category_that_names_it() -> None:
    categories = {"people": ["migrant"], "movement": ["migra*"]}
    assert dictionary_rates(COUNTS, categories) == {"people": 100, "movement": 100}


@pytest.mark.parametrize(
    "term",
    [
        pytest.param("border patrol", id="two words"),
        pytest.param("Border", id="capital"),
        pytest.param("don’t", id="curly apostrophe"),
        pytest.param("*", id="every token"),
        pytest.param("*migrant", id="wildcard in front"),
        pytest.param("im*ant", id="wildcard inside"),
        pytest.param("un-*", id="hyphen at the end"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_term_that_is_no_token_is_refused_by_name(term: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"categories: found {term!r} in 'some'")):
        dictionary_rates(COUNTS, {"some": [term]})


@pytest.mark.parametrize(
    ("counts", "categories", "message"),
    [
        pytest.param(COUNTS, {"some": "wall"}, "found the text 'wall' in 'some'", id="a text"),
        pytest.param({}, {"some": ["wall"]}, "total: found 0", id="no token"),
    ],
)
def test_what_gives_no_rate_is_refused(
    counts: Mapping[str, int], categories: Mapping[str, Collection[str]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        dictionary_rates(counts, categories)
