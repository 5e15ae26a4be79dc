import json
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.widgets import ReadingMap
from framelab.widgets.reading_map import colorings_of

CORPUS = load_corpus()
BY_ISSUE, BY_SPEAKER, BY_KIND = colorings_of(CORPUS)


def test_every_paragraph_has_its_categories_in_every_coloring() -> None:
    for coloring in (BY_ISSUE, BY_SPEAKER, BY_KIND):
        assert len(coloring.of) == 103
        for names in coloring.of.values():
            assert names
            assert set(names) <= set(coloring.categories)


def test_categories_follow_the_tables() -> None:
    assert BY_ISSUE.of["thinkprogress", 10] == ("both",)
    assert BY_SPEAKER.of["kpbs", 12] == ("sessions",)
    assert BY_SPEAKER.of["kpbs", 19] == ("local",)
    assert BY_SPEAKER.of["kpbs", 1] == ("nobody",)
    assert BY_KIND.of["truthout", 2] == ("direct", "partial")
    assert BY_KIND.of["americas-voice", 7] == ("block",)


def test_no_two_categories_of_a_coloring_share_a_mark() -> None:
    for coloring in (BY_ISSUE, BY_SPEAKER, BY_KIND):
        marks = [category.mark for category in coloring.categories.values()]
        assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    ("coloring", "right", "finding"),
    [
        (
            BY_ISSUE,
            ("thinkprogress",),
            "Paragraphs that name both issues: ThinkProgress 7 of 11 (64%), "
            "Truthout 6 of 29 (21%), The Daily Beast 0 of 24 (0%), "
            "America’s Voice 0 of 14 (0%), KPBS 0 of 25 (0%).",
        ),
        (
            BY_SPEAKER,
            ("kelly",),
            "Paragraphs that quote them: John Kelly 12, advocates 8, Jeff Sessions 7, "
            "Congress and its staff 4, Donald Trump 3, state officials 2, local officials 1; "
            "of 103 paragraphs in all.",
        ),
        (
            BY_KIND,
            ("thinkprogress",),
            "Paragraphs without a quotation: ThinkProgress 9 of 11 (82%), "
            "Truthout 20 of 29 (69%), America’s Voice 9 of 14 (64%), "
            "The Daily Beast 15 of 24 (63%), KPBS 13 of 25 (52%).",
        ),
    ],
    ids=["issue", "speaker", "kind"],
)
def test_the_answer_to_each_question_is_worked_out(coloring, right, finding) -> None:  # type: ignore[no-untyped-def]
    assert coloring.right == right
    assert set(right) <= set(coloring.options)
    assert coloring.finding == finding


def test_the_state_holds_what_a_page_needs_and_no_prose() -> None:
    state = ReadingMap(CORPUS).get_state(
        ["articles", "colorings", "coloring", "guesses", "selected"]
    )
    assert json.loads(json.dumps(state))["coloring"] == "issue"
    paragraph = state["articles"][3]["paragraphs"][17]
    assert paragraph["quotes"] == [
        {
            "speaker": "Jeff Sessions",
            "kind": "partial quotation",
            "text": text,
            "via": "El Paso Times",
        }
        for text in ("beachhead", "ground zero")
    ]


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        pytest.param("coloring", "isue", "found 'isue'; allowed: issue, speaker, kind", id="name"),
        pytest.param("selected", ["kpbs", 26], r"found \['kpbs', 26\]; allowed", id="paragraph"),
        pytest.param("selected", ["nyt", 1], r"found \['nyt', 1\]; allowed", id="article"),
        pytest.param("guesses", {"issue": 3}, "guesses", id="guess"),
        pytest.param("guesses", {"issue": "nyt"}, "found 'issue': 'nyt'", id="option"),
        pytest.param("guesses", {"isue": "kpbs"}, "found 'isue': 'kpbs'", id="guess's coloring"),
        pytest.param("articles", [], "read-only", id="articles"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = ReadingMap(CORPUS)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_an_unknown_coloring_at_the_start_is_refused() -> None:
    with pytest.raises(traitlets.TraitError, match="allowed: issue, speaker, kind"):
        ReadingMap(CORPUS, coloring="colour")


def test_a_place_can_be_selected_and_unselected() -> None:
    widget = ReadingMap(CORPUS)
    widget.selected = ["kpbs", 25]
    widget.selected = []
    assert widget.selected == []


def test_the_still_says_what_the_colours_would_show() -> None:
    data, _ = ReadingMap(CORPUS)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    still = data["text/html"]
    for coloring in (BY_ISSUE, BY_SPEAKER, BY_KIND):
        assert coloring.finding in still
    assert still.count("<table>") == 3
    assert '<th scope="row">KPBS</th><td>0</td><td>18</td>' in still


def change(file: Path, *replacements: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def test_other_speakers_have_marks_that_tell_them_apart(tables: Path) -> None:
    change(
        tables / "speakers.csv",
        ("Jeff Sessions", "Jeff Kelso"),
        ("Donald Trump", "Donna Conway"),
        ("casey,Bob Casey,person,United States Senator from Pennsylvania,congress",
         "casey,Bob Casey,person,Senator,administration"),
    )  # fmt: skip
    categories = ReadingMap(load_corpus(tables)).colorings[1]["categories"]
    marks = {each["label"]: each["mark"] for each in categories}
    assert marks["John Kelly"] == "Ke"
    assert marks["Jeff Kelso"] == "Kel"
    assert marks["Bob Casey"] == "Ca"
    assert len(set(marks.values())) == len(marks)


def test_a_corpus_without_quotations_leaves_nothing_to_guess(tables: Path) -> None:
    for name in ("quotes", "notes"):  # some notes are about quotations
        header = (tables / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (tables / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    change(tables / "paragraphs.csv", (",both,", ",drugs,"))
    issue, speaker, kind = ReadingMap(load_corpus(tables)).colorings
    assert issue["question"] == ""
    assert speaker["question"] == ""
    assert speaker["finding"] == "Paragraphs that quote them: nobody 0; of 103 paragraphs in all."
    assert kind["question"] != ""
    assert "KPBS 25 of 25 (100%)" in kind["finding"]
