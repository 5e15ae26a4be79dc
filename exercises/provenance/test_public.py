"""The visible checks of provenance: the pages bridge, court and patrol."""

from framelab.exercises import points


@points(1)
def test_kind_of_the_bridge_page(submission):
    """The kind of the text on the Old Bridge."""
    assert submission.code("bridge/genre") in ("news-report",), (
        "Whose are the strong words here, and does any sentence outside quotation marks judge?"
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
    assert submission.code("bridge/second") in ("no",), (
        "Who stands behind the number on each page: how many people are that in all?"
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


@points(1)
def test_kind_of_the_patrol_page(submission):
    """The kind of the text on the night patrols."""
    assert submission.code("patrol/genre") in ("advocacy",), (
        "Leave the calm tone aside: does anybody say what should be done, and who?"
    )


@points(1)
def test_date_of_the_patrol_page(submission):
    """How the day of the text on the night patrols is known."""
    assert submission.code("patrol/date") in ("worked-out",), (
        "What does the note date, and which words of the page lead from there to the text?"
    )


@points(1)
def test_who_vouches_on_the_patrol_page(submission):
    """Who or what vouches for the eleven boats."""
    assert submission.code("patrol/vouches") in ("article",), (
        "Who stood at the pier and counted, and whose page is this?"
    )


@points(1)
def test_second_source_on_the_patrol_page(submission):
    """Whether the eleven boats are confirmed by a second source."""
    assert submission.code("patrol/second") in ("yes",), (
        "Leave aside what each outlet wants: whose eyes are behind each of the two numbers?"
    )
