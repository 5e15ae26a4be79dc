"""The hidden checks of provenance: the pages hostel, beds, budget and price."""

from pathlib import Path

import pytest

from framelab.exercises import Accepted, points

ACCEPTED = Accepted(Path(__file__).with_name("accept.csv"))


@points(1)
@pytest.mark.parametrize("page", ["hostel", "beds", "budget", "price"])
def test_kind(submission, page):
    """The kind of a text that is not checked visibly."""
    assert submission.code(f"{page}/genre") in ACCEPTED[f"{page}/genre"]


@points(1)
@pytest.mark.parametrize("page", ["hostel", "beds", "budget", "price"])
def test_date(submission, page):
    """How the day of a text that is not checked visibly is known."""
    assert submission.code(f"{page}/date") in ACCEPTED[f"{page}/date"]


@points(1)
@pytest.mark.parametrize("page", ["hostel", "beds", "budget", "price"])
def test_who_vouches(submission, page):
    """Who vouches for the claim of a page that is not checked visibly."""
    assert submission.code(f"{page}/vouches") in ACCEPTED[f"{page}/vouches"]


@points(1)
@pytest.mark.parametrize("page", ["hostel", "beds", "price"])
def test_second_source(submission, page):
    """Whether a page that is not checked visibly is a second source."""
    assert submission.code(f"{page}/second") in ACCEPTED[f"{page}/second"]
