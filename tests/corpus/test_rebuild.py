"""Rebuilding from texts, on two articles made up for it."""

from dataclasses import fields
from pathlib import Path

import pytest

from framelab.corpus import load_corpus
from framelab.corpus.bodies import BodyLines, read_body, read_settling
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.new_codebook import new_codebook
from framelab.corpus.rebuild import rebuild_tables
from framelab.corpus.texts import BodyError

SETTLING = '[first]\nbody = ["2-5"]\nsubheads = [3]\n\n[second]\nbody = ["1"]\nsubheads = []\n'
HEADERS = {
    name: ",".join(field.name for field in fields(row_type))
    for name, row_type in ROW_TYPES.items()
    if name != "tokens"  # is made by rebuilding
}


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """Texts and tables of two articles; what can be counted is left at nought."""
    texts, data = tmp_path / "texts", tmp_path / "data"
    texts.mkdir()
    data.mkdir()
    (texts / "first.txt").write_text("Menu\nThe mayor spoke.\nA sub-head\n\nShe left.\n")
    (texts / "second.txt").write_text("“We won’t,” she said.")
    (data / "bodies.toml").write_text(SETTLING)
    (data / "codebook.toml").write_text(new_codebook(), encoding="utf-8")
    zero = "0" * 64
    rows = {
        "articles": [
            f"first,Outlet,Title,,report,2020-01-01,2020-01-02,Basis,http://a.example/,0,0,{zero}",
            f"second,Outlet,Title,,report,2020-01-01,2020-01-01,Basis,http://b.example/,0,0,{zero}",
        ],
        "paragraphs": [
            "first,1,body,0,neither,The article says who spoke.",
            "first,2,body,0,neither,Sub-head.",
            "first,3,body,0,neither,The article says who left.",
            "second,1,body,0,neither,The mayor is quoted.",
        ],
        "quotes": ["q-one,second,1,mayor,We won’t,0,direct,talk,neither,,"],
        "speakers": ["mayor,A Mayor,person,mayor,local"],
        "events": ["talk,2020,year,A talk,text,second,second 1"],
    }
    for name, header in HEADERS.items():
        (data / f"{name}.csv").write_text("\n".join([header, *rows.get(name, []), ""]))
    return texts, data


def test_it_counts_what_can_be_counted(small: tuple[Path, Path]) -> None:
    texts, data = small
    changed = ["tokens.csv", "paragraphs.csv", "articles.csv", "quotes.csv"]
    assert rebuild_tables(texts, data, write=False) == changed
    assert not (data / "tokens.csv").exists()
    assert rebuild_tables(texts, data) == changed
    assert rebuild_tables(texts, data) == []
    corpus = load_corpus(data)
    assert (corpus.articles["first"].words, corpus.articles["first"].paragraphs) == (7, 3)
    assert corpus.paragraphs["first", 2].kind == "subhead"
    assert corpus.paragraphs["first", 2].gist == "Sub-head."
    assert corpus.quotes["q-one"].words == 2
    assert {row.token: row.count for row in corpus.tokens if row.article == "second"} == {
        "we": 1,
        "won't": 1,
        "she": 1,
        "said": 1,
    }


def test_a_paragraph_without_a_gist_is_for_a_reader_to_settle(small: tuple[Path, Path]) -> None:
    texts, data = small
    (texts / "second.txt").write_text("One.\nTwo.")
    (data / "bodies.toml").write_text(SETTLING.replace('["1"]', '["1-2"]'))
    with pytest.raises(BodyError, match=r"paragraphs\.csv: second paragraph 2 has only a text"):
        rebuild_tables(texts, data)
    assert not (data / "tokens.csv").exists()


def test_a_row_without_a_paragraph_is_for_a_reader_to_settle(small: tuple[Path, Path]) -> None:
    texts, data = small
    (data / "bodies.toml").write_text(SETTLING.replace('["2-5"]', '["2-4"]'))
    (texts / "first.txt").write_text("Menu\nThe mayor spoke.\nA sub-head\n")
    with pytest.raises(BodyError, match="first paragraph 3 has only a row"):
        rebuild_tables(texts, data)


@pytest.mark.parametrize(
    ("settling", "message"),
    [
        pytest.param(
            'body = ["9-4"]\nsubheads = []', r"\[a\], body: found '9-4'; allowed", id="backwards"
        ),
        pytest.param('body = ["x"]\nsubheads = []', "body: found 'x'", id="no number"),
        pytest.param(
            'body = ["1-2"]\nsubheads = [3]', "subheads: found 3; allowed: a line of body",
            id="sub-head outside",
        ),
    ],
)  # fmt: skip
def test_a_wrong_settling_file(tmp_path: Path, settling: str, message: str) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text(f"[a]\n{settling}\n")
    with pytest.raises(BodyError, match=message):
        read_settling(file)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(None, "No such file", id="missing"),
        pytest.param(b"caf\xe9", "byte 4 of the file: found 0xE9, which is not UTF-8", id="UTF-8"),
        pytest.param(b"one line", "found 1 lines; allowed: at least 2", id="too short"),
    ],
)
def test_a_text_that_cannot_be_used(tmp_path: Path, data: bytes | None, message: str) -> None:
    file = tmp_path / "a.txt"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(BodyError, match=message) as caught:
        read_body(file, BodyLines(body=(1, 2), subheads=frozenset()))
    assert str(caught.value).startswith(str(file))
