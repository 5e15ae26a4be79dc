"""Every way in which a table can be wrong gives an error that says where, and what is right."""

import csv
from pathlib import Path

import pytest

from framelab.corpus import CorpusError, load_corpus

Cells = list[list[str]]


def read(file: Path) -> Cells:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write(file: Path, rows: Cells) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def set_cell(tables: Path, table: str, row: int, column: str, value: str) -> str:
    """Change one cell (rows as a spreadsheet counts them); give what stood there."""
    rows = read(tables / table)
    at = rows[0].index(column)
    before = rows[row - 1][at]
    rows[row - 1][at] = value
    write(tables / table, rows)
    return before


def error_of(tables: Path) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        load_corpus(tables)
    return caught.value


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "message"),
    [
        pytest.param(
            "quotes.csv", 3, "article", "kbps",
            "quotes.csv, row 3, column article: found 'kbps'; "
            "allowed: daily-beast, truthout, americas-voice, kpbs, thinkprogress",
            id="unknown article",
        ),
        pytest.param(
            "quotes.csv", 2, "speaker", "session",
            "quotes.csv, row 2, column speaker: found 'session'; allowed: kelly, sessions, trump, "
            "casey, rhoads, gonzalez-fletcher, escobar, chettiar, junck, ramirez, strekal",
            id="unknown speaker",
        ),
        pytest.param(
            "quotes.csv", 2, "paragraph", "25",
            "quotes.csv, row 2, column paragraph: found 25; "
            "allowed: 1 to 24, the paragraphs of daily-beast",
            id="paragraph out of range",
        ),
        pytest.param(
            "tokens.csv", 2, "paragraph", "0",
            "tokens.csv, row 2, column paragraph: found 0; "
            "allowed: 1 to 24, the paragraphs of daily-beast",
            id="paragraph zero",
        ),
        pytest.param(
            "quotes.csv", 2, "words", "7",
            "quotes.csv, row 2, column words: found 7; allowed: 6, counted in its text",
            id="words that the quotation does not have",
        ),
        pytest.param(
            "paragraphs.csv", 2, "words", "13",
            "paragraphs.csv, row 2, column words: found 13; "
            "allowed: 12, counted in its rows of tokens.csv",
            id="words that the paragraph does not have",
        ),
        pytest.param(
            "articles.csv", 5, "words", "775",
            "articles.csv, row 5, column words: found 775; "
            "allowed: 774, counted in its rows of paragraphs.csv",
            id="words that the article does not have",
        ),
        pytest.param(
            "quotes.csv", 2, "kind", "indirect",
            "quotes.csv, row 2, column kind: found 'indirect'; allowed: direct, partial, block",
            id="unknown code",
        ),
        pytest.param(
            "quotes.csv", 2, "said_at", "the-other-day",
            "quotes.csv, row 2, column said_at: found 'the-other-day'; allowed: sessions-in-senate",
            id="unknown event",
        ),
        pytest.param(
            "quotes.csv", 2, "quote", "Sessions 1",
            "quotes.csv, row 2, column quote: found 'Sessions 1'; "
            "allowed: a small letter, then small letters and digits, joined by hyphens",
            id="malformed id",
        ),
        pytest.param(
            "quotes.csv", 3, "quote", "sessions-go-after-daily-beast",
            "quotes.csv, row 3, column quote: found sessions-go-after-daily-beast again; "
            "allowed: each once (it stands in row 2 already)",
            id="repeated id",
        ),
        pytest.param(
            "quotes.csv", 3, "text", "We can defeat those gnags.",
            "quotes.csv, row 3, column text: found gnags; "
            "allowed: words that daily-beast paragraph 8 has",
            id="words that the paragraph lacks",
        ),
        pytest.param(
            "quotes.csv", 2, "group", "A b",
            "quotes.csv, row 2, column group: found 'A b'; "
            "allowed: a small letter, then small letters and digits, joined by hyphens, or nothing",
            id="malformed group",
        ),
        pytest.param(
            "speakers.csv", 3, "role", "",
            "speakers.csv, row 3, column role: found an empty cell; allowed: some text",
            id="empty role",
        ),
        pytest.param(
            "paragraphs.csv", 3, "issue", "drug",
            "paragraphs.csv, row 3, column issue: found 'drug'; "
            "allowed: drugs, immigration, both, neither, or nothing",
            id="unknown issue",
        ),
        pytest.param(
            "articles.csv", 2, "published_latest", "",
            "articles.csv, row 2, column published_latest: found None; "
            "allowed: both dates (the same day where it is known), or neither",
            id="one date of two",
        ),
        pytest.param(
            "paragraphs.csv", 3, "paragraph", "3",
            "paragraphs.csv, row 4, column article + paragraph: found daily-beast + 3 again; "
            "allowed: each once (it stands in row 3 already)",
            id="paragraph twice",
        ),
        pytest.param(
            "paragraphs.csv", 2, "words", "twelve",
            "paragraphs.csv, row 2, column words: found 'twelve'; "
            "allowed: a whole number in digits",
            id="number in words",
        ),
        pytest.param(
            "articles.csv", 2, "published_latest", "20 April 2017",
            "articles.csv, row 2, column published_latest: found '20 April 2017'; "
            "allowed: a date as YYYY-MM-DD, or nothing",
            id="malformed date",
        ),
        pytest.param(
            "articles.csv", 2, "published_latest", "2017-04-16",
            "articles.csv, row 2, column published_latest: found 2017-04-16; "
            "allowed: 2017-04-17 (published_earliest) or later",
            id="dates out of order",
        ),
        pytest.param(
            "articles.csv", 2, "sha256", "abc",
            "articles.csv, row 2, column sha256: found 'abc'; allowed: 64 hexadecimal digits",
            id="malformed hash",
        ),
        pytest.param(
            "events.csv", 2, "date", "2017-02-30/2017-03-01",
            "events.csv, row 2, column date: found '2017-02-30/2017-03-01'; "
            "allowed: first and last day as YYYY-MM-DD/YYYY-MM-DD",
            id="day that does not exist",
        ),
        pytest.param(
            "events.csv", 4, "date", "2017-13",
            "events.csv, row 4, column date: found '2017-13'; allowed: a month as YYYY-MM",
            id="month that does not exist",
        ),
        pytest.param(
            "events.csv", 2, "articles", "daily-beast;nyt",
            "events.csv, row 2, column articles: found 'nyt'; allowed: daily-beast, truthout, ",
            id="unknown article in a list",
        ),
        pytest.param(
            "events.csv", 5, "places", "daily-beast 25",
            "events.csv, row 5, column places: found 'daily-beast 25'; "
            "allowed: paragraphs of daily-beast",
            id="place beyond the end",
        ),
        pytest.param(
            "events.csv", 6, "places", "daily-beast 16",
            "events.csv, row 6, column places: found no paragraph of one of the articles; "
            "allowed: one or more of each of daily-beast, thinkprogress",
            id="article without a place",
        ),
        pytest.param(
            "events.csv", 5, "places", "daily-beast",
            "events.csv, row 5, column places: found 'daily-beast'; "
            "allowed: an article and a paragraph, such as gazette 11",
            id="no place",
        ),
        pytest.param(
            "figures.csv", 25, "part_of", "protest-rally-kpbs",
            "figures.csv, row 25, column part_of: found 'protest-rally-kpbs'; "
            "allowed: another figure of thinkprogress, or nothing",
            id="part of another article's figure",
        ),
        pytest.param(
            "figures.csv", 2, "approximate", "about",
            "figures.csv, row 2, column approximate: found 'about'; "
            "allowed: exact, approximate, at-least, vague",
            id="unknown degree",
        ),
        pytest.param(
            "provenance.csv", 2, "code", "worked-out",
            "provenance.csv, row 2, column code: found 'worked-out'; allowed: news-report, "
            "news-analysis, opinion, advocacy, press-release",
            id="code of another question of provenance",
        ),
        pytest.param(
            "provenance.csv", 2, "also", "news-analysis",
            "provenance.csv, row 2, column also: found 'news-analysis'; allowed: news-report",
            id="settled code of provenance, defended too",
        ),
        pytest.param(
            "provenance.csv", 2, "claim", "Something.",
            "provenance.csv, row 2, column claim: found genre, and a claim; allowed: a claim for "
            "vouches and second",
            id="claim where nobody asks for one",
        ),
        pytest.param(
            "provenance.csv", 2, "paragraphs", "1;25",
            "provenance.csv, row 2, column paragraphs: found 1;25; allowed: numbers from 1 to 24",
            id="paragraph of provenance out of range",
        ),
        pytest.param(
            "provenance.csv", 2, "context", "kelly-on-mars",
            "provenance.csv, row 2, column context: found 'kelly-on-mars'; allowed: ",
            id="unknown fact from outside",
        ),
        pytest.param(
            "context.csv", 2, "date", "in 2012",
            "context.csv, row 2, column date: found 'in 2012'; allowed: a year as YYYY; or",
            id="no date",
        ),
        pytest.param(
            "context.csv", 2, "url", "example.org",
            "context.csv, row 2, column url: found 'example.org'; allowed: an address",
            id="no address",
        ),
        pytest.param(
            "tokens.csv", 2, "count", "0",
            "tokens.csv, row 2, column count: found 0; allowed: 1 or more",
            id="count of nothing",
        ),
        pytest.param(
            "tokens.csv", 2, "token", "Good Cop",
            "tokens.csv, row 2, column token: found 'Good Cop'; "
            "allowed: one token, as tokenize gives it",
            id="no token",
        ),
    ],
)  # fmt: skip
def test_a_wrong_cell(
    tables: Path, table: str, row: int, column: str, value: str, message: str
) -> None:
    before = set_cell(tables, table, row, column, value)
    assert before != value
    assert str(error_of(tables)).startswith(message)


