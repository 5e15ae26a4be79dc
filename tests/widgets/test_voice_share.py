import csv
import json
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.charts import voice_by_unit
from framelab.corpus.ingest import ingest
from framelab.widgets import VoiceShare
from framelab.widgets.voice_share import ALL, LEVEL, View, stretches_of, views_of

from ..corpus.test_ingest import BRIDGE, write

CORPUS = load_corpus()
VIEWS = {(view.scope, view.by): view for view in views_of(CORPUS)}
SCOPES = [ALL, *(row.article for row in CORPUS.articles)]
QUESTIONS = [(scope, by, unit) for (scope, by), view in VIEWS.items() for unit in view.units]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    return tmp_path / "own"


def add(file: Path, **cells: str) -> None:
    """Add a row to a table of a corpus."""
    with file.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow([cells.get(name, "") for name in columns])


def code(folder: Path) -> None:
    """Have one person reported twice on the bridge, and one of another side not at all."""
    add(folder / "speakers.csv", speaker="mayor", name="A Mayor", kind="person",
        role="mayor of the town", side="local")  # fmt: skip
    add(folder / "speakers.csv", speaker="driver", name="A Driver", kind="unnamed",
        role="drives a bus", side="affected")  # fmt: skip
    for paragraph in ("1", "2"):
        add(folder / "reported.csv", reported=f"mayor-{paragraph}-bridge", article="bridge",
            paragraph=paragraph, speaker="mayor", gist="The mayor is reported to be glad.",
            kind="indirect", issue="neither")  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "by", "unit", "right", "finding"),
    [
        ("truthout", "side", "rows", "administration",
         "Truthout, by side, counted in stretches of speech: first place, the administration, "
         "21 of 39 stretches (54%). Next, advocates, 13 of 39 stretches (33%)."),
        ("truthout", "side", "words", "advocate",
         "Truthout, by side, counted in words quoted: first place, advocates, 198 of 240 quoted "
         "words (83%). Next, the administration, 42 of 240 quoted words (18%)."),
        ("truthout", "speaker", "paragraphs", LEVEL,
         "Truthout, by speaker, counted in paragraphs with speech: level in first place, "
         "Jeff Sessions and Donald Trump, 5 of 20 paragraphs (25%) each. Next, Angie Junck"),
        ("daily-beast", "side", "words", "administration",
         "The Daily Beast, by side, counted in words quoted: first place, the administration, "
         "133 of 133 quoted words (100%). Nobody else is counted in this unit."),
        (ALL, "speaker", "words", "kelly",
         "All articles together, by speaker, counted in words quoted: first place, John Kelly, "
         "299 of 884 quoted words (34%). Next, Jeff Sessions, 106 of 884"),
    ],
)  # fmt: skip
def test_a_finding_says_who_is_first_in_what(
    scope: str, by: str, unit: str, right: str, finding: str
) -> None:
    asked = VIEWS[scope, by].units[unit]
    assert asked.right == right
    assert asked.finding.startswith(finding)


@pytest.mark.parametrize("place", VIEWS, ids="-".join)
def test_every_stretch_belongs_to_one_voice_and_amounts_add_up(place: tuple[str, str]) -> None:
    view = VIEWS[place]
    listed = stretches_of(CORPUS)
    own = [position for voice in view.voices for position in voice.stretches]
    assert len(own) == len(set(own)) == view.units["rows"].whole
    for voice in view.voices:
        quoted = [listed[position]["quoted"] for position in voice.stretches]
        assert voice.amounts["rows"].part == len(quoted)
        assert voice.amounts["rows"].quoted == sum(quoted)
        places = {listed[position]["place"] for position in voice.stretches}
        assert voice.amounts["paragraphs"].part == len(places)
    assert sum(voice.amounts["words"].part for voice in view.voices) == view.units["words"].whole
    paragraphs = sum(voice.amounts["paragraphs"].part for voice in view.voices)
    assert paragraphs >= view.units["paragraphs"].whole


@pytest.mark.parametrize(("scope", "by", "unit"), QUESTIONS)
def test_every_wrong_guess_has_its_hint_and_the_right_one_none(
    scope: str, by: str, unit: str
) -> None:
    view = VIEWS[scope, by]
    asked = view.units[unit]
    assert {asked.right, *asked.hints} == {option.name for option in view.options}
    assert asked.right not in asked.hints
    assert all(asked.hints.values())


def test_a_hint_names_the_unit_that_a_wrong_guess_would_fit() -> None:
    truthout = VIEWS["truthout", "side"].units
    assert truthout["rows"].hints["advocate"] == (
        "Advocates: first in another unit, words quoted, with 198 of 240 quoted words (83%)."
    )
    assert truthout["words"].hints["affected"] == (
        "People whom enforcement concerns: reported once, in the article’s words, and never quoted."
    )
    assert truthout["rows"].hints["congress"].endswith("neither quoted nor reported.")
    assert truthout["words"].hints[LEVEL].startswith("One has more than any other")
    level = VIEWS["truthout", "speaker"].units["paragraphs"].hints
    assert level["trump"] == "Donald Trump: among the first, and not alone there."


def test_the_first_place_changes_by_side_in_one_article_and_by_speaker_in_four() -> None:
    """The chapter says so."""
    changing = {
        by: [scope for scope in SCOPES[1:] if "changes" in VIEWS[scope, by].comparison]
        for by in ("side", "speaker")
    }
    assert changing == {
        "side": ["truthout"],
        "speaker": ["daily-beast", "truthout", "americas-voice", "kpbs"],
    }


