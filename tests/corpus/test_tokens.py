import pytest

from framelab.corpus import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("— … !", [], id="no letter and no digit"),
        pytest.param("The U.S. Senate", ["the", "u.s.", "senate"], id="abbreviation"),
        pytest.param("a D.C.-based group", ["a", "d.c.", "based", "group"], id="before hyphen"),
        pytest.param("MS-13", ["ms-13"], id="name with a number"),
        pytest.param("21,362 and 5,441.", ["21,362", "and", "5,441"], id="thousands"),
        pytest.param("at 6:30am", ["at", "6:30am"], id="time"),
        pytest.param("call 9-1-1", ["call", "9-1-1"], id="hyphenated number"),
        pytest.param("Kelly’s job", ["kelly's", "job"], id="curly apostrophe"),
        pytest.param("good cop-bad cop", ["good", "cop-bad", "cop"], id="hyphen"),
        pytest.param("‘quoted’ words", ["quoted", "words"], id="single quotation marks"),
        pytest.param("so — they", ["so", "they"], id="dash"),
        pytest.param("a\N{NO-BREAK SPACE}b\N{HAIR SPACE}c", ["a", "b", "c"], id="hard spaces"),
        pytest.param("cafe\N{COMBINING ACUTE ACCENT}", ["café"], id="decomposed accent"),
        pytest.param("STRASSE Straße", ["strasse", "strasse"], id="casefolded"),
        pytest.param("snake_case", ["snake", "case"], id="underscore"),
        pytest.param("1.5 per cent", ["1.5", "per", "cent"], id="decimal"),
        pytest.param("Un- American", ["un", "american"], id="broken word as printed"),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


def test_a_token_is_its_own_token() -> None:
    for token in ["u.s.", "ms-13", "21,362", "6:30am", "9-1-1", "kelly's", "cop-bad"]:
        assert tokenize(token) == [token]
