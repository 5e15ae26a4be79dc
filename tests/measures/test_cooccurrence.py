import math

import pytest

from framelab import load_corpus
from framelab.measures import Cooccurrence, cooccurrence, counts_by

UNITS = [{"drug", "border"}, {"drug"}, {"border", "wall"}, {"border"}, set(), {"wall"}]


def test_every_unit_counts_once_in_one_cell() -> None:
    together = cooccurrence(UNITS, "drug", "border")
    assert together == Cooccurrence(both=1, only_first=1, only_second=2, neither=2)
    assert together.units == len(UNITS)


def test_the_denominator_is_what_was_given() -> None:
    without_neither = cooccurrence(UNITS[:4], "drug", "border")
    whole = cooccurrence(UNITS, "drug", "border")
    assert without_neither.jaccard == whole.jaccard == 0.25
    assert (without_neither.pmi, whole.pmi) == (math.log2(4 / 6), 0)


def test_the_terms_can_be_exchanged() -> None:
    one, other = cooccurrence(UNITS, "drug", "border"), cooccurrence(UNITS, "border", "drug")
    assert (one.only_first, one.only_second) == (other.only_second, other.only_first)
    assert (one.jaccard, one.pmi, one.odds_ratio) == (other.jaccard, other.pmi, other.odds_ratio)


def test_codes_of_paragraphs_are_units_too() -> None:
    named = {"both": {"drugs", "immigration"}, "neither": set()}
    issues = [str(row.issue) for row in load_corpus().paragraphs]
    codes = [named.get(issue, {issue}) for issue in issues]
    together = cooccurrence(codes, "drugs", "immigration")
    assert together.units == len(load_corpus().paragraphs)
    assert together.both == issues.count("both")
    assert together.only_first == issues.count("drugs")


def test_tokens_of_the_corpus_are_found_in_their_paragraphs() -> None:
    parts = counts_by(load_corpus().tokens, lambda row: (row.article, row.paragraph))
    together = cooccurrence(parts.values(), "sessions", "kelly")
    rows = [row for row in load_corpus().tokens if row.token == "sessions"]
    assert together.both + together.only_first == len(rows)


@pytest.mark.parametrize(
    ("cells", "jaccard", "pmi"),
    [
        pytest.param((0, 0, 0, 0), None, None, id="no unit"),
        pytest.param((0, 0, 0, 5), None, None, id="neither term"),
        pytest.param((0, 2, 3, 5), 0, None, id="never together"),
        pytest.param((4, 0, 0, 0), 1, 0, id="always together"),
        pytest.param((1, 0, 0, 7), 1, 3, id="once, together"),
    ],
)
def test_edges(cells: tuple[int, int, int, int], jaccard: float | None, pmi: float | None) -> None:
    together = Cooccurrence(*cells)
    assert (together.jaccard, together.pmi) == (jaccard, pmi)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param((0, 0, 0, 0), id="no unit"),
        pytest.param((0, 0, 3, 5), id="first in no unit"),
        pytest.param((3, 2, 0, 0), id="first in every unit"),
        pytest.param((0, 3, 0, 5), id="second in no unit"),
    ],
)
def test_there_are_no_odds_where_there_is_nothing_to_compare(
    cells: tuple[int, int, int, int],
) -> None:
    assert Cooccurrence(*cells).odds_ratio is None


def test_a_half_is_added_to_all_cells_where_one_is_0_and_only_there() -> None:
    corrected = Cooccurrence(0, 4, 5, 20).odds_ratio
    assert corrected is not None
    assert corrected.corrected
    assert corrected.estimate == pytest.approx(0.5 * 20.5 / (4.5 * 5.5))
    plain = Cooccurrence(1, 4, 5, 20).odds_ratio
    assert plain is not None
    assert (plain.corrected, plain.estimate) == (False, 1)


def test_the_interval_lies_around_the_estimate_on_the_scale_of_logarithms() -> None:
    odds = Cooccurrence(6, 4, 5, 20).odds_ratio
    assert odds is not None
    assert odds.low < odds.estimate < odds.high
    assert math.sqrt(odds.low * odds.high) == pytest.approx(odds.estimate)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="second: found 'wall', which is the first"):
        cooccurrence(UNITS, "wall", "wall")
    with pytest.raises(ValueError, match="units: found the text 'drug war'"):
        cooccurrence(["drug war"], "drug", "war")
    with pytest.raises(ValueError, match="neither: found -1; allowed: 0 and above"):
        Cooccurrence(1, 1, 1, -1)
