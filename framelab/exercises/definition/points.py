"""The marker of a check that gives points."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def points(number: int) -> "pytest.MarkDecorator":
    """Return the marker that says what a check is worth: `@points(2)` above its test.

    Parameters
    ----------
    number : int
        1 or more. Each case of a parametrized check is worth as many.

    Raises
    ------
    ValueError
        `number` is not a whole number of 1 or more.
    """
    import pytest  # noqa: PLC0415 - the student's side loads this package without it

    if type(number) is not int or number < 1:
        raise ValueError(f"points: found {number!r}; allowed: a whole number, 1 or more")
    return pytest.mark.points(number)
