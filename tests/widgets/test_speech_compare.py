import json
from collections import Counter
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.widgets import SpeechCompare
from framelab.widgets.speech_compare import View, views_of

from .test_reading_map import change

CORPUS = load_corpus()
VIEWS = views_of(CORPUS, ("kelly", "sessions"))
BY_ISSUE, BY_ARTICLE, BY_OCCASION = VIEWS


@pytest.mark.parametrize(
    ("view", "right", "finding"),
    [
        (
            BY_ISSUE,
            "kelly",
            "On drugs, alone or with immigration: John Kelly 99 of 299 words (33%), "
            "Jeff Sessions 11 of 106 words (10%).",
        ),
        (
            BY_ARTICLE,
            "2",
            "Both are quoted in 2 of 5 articles: The Daily Beast and KPBS. Only John Kelly: "
            "America’s Voice and ThinkProgress. Only Jeff Sessions: none. Neither: Truthout.",
        ),
        (
            BY_OCCASION,
            "1",
            "Both are quoted from 1 of 8 occasions: News conference of Sessions and Kelly in San "
            "Diego (21 April 2017). Only John Kelly is quoted from 4, only Jeff Sessions from 3.",
        ),
    ],
    ids=["issue", "article", "occasion"],
)
def test_the_answer_to_each_question_is_worked_out(view: View, right: str, finding: str) -> None:
    assert view.right == right
    assert right in [option.name for option in view.options]
    assert view.question.endswith("?")
    assert view.finding == finding


def test_by_issue_the_cells_say_how_much_is_quoted() -> None:
    labels = {row.name: [cell.label for cell in row.cells] for row in BY_ISSUE.rows}
    assert labels == {
        "drugs": ["99 words, 7 quotations", "11 words, 2 quotations"],
        "immigration": ["200 words, 12 quotations", "92 words, 6 quotations"],
        "both": ["never quoted here", "never quoted here"],
        "neither": ["never quoted here", "3 words, 2 quotations"],
    }


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_quotation_of_the_two_stands_once_in_each_view(view: View) -> None:
    shown = Counter(
        quote["quote"] for row in view.rows for cell in row.cells for quote in cell.quotes
    )
    own = [quote.quote for quote in CORPUS.quotes if quote.speaker in ("kelly", "sessions")]
    assert shown == Counter(own)


def test_occasions_come_in_the_order_of_their_dates() -> None:
    dates = [CORPUS.events[row.name].date for row in BY_OCCASION.rows]
    assert len(dates) == 8
    assert dates == sorted(dates)
    labels = [row.label for row in BY_OCCASION.rows]
    assert "Kelly’s interview with Chuck Todd on Meet the Press (16 April 2017)" in labels


@pytest.mark.parametrize(
    "speakers",
    [("kelly",), ("kelly", "kelly"), ("kelly", "session"), ("kelly", "sessions", "trump")],
)
def test_other_than_two_speakers_of_the_corpus_are_refused(speakers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="allowed: two different ones of kelly, sessions, trump"):
        SpeechCompare(CORPUS, speakers=speakers)


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        pytest.param("by", "isue", "found 'isue'; allowed: issue, article, occasion", id="by"),
        pytest.param("guesses", {"issue": "trump"}, "found 'issue': 'trump'", id="option"),
        pytest.param("guesses", {"isue": "kelly"}, "found 'isue': 'kelly'", id="view"),
        pytest.param("opened", "kpbs", "found 'kpbs'; allowed: a row with quot", id="other view"),
        pytest.param("opened", "both", "found 'both'; allowed: a row with quot", id="empty row"),
        pytest.param("views", [], "read-only", id="views"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = SpeechCompare(CORPUS, speakers=("kelly", "sessions"))
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_another_view_closes_the_open_row() -> None:
    widget = SpeechCompare(CORPUS, by="article")
    widget.opened = "kpbs"
    widget.by = "occasion"
    assert widget.opened == ""


def test_other_speakers_are_compared_by_the_same_questions() -> None:
    by_issue, by_article, by_occasion = views_of(CORPUS, ("trump", "junck"))
    assert by_issue.right == "junck"
    assert by_issue.finding == (
        "On drugs, alone or with immigration: Donald Trump 0 of 42 words (0%), "
        "Angie Junck 11 of 64 words (17%)."
    )
    assert (by_article.right, by_occasion.right) == ("1", "0")
    assert by_issue.question == BY_ISSUE.question


def test_where_one_is_never_quoted_nothing_is_asked(tables: Path) -> None:
    change(tables / "quotes.csv", (",sessions,", ",trump,"))
    for view in views_of(load_corpus(tables), ("kelly", "sessions")):
        assert view.question == ""
        assert view.finding
    by_issue = views_of(load_corpus(tables), ("kelly", "sessions"))[0]
    assert by_issue.finding.endswith("Jeff Sessions is never quoted.")


def test_the_still_says_what_the_views_would_show() -> None:
    still = SpeechCompare(CORPUS, speakers=("kelly", "sessions"))._repr_mimebundle_()[0][
        "text/html"
    ]
    assert still.count("<table>") == 3
    for view in VIEWS:
        assert view.finding in still
    assert '<th scope="row">Truthout</th><td>never quoted here</td><td>never quoted' in still


def test_the_state_is_json_and_has_the_quotations_alone() -> None:
    widget = SpeechCompare(CORPUS, pages="paragraphs/{article}.html")
    names = ["speakers", "views", "by", "guesses", "opened", "pages"]
    state = json.loads(json.dumps(widget.get_state(names)))
    assert state["pages"] == "paragraphs/{article}.html"
    assert [each["label"] for each in state["speakers"]] == ["John Kelly", "Jeff Sessions"]
    quote = state["views"][1]["rows"][3]["cells"][1]["quotes"][-1]
    assert quote == {
        "quote": "sessions-ground-zero-kpbs",
        "article": "kpbs",
        "text": "ground zero",
        "kind": "partial quotation",
        "outlet": "KPBS",
        "paragraph": 18,
        "via": "El Paso Times",
    }