def test_the_parts_of_the_error_can_be_read_one_by_one(tables: Path) -> None:
    set_cell(tables, "quotes.csv", 2, "kind", "indirect")
    error = error_of(tables)
    assert (error.file, error.row, error.column) == ("quotes.csv", 2, "kind")
    assert (error.found, error.allowed) == ("'indirect'", "direct, partial, block")


def test_a_missing_column(tables: Path) -> None:
    rows = read(tables / "quotes.csv")
    at = rows[0].index("speaker")
    write(tables / "quotes.csv", [row[:at] + row[at + 1 :] for row in rows])
    assert str(error_of(tables)) == (
        "quotes.csv, row 1, column speaker: found no such column among quote, article, paragraph, "
        "text, words, kind, said_at, issue, group, via; allowed: quote, article, paragraph, "
        "speaker, text, words, kind, said_at, issue, group, via"
    )


def test_columns_too_many_or_out_of_order(tables: Path) -> None:
    rows = read(tables / "speakers.csv")
    write(tables / "speakers.csv", [[*row, "x"] for row in rows])
    assert str(error_of(tables)) == (
        "speakers.csv, row 1: found speaker, name, kind, role, side, x; "
        "allowed: speaker, name, kind, role, side"
    )


def test_an_empty_table(tables: Path) -> None:
    (tables / "speakers.csv").write_bytes(b"")
    assert str(error_of(tables)).startswith(
        "speakers.csv, row 1, column speaker: found no such column among none"
    )


