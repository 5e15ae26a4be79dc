import pytest

from framelab.measures import bootstrap, permutation_test


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def difference(first: list[float], second: list[float]) -> float:
    return mean(first) - mean(second)


VALUES = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]


def test_the_seed_alone_decides() -> None:
    one, again, other = (bootstrap(VALUES, mean, repeats=200, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_the_interval_holds_the_estimate_and_stays_within_the_values() -> None:
    interval = bootstrap(VALUES, mean, repeats=500, seed=1)
    assert interval is not None
    assert min(VALUES) < interval.low < interval.estimate < interval.high < max(VALUES)
    assert (interval.estimate, interval.repeats, interval.undefined) == (mean(VALUES), 500, 0)


def test_a_higher_level_gives_a_wider_interval() -> None:
    half = bootstrap(VALUES, mean, seed=1, level=0.5)
    nearly_all = bootstrap(VALUES, mean, seed=1, level=0.99)
    assert half is not None
    assert nearly_all is not None
    assert nearly_all.low < half.low < half.high < nearly_all.high


def test_equal_units_have_an_interval_without_width() -> None:
    interval = bootstrap([2.0, 2.0, 2.0], mean, seed=1)
    assert interval is not None
    assert (interval.low, interval.high) == (2, 2)


def test_articles_are_drawn_whole() -> None:
    articles = [[1, 1, 1], [5, 5]]
    seen: list[list[list[int]]] = []

    def words(drawn: list[list[int]]) -> float:
        seen.append(drawn)
        return sum(map(sum, drawn))

    bootstrap(articles, words, repeats=50, seed=1)
    assert {len(drawn) for drawn in seen} == {2}
    assert {tuple(article) for drawn in seen for article in drawn} == {(1, 1, 1), (5, 5)}


def test_undefined_replicates_are_left_out_and_counted() -> None:
    def share_of_the_first(values: list[float]) -> float | None:
        return None if 3.0 not in values else values.count(3.0) / len(values)

    interval = bootstrap(VALUES, share_of_the_first, repeats=300, seed=1)
    assert interval is not None
    assert 0 < interval.undefined < 300
    assert interval.low == 1 / len(VALUES)


def test_an_undefined_statistic_has_no_interval() -> None:
    assert bootstrap(VALUES, lambda _: None, seed=1) is None

    def only_for_all(values: list[float]) -> float | None:
        return 1.0 if values == VALUES else None

    assert bootstrap(VALUES, only_for_all, repeats=20, seed=1) is None


@pytest.mark.parametrize("units", [[], [1.0]])
def test_one_unit_cannot_be_drawn_in_two_ways(units: list[float]) -> None:
    with pytest.raises(ValueError, match=f"units: found {len(units)}; allowed: 2 and more"):
        bootstrap(units, mean, seed=1)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_levels_out_of_range(level: float) -> None:
    with pytest.raises(ValueError, match=f"level: found {level}; allowed: above 0 and below 1"):
        bootstrap(VALUES, mean, seed=1, level=level)


def test_repeats_out_of_range() -> None:
    with pytest.raises(ValueError, match="repeats: found 0; allowed: 1 and above"):
        bootstrap(VALUES, mean, seed=1, repeats=0)
    with pytest.raises(ValueError, match="repeats: found 0"):
        permutation_test([1.0], [2.0], difference, seed=1, repeats=0)


def test_five_articles_split_in_ten_ways_and_the_most_extreme_has_p_of_a_tenth() -> None:
    result = permutation_test([9.0, 8.0], [1.0, 2.0, 3.0], difference, seed=1)
    assert result is not None
    assert (result.exact, result.splits, result.p) == (True, 10, 0.1)
    reverse = permutation_test([1.0, 2.0], [8.0, 9.0, 10.0], difference, seed=1)
    assert reverse is not None
    assert reverse.p == 1


def test_groups_without_a_difference_have_p_of_1() -> None:
    result = permutation_test([0.1, 0.2, 0.3], [0.3, 0.2, 0.1], lambda a, b: abs(difference(a, b)),
                              seed=1)  # fmt: skip
    assert result is not None
    assert result.p == 1


def test_equal_sums_in_another_order_are_as_large() -> None:
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last digit."""
    result = permutation_test([0.1, 0.2, 0.3], [0.3, 0.2, 0.1], lambda a, _: sum(a), seed=1)
    assert result is not None
    # Of 20 splits, 6 have a lower sum, by symmetry as many a higher one.
    assert result.p == pytest.approx(14 / 20)


def test_a_sample_is_taken_where_there_are_too_many_splits_and_never_gives_0() -> None:
    first, second = [float(10 + n) for n in range(10)], [float(n) for n in range(10)]
    one, again = (
        permutation_test(first, second, difference, repeats=199, seed=4) for _ in range(2)
    )
    assert one is not None
    assert one == again
    assert (one.exact, one.splits, one.p) == (False, 199, 1 / 200)


@pytest.mark.parametrize(("repeats", "exact"), [(9, False), (10, True)])
def test_all_splits_are_taken_where_they_are_no_more_than_asked_for(
    repeats: int, exact: bool
) -> None:
    result = permutation_test([9.0, 8.0], [1.0, 2.0, 3.0], difference, repeats=repeats, seed=1)
    assert result is not None
    assert (result.exact, result.splits) == (exact, repeats)


def test_undefined_splits_are_left_out_and_counted() -> None:
    def only_with_the_9(first: list[float], second: list[float]) -> float | None:
        return difference(first, second) if 9.0 in first else None

    result = permutation_test([9.0, 8.0], [1.0, 2.0, 3.0], only_with_the_9, seed=1)
    assert result is not None
    assert (result.splits, result.undefined, result.p) == (10, 6, 0.25)


def test_an_undefined_difference_has_no_p() -> None:
    assert permutation_test([1.0], [2.0], lambda *_: None, seed=1) is None


@pytest.mark.parametrize(("first", "second", "name"), [([], [1.0], "first"), ([1.0], [], "second")])
def test_empty_groups_are_refused(first: list[float], second: list[float], name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: found no unit; allowed: 1 and more"):
        permutation_test(first, second, difference, seed=1)
