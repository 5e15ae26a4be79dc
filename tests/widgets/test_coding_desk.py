import json
from pathlib import Path
from typing import Any

import pytest
import traitlets

from framelab import load_corpus
from framelab.charts import functions_of_voices
from framelab.corpus.ingest import ingest
from framelab.exercises.definition.form import as_form
from framelab.widgets import CodingDesk
from framelab.widgets.coding_desk import accepted, items_of, passage_of

from ..conftest import ROOT
from ..corpus.test_ingest import BRIDGE, write

CORPUS = load_corpus()
ISSUE, *CELLS = items_of(CORPUS.codebook)
FORM = as_form(ROOT / "exercises" / "code_frames")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    return tmp_path / "own"


def passage(article: str, paragraph: int) -> dict[str, Any]:
    return passage_of(CORPUS, CORPUS.paragraphs[article, paragraph])


def codes_of(place: str, issue: str, *present: str) -> dict[str, str]:
    cells = {item: "present" if item in present else "absent" for item in CELLS}
    return {f"{place}/issue": issue} | {f"{place}/{item}": code for item, code in cells.items()}


def test_issues_and_functions_are_those_of_the_tables() -> None:
    desk, codebook = CodingDesk(CORPUS), CORPUS.codebook
    assert tuple(each["name"] for each in desk.issues) == codebook.issue_codes
    functions = [each["name"] for each in desk.functions]
    assert functions == list(codebook.functions)
    assert list(desk.hints) == [*functions, "issue"]
    assert list(desk.hints["issue"]) == list(codebook.issues)
    assert (ISSUE, len(CELLS)) == ("issue", 8)


@pytest.mark.parametrize("row", CORPUS.paragraphs, ids=lambda row: f"{row.article}-{row.paragraph}")
def test_codes_are_those_of_the_table_of_frame_codes(row: Any) -> None:
    cells = passage_of(CORPUS, row)["cells"]
    assert cells["issue"]["first"] == row.issue
    for code in CORPUS.frame_codes:
        if code.round == 2 and (code.article, code.paragraph) == (row.article, row.paragraph):
            assert cells[f"{code.issue}/{code.function}"][code.coder] == code.code
    second = {bool(cell["second"]) for cell in cells.values()}
    assert second == {row.article in ("truthout", "kpbs")}


def test_where_coders_differ_both_codes_are_accepted() -> None:
    cells = passage("truthout", 16)["cells"]
    assert accepted(cells["drugs/cause"]) == ("absent", "present")
    assert accepted(cells["drugs/problem"]) == ("present",)
    assert accepted(passage("truthout", 4)["cells"]["issue"]) == ("neither", "both")
    assert passage("truthout", 16)["coders"] == 2
    assert passage("thinkprogress", 1)["coders"] == 1


def test_a_reason_names_the_voice_and_is_given_where_there_is_a_code() -> None:
    smuggling = passage("kpbs", 8)
    assert [each["voice"] for each in smuggling["cells"]["immigration/problem"]["reasons"]] == [
        "John Kelly"
    ]
    assert smuggling["cells"]["immigration/moral"]["reasons"] == []
    voices = {
        each["voice"]
        for each in passage("americas-voice", 14)["cells"]["immigration/moral"]["reasons"]
    }
    assert voices == {"the article itself"}


def test_a_passage_is_shown_by_gist_quotations_and_claims() -> None:
    shown = passage("kpbs", 18)
    assert shown["gist"] == CORPUS.paragraphs["kpbs", 18].gist
    assert shown["quotes"][0] == {
        "text": "beachhead",
        "who": "Jeff Sessions, partial quotation, by way of El Paso Times",
    }
    assert shown["reported"][0].startswith("Sessions is said by the El Paso Times")
    assert shown["notes"]


