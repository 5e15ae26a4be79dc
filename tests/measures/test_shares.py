import pytest

from framelab.measures import percent


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 7, 0), (7, 7, 100), (1, 3, 33), (2, 3, 67), (15, 24, 63), (1, 200, 1), (1, 201, 0)],
)
def test_whole_per_cent_with_halves_up(part: int, whole: int, share: int) -> None:
    assert percent(part, whole) == share


def test_there_is_no_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="found 0; allowed: a count above 0"):
        percent(0, 0)
