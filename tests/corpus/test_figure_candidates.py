import pytest

from framelab.corpus.figure_candidates import figure_candidates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("More than 21,362 people", [("21,362", "digits")], id="digits"),
        pytest.param("$3.5 million, or 12%", [("$3.5 million", "digits"), ("12%", "digits")],
                     id="money and per cent"),
        pytest.param("50 percent of 8 per cent",
                     [("50 percent", "digits"), ("8 per cent", "digits")], id="per cent in words"),
        pytest.param("Twenty-two of two hundred thousand",
                     [("Twenty-two", "number-word"), ("two hundred thousand", "number-word")],
                     id="number words"),
        pytest.param("hundreds in their teens",
                     [("hundreds", "number-noun"), ("teens", "number-noun")], id="number nouns"),
        pytest.param("two-thirds, a majority",
                     [("two-thirds", "share-noun"), ("majority", "share-noun")], id="shares"),
        pytest.param("In 1996 at 6:30am", [("1996", "year"), ("6:30am", "time")], id="dates"),
        pytest.param("MS-13 and a two-year term", [("MS-13", "in-word"), ("two-year", "in-word")],
                     id="in a word"),
        pytest.param("One of them, and no one else", [], id="one is mostly no number"),
        pytest.param("two\n\nthree", [("two three", "number-word")], id="over a space"),
        pytest.param("two, three", [("two", "number-word"), ("three", "number-word")], id="listed"),
    ],
)  # fmt: skip
def test_quantities_as_printed(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.value, each.kind) for each in figure_candidates([text])] == expected


def test_each_has_its_paragraph() -> None:
    found = figure_candidates(["None.", "Five.", "", "80 of 90."])
    assert [(each.paragraph, each.value) for each in found] == [(2, "Five"), (4, "80"), (4, "90")]
