import json
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.corpus.ingest import ingest
from framelab.measures import align, negation_lost, tokenize
from framelab.widgets import QuotationSlider
from framelab.widgets.quotation_slider import EVERY_CUT, Pair, compare, compare_outside, pairs_of

from ..corpus.test_ingest import BRIDGE, write
from .test_reading_map import change

CORPUS = load_corpus()
TWO_TEXTS = "sessions-el-paso-two-texts-20-april"


def pair(first: str, second: str) -> Pair:
    return compare(CORPUS, CORPUS.quotes[first], CORPUS.quotes[second])


FACTOR = pair("kelly-marijuana-factor-daily-beast", "kelly-factor-thinkprogress")
DEMAND = pair("kelly-demand-thinkprogress", "kelly-demand-daily-beast")
TWICE = pair("kelly-solution-thinkprogress", "kelly-not-arresting-thinkprogress")
ALIKE = pair("kelly-solution-daily-beast", "kelly-solution-thinkprogress")
OUTSIDE = compare_outside(CORPUS, TWO_TEXTS, "Jeff Sessions. Remarks in El Paso")
ALL = (FACTOR, DEMAND, TWICE, ALIKE, OUTSIDE)


@pytest.mark.parametrize(
    ("compared", "right", "finding"),
    [
        (
            FACTOR,
            ["beginning", "outside"],
            "The Daily Beast ¶ 20 has 7 words, ThinkProgress ¶ 1 has 5; 5 stand in both (71% of "
            "the first). Only in The Daily Beast ¶ 20: “not a”, at the beginning. "
            "A negation is outside the quotation in ThinkProgress ¶ 1: “not”.",
        ),
        (
            DEMAND,
            ["end"],
            "ThinkProgress ¶ 4 has 42 words, The Daily Beast ¶ 19 has 21; 21 stand in both (50% of "
            "the first). Only in ThinkProgress ¶ 4: “And then rehabilitation. And then law…” "
            "(21 words), at the end.",
        ),
        (
            TWICE,
            ["beginning", "inside"],
            "ThinkProgress ¶ 4 has 9 words, ThinkProgress ¶ 1 has 6; 6 stand in both (67% of the "
            "first). Only in ThinkProgress ¶ 4: “The solution is”, at the beginning. "
            "The negation stands in both: “not”.",
        ),
        (
            ALIKE,
            ["none", "inside"],
            "The Daily Beast ¶ 19 has 9 words, ThinkProgress ¶ 4 has 9; 9 stand in both (100% of "
            "the first). They have the same words. The negation stands in both: “not”.",
        ),
        (
            OUTSIDE,
            ["changed"],
            "Department of Justice has 7 words, El Paso Times has 8; 6 stand in both (86% of the "
            "first). Only in Department of Justice: “take”, in between. "
            "Only in El Paso Times: “are making”.",
        ),
    ],
    ids=["within the denial", "end", "twice", "alike", "outside"],
)
def test_the_answers_are_worked_out(compared: Pair, right: list[str], finding: str) -> None:
    assert [question.right for question in compared.questions] == right
    assert compared.finding == finding
    for question in compared.questions:
        assert question.text.endswith("?")
        assert question.right in [option.name for option in question.options]


@pytest.mark.parametrize("compared", ALL, ids=lambda each: each.label)
def test_the_steps_make_both_printings_again(compared: Pair) -> None:
    first, second = compared.printings
    for printing, other in ((first, "added"), (second, "dropped")):
        words = " ".join(step.words for step in compared.steps if step.kind != other)
        assert tokenize(words) == tokenize(printing.text)
    aligned = align(tokenize(first.text), tokenize(second.text))
    assert [step.kind for step in compared.steps] == [piece.kind for piece in aligned.pieces]


@pytest.mark.parametrize("compared", ALL, ids=lambda each: each.label)
def test_each_wrong_guess_is_told_why_and_the_right_one_that_it_is(compared: Pair) -> None:
    for question in compared.questions:
        for option in question.options:
            assert option.feedback.startswith(f"Your guess, “{option.label}”: ")
            assert option.feedback.endswith(": so it is.") == (option.name == question.right)


def test_a_wrong_guess_about_the_negation_leads_on_to_the_article() -> None:
    inside = FACTOR.questions[1].options[0]
    assert "outside the marks, is what to read next" in inside.feedback
    assert negation_lost(*(tokenize(each.text) for each in FACTOR.printings)) == ("not",)


@pytest.mark.parametrize("compared", ALL, ids=lambda each: each.label)
def test_every_pair_is_asked_the_same_at_the_end(compared: Pair) -> None:
    assert compared.asks[-1] == EVERY_CUT
    assert all("?" in ask or "vouches" in ask for ask in compared.asks)


