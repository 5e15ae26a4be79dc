import csv
import json
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.corpus import Provenance
from framelab.corpus.ingest import ingest
from framelab.widgets import ProvenanceCards
from framelab.widgets.provenance_cards import ASKS, View, cards_of, views_of

from ..conftest import ROOT
from ..corpus.test_ingest import BRIDGE, write

CORPUS = load_corpus()
VIEWS = {view.name: view for view in views_of(CORPUS)}
ARTICLES = [row.article for row in CORPUS.articles]
CARDS = {card.article: {line.term: line for line in card.lines} for card in cards_of(CORPUS)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    return tmp_path / "own"


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("question", ASKS)
def test_every_article_is_asked_every_question(article: str, question: str) -> None:
    rows = [row for row in CORPUS.provenance if (row.article, row.question) == (article, question)]
    assert rows
    assert all(row.provenance in VIEWS for row in rows)


@pytest.mark.parametrize("question", ["date", "vouches", "second"])
def test_every_rung_and_every_answer_occurs(question: str) -> None:
    """A reader who always guesses the same is wrong somewhere."""
    codes = {row.code for row in CORPUS.provenance if row.question == question}
    assert codes == set(CORPUS.codebook.provenance[question])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kpbs-date", "printed"),
        ("americas-voice-date", "worked-out"),
        ("thinkprogress-date", "outside"),
        ("americas-voice-genre", "advocacy"),
        ("kpbs-genre", "news-report"),
        ("kpbs-second", "no"),
        ("americas-voice-second", "no"),
        ("kpbs-second-rally", "yes"),
        ("daily-beast-second", "cannot-tell"),
        ("thinkprogress-vouches", "document"),
        ("daily-beast-vouches", "unnamed-source"),
    ],
)
def test_the_answers_that_the_chapter_speaks_of(name: str, code: str) -> None:
    assert VIEWS[name].right == code


def test_the_codes_are_those_of_the_exercise() -> None:
    text = (ROOT / "exercises/provenance/brief.md").read_text(encoding="utf-8")
    for question in ASKS:
        assert all(f"| `{code}` |" in text for code in CORPUS.codebook.provenance[question]), (
            question
        )


@pytest.mark.parametrize("row", CORPUS.provenance, ids=lambda row: row.provenance)
def test_a_date_s_rung_is_the_one_that_the_table_of_articles_gives(row: Provenance) -> None:
    if row.question != "date":
        return
    basis = CORPUS.articles[row.article].date_basis or ""
    first = {"printed": "Printed", "worked-out": "Worked out", "outside": "From outside"}
    assert basis.startswith(first[row.code])


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_wrong_guess_gets_a_question(view: View) -> None:
    codes = {option["name"] for option in view.options}
    assert {*view.hints, view.right} == codes
    assert set(view.also) < codes
    assert all("?" in hint for hint in view.hints.values())
    assert view.clue


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_a_clue_does_not_name_the_answer(view: View) -> None:
    right = next(each["label"] for each in view.options if each["name"] == view.right)
    name = right.split(":")[0]
    if name not in ("yes", "no"):
        assert name.casefold() not in view.clue.casefold()


def test_a_finding_says_what_the_date_came_to_and_what_else_can_be_defended() -> None:
    assert "It appeared on 21 April 2017." in VIEWS["kpbs-date"].finding
    assert VIEWS["kpbs-date"].finding.endswith("It can be defended, too, as worked out.")
    assert "between 4 May 2017 and 7 May 2017" in VIEWS["americas-voice-date"].finding
    assert VIEWS["americas-voice-genre"].finding.startswith("We say: advocacy.")


def test_a_view_names_its_places_and_its_sources() -> None:
    view = VIEWS["kpbs-second"]
    assert [each["place"] for each in view.places] == ["kpbs-18", "kpbs-19"]
    (source,) = view.sources
    assert source["label"] == "Fox 5 San Diego"
    assert source["url"] == CORPUS.context["fox5-same-sentence-21-april"].url[0]


