"""The visible checks of provenance: the pages bridge, hostel and court."""

from framelab.exercises import points


@points(1)
def test_kind_of_the_bridge_page(submission):
    """The kind of the text on the Old Bridge."""
    assert submission.code("bridge/genre") in ("news-report",), (
        "Whose are the strong words here, and which sentence outside quotation marks judges?"
    )


@points(1)
def test_date_of_the_bridge_page(submission):
    """How the day of the text on the Old Bridge is known."""
    assert submission.code("bridge/date") in ("printed",), (
        "Which line of the page speaks of the page, and not of the event?"
    )


@points(1)
def test_who_vouches_on_the_bridge_page(submission):
    """Who vouches for the number of arrests."""
    assert submission.code("bridge/vouches") in ("named-source",), (
        "Read the first sentence to its end: on whose word does the number rest?"
    )


@points(1)
def test_second_source_on_the_bridge_page(submission):
    """Whether the number of arrests is confirmed by a second source."""
    assert submission.code("bridge/second") in ("yes",), (
        "Who stands behind the number on each page, and is it one person?"
    )


@points(1)
def test_kind_of_the_hostel_page(submission):
    """The kind of the text on the hostel."""
    assert submission.code("hostel/genre") in ("news-report",), (
        "Cover the name of the site and its last line: what does the text itself do?"
    )


@points(1)
def test_date_of_the_hostel_page(submission):
    """How the day of the text on the hostel is known."""
    assert submission.code("hostel/date") in ("worked-out",), (
        "What does the note date, and which words of the page lead from there to the text?"
    )


@points(1)
def test_who_vouches_on_the_hostel_page(submission):
    """Who vouches for the 200 beds."""
    assert submission.code("hostel/vouches") in ("unnamed-source",), (
        "If you wanted to ask again, whom would you call, and by which name?"
    )


@points(1)
def test_second_source_on_the_hostel_page(submission):
    """Whether the 200 beds are confirmed by a second source."""
    assert submission.code("hostel/second") in ("no",), (
        "Who wrote each of the two texts, and if one is mistaken, what will the other say?"
    )


@points(1)
def test_kind_of_the_court_page(submission):
    """The kind of the text on the treatment court."""
    assert submission.code("court/genre") in ("press-release",), (
        "For whom was this page made, and which of its lines says so?"
    )


@points(1)
def test_date_of_the_court_page(submission):
    """How the day of the text on the treatment court is known."""
    assert submission.code("court/date") in ("outside",), (
        "What happened on the day that the page gives: did the text appear on it?"
    )


@points(1)
def test_who_vouches_on_the_court_page(submission):
    """Who or what vouches for the 212 people."""
    assert submission.code("court/vouches") in ("document",), (
        "Where does the page send you if you want to check the number?"
    )


@points(1)
def test_second_source_on_the_court_page(submission):
    """Whether the 212 people are confirmed by a second source."""
    assert submission.code("court/second") in ("cannot-tell",), (
        "Where does the other page have the number from, and how do you know?"
    )
