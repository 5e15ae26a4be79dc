import unicodedata

import pytest

from framelab.corpus.keyword_in_context import occurrences

PARAGRAPHS = ["The wall. Kelly’s wall!", "No such thing.", "A WALL of walls, a wall wall wall"]


def test_every_place_with_its_paragraph_and_what_is_around() -> None:
    found = list(occurrences("a", PARAGRAPHS, "Wall"))
    assert [(each.paragraph, each.before, each.term) for each in found[:3]] == [
        (1, "The ", "wall"),
        (1, "The wall. Kelly’s ", "wall"),
        (3, "A ", "WALL"),
    ]
    for each in found:
        assert each.before + each.term + each.behind == PARAGRAPHS[each.paragraph - 1]


def test_several_words_in_a_row_do_not_overlap() -> None:
    assert [each.before for each in occurrences("a", PARAGRAPHS, "wall wall")] == [
        "A WALL of walls, a "
    ]
    assert len(list(occurrences("a", PARAGRAPHS, "kelly's wall"))) == 1
    assert list(occurrences("a", PARAGRAPHS, "kelly wall")) == []


def test_accents_written_apart_are_found() -> None:
    text = unicodedata.normalize("NFD", "Un café, un été")
    (found,) = occurrences("a", [text], "ÉTÉ")
    assert (found.before, found.term) == ("Un café, un ", "été")


def test_a_term_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match=r"term: found '—'; allowed: a word or several"):
        list(occurrences("a", PARAGRAPHS, "—"))
