import math
from collections.abc import Mapping

import pytest

from framelab import load_corpus
from framelab.measures import cosine, counts_by, jensen_shannon, rates


@pytest.mark.parametrize(
    ("first", "second", "alike", "divergence"),
    [
        pytest.param({"a": 1, "b": 2}, {"a": 1, "b": 2}, 1, 0, id="the same"),
        pytest.param({"a": 1, "b": 2}, {"a": 50, "b": 100}, 1, 0, id="longer"),
        pytest.param({"a": 3}, {"b": 1}, 0, 1, id="nothing in common"),
        pytest.param({"a": 1, "b": 0}, {"a": 1}, 1, 0, id="a count of 0"),
        pytest.param(
            {"a": 1, "b": 1}, {"a": 1}, math.sqrt(0.5), 1.5 - 0.75 * math.log2(3), id="half"
        ),
        pytest.param({}, {"a": 1}, None, None, id="no token"),
        pytest.param({"a": 0}, {"a": 1}, None, None, id="only zeros"),
        pytest.param({}, {}, None, None, id="two empty texts"),
    ],
)
def test_likeness(
    first: Mapping[str, int],
    second: Mapping[str, int],
    alike: float | None,
    divergence: float | None,
) -> None:
    for one, other in ((first, second), (second, first)):
        assert cosine(one, other) == pytest.approx(alike)
        assert jensen_shannon(one, other) == pytest.approx(divergence, abs=1e-12)


def test_rates_give_what_counts_give() -> None:
    parts = counts_by(load_corpus().tokens, key=lambda row: row.article)
    one, other = parts["kpbs"], parts["truthout"]
    for measure in (cosine, jensen_shannon):
        assert measure(rates(one), rates(other)) == pytest.approx(measure(one, other))


def test_large_counts_stay_in_range() -> None:
    large = {"a": 10.0**200, "b": 3.0}
    assert cosine(large, large) == 1
    assert jensen_shannon(large, large) == 0


@pytest.mark.parametrize("measure", [cosine, jensen_shannon])
def test_negative_counts_are_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="second: found -1 for 'a'; allowed: 0 and above"):
        measure({"a": 1}, {"a": -1})