def test_what_is_quoted_twice_is_found_and_nothing_else() -> None:
    assert {frozenset(each.name.split()) for each in pairs_of(CORPUS)} == {
        frozenset(names)
        for names in (
            ("kelly-marijuana-factor-daily-beast", "kelly-factor-thinkprogress"),
            ("kelly-demand-thinkprogress", "kelly-demand-daily-beast"),
            ("kelly-solution-thinkprogress", "kelly-not-arresting-thinkprogress"),
            ("kelly-solution-daily-beast", "kelly-not-arresting-thinkprogress"),
            ("kelly-solution-daily-beast", "kelly-solution-thinkprogress"),
        )
    }


def test_other_words_and_other_speakers_are_compared_by_the_same_questions(tables: Path) -> None:
    change(
        tables / "quotes.csv",
        ("factor in the drug war,5,", "factor in that drug war,5,"),
        (",kelly,", ",sessions,"),
    )
    corpus = load_corpus(tables)
    quotes = corpus.quotes
    made = compare(
        corpus,
        quotes["kelly-marijuana-factor-daily-beast"],
        quotes["kelly-factor-thinkprogress"],
    )
    assert made.said.startswith("Jeff Sessions. ")
    assert [question.name for question in made.questions] == ["places", "negation"]
    assert made.questions[0].right == "changed"
    guess = {option.name: option.feedback for option in made.questions[0].options}
    assert guess["end"].endswith("It has words of its own: “that”.")
    assert made.questions[1].right == "outside"


@pytest.mark.parametrize(
    "names",
    [("kelly-factor-thinkprogress",), ("kelly-factor-thinkprogress",) * 2, ("kelly", "sessions")],
)
def test_other_than_two_quotations_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="allowed: two different ids of quotes"):
        QuotationSlider(CORPUS, pairs=[names])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["no-such-fact", "kelly-gateway-drug-18-april"])
def test_a_fact_without_two_printings_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="with two quotations, each with its source"):
        QuotationSlider(CORPUS, outside={name: "Somebody"})


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        pytest.param("pair", "kelly", "found 'kelly'; allowed: kelly-", id="pair"),
        pytest.param("guesses", {"kelly": []}, "found 'kelly'", id="no such pair"),
        pytest.param("guesses", {FACTOR.name: ["end"]}, "one option a question", id="too few"),
        pytest.param("guesses", {FACTOR.name: ["end", "no"]}, "one option a", id="no option"),
        pytest.param("step", 0, "found 0; allowed: 1 to 3", id="before"),
        pytest.param("step", 4, "found 4; allowed: 1 to 3", id="after"),
        pytest.param("pairs", [], "read-only", id="pairs"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = QuotationSlider(CORPUS)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_another_pair_begins_at_its_first_step() -> None:
    widget = QuotationSlider(CORPUS)
    widget.step = 3
    widget.guesses = {FACTOR.name: ["end", "outside"], DEMAND.name: []}
    widget.pair = DEMAND.name
    assert widget.step == 1


def test_the_still_says_what_the_steps_would_show() -> None:
    widget = QuotationSlider(CORPUS, outside={TWO_TEXTS: "Jeff Sessions. Remarks in El Paso"})
    still = widget._repr_mimebundle_()[0]["text/html"]
    assert still.count("<table>") == 6
    for compared in ALL:
        assert compared.finding in still
    assert "Dropped: 2 words in The Daily Beast ¶ 20 only.</th><td>not a</td>" in still
    assert "a cut is not a distortion in itself" in still


def test_the_state_is_small_json() -> None:
    widget = QuotationSlider(CORPUS, pages="paragraphs/{article}.html")
    names = ["pairs", "pair", "guesses", "step", "pages", "note"]
    state = json.dumps(widget.get_state(names))
    assert len(state) < 25_000
    printing = json.loads(state)["pairs"][3]["printings"][1]
    assert printing["quote"] == "kelly-factor-thinkprogress"
    assert printing["about"] == CORPUS.paragraphs["thinkprogress", 1].gist


def test_a_corpus_without_speakers_says_that_they_are_not_coded(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", bridge=BRIDGE)
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    widget = QuotationSlider(load_corpus(tmp_path / "own"))
    assert (widget.pairs, widget.pair, widget.step) == ([], "", 1)
    assert widget.note == "Quotations are not coded yet: there is nothing to align."
    assert widget.still_html() == f"<p>{widget.note}</p>"


def test_a_corpus_that_quotes_nothing_twice_says_so(tables: Path) -> None:
    file = tables / "quotes.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if ",thinkprogress," not in line), encoding="utf-8"
    )
    header = (tables / "notes.csv").read_text(encoding="utf-8").splitlines()[0]
    (tables / "notes.csv").write_text(header + "\n", encoding="utf-8")
    widget = QuotationSlider(load_corpus(tables))
    assert widget.pairs == []
    assert widget.note.startswith("No remark is quoted twice")