def test_a_row_with_a_cell_too_few(tables: Path) -> None:
    rows = read(tables / "speakers.csv")
    rows[2].pop()
    write(tables / "speakers.csv", rows)
    assert str(error_of(tables)) == "speakers.csv, row 3: found 4 cells; allowed: 5 cells"


def test_a_missing_table(tables: Path) -> None:
    (tables / "events.csv").unlink()
    assert str(error_of(tables)) == "events.csv: found no such file; allowed: a CSV table"


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "no such file" in str(error_of(tmp_path / "nowhere"))


def test_a_missing_paragraph(tables: Path) -> None:
    rows = read(tables / "paragraphs.csv")
    del rows[5]
    write(tables / "paragraphs.csv", rows)
    assert str(error_of(tables)) == (
        "paragraphs.csv, row 6, column paragraph: found 6; "
        "allowed: 5, the next paragraph of daily-beast"
    )


def test_a_missing_last_paragraph(tables: Path) -> None:
    rows = read(tables / "paragraphs.csv")
    write(tables / "paragraphs.csv", rows[:-1])
    assert str(error_of(tables)) == (
        "articles.csv, row 6, column paragraphs: found 11; "
        "allowed: 10, the rows that thinkprogress has in paragraphs.csv"
    )


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        pytest.param(
            "cp1252",
            "quotes.csv, row 2, column text: found the byte 0x92, which is not UTF-8; "
            "allowed: text in UTF-8",
            id="Windows-1252",
        ),
        pytest.param(
            "utf-16", "quotes.csv, row 1: found the byte 0xFF, which is not UTF-8", id="UTF-16"
        ),
    ],
)
def test_a_table_that_is_not_utf_8(tables: Path, encoding: str, message: str) -> None:
    file = tables / "quotes.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    assert str(error_of(tables)).startswith(message)


def test_a_quotation_mark_that_never_closes(tables: Path) -> None:
    last = len(read(tables / "speakers.csv"))
    with (tables / "speakers.csv").open("a", encoding="utf-8") as stream:
        stream.write('x,"X,person,role,state\n')
    message = str(error_of(tables))
    assert message.startswith(f"speakers.csv, row {last + 1}")
    assert message.endswith("allowed: well-formed CSV")
