"""The measures agree with well-known libraries, and the book says so truly."""

import inspect
import re

import pytest

from framelab import measures

from .twins import BEGIN, CASES, END, PAGE, TWINS, Twin, compare

NAMES = [f"{twin.measure} {twin.part}".strip() for twin in TWINS]


@pytest.mark.parametrize("twin", TWINS, ids=NAMES)
def test_a_measure_gives_what_its_twin_gives(twin: Twin) -> None:
    compared = compare(twin)
    assert compared.largest <= twin.tolerance
    assert compared.undefined < compared.cases


def rows_of_the_book() -> list[str]:
    page = PAGE.read_text(encoding="utf-8")
    made = page[page.index(BEGIN) + len(BEGIN) : page.index(END)]
    return made.strip().splitlines()[2:]


def test_the_book_names_every_twin_and_no_other() -> None:
    named = [re.sub(r" `[\d.]+` \|.*", "", row) for row in rows_of_the_book()]
    assert named == [f"| {twin.cells()}" for twin in TWINS]


@pytest.mark.parametrize(
    ("twin", "row"), list(zip(TWINS, rows_of_the_book(), strict=True)), ids=NAMES
)
def test_the_book_s_differences_are_within_what_is_tested(twin: Twin, row: str) -> None:
    *_, cases, undefined, largest = (cell.strip(" `") for cell in row.strip("| ").split("|"))
    assert int(cases) == CASES
    assert int(undefined) < CASES
    assert float(largest) <= twin.tolerance


def test_the_book_explains_every_measure() -> None:
    page = PAGE.read_text(encoding="utf-8")
    functions = [name for name in measures.__all__ if inspect.isfunction(getattr(measures, name))]
    assert functions
    assert [name for name in functions if f"`{name}" not in page] == []
