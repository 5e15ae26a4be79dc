"""The codebook: what it may say, what is refused and where, and a corpus on another issue."""

from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.charts import functions_of_voices, quoted_speakers, shares_on_both, voice_by_unit
from framelab.corpus import CodebookError, CorpusError, read_codebook
from framelab.corpus.ingest import ingest
from framelab.corpus.new_codebook import new_codebook
from framelab.corpus.texts import BodyError
from framelab.measures import share_on, words_by_issue
from framelab.widgets import (
    CodingDesk,
    LinkageExplorer,
    NumberLens,
    ProvenanceCards,
    QuotationSlider,
    ReadingMap,
    SpeechCompare,
    VoiceShare,
)

from ..conftest import DATA

FLOOD = """\
A headline about the river

The river rose two feet on Monday, and the mayor blamed a warming climate for it.

“We will build a wall along the river,” said Ann Lee, the mayor of the town.

The town council will vote on the wall in June.
"""
TABLES = {
    "speakers": "speaker,name,kind,role,side\nlee,Ann Lee,person,mayor,local\n"
    "moss,Bo Moss,person,farmer,affected\n",
    "events": "event,date,precision,what,basis,articles,places\n"
    "monday,2024,year,The flood,text,river,river 1\n",
    "quotes": "quote,article,paragraph,speaker,text,words,kind,said_at,issue,group,via\n"
    "lee-wall,river,2,lee,We will build a wall along the river,8,direct,monday,climate,,\n",
    "frames": "article,voice,issue,function,paraphrase,strength,paragraphs\n"
    "river,lee,climate,problem,,absent,\n"
    "river,lee,climate,cause,A warming climate raised the river.,reported,1\n"
    "river,lee,climate,moral,,absent,\n"
    "river,lee,climate,remedy,A wall would hold the river back.,explicit,2\n",
}


@pytest.fixture
def climate(tmp_path: Path) -> Path:
    """One article on an issue that the library has never heard of, with a reader's codes."""
    texts, folder = tmp_path / "texts", tmp_path / "climate"
    texts.mkdir()
    (texts / "river.txt").write_text(FLOOD, encoding="utf-8")
    (texts / "bodies.toml").write_text('[river]\nbody = ["2-7"]\nsubheads = []\n')
    ingest(texts, folder, issues=("climate",))
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    rows = (folder / "paragraphs.csv").read_text(encoding="utf-8").splitlines()
    codes = ("climate", "climate", "neither")
    coded = [rows[0]]
    for row, code in zip(rows[1:], codes, strict=True):
        coded.append(f"{row.removesuffix(',,')},{code},The article tells of the river.")
    (folder / "paragraphs.csv").write_text("\n".join([*coded, ""]), encoding="utf-8")
    return folder


def test_a_corpus_on_another_issue_is_charted_and_shown(climate: Path) -> None:
    corpus = load_corpus(climate)
    assert corpus.codebook.issue_codes == ("climate", "neither")
    assert quoted_speakers(corpus).finding.endswith("By speaker: Ann Lee 8.")
    finding = functions_of_voices(corpus, "climate").finding
    assert finding.startswith(
        "On climate, voices that fill one function or more: 1; problem 0, cause 1, moral 0, "
        "solution 1."
    )
    assert "local officials is: All together 1 of 1" in voice_by_unit(corpus, "local").finding
    assert words_by_issue(corpus.quotes, "lee", corpus.codebook.issue_codes)["climate"] == 8
    assert share_on(corpus.quotes, "lee", "climate", corpus.codebook.issues) == 1
    by_issue = ReadingMap(corpus).colorings[0]
    assert by_issue["question"].endswith("share of paragraphs name climate?")
    assert by_issue["finding"] == "Paragraphs that name climate: river 2 of 3 (67%)."
    assert [each["mark"] for each in by_issue["categories"]] == ["C", "–"]
    desk = CodingDesk(corpus)
    assert [each["label"] for each in desk.issues] == ["climate", "issue not named"]
    assert "on climate" not in desk.passages[0]["label"]
    assert "climate/remedy" in desk.passages[0]["cells"]
    speech = SpeechCompare(corpus)
    assert speech.views[0]["question"] == ""
    assert speech.views[0]["finding"].startswith("On climate: Ann Lee 8 of 8 words (100%)")
    assert VoiceShare(corpus).views[0]["voices"][0]["label"] == "local officials"