def test_two_second_sources_of_one_article_can_be_told_apart() -> None:
    assert VIEWS["kpbs-second"].label == "A claim: a second source? (1)"
    assert VIEWS["kpbs-second-rally"].label == "A claim: a second source? (2)"
    assert VIEWS["truthout-second"].label == "A claim: a second source?"


@pytest.mark.parametrize("article", ARTICLES)
def test_a_card_shows_what_the_page_shows_and_covers_the_rest(article: str) -> None:
    card, row = CARDS[article], CORPUS.articles[article]
    assert card["Title"].text == row.title
    assert card["Whole text"].url == row.url
    for term in ("Title", "Outlet", "Byline", "Where we have it from", "Length", "Whole text"):
        assert card[term].covered_by == ""
    for term in ("Kind", "Published", "How the date is known", "Who vouches", "A second source"):
        assert VIEWS[card[term].covered_by].article == article


def test_a_reprint_is_called_one() -> None:
    assert CARDS["thinkprogress"]["Where we have it from"].text.startswith("A reprint")
    assert CARDS["kpbs"]["Where we have it from"].text.startswith("The outlet’s own page")
    assert CARDS["thinkprogress"]["Byline"].text == "Esther Yu Hsi Lee"


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("article", "kpsb", "found 'kpsb'; allowed: daily-beast, truthout"),
        ("asked", "kpbs-date", "found 'kpbs-date'; allowed: daily-beast-genre"),
        ("guesses", {"kpbs-day": "printed"}, "found 'kpbs-day': 'printed'"),
        ("guesses", {"kpbs-date": "yes"}, "found 'kpbs-date': 'yes'"),
        ("views", [], "read-only"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = ProvenanceCards(CORPUS)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_another_article_is_asked_about_itself() -> None:
    widget = ProvenanceCards(CORPUS, article="kpbs")
    widget.asked = "kpbs-second-rally"
    widget.article = "truthout"
    assert widget.asked == "truthout-genre"
    with pytest.raises(traitlets.TraitError, match="article: found 'kpsb'"):
        ProvenanceCards(CORPUS, article="kpsb")


def test_the_still_has_every_card_turned_over() -> None:
    still = ProvenanceCards(CORPUS)._repr_mimebundle_()[0]["text/html"]
    assert still.count("<table>") == len(ARTICLES)
    assert "covered" not in still
    for name in ("kpbs-second", "americas-voice-date"):
        row = CORPUS.provenance[name]
        said = row.reason if row.claim else CORPUS.articles[row.article].date_basis
        assert said is not None
        assert said in still


def test_the_state_is_json_and_small() -> None:
    names = ["cards", "views", "article", "asked", "guesses", "note"]
    assert len(json.dumps(ProvenanceCards(CORPUS).get_state(names)).encode()) < 50_000


def test_a_corpus_that_nobody_has_coded_says_so(folder: Path) -> None:
    widget = ProvenanceCards(load_corpus(folder))
    assert (widget.views, widget.article, widget.asked) == ([], "bridge", "")
    assert widget.note == "Kinds, dates and sources are not coded yet: there is nothing to guess."
    lines = {line["term"]: line["text"] for line in widget.cards[0]["lines"]}
    for term in ("Outlet", "Byline", "Where we have it from", "Whole text", "Kind", "Published",
                 "How the date is known", "Who vouches"):  # fmt: skip
        assert lines[term] == "not coded yet", term
    assert widget.still_html().count("not coded yet") > 10


def test_what_is_coded_is_asked_and_the_rest_says_so(folder: Path) -> None:
    with (folder / "provenance.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(
            ["road-kind", "road", "genre", "", "It tells who came.", "news-report", "", "So.", "1",
             ""]
        )  # fmt: skip
    widget = ProvenanceCards(load_corpus(folder), article="road")
    assert widget.asked == "road-kind"
    widget.article = "bridge"
    assert widget.asked == ""
    widget.guesses = {"road-kind": "opinion"}
