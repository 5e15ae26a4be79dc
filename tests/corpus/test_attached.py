"""Texts matched to their articles by token counts, and kept beside the project."""

from collections.abc import Callable
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.corpus import Corpus
from framelab.corpus.attached import Outcome, attach, attached_articles, attached_text, detach
from framelab.corpus.ingest import ingest
from framelab.corpus.texts import BodyError

FIRST = [
    "The mayor opened a bridge on Monday.",
    "“It will be used,” she said, and left before the rain came.",
    "The city paid more than it had planned.",
]
SECOND = ["Nobody came to see the road.", "It rained all day, and the road was closed."]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A corpus of two articles, whose texts are not at hand any more."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "bridge.txt").write_text("\n".join(FIRST), encoding="utf-8")
    (texts / "road.txt").write_text("\n".join(SECOND), encoding="utf-8")
    ingest(texts, tmp_path / "corpus")
    return load_corpus(tmp_path / "corpus")


@pytest.fixture
def attached(tmp_path: Path, corpus: Corpus) -> Callable[..., list[Outcome]]:
    def attach_files(**files: str | bytes) -> list[Outcome]:
        folder = tmp_path / "pages"
        folder.mkdir()
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / name).write_bytes(data)
        return list(attach(folder, corpus, tmp_path / "data"))

    return attach_files


Attach = Callable[..., list[Outcome]]


def test_a_page_with_everything_around_the_body_is_matched(
    tmp_path: Path, corpus: Corpus, attached: Attach
) -> None:
    page = [
        "Menu", "A Bridge", "", FIRST[0], "", FIRST[0], "Photo by Bert", FIRST[1], "Related: it",
        FIRST[2], "Share this",
    ]  # fmt: skip
    (outcome,) = attached(page="\r\n".join(page))
    assert outcome.is_attached
    assert outcome.match
    assert (outcome.match.article, outcome.match.lines) == ("bridge", (4, 8, 10))
    assert attached_text(corpus.articles["bridge"], tmp_path / "data") == FIRST
    assert attached_text(corpus.articles["road"], tmp_path / "data") is None
    assert attached_articles(corpus.articles, tmp_path / "data") == {"bridge"}


def test_a_mismatch_says_where_and_which_tokens(tmp_path: Path, attached: Attach) -> None:
    changed = FIRST[1].replace("rain", "snow")
    (outcome,) = attached(page="\n".join(["Menu", FIRST[0], changed]))
    assert not outcome.is_attached
    assert outcome.match
    assert outcome.match.article == "bridge"
    changed_one, missing_one = outcome.match.differences
    assert (changed_one.paragraph, changed_one.line) == (2, 3)
    assert (changed_one.missing, changed_one.added) == (("rain",), ("snow",))
    assert (missing_one.paragraph, missing_one.line) == (3, None)
    assert "planned" in missing_one.missing
    assert not (tmp_path / "data").exists()


def test_the_words_in_another_order_are_not_the_text(attached: Attach) -> None:
    (outcome,) = attached(page="\n".join(["On Monday the mayor opened a bridge.", *FIRST[1:]]))
    assert outcome.is_reordered
    assert not outcome.is_attached


def test_other_files_are_named(attached: Attach) -> None:
    outcomes = attached(
        a="Something else altogether, about fish.", b=b"\xff\x00\x01", c="\n".join(SECOND)
    )
    assert [outcome.is_attached for outcome in outcomes] == [False, False, True]
    assert outcomes[0].match is None
    assert outcomes[1].refusal


def test_what_was_kept_and_then_changed_is_not_shown(
    tmp_path: Path, corpus: Corpus, attached: Attach
) -> None:
    attached(page="\n".join(SECOND))
    (kept,) = (tmp_path / "data" / "texts").iterdir()
    kept.write_text("\n".join(SECOND).replace("road", "rode"))
    with pytest.raises(BodyError, match="allowed: the text of road; attach it again"):
        attached_text(corpus.articles["road"], tmp_path / "data")


def test_detaching_removes_everything(tmp_path: Path, corpus: Corpus, attached: Attach) -> None:
    attached(a="\n".join(FIRST), b="\n".join(SECOND))
    assert detach(tmp_path / "data") == 2
    assert list((tmp_path / "data").iterdir()) == []
    assert detach(tmp_path / "data") == 0
    assert attached_articles(corpus.articles, tmp_path / "data") == set()


def test_folders_that_cannot_be_used(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BodyError, match="found no file; allowed: one file an article"):
        list(attach(tmp_path / "empty", corpus, tmp_path / "data"))
    with pytest.raises(BodyError, match="No such file"):
        list(attach(tmp_path / "gone", corpus, tmp_path / "data"))


def test_the_five_are_found_whatever_their_names(texts: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, file in enumerate(sorted(texts.glob("*.txt"))):
        (pages / f"page {number}").write_bytes(file.read_bytes())
    course = load_corpus()
    outcomes = list(attach(pages, course, tmp_path / "data"))
    assert all(outcome.is_attached for outcome in outcomes)
    for article in course.articles:
        text = attached_text(article, tmp_path / "data")
        assert text
        assert len(text) == article.paragraphs


def test_a_term_is_found_in_attached_texts(
    tmp_path: Path, corpus: Corpus, attached: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAMELAB_DATA", str(tmp_path / "data"))
    with pytest.raises(LookupError, match="kwic: found no attached text of bridge, road; allowed"):
        corpus.kwic("the")
    attached(a="\n".join(FIRST))
    word = FIRST[0].split()[0]
    places = corpus.kwic(word)
    assert (places[0].article, places[0].paragraph, places[0].term) == ("bridge", 1, word)
    assert corpus.kwic(word, "bridge") == places
    with pytest.raises(LookupError, match="no attached text of road;"):
        corpus.kwic(word, "road")
    with pytest.raises(KeyError):
        corpus.kwic(word, "canal")


def test_no_text_comes_into_a_book_that_is_built(
    tmp_path: Path, corpus: Corpus, attached: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAMELAB_DATA", str(tmp_path / "data"))
    attached(a="\n".join(FIRST))
    monkeypatch.setenv("FRAMELAB_BUILDS_A_BOOK", "1")
    with pytest.raises(LookupError, match="kwic: found a book that is being built"):
        corpus.kwic("the")