def test_who_is_absent_is_said_and_that_nobody_can_be_absent_from_all() -> None:
    assert VIEWS["truthout", "side"].absent == (
        "Not heard here, though heard in another article: Congress and its staff, state "
        "officials, local officials and the press."
    )
    assert VIEWS[ALL, "side"].absent.startswith("Nobody can be absent from this list")
    assert "Bob Casey" in VIEWS["kpbs", "speaker"].absent


def test_a_side_names_its_speakers_and_a_speaker_what_it_is() -> None:
    advocates = next(v for v in VIEWS["truthout", "side"].voices if v.name == "advocate")
    assert advocates.about.startswith("Justin Strekal: 5 quoted, 1 reported; Angie Junck: 3 ")
    source = next(v for v in VIEWS["daily-beast", "speaker"].voices if v.name == "kelly-source")
    assert source.about.endswith("(one person without a name in the article)")


def test_a_stretch_says_who_tells_it() -> None:
    listed = stretches_of(CORPUS)
    strekal = next(v for v in VIEWS[ALL, "speaker"].voices if v.name == "strekal")
    assert [listed[position]["place"] for position in strekal.stretches] == [
        f"truthout-{paragraph}" for paragraph in (20, 20, 27, 27, 28, 28)
    ]
    assert len(listed) == len(CORPUS.quotes) + len(CORPUS.reported)
    assert {"direct quotation", "reported, as Justin Strekal tells it",
            "partial quotation, by way of NBC"} <= {each["how"] for each in listed}  # fmt: skip


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("scope", "kpsb", "found 'kpsb'; allowed: all, daily-beast"),
        ("by", "name", "found 'name'; allowed: side, speaker"),
        ("unit", "letters", "found 'letters'; allowed: rows, words, paragraphs"),
        ("guesses", {"all/side/letters": "press"}, "found 'all/side/letters': 'press'"),
        ("guesses", {"all/side/rows": "kelly"}, "allowed: .* administration, congress"),
        ("opened", "nobody", "found 'nobody'; allowed: nothing, administration"),
        ("views", [], "read-only"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = VoiceShare(CORPUS)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_it_can_begin_with_an_article_and_by_speaker() -> None:
    widget = VoiceShare(CORPUS, scope="kpbs", by="speaker")
    assert (widget.scope, widget.by) == ("kpbs", "speaker")
    with pytest.raises(traitlets.TraitError, match="scope: found 'kpsb'"):
        VoiceShare(CORPUS, scope="kpsb")


@pytest.mark.parametrize(("trait", "value"), [("scope", "kpbs"), ("by", "speaker")])
def test_another_article_or_way_closes_the_open_voice(trait: str, value: str) -> None:
    widget = VoiceShare(CORPUS, scope="truthout")
    widget.opened = "advocate"
    setattr(widget, trait, value)
    assert widget.opened == ""


def test_the_still_has_every_first_place_and_every_side() -> None:
    still = VoiceShare(CORPUS)._repr_mimebundle_()[0]["text/html"]
    assert still.count("<tr>") == 1 + 2 * len(SCOPES) + 1 + len(CORPUS.codebook.sides)
    assert "<td>advocates: 198 of 240 (83%)</td>" in still
    assert "<td>Jeff Sessions and Donald Trump: 5 of 20 (25%) each</td>" in still
    assert "<td>7 quoted, 14 reported</td>" in still
    assert "<td>not heard</td>" in still


def test_the_state_is_json_and_no_larger_than_a_picture() -> None:
    widget = VoiceShare(CORPUS, pages="paragraphs/{article}.html")
    names = ["scopes", "ways", "units", "views", "stretches", "guesses", "opened", "note"]
    assert len(json.dumps(widget.get_state(names)).encode()) < 130_000


def test_a_corpus_that_nobody_has_coded_says_so(folder: Path) -> None:
    own = load_corpus(folder)
    widget = VoiceShare(own)
    assert (widget.scopes, widget.views, widget.stretches) == ([], [], [])
    assert (widget.scope, widget.by, widget.unit) == ("", "", "")
    assert widget.note == "Who speaks is not coded yet: there are no voices to count."
    assert widget.still_html() == f"<p>{widget.note}</p>"
    chart = voice_by_unit(own, "local")
    assert chart.finding == "All articles together: quotations not coded yet."
    assert chart.svg().startswith("<svg")


def test_where_nobody_is_quoted_there_is_no_share_of_words(folder: Path) -> None:
    code(folder)
    own = load_corpus(folder)
    widget = VoiceShare(own)
    views: dict[tuple[str, str], View] = {(v.scope, v.by): v for v in views_of(own)}
    words = views["bridge", "side"].units["words"]
    assert (words.right, words.hints, words.short) == ("", {}, "nothing to count")
    assert views["bridge", "side"].units["rows"].right == "local"
    assert views["bridge", "side"].comparison == (
        "All three units: the first place changes with the unit (stretches of speech: local "
        "officials; words quoted: nothing to count; paragraphs with speech: local officials)."
    )
    assert views["road", "side"].voices == ()
    assert views["road", "side"].absent == (
        "Not heard here, though heard in another article: local officials."
    )
    assert "Quotations are not coded yet: only reported speech is counted." in widget.note
    assert "<td>nothing to count</td>" in widget.still_html()
    assert "bridge 2 of 2 (100%), nothing to count, 2 of 2 (100%)" in (
        voice_by_unit(own, "local").finding
    )


def test_the_chart_says_its_shares() -> None:
    chart = voice_by_unit(CORPUS, "administration")
    assert chart.finding.startswith(
        "The three units are furthest apart in Truthout: from 18% to 55%. Counted first in "
    )
    assert "Truthout 21 of 39 (54%), 42 of 240 (18%), 11 of 20 (55%)" in chart.finding
    assert "54, 18, 55" in chart.svg()


def test_a_side_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="side: found 'army'; allowed: administration, advocate"):
        voice_by_unit(CORPUS, "army")