def test_one_issue_has_none_beside_it(climate: Path) -> None:
    corpus = load_corpus(climate)
    widget = LinkageExplorer(corpus)
    assert widget.note.startswith("The codebook has one issue")
    assert widget.still_html() == f"<p>{widget.note}</p>"
    with pytest.raises(ValueError, match="issues: found climate alone; allowed: a codebook"):
        shares_on_both(corpus)


def test_three_issues_can_be_coded_together(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "river.txt").write_text("The river rose.\nThe tax rose.\n", encoding="utf-8")
    (texts / "bodies.toml").write_text('[river]\nbody = ["1-2"]\nsubheads = []\n')
    ingest(texts, tmp_path / "own", issues=("water", "taxes", "town-hall"))
    file = tmp_path / "own" / "paragraphs.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("3,,\n", "3,water;taxes,A gist.\n"), encoding="utf-8")
    corpus = load_corpus(tmp_path / "own")
    assert corpus.codebook.issues_in("water;taxes") == ("water", "taxes")
    assert corpus.codebook.issue_label("water;taxes") == "water and taxes"
    assert corpus.codebook.issue_letter("water;taxes") == "W+T"
    assert (
        ReadingMap(corpus)
        .colorings[0]["finding"]
        .startswith("Paragraphs that name more than one issue: river 2 of 2 (100%)")
    )
    assert LinkageExplorer(corpus).views[0]["short"] == "2 of 2 (100%)"
    assert LinkageExplorer(corpus, issues=("water", "town-hall")).views[0]["short"] == "0 of 2 (0%)"
    with pytest.raises(ValueError, match="issues: found"):
        LinkageExplorer(corpus, issues=("water", "both"))


def test_a_chart_takes_the_color_of_its_issue_from_the_page() -> None:
    corpus = load_corpus()
    svg = functions_of_voices(corpus, "immigration").svg()
    assert "fill: var(--issue-immigration, #1F4E9E)" in svg
    assert "#1f4e9e" not in svg.replace("var(--issue-immigration, #1F4E9E)", "")
    svg = shares_on_both(corpus).svg()
    assert "var(--issue-drugs, #CF6A1D)" in svg
    assert "var(--issue-immigration, #1F4E9E)" in svg


BAD = {
    "an unknown table": (
        "[neither]",
        "[none]",
        "none: found an unknown table; allowed: issues, func",
    ),
    "a letter twice": ('letter = "I"', 'letter = "D"', "issues, letter: found 'D' twice; allowed"),
    "a letter twice among sides": (
        'letter = "V"',
        'letter = "A"',
        "sides, letter: found 'A' twice; allowed: each once",
    ),
    "no color": (
        "#CF6A1D",
        "orange",
        "issues 1, color: found 'orange'; allowed: a color as #rrggbb",
    ),
    "half a color": ("#5C90DC", "#5C9", "issues 2, dark: found '#5C9'; allowed: a color as"),
    "half an ink": (
        'ink_dark = "#7FB0F5"\n',
        "",
        "issues 2, ink_dark: found nothing; allowed: a color as #rrggbb",
    ),
    "an unknown pattern": (
        'pattern = "hairlines"',
        'pattern = "tartan"',
        "issues 2, pattern: found 'tartan'; allowed: solid, hairlines, uprights, dots, str",
    ),
    "an id twice": (
        'id = "cause"',
        'id = "problem"',
        "functions, id: found 'problem' twice; allowed: each once",
    ),
    "a bad id": ('id = "drugs"', 'id = "The Drugs"', "issues 1, id: found 'The Drugs'; allowed: a"),
    "a reserved id": (
        'id = "drugs"',
        'id = "both"',
        "issues 1, id: found 'both'; allowed: another",
    ),
    "an unknown key": (
        'phrase = "a cause"',
        'frase = "a cause"',
        "functions 2, frase: found an unk",
    ),
    "an empty label": (
        'label = "drugs"',
        'label = " "',
        "issues 1, label: found ' '; allowed: a text",
    ),
    "a long letter": ('letter = "D"', 'letter = "Drugs"', "issues 1, letter: found 'Drugs'"),
    "no flag": ("is_quoted = true", 'is_quoted = "yes"', "speech_kinds 1, is_quoted: found 'yes'"),
    "no TOML": ("[neither]\n", "[neither\n", "the file: found "),
    "no hints": (
        "[issues.hints]",
        "[issues.clues]",
        "issues 1, clues: found an unknown key; allowed",
    ),
}


