from collections.abc import Hashable, Sequence

import pytest

from framelab.measures import bootstrap, cohen_kappa, krippendorff_alpha, observed_agreement

Units = Sequence[Sequence[Hashable]]

# Four coders, twelve units and missing codes: the example of Krippendorff's Computing
# Krippendorff's Alpha-Reliability (2011), where alpha for nominal data is .743.
FOUR_CODERS = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        strict=True,
    )
)


def test_alpha_of_the_textbook() -> None:
    assert krippendorff_alpha(FOUR_CODERS) == pytest.approx(0.743, abs=0.0005)


def test_kappa_by_hand() -> None:
    """20 and 15 of 50 agree; chance lets expect half of them."""
    units = 20 * [("y", "y")] + 5 * [("y", "n")] + 10 * [("n", "y")] + 15 * [("n", "n")]
    assert observed_agreement(units) == 0.7
    assert cohen_kappa(units) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("units", "observed", "kappa", "alpha"),
    [
        pytest.param([], None, None, None, id="no unit"),
        pytest.param([("a", "a"), ("b", "b")], 1, 1, 1, id="all agree"),
        pytest.param([("a", "b"), ("b", "a")], 0, -1, -0.5, id="none agrees"),
        pytest.param([("a", "a"), ("a", "a")], 1, None, None, id="one code throughout"),
        pytest.param([("a", "b"), ("a", "b")], 0, 0, -0.5, id="each has a code of their own"),
        pytest.param([("a", "a"), ("a", "b")], 0.5, 0, 0, id="one coder never varies"),
        pytest.param([("a", "a")], 1, None, None, id="one unit"),
    ],
)
def test_edges_for_two_coders(
    units: Units, observed: float | None, kappa: float | None, alpha: float | None
) -> None:
    assert observed_agreement(units) == observed
    assert cohen_kappa(units) == pytest.approx(kappa)
    assert krippendorff_alpha(units) == pytest.approx(alpha)


@pytest.mark.parametrize(
    "units",
    [
        pytest.param([("a",), ("b",)], id="one coder"),
        pytest.param([("a", None), (None, "b")], id="never two codes in a unit"),
        pytest.param([(None, None)], id="all missing"),
        pytest.param([()], id="no coder"),
    ],
)
def test_without_two_codes_in_a_unit_nothing_can_agree(units: Units) -> None:
    assert observed_agreement(units) is None
    assert krippendorff_alpha(units) is None


def test_a_unit_with_one_code_changes_nothing() -> None:
    units = [("a", "a"), ("b", "b"), ("a", "b")]
    for measure in (observed_agreement, krippendorff_alpha):
        assert measure([*units, ("c", None)]) == measure(units)


def test_the_order_of_coders_does_not_matter_to_alpha() -> None:
    turned = [unit[::-1] for unit in FOUR_CODERS]
    assert krippendorff_alpha(turned) == krippendorff_alpha(FOUR_CODERS)


def test_high_agreement_on_a_rare_code_can_be_no_better_than_chance() -> None:
    units = 98 * [("neither", "neither")] + [("both", "neither"), ("neither", "both")]
    assert observed_agreement(units) == 0.98
    kappa, alpha = cohen_kappa(units), krippendorff_alpha(units)
    assert kappa is not None
    assert alpha is not None
    assert kappa < 0
    assert alpha < 0


@pytest.mark.parametrize("unit", [("a",), ("a", "b", "a"), ("a", None), "ab"])
def test_kappa_is_for_two_codes_a_unit(unit: Sequence[Hashable]) -> None:
    with pytest.raises(ValueError, match="allowed: two codes, none of them missing"):
        cohen_kappa([("a", "a"), unit])


@pytest.mark.parametrize("measure", [observed_agreement, krippendorff_alpha])
def test_a_text_is_no_list_of_codes(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="units: found the text 'both'; allowed: one code a coder"):
        measure([("both", "both"), "both"])


def test_draws_with_one_code_only_are_left_out_of_the_interval_and_counted() -> None:
    units = [("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]
    interval = bootstrap(units, cohen_kappa, repeats=400, seed=3)
    assert interval is not None
    assert 0 < interval.undefined < 400
    assert interval.low <= interval.estimate <= interval.high <= 1