def test_without_places_each_article_has_two_paragraphs_on_an_issue() -> None:
    places = [each["place"] for each in CodingDesk(CORPUS).passages]
    assert len(places) == 2 * len(CORPUS.articles)
    for place in places:
        article, _, paragraph = place.rpartition("-")
        assert CORPUS.paragraphs[article, int(paragraph)].issue != "neither"


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (["kpbs-99"], "passages: found 'kpbs-99'; allowed: a place such as"),
        (["kpbs-3", "kpbs-3"], "passages: found 'kpbs-3' twice"),
    ],
)
def test_a_place_that_cannot_be_is_refused(places: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CodingDesk(CORPUS, passages=places)


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("selected", "kpbs-4", "selected: found 'kpbs-4'; allowed: kpbs-3, stop"),
        ("codes", {"kpbs-4/issue": "drugs"}, "codes: found 'kpbs-4/issue'; allowed: an item such"),
        ("codes", {"kpbs-3/issue": "drug"}, "codes, kpbs-3/issue: found 'drug'; allowed: drugs,"),
        ("codes", {"kpbs-3/issue": "drugs"}, "codes, kpbs-3/drugs/problem: found nothing"),
        ("answer", {"stop/issue": "drugs"}, "answer: found 'stop/issue'"),
        ("answer", {"stop/cause": "maybe"}, "answer, stop/cause: found 'maybe'; allowed: present"),
        ("other", {"codes": {}}, "other: found codes; allowed: name, codes"),
        ("other", {"name": "a.json", "codes": {"x": "y"}}, "other: found 'x'"),
        ("passages", [], "read-only"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = CodingDesk(CORPUS, passages=["kpbs-3"], graded=FORM)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_a_right_state_is_taken() -> None:
    widget = CodingDesk(CORPUS, passages=["kpbs-3"], graded=FORM)
    codes = codes_of("kpbs-3", "immigration", "immigration/problem")
    widget.codes = codes
    widget.answer = {"stop/problem": "present"}
    widget.other = {"name": "theirs.json", "codes": codes}
    widget.other = {}
    widget.selected = "barn"
    assert widget.codes == codes


def test_the_desk_knows_of_the_exercise_what_everybody_may_know() -> None:
    """Passages and questions; no code, no reason, no expected answer."""
    widget = CodingDesk(
        CORPUS, passages=["kpbs-3"], graded={**FORM, "accepted": {"stop/cause": "present"}}
    )
    assert set(widget.graded) == {"id", "version", "title", "file", "passages", "questions"}
    assert all(set(each) == {"id", "title", "text"} for each in widget.graded["passages"])
    assert all(
        set(each) == {"id", "ask", "codes", "passages"} for each in widget.graded["questions"]
    )
    assert widget.answer == {}


def test_an_exercise_without_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="graded: found no version; allowed: id, version"):
        CodingDesk(CORPUS, graded={**FORM, "version": None})


def test_the_still_has_the_passages_with_their_codes() -> None:
    widget = CodingDesk(CORPUS, passages=["kpbs-8", "daily-beast-2", "truthout-16"], graded=FORM)
    still = widget._repr_mimebundle_()[0]["text/html"]
    assert still.count("<tr>") == 4
    assert "<td>immigration; on immigration: problem, cause, solution.</td>" in still
    assert "<td>immigration; none of the four functions.</td>" in still
    assert "<td>drugs; on drugs: problem, cause (our coders differ).</td>" in still
    assert "2 passages by two coders, 1 passage by one coder" in still
    assert FORM["passages"][0]["text"][:40] not in still


def test_the_state_is_json_and_small() -> None:
    widget = CodingDesk(CORPUS, passages=["kpbs-8", "truthout-16"], graded=FORM, book="a-book")
    names = ["passages", "issues", "functions", "hints", "graded", "codes", "answer", "note"]
    assert len(json.dumps(widget.get_state(names)).encode()) < 25_000


def test_a_corpus_that_nobody_has_coded_can_be_coded(folder: Path) -> None:
    widget = CodingDesk(load_corpus(folder))
    assert [each["place"] for each in widget.passages] == ["bridge-1", "bridge-2", "road-1"]
    assert widget.passages[0]["gist"] == "Gist not coded yet."
    assert {each["coders"] for each in widget.passages} == {0}
    assert widget.note == (
        "These paragraphs are not coded yet by anybody: yours are the first codes."
    )
    assert "<td>Not coded yet.</td>" in widget.still_html()
    widget.codes = codes_of("road-1", "neither")
    assert (
        functions_of_voices(load_corpus(folder), "drugs").finding
        == "On drugs: frames not coded yet."
    )


def test_the_picture_counts_voices() -> None:
    finding = functions_of_voices(CORPUS, "immigration").finding
    assert finding.startswith(
        "On immigration, voices that fill one function or more: 17; "
        "problem 14, cause 11, moral 14, solution 13. With a problem and a solution: 10. "
        "With a problem and no solution: 4 (Rhoads, America’s Voice; Ramirez, KPBS; "
        "Escobar, KPBS; narrator, ThinkProgress). With a solution and no problem: 3 ("
    )
    assert "With a problem and no solution: 0." in functions_of_voices(CORPUS, "drugs").finding
    with pytest.raises(ValueError, match="issue: found 'both'; allowed: drugs, immigration"):
        functions_of_voices(CORPUS, "both")


def test_a_note_comes_with_the_facts_from_outside_that_it_names() -> None:
    note, spoke = passage("americas-voice", 14)["notes"]
    assert note.endswith("(see [1]).")
    assert spoke == "[1] {} ({})".format(
        CORPUS.context["kelly-and-casey-spoke-4-may"].fact,
        CORPUS.context["kelly-and-casey-spoke-4-may"].source,
    )