@pytest.mark.parametrize(("right", "wrong", "message"), BAD.values(), ids=BAD)
def test_a_bad_codebook_says_file_place_and_what_is_allowed(
    tables: Path, right: str, wrong: str, message: str
) -> None:
    file = tables / "codebook.toml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_corpus(tables)
    assert str(caught.value).startswith(f"codebook.toml, {message}")


def test_a_codebook_without_any_issue_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "codebook.toml"
    text = (DATA / "codebook.toml").read_text(encoding="utf-8")
    start, end = text.index("[[issues]]"), text.index("[both]")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(CodebookError, match=r"issues: found nothing; allowed: one \[\[issues\]\]"):
        read_codebook(file)


def test_a_code_that_the_codebook_does_not_have_is_refused(tables: Path) -> None:
    file = tables / "codebook.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('id = "immigration"', 'id = "border"'), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(tables)
    assert "column issue: found 'immigration'; allowed: drugs, border, both, neither" in str(
        caught.value
    )


def test_a_codebook_without_patterns_and_inks_gets_them(tables: Path) -> None:
    file = tables / "codebook.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [line for line in lines if not line.startswith(("ink", "pattern"))]
    file.write_text("\n".join(bare), encoding="utf-8")
    codebook = read_codebook(file)
    assert [each.pattern for each in codebook.issues.values()] == ["solid", "hairlines"]
    assert codebook.both is not None
    assert (codebook.both.pattern, codebook.neither.pattern) == ("stripes", "outline")
    assert {each.pattern for each in codebook.sides.values()} == {"solid"}
    assert {each.ink for each in codebook.issues.values()} == {None}


def test_a_new_codebook_is_one() -> None:
    for issues in (("climate",), ("climate", "cars"), ("a", "b", "c"), ("a", "b", "c", "d")):
        text = new_codebook(issues)
        assert all(f'id = "{issue}"' in text for issue in issues)
    for bad in ((), ("A",), ("both",), ("a", "a"), ("a", "b", "c", "d", "e")):
        with pytest.raises(CodebookError, match="issues"):
            new_codebook(bad)


def test_ingest_keeps_a_codebook_that_a_reader_has_written(climate: Path, tmp_path: Path) -> None:
    texts, out = tmp_path / "texts", tmp_path / "again"
    ingest(texts, out, issues=("climate",))
    own = (out / "codebook.toml").read_text(encoding="utf-8").replace('"climate"', '"weather"')
    (out / "codebook.toml").write_text(own, encoding="utf-8")
    ingest(texts, out, replace=True)
    assert (out / "codebook.toml").read_text(encoding="utf-8") == own
    with pytest.raises(BodyError, match="found another codebook"):
        ingest(texts, out, replace=True, issues=("floods",))
    (texts / "codebook.toml").write_text(own, encoding="utf-8")
    ingest(texts, out, replace=True)
    (texts / "codebook.toml").write_text("issues = 1\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"codebook\.toml, issues: found 1"):
        ingest(texts, out, replace=True)
    assert list(load_corpus(out).codebook.issues) == ["weather"]


@pytest.mark.parametrize(
    "widget",
    [
        CodingDesk,
        LinkageExplorer,
        NumberLens,
        ProvenanceCards,
        QuotationSlider,
        ReadingMap,
        SpeechCompare,
        VoiceShare,
    ],
)
def test_a_widget_that_is_given_no_corpus_says_so_in_a_sentence(widget: type) -> None:
    for given in ("gazette", None, DATA):
        with pytest.raises(TypeError) as caught:
            widget(given)
        assert str(caught.value) == (
            f"{widget.__name__}, corpus: found {type(given).__name__}; allowed: a corpus, such as "
            "framelab.load_corpus() returns"
        )
