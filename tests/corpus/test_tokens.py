import unicodedata

import pytest

from framelab.corpus import tokenize
from framelab.corpus.tokens import token_spans


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
        # Abbreviations
        pytest.param("U.S.A and U.S.A.", ["u.s.a", "and", "u.s.a."], id="without its last stop"),
        pytest.param("the U.S", ["the", "u.s"], id="two letters without a last stop"),
        pytest.param("J.K.Doe", ["j.k.", "doe"], id="initials before a name"),
        pytest.param("D.C.’s and U.S.'s", ["d.c.'s", "and", "u.s.'s"], id="whose"),
        pytest.param("the U.S.’ end", ["the", "u.s.", "end"], id="a mark that only closes"),
        # Apostrophes and hyphens as others print them
        pytest.param("O´Hara O＇Hara Oʼhara O`Hara O‛Hara", ["o'hara"] * 5, id="apostrophes"),
        pytest.param("п’ять пʼять", ["п'ять"] * 2, id="Ukrainian apostrophes"),
        pytest.param("COVID’19", ["covid'19"], id="before a digit"),
        pytest.param("mother‐in‐law", ["mother-in-law"], id="hyphen of its own"),
        pytest.param("COVID‑19, MS‑13", ["covid-19", "ms-13"], id="hyphen that does not break"),
        pytest.param("2016–17", ["2016", "17"], id="a dash is no hyphen"),
        pytest.param("col·lecció צה״ל", ["col·lecció", "צה״ל"], id="signs inside a word"),
        pytest.param("Ի՞նչ է, ո՛չ", ["ի՞նչ", "է", "ո՛չ"], id="Armenian marks"),
        pytest.param("١٬٠٠٠ و ٣٫٥", ["١٬٠٠٠", "و", "٣٫٥"], id="Arabic separators"),
        # What nobody sees
        pytest.param("immi\u00adgration", ["immigration"], id="soft hyphen"),
        pytest.param("bor\u200bder\ufeff and\u2060", ["border", "and"], id="no width"),
        pytest.param("bor\U000e0041der\u3164 one", ["border", "one"], id="tags and fillers"),
        pytest.param("می\u200cخواهم", ["میخواهم"], id="non-joiner"),
        pytest.param("21,\u200b362 U.\u200bS.", ["21,362", "u.s."], id="no width at a sign"),
        pytest.param("\u200eone\u200f \u2066two\u2069", ["one", "two"], id="directions"),
        pytest.param("\N{HEAVY BLACK HEART}\ufe0f", [], id="a picture and its form"),
        # Marks
        pytest.param("हिन्दी समाचार", ["हिन्दी", "समाचार"], id="Hindi"),
        pytest.param("বাংলা সংবাদ", ["বাংলা", "সংবাদ"], id="Bengali"),
        pytest.param("สมชาย ใจดี", ["สมชาย", "ใจดี"], id="Thai"),
        pytest.param("தமிழ் ភាសា", ["தமிழ்", "ភាសា"], id="Tamil and Khmer"),
        pytest.param("مُحَمَّد رَسُول", ["مُحَمَّد", "رَسُول"], id="vocalised Arabic"),
        pytest.param("שָׁלוֹם בית־ספר", ["שָׁלוֹם", "בית-ספר"], id="pointed Hebrew, and its hyphen"),
        pytest.param("İstanbul", ["i\u0307stanbul"], id="a capital that casefolds to two"),
        pytest.param("ŉ ß.ß. x", ["n", "ss", "ss", "x"], id="letters that casefold to two"),
        pytest.param("x\u0304-q\u0304", ["x\u0304-q\u0304"], id="no composed form"),
        pytest.param("\u0301 a \u0301", ["a"], id="a mark without a letter"),
        pytest.param("Un- American", ["un", "american"], id="broken word as printed"),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens
    composed = unicodedata.normalize("NFC", text)
    spans = list(token_spans(composed))
    assert [token for token, _, _ in spans] == tokens
    assert [tokenize(composed[start:end]) for _, start, end in spans] == [[each] for each in tokens]
    assert tokenize(" ".join(tokens)) == tokens


def test_a_token_is_its_own_token() -> None:
    for token in ["u.s.", "ms-13", "21,362", "6:30am", "9-1-1", "kelly's", "cop-bad"]:
        assert tokenize(token) == [token]
