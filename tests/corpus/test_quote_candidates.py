"""Stretches between quotation marks, on sentences made up for it."""

import pytest

from framelab.corpus.quote_candidates import quote_candidates


def found(*paragraphs: str) -> list[tuple[str, str]]:
    """Give text and marks of each; a mark that does not belong is followed by an x."""
    return [
        (each.text, each.opening + each.closing + ("" if each.closed else "x"))
        for each in quote_candidates(paragraphs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "no" and left.', [("no", '""')], id="straight"),
        pytest.param("He said “no” and left.", [("no", "“”")], id="curly"),
        pytest.param("He said ‘no’ and left.", [("no", "‘’")], id="single, curly"),
        pytest.param("He said 'no' and left.", [("no", "''")], id="single, straight"),
        pytest.param("Er sagte „nein“ und ging.", [("nein", "„“")], id="German"),
        pytest.param("Er sagte »nein« und ging.", [("nein", "»«")], id="German books"),
        pytest.param("Il dit « non », puis « oui ».", [("non", "«»"), ("oui", "«»")], id="French"),
        pytest.param("Hän sanoi ”ei” ja lähti.", [("ei", "””")], id="Finnish"),
        pytest.param("“Yes,” she said. “No.”", [("Yes,", "“”"), ("No.", "“”")], id="two"),
        pytest.param("he said—“yes”—and left", [("yes", "“”")], id="dashes"),
        pytest.param('"I thought—" he began', [("I thought—", '""')], id="broken off"),
        pytest.param("“He told me ‘no’ twice,” she said", [("He told me ‘no’ twice,", "“”")],
                     id="nested, single"),
        pytest.param('“He told me "no" twice,” she said', [('He told me "no" twice,', "“”")],
                     id="nested, straight"),
        pytest.param("“He wrote “no” twice,” she said", [("He wrote “no” twice,", "“”")],
                     id="nested, the same"),
        pytest.param("\"He said 'no',\" she said", [("He said 'no',", '""')], id="nested, ends so"),
        pytest.param("‘He told me “no” twice,’ she said", [("He told me “no” twice,", "‘’")],
                     id="nested, British"),
        pytest.param("“He came,\" she said. “He left.”", [("He came,", '“"x'), ("He left.", "“”")],
                     id="closes with another mark"),
        pytest.param("a \"firm hand' against them, the paper said.", [("firm hand", "\"'x")],
                     id="closes with a single mark"),
        pytest.param("“They came. “We left,” he said.", [("They came.", "“x"), ("We left,", "“”")],
                     id="another opens first"),
        pytest.param("She said: “We shall see.", [("We shall see.", "“x")], id="never closes"),
        pytest.param("The officials' visit, the '90s, rock 'n' roll, it's, 'twas", [],
                     id="apostrophes, straight"),
        pytest.param("The officials’ visit, the ’90s, rock ’n’ roll, it’s, ‘twas", [],
                     id="apostrophes, curly"),
        pytest.param("'The officials' visit was short,' he said",
                     [("The officials' visit was short,", "''")], id="apostrophe in single marks"),
        pytest.param("He is 5'10\" tall and \"glad\".", [("glad", '""')], id="feet and inches"),
        pytest.param("Nothing “” here", [], id="nothing between"),
    ],
)  # fmt: skip
def test_what_stands_between_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_quotation_never_reaches_into_the_next_paragraph() -> None:
    assert found("“We came.", "They left, he said.") == [("We came.", "“x")]


def test_a_quotation_over_several_paragraphs_opens_in_each() -> None:
    candidates = quote_candidates(["She said: “We came.", "“We saw.", "“We left.”", "“Yes.”"])
    assert [(each.paragraph, each.text, each.closed, each.continues) for each in candidates] == [
        (1, "We came.", False, True),
        (2, "We saw.", False, True),
        (3, "We left.", True, False),
        (4, "Yes.", True, False),
    ]


def test_words_are_tokens() -> None:
    (candidate,) = quote_candidates(["“The U.S. won’t pay 21,362 dollars.”"])
    assert candidate.words == 6


@pytest.mark.parametrize("mark", ["“a ", "‘a ", "'a ", '"a ', "«", "„"])
def test_a_paragraph_of_marks_alone_comes_to_an_end(mark: str) -> None:
    # With time that grew as the square of the length, the limit on a test would end it.
    assert len(quote_candidates([mark * 20_000])) <= 20_000
