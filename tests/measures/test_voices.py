"""Shares of voice: the course's units, as its exercise defines them."""

import importlib.util
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framelab import load_corpus
from framelab.measures import (
    SPEECH_UNITS,
    SpeechUnit,
    Stretch,
    most_heard,
    quoted_part,
    speech_amount,
    stretches,
    voice_share,
)

from ..conftest import ROOT

CORPUS = load_corpus()
SPEECH = stretches(CORPUS.quotes, CORPUS.reported)
SIDES = {row.speaker: row.side for row in CORPUS.speakers}
PEOPLE = {"ames": "administration", "brook": "administration", "cole": "advocate", "dunn": "local"}

STRETCH = st.builds(
    Stretch,
    article=st.sampled_from(["gazette", "courier"]),
    paragraph=st.integers(1, 4),
    speaker=st.sampled_from(["ames", "brook", "cole"]),
    words=st.none() | st.integers(1, 40),
)


def reference() -> Any:
    """The answer of the exercise, which counts rows that are dictionaries."""
    file = ROOT / "solutions" / "voice_share" / "answer.py"
    spec = importlib.util.spec_from_file_location("voice_share_answer", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ANSWER = reference()


def as_rows(speech: Sequence[Stretch]) -> list[dict[str, object]]:
    return [
        {**each._asdict(), "form": "reported" if each.words is None else "quoted"}
        for each in speech
    ]


@given(st.lists(STRETCH, max_size=12))
def test_the_measures_and_the_exercise_have_one_definition(speech: list[Stretch]) -> None:
    rows = as_rows(speech)
    assert quoted_part(speech, PEOPLE) == ANSWER.quoted_part(rows, PEOPLE)
    for unit in SPEECH_UNITS:
        assert speech_amount(speech, unit) == ANSWER.count(rows, unit)
        assert voice_share(speech, PEOPLE, unit) == ANSWER.share_by_side(rows, PEOPLE, unit)
        assert sorted(most_heard(speech, PEOPLE, unit)) == ANSWER.most_heard(rows, PEOPLE, unit)


@pytest.mark.parametrize(
    ("article", "unit", "side", "part", "whole"),
    [
        ("truthout", "rows", "administration", 21, 39),
        ("truthout", "words", "advocate", 198, 240),
        ("truthout", "paragraphs", "administration", 11, 20),
        ("kpbs", "words", "administration", 168, 289),
        ("americas-voice", "rows", "affected", 1, 14),
    ],
)
def test_shares_of_the_five_counted_by_hand(
    article: str, unit: SpeechUnit, side: str, part: int, whole: int
) -> None:
    speech = [each for each in SPEECH if each.article == article]
    assert speech_amount(speech, unit) == whole
    assert voice_share(speech, SIDES, unit)[side] == pytest.approx(part / whole)


def test_level_voices_share_the_first_place() -> None:
    speech = [each for each in SPEECH if each.article == "truthout"]
    people = {row.speaker: row.speaker for row in CORPUS.speakers}
    assert most_heard(speech, people, "paragraphs") == ["sessions", "trump"]


def test_there_is_no_share_of_nothing() -> None:
    told = [Stretch("gazette", 1, "ames", None)]
    assert voice_share(told, PEOPLE, "words") == dict.fromkeys(
        ["administration", "advocate", "local"]
    )
    assert most_heard(told, PEOPLE, "words") == []
    assert quoted_part([], PEOPLE)["local"] is None


def test_a_speaker_without_a_voice_is_an_error_and_not_left_out() -> None:
    speech = [Stretch("gazette", 1, "ames", 3), Stretch("gazette", 2, "nobody", 9)]
    with pytest.raises(KeyError, match="nobody"):
        voice_share(speech, PEOPLE, "words")


def test_a_mistyped_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="found 'word'; allowed: rows, words, paragraphs"):
        speech_amount([], "word")  # type: ignore[arg-type]
