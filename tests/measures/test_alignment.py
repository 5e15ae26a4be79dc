from difflib import SequenceMatcher
from itertools import pairwise

import pytest

from framelab import load_corpus
from framelab.measures import Piece, align, negation_lost, tokenize


def pieces(first: str, second: str) -> list[tuple[str, str]]:
    aligned = align(first.split(), second.split())
    return [(piece.kind, " ".join(piece.tokens)) for piece in aligned.pieces]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("a b", "a b", [("kept", "a b")], id="the same"),
        pytest.param("a b", "", [("dropped", "a b")], id="dropped as a whole"),
        pytest.param("", "a b", [("added", "a b")], id="added as a whole"),
        pytest.param("a", "b", [("dropped", "a"), ("added", "b")], id="drops before it adds"),
        pytest.param("a b c", "a c", [("kept", "a"), ("dropped", "b"), ("kept", "c")], id="in it"),
        pytest.param("a a", "a", [("kept", "a"), ("dropped", "a")], id="keeps the earlier"),
        pytest.param("a b", "b a", [("dropped", "a"), ("kept", "b"), ("added", "a")], id="moved"),
    ],
)
def test_pieces(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(first, second) == expected


def test_it_keeps_more_tokens_than_difflib() -> None:
    """It settles the longest stretch first, whatever that costs on both sides of it."""
    first, second = tokenize("a x b y c p q"), tokenize("p q a b c")
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    assert sum(block.size for block in matcher.get_matching_blocks()) == 2
    assert align(first, second).kept == ("a", "b", "c")


def test_pieces_make_both_printings_again() -> None:
    first, second = tokenize("the solution is not arresting"), tokenize("is the solution arresting")
    aligned = align(first, second)
    sides = [
        [token for piece in aligned.pieces if piece.kind != other for token in piece.tokens]
        for other in ("added", "dropped")
    ]
    assert sides == [first, second]
    assert len(aligned.kept) + len(aligned.dropped) == len(first)
    assert len(aligned.kept) + len(aligned.added) == len(second)


def test_neighbouring_pieces_differ_in_kind() -> None:
    aligned = align(tokenize("a b c d e"), tokenize("a x c y z e"))
    kinds = [piece.kind for piece in aligned.pieces]
    assert all(kind != after for kind, after in pairwise(kinds))
    assert aligned.pieces[0] == Piece("kept", ("a",))


def test_one_printing_of_kelly_s_list_ends_before_rehabilitation() -> None:
    quotes = load_corpus().quotes
    first, second = (
        tokenize(quotes[f"kelly-demand-{article}"].text)
        for article in ("daily-beast", "thinkprogress")
    )
    aligned = align(first, second)
    assert (aligned.kept, aligned.dropped) == (tuple(first), ())
    assert "rehabilitation" in aligned.added


@pytest.mark.parametrize(
    ("first", "second", "lost"),
    [
        pytest.param("not a factor", "a factor", ("not",), id="lost"),
        pytest.param("not a factor", "not a factor", (), id="kept"),
        pytest.param("a factor", "not a factor", (), id="gained"),
        pytest.param("we don't never go", "we go", ("don't", "never"), id="two"),
        pytest.param("we can't go", "we cannot go", ("can't",), id="said otherwise"),
        pytest.param("not all came", "all came not", ("not",), id="moved"),
        pytest.param("the knot and a notion", "the and a", (), id="inside of words"),
        pytest.param("", "not", (), id="nothing"),
    ],
)
def test_lost_negations(first: str, second: str, lost: tuple[str, ...]) -> None:
    assert negation_lost(first.split(), second.split()) == lost


def test_texts_are_no_tokens() -> None:
    with pytest.raises(ValueError, match="first: found the text 'not'; allowed: its tokens"):
        align("not", ["not"])
    with pytest.raises(ValueError, match="second: found the text"):
        negation_lost(["not"], "not")
