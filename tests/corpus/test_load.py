import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import framelab
from framelab import load_corpus
from framelab.corpus import Article, Corpus
from framelab.corpus.tables import CorpusError

from ..conftest import DATA


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_rows_are_typed(corpus: Corpus) -> None:
    article = corpus.articles["kpbs"]
    assert isinstance(article, Article)
    assert article.published_earliest == date(2017, 4, 21)
    assert (article.words, article.paragraphs) == (774, 25)
    assert corpus.events["meet-the-press"].articles == ("daily-beast", "thinkprogress")
    assert corpus.quotes["kelly-best-thing-daily-beast"].via == "NBC"
    assert corpus.quotes["kelly-solution-daily-beast"].via is None


def test_rows_are_found_by_key_by_position_and_by_iteration(corpus: Corpus) -> None:
    row = corpus.paragraphs["kpbs", 11]
    assert (row.article, row.paragraph) == ("kpbs", 11)
    assert corpus.articles[0] is next(iter(corpus.articles))
    assert corpus.articles[1:3] == (corpus.articles["truthout"], corpus.articles["americas-voice"])
    assert row in corpus.paragraphs
    with pytest.raises(KeyError):
        corpus.articles["nyt"]
    with pytest.raises(IndexError):
        corpus.articles[5]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda c: setattr(c.articles["kpbs"], "words", 1), id="a row's field"),
        pytest.param(lambda c: setattr(c, "articles", ()), id="a table"),
        pytest.param(lambda c: c.articles.__setitem__(0, None), id="a row"),
        pytest.param(lambda c: setattr(c.articles, "extra", 1), id="an attribute of a table"),
    ],
)
def test_nothing_can_be_changed(corpus: Corpus, change: Callable[[Any], object]) -> None:
    with pytest.raises((AttributeError, FrozenInstanceError, TypeError)):
        change(corpus)


def test_the_course_corpus_is_one_object_and_a_folder_gives_its_equal(corpus: Corpus) -> None:
    assert load_corpus() is corpus
    again = load_corpus(DATA)
    assert list(again.quotes) == list(corpus.quotes)
    assert load_corpus(str(DATA)).articles[0] == corpus.articles[0]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tables: Path) -> None:
    file = tables / "quotes.csv"
    rows = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + rows)
    assert list(load_corpus(tables).quotes) == list(load_corpus().quotes)


def test_cells_hold_what_is_printed_and_no_escapes() -> None:
    for file in DATA.glob("*.csv"):
        assert "\\" not in file.read_text(encoding="utf-8"), file.name


def test_a_corpus_says_what_it_is(corpus: Corpus) -> None:
    assert len(corpus) == 5
    assert repr(corpus).startswith("<corpus of 5 articles on drugs, immigration: 103 paragraphs,")
    html = corpus._repr_html_()
    assert html.count("<tr>") == 1 + 5
    assert "<td>America’s Voice</td>" in html


def test_a_table_becomes_a_frame(corpus: Corpus) -> None:
    frame = corpus.to_frame("quotes")
    assert list(frame.columns[:3]) == ["quote", "article", "paragraph"]
    assert frame["words"].sum() == sum(quote.words for quote in corpus.quotes)
    assert len(corpus.to_frame()) == 103
    with pytest.raises(ValueError, match="table: found 'quote'; allowed: articles, speakers"):
        corpus.to_frame("quote")


def test_a_frame_without_pandas_says_what_to_install(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'framelab\[analysis\]'"):
        corpus.to_frame()


def test_without_a_course_a_path_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a page of another book, whose library leaves the course out."""
    monkeypatch.delattr(framelab, "course", raising=False)
    monkeypatch.setitem(sys.modules, "framelab.course", None)
    with pytest.raises(CorpusError, match=r"load_corpus\(\): found no path; allowed: the folder"):
        framelab.load_corpus()
