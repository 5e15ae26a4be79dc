import pytest

from framelab.measures import (
    deviation_of_proportions,
    deviation_of_proportions_normalised,
    parts_with,
)


@pytest.mark.parametrize(("counts", "parts"), [([], 0), ([0, 0], 0), ([3, 0, 1], 2)])
def test_parts_in_which_a_token_occurs(counts: list[int], parts: int) -> None:
    assert parts_with(counts) == parts


@pytest.mark.parametrize(
    ("counts", "sizes", "plain", "normalised"),
    [
        pytest.param([1, 2, 3], [10, 20, 30], 0, 0, id="as the parts are long"),
        pytest.param([4, 0], [10, 30], 0.75, 1, id="all in the shortest part"),
        pytest.param([0, 4], [10, 30], 0.25, 1 / 3, id="all in the longest part"),
        pytest.param([1, 0, 0], [5, 5, 5], 2 / 3, 1, id="once, in equal parts"),
        pytest.param([2, 1, 0], [5, 5, 5], 1 / 3, 0.5, id="Lijffijt and Gries 2012, page 148"),
        pytest.param([0, 0], [10, 30], None, None, id="nowhere"),
        pytest.param([3], [10], 0, None, id="one part"),
    ],
)
def test_deviation(
    counts: list[int], sizes: list[int], plain: float | None, normalised: float | None
) -> None:
    assert deviation_of_proportions(counts, sizes) == pytest.approx(plain)
    assert deviation_of_proportions_normalised(counts, sizes) == pytest.approx(normalised)


@pytest.mark.parametrize(
    ("counts", "sizes", "message"),
    [
        pytest.param([], [], "found 0 counts and 0 sizes", id="no part"),
        pytest.param([1, 2], [9], "found 2 counts and 1 sizes", id="unequal"),
        pytest.param([0, 0], [9, 0], "sizes: found 0; allowed: a count above 0", id="empty part"),
        pytest.param([10], [9], "counts: found 10; allowed: 0 to its part's size, 9", id="more"),
        pytest.param([-1], [9], "counts: found -1", id="negative"),
    ],
)
def test_impossible_parts_are_refused(counts: list[int], sizes: list[int], message: str) -> None:
    for measure in (deviation_of_proportions, deviation_of_proportions_normalised):
        with pytest.raises(ValueError, match=message):
            measure(counts, sizes)


def test_negative_occurrences_are_refused() -> None:
    with pytest.raises(ValueError, match="counts: found -1; allowed: 0 and above"):
        parts_with([1, -1])
