"""The hidden checks of align_quotes: other printings, and the edges that the brief names."""

import pytest

from framelab import load_corpus
from framelab.exercises import points

QUOTES = load_corpus().quotes


def in_order(words):
    return words.split()


def listed(quote):
    """Give a quotation as a list of words: these have no marks but at their ends."""
    return [word.strip(".,?:").replace("’", "'") for word in QUOTES[quote].text.lower().split()]


SOLUTION = listed("kelly-solution-thinkprogress")
NOT_ARRESTING = listed("kelly-not-arresting-thinkprogress")
DEMAND = listed("kelly-demand-thinkprogress")
DEMAND_CUT = listed("kelly-demand-daily-beast")
NOT_A_FACTOR = listed("kelly-marijuana-factor-daily-beast")
FACTOR = listed("kelly-factor-thinkprogress")
WILD_WEST = listed("trump-wild-west-truthout")
LIBERATED = listed("trump-liberated-truthout")
NO_PERSON = listed("sessions-no-person-daily-beast")
CHANGE_LAWS = listed("kelly-change-laws-americas-voice")

FERRY = in_order("the ferry will run and the ferry will pay and the town will rest")
THE_TOWN = in_order("the town will rest")
FERRY_PAYS = in_order("the ferry will pay")
ABAB = in_order("a b a b a")
# Words that hold a negation: none of them denies.
HOLDING = in_order("a knotty northern nonsense in the notebook of a canton at noon")
EVERY = in_order(
    "not no never nobody nothing nowhere none nor neither without cannot isn't won't yes"
)
BRIDGE = in_order("nobody said no and nobody said never")


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_cuts_of_other_printings(submission):
    """Cuts with gaps and without, at both ends, and of an empty printing."""
    assert submission.is_cut_of(FERRY, FERRY_PAYS) is True
    assert submission.is_cut_of(FERRY, FERRY) is True
    assert submission.is_cut_of(["ferry"], ["ferry", "ferry"]) is False
    assert submission.is_cut_of([], []) is True
    assert submission.is_cut_of([], ["ferry"]) is False
    assert submission.is_cut_of(ABAB, ["b", "b"]) is True
    assert submission.is_cut_of(ABAB, ["b", "b", "b"]) is False
    assert submission.is_cut_of(ABAB, ["b", "a", "a"]) is True
    assert submission.is_cut_of(ABAB, ["b", "b", "a", "a"]) is False
    assert submission.is_cut_of(["unlawful", "entry"], ["lawful", "entry"]) is False


@points(1)
def test_cuts_in_the_five_articles(submission):
    """Which printing in the five articles is a cut of which."""
    assert submission.is_cut_of(SOLUTION, NOT_ARRESTING) is True
    assert submission.is_cut_of(NOT_ARRESTING, SOLUTION) is False
    assert submission.is_cut_of(DEMAND, DEMAND_CUT) is True
    assert submission.is_cut_of(DEMAND, SOLUTION) is False
    assert submission.is_cut_of(WILD_WEST, LIBERATED) is False


@points(1)
def test_dropped_in_other_printings(submission):
    """Dropped words where words stand more than once, and where there is no cut."""
    assert submission.dropped(FERRY, THE_TOWN) == (
        in_order("ferry will run and the ferry will pay and the")
    )
    assert submission.dropped(FERRY, FERRY_PAYS) == (
        in_order("run and the ferry will and the town will rest")
    )
    assert submission.dropped(ABAB, ["b", "a"]) == ["a", "b", "a"]
    assert submission.dropped(ABAB, ["a", "a", "a"]) == ["b", "b"]
    assert submission.dropped(FERRY, []) == FERRY
    assert submission.dropped([], []) == []
    assert submission.dropped([], ["ferry"]) is None
    assert submission.dropped(FERRY, ["rest", "ferry"]) is None


@points(2)
def test_dropped_in_the_five_articles(submission):
    """Dropped words, in printings of the five articles."""
    assert submission.dropped(DEMAND, DEMAND_CUT) == [
        *["and", "then", "rehabilitation", "and", "then", "law", "enforcement", "and", "then"],
        *["getting", "at", "the", "poppy", "fields", "and", "the", "coca", "fields", "in", "the"],
        "south",
    ]
    assert submission.dropped(SOLUTION, NOT_ARRESTING) == ["the", "solution", "is"]
    assert submission.dropped(SOLUTION, SOLUTION) == []
    assert submission.dropped(DEMAND_CUT, DEMAND) is None


@points(2)
def test_negations_lost_in_the_five_articles(submission):
    """Lost negations, in printings of the five articles and in pieces of them."""
    assert submission.lost_negation(NOT_A_FACTOR, FACTOR) == ["not"]
    assert submission.lost_negation(SOLUTION, NOT_ARRESTING) == []
    assert submission.lost_negation(DEMAND, DEMAND_CUT) == []
    assert submission.lost_negation(FACTOR, NOT_A_FACTOR) is None
    assert submission.lost_negation(NO_PERSON, ["no", "person", "deported"]) == ["not"]
    assert submission.lost_negation(CHANGE_LAWS, ["i", "say", "it"]) == ["not", "don't"]


@points(1)
def test_every_negation_and_no_other_word(submission):
    """All words of NEGATIONS, words in n't, and no word that only holds one."""
    assert submission.lost_negation(EVERY, ["yes"]) == EVERY[:-1]
    assert submission.lost_negation(HOLDING, ["canton"]) == []
    assert submission.lost_negation(BRIDGE, ["nobody", "said", "said"]) == [
        *["no", "nobody", "never"]
    ]
    assert submission.lost_negation([], ["no"]) is None
    assert submission.lost_negation([], []) == []


@points(1)
def test_shares_of_other_printings(submission):
    """Shares, in made-up printings and in those of the five articles."""
    assert submission.share_kept(DEMAND, DEMAND_CUT) == near(21 / 42)
    assert submission.share_kept(NOT_A_FACTOR, FACTOR) == near(5 / 7)
    assert submission.share_kept(SOLUTION, SOLUTION) == near(1)
    assert submission.share_kept(FERRY, FERRY_PAYS) == near(4 / 14)


@points(1)
def test_no_share(submission):
    """Nothing kept is 0; no cut, or nothing to keep, is None."""
    assert submission.share_kept(ABAB, []) == near(0)
    assert submission.share_kept(ABAB, ["c"]) is None
    assert submission.share_kept(ABAB, ["b", "b", "b"]) is None
    assert submission.share_kept([], []) is None
    assert submission.share_kept([], ["a"]) is None
    assert submission.share_kept(FACTOR, NOT_A_FACTOR) is None
