"""What is proposed as body, on texts made up for it."""

import tomllib

import pytest

from framelab.corpus.bodies import Settled
from framelab.corpus.proposals import headline, proposal_toml, propose_body

PAGE = """\
Skip to main content
City Hall
Mayor Opens a Bridge That Nobody Asked For
by Ann Author –

Photo by Bert Lens
The mayor opened a bridge on Monday, and few people came to see it.

“It will be used,” she said.
What the bridge costs
The city paid more than it had planned, and says that it will pay no more.
RELATED: A road that nobody needs
The mayor opened a bridge on Monday, and few people came to see it.
Share this

She left at noon.
Sign up for our newsletter
About us
""".splitlines()


def test_the_body_of_a_page() -> None:
    proposal = propose_body(PAGE)
    assert proposal.lines.body == (7, 9, 10, 11, 16)
    assert proposal.lines.subheads == {10}
    assert {each.line: each.reason.split(":")[0] for each in proposal.left_out} == {
        1: "navigation",
        2: "above the first full sentence",
        3: "above the first full sentence",
        4: "byline",
        6: "photo or credit",
        12: "link to a related story",
        13: "repeats line 7",
        14: "sharing",
        17: "subscription",
        18: "below the last full sentence",
    }
    assert headline(PAGE) == "Mayor Opens a Bridge That Nobody Asked For"


def test_the_proposal_can_be_copied_as_it_is() -> None:
    settled = Settled(None, "cp1252", {"outlet": 'The "Daily"', "url": "https://a.example/"})
    text = proposal_toml("bridge", PAGE, propose_body(PAGE), settled)
    assert tomllib.loads(text) == {
        "bridge": {
            "encoding": "cp1252",
            "outlet": 'The "Daily"',
            "url": "https://a.example/",
            "body": ["7-11", "16"],
            "subheads": [10],
        }
    }
    assert "# line 12: link to a related story: RELATED: A road that nobody needs\n" in text


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(["One line"], (1,), id="one line"),
        pytest.param(["Yes.", "No."], (1, 2), id="short sentences"),
        pytest.param(["A line", "Another line", "A third"], (1, 2, 3), id="verse"),
        pytest.param(["Share this", "Share this"], (1, 2), id="nothing but boilerplate"),
        pytest.param(["", "  ", "Only this."], (3,), id="empty lines"),
    ],
)
def test_something_is_always_proposed(text: list[str], body: tuple[int, ...]) -> None:
    proposal = propose_body(text)
    assert proposal.lines.body == body
    assert proposal.lines.subheads == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday after the bank had said that it would not lend again.",
        "By Monday the mayor had signed the bill, and the council had gone home for the summer.",
        "Homeless people were moved from the park before the visitors came to the new bridge.",
    ],
)
def test_a_sentence_that_begins_like_boilerplate_is_body(line: str) -> None:
    assert propose_body(
        [line, "The end of it is that nobody came to see the bridge."]
    ).lines.body == (1, 2)


def test_control_characters_do_not_reach_the_proposal() -> None:
    text = ["Head\x1b[31m line\x07", "A sentence of eight words stands in here, surely."]
    proposed = proposal_toml("a", text, propose_body(text), Settled(None))
    assert "\x1b" not in proposed
    assert tomllib.loads(proposed)["a"]["body"] == ["2"]


def test_a_text_without_a_title_has_none() -> None:
    assert headline(["Share this", "word " * 60]) is None
    assert headline(["Short", "word " * 60]) == "Short"
