"""The parts of pytest that are private, in the one file that imports them.

pytest may change them in any major version: pyproject.toml caps it below the next one.
"""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from _pytest.assertion import util
from _pytest.runner import runtestprotocol

Compared = Callable[[str, object, object], None]
"""Takes the operator, the left value and the right value of a comparison that failed."""


def reports_of(item: pytest.Item, following: pytest.Item | None) -> list[pytest.TestReport]:
    """Run one test, and return its reports without handing them to any plugin.

    Parameters
    ----------
    item : pytest.Item
    following : pytest.Item, optional
        The test that comes next: fixtures that it shares are not torn down.
    """
    return runtestprotocol(item, log=False, nextitem=following)


def forget_setup(item: pytest.Item) -> None:
    """Tear down what a test that was broken off has set up: the next one would find it."""
    item.session._setupstate.teardown_exact(None)


@contextlib.contextmanager
def comparisons_told(compared: Compared) -> Iterator[None]:
    """Tell a function, and no plugin, what a failing test compared.

    pytest itself would explain the difference, for as long as a student's value makes it.
    """
    util._reprcompare = compared
    try:
        yield
    finally:
        util._reprcompare = None
