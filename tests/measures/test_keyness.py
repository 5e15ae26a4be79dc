import math

import pytest

from framelab.measures import keyness, log_likelihood, log_ratio


def test_equal_rates_are_no_evidence_and_no_difference() -> None:
    assert log_likelihood(3, 9, 100, 300) == 0
    assert log_ratio(3, 9, 100, 300) == 0


def test_all_four_cells_count() -> None:
    """Dunning's sum, not that of the two cells of the token alone."""
    two_cells = 2 * (10 * math.log(10 / 5.5) + math.log(1 / 5.5))
    others = 2 * (10 * math.log(10 / 14.5) + 19 * math.log(19 / 14.5))
    assert log_likelihood(10, 1, 20, 20) == pytest.approx(two_cells + others)


def test_evidence_is_the_same_from_both_sides_and_the_difference_changes_its_sign() -> None:
    assert log_likelihood(8, 2, 500, 900) == pytest.approx(log_likelihood(2, 8, 900, 500))
    assert log_ratio(8, 2, 500, 900) == pytest.approx(-log_ratio(2, 8, 900, 500))


def test_evidence_grows_with_the_texts_and_the_difference_does_not() -> None:
    assert log_likelihood(80, 20, 5000, 9000) == pytest.approx(10 * log_likelihood(8, 2, 500, 900))
    assert log_ratio(80, 20, 5000, 9000) == pytest.approx(log_ratio(8, 2, 500, 900))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((4, 0), 3.0), ((0, 4), -3.0), ((1, 0), 1.0), ((4, 1), 2.0)],
)
def test_a_count_of_0_is_taken_as_one_half(counts: tuple[int, int], expected: float) -> None:
    assert log_ratio(*counts, 100, 100) == expected


def test_a_text_of_one_token_only() -> None:
    assert log_likelihood(5, 5, 5, 5) == 0
    assert log_likelihood(5, 0, 5, 5) == pytest.approx(20 * math.log(2))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param((1, 1, 0, 9), "target_total: found 0; allowed: a count above 0", id="empty"),
        pytest.param((1, 1, 9, 0), "reference_total: found 0", id="empty reference"),
        pytest.param((10, 1, 9, 9), "target: found 10; allowed: 0 to target_total, 9", id="more"),
        pytest.param((1, -1, 9, 9), "reference: found -1; allowed: 0 to", id="negative"),
    ],
)
def test_impossible_tables_are_refused(table: tuple[int, int, int, int], message: str) -> None:
    for measure in (log_likelihood, log_ratio):
        with pytest.raises(ValueError, match=message):
            measure(*table)


def test_a_token_that_is_in_neither_text_has_no_ratio() -> None:
    with pytest.raises(ValueError, match="found 0 in both"):
        log_ratio(0, 0, 9, 9)
    assert log_likelihood(0, 0, 9, 9) == 0


def test_tokens_of_both_sides_are_ranked_by_evidence_then_by_name() -> None:
    keys = keyness({"drug": 9, "a": 1, "the": 10}, {"wall": 9, "b": 1, "the": 10})
    assert [key.token for key in keys] == ["drug", "wall", "a", "b", "the"]
    drug, wall, *_, the = keys
    assert (drug.target, drug.reference) == (9, 0)
    assert (drug.log_ratio, wall.log_ratio) == (-wall.log_ratio, -math.log2(18))
    assert (the.log_likelihood, the.log_ratio) == (0, 0)


def test_tokens_with_equal_evidence_are_in_the_order_of_their_names() -> None:
    names = "abcdefghij"
    keys = keyness(dict.fromkeys(reversed(names), 1), {"other": 10})
    assert [key.token for key in keys] == ["other", *names]


def test_rare_tokens_are_left_out_and_still_count_in_the_totals() -> None:
    target, reference = {"drug": 2, "rare": 1}, {"drug": 1, "wall": 3}
    few = keyness(target, reference, minimum=3)
    assert [key.token for key in few] == ["wall", "drug"]
    assert set(few) < set(keyness(target, reference))


@pytest.mark.parametrize(
    ("target", "reference", "minimum", "message"),
    [
        pytest.param({}, {"a": 1}, 1, "target_total: found 0", id="empty target"),
        pytest.param({"a": 1}, {}, 1, "reference_total: found 0", id="empty reference"),
        pytest.param({"a": 1}, {"a": 1}, 0, "minimum: found 0; allowed: 1", id="minimum"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    target: dict[str, int], reference: dict[str, int], minimum: int, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        keyness(target, reference, minimum=minimum)
