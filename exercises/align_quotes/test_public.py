"""The visible checks of align_quotes."""

import pytest

from framelab.exercises import points


def in_order(words):
    return words.split()


FULL = in_order("we will not close the clinic and we will never sell the land")
SHORT = in_order("we will sell the land")
# The same words as SHORT in another order.
TURNED = in_order("sell the land we will")
# More often than FULL has them.
CLINIC_TWICE = ["clinic", "clinic"]
WE_THRICE = ["we", "we", "we"]
# Without a gap, at the end.
END = in_order("sell the land")
# "legal" is a part of a word of ILLEGAL.
ILLEGAL = in_order("it is illegal")
# Two of its words stand twice; GOOD_SLOW_SLOW needs two "slow" after "good".
ROUND = in_order("slow is good and slow is safe")
SLOW_IS_SAFE = in_order("slow is safe")
GOOD_SLOW_SLOW = in_order("good slow slow")
# It keeps one "not", and drops one.
NOT_TWICE = in_order("we do not owe and do not pay")
WE_DO_NOT_PAY = in_order("we do not pay")
CANNOT = in_order("we cannot wait and they don't help")
WE_WAIT = in_order("we wait and they help")
# Words that hold a negation, and one that is a negation.
KNOWN = in_order("another known notice says nothing")
# Its last word is not in FULL.
OTHER = in_order("we will build")


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_dropped_all_or_nothing(submission):
    """An empty printing drops every word, and an identical one drops none."""
    assert submission.dropped(FULL, []) == FULL, (
        "Nothing is printed: which words are then dropped, repeats included?"
    )
    assert submission.dropped(SHORT, SHORT) == [], (
        "What does a printing leave out of itself, and is that a list?"
    )


@points(1)
def test_dropped_words(submission):
    """Dropped is what no word of the short printing was matched with, in order."""
    assert submission.dropped(FULL, END) == in_order(
        "we will not close the clinic and we will never"
    ), (
        "`the` stands in two places of `full`: at which place do you find it, and is it after "
        "`sell`?"
    )
    assert submission.dropped(FULL, SHORT) == in_order("not close the clinic and we will never"), (
        "Cross out in `full` one place for each word of `short`, from left to right and never "
        "going back: which words are left?"
    )


@points(1)
def test_dropped_places(submission):
    """A word can be kept in one place and dropped in another."""
    assert submission.dropped(ROUND, SLOW_IS_SAFE) == in_order("good and slow is"), (
        "`slow` stands in two places of `full` and in one of `short`: which place is matched?"
    )
    assert submission.dropped(ROUND, TURNED) is None, (
        "Some of these words stand nowhere in `full`: can it be a cut that dropped something?"
    )
    assert submission.dropped(SHORT, FULL) is None, (
        "The longer printing is no cut of the shorter one: which words did you not find?"
    )


@points(1)
def test_a_cut_with_gaps(submission):
    """The words of a cut stand in the full printing, with gaps or without."""
    assert submission.is_cut_of(FULL, SHORT) is True, (
        "Which word of `short` do you not find, and may there be other words in between?"
    )
    assert submission.is_cut_of(FULL, END) is True, (
        "May a cut begin in the middle of the full printing?"
    )
    assert submission.is_cut_of(FULL, FULL) is True, (
        "Nothing is dropped here: do you take an empty list for None?"
    )
    assert submission.is_cut_of(FULL, OTHER) is False, (
        "`build` stands nowhere in `full`: do you look for every word, or does `return` stand "
        "inside the loop?"
    )


@points(1)
def test_order_and_repetition(submission):
    """A cut keeps the order of its words, and each needs a place of its own."""
    assert submission.is_cut_of(FULL, []) is True, (
        "Which word of an empty `short` is missing in `full`?"
    )
    assert submission.is_cut_of(FULL, TURNED) is False, (
        "All these words stand in the full printing: do they stand in this order?"
    )
    assert submission.is_cut_of(FULL, CLINIC_TWICE) is False, (
        "`short` has this word twice: how often does `full` have it?"
    )


@points(1)
def test_places_after_the_last_match(submission):
    """Each word is looked for after the place of the one before."""
    assert submission.is_cut_of(ROUND, ["good", "slow"]) is True, (
        "`slow` stands before `good`, but where does it stand besides?"
    )
    assert submission.is_cut_of(ROUND, GOOD_SLOW_SLOW) is False, (
        "How many `slow` stand after `good`, and where do you look for the second one: after "
        "the first, or from the start again?"
    )
    assert submission.is_cut_of(FULL, WE_THRICE) is False, (
        "At which place do you find the third `we`, and is it after the second?"
    )


@points(1)
def test_whole_words(submission):
    """A part of a word is no word."""
    assert submission.is_cut_of(ILLEGAL, ["it", "is"]) is True, (
        "Which word of `short` do you not find?"
    )
    assert submission.is_cut_of(ILLEGAL, ["legal"]) is False, (
        "Do you compare word with word, or look for `legal` inside a longer text?"
    )


@points(1)
def test_lost_negations(submission):
    """Lost are the negating words among the dropped ones, and no others."""
    assert submission.lost_negation(FULL, SHORT) == ["not", "never"], (
        "Which of the dropped words deny something? If you give one of them: does `return` "
        "stand inside the loop?"
    )
    assert submission.lost_negation(FULL, FULL) == [], (
        "`full` has negations: were they dropped? And do you take an empty list for None?"
    )
    assert submission.lost_negation(NOT_TWICE, WE_DO_NOT_PAY) == ["not"], (
        "`short` still has a `not`: has it as many as `full`?"
    )
    assert submission.lost_negation(SHORT, FULL) is None, (
        "This is no cut: can it be said to have lost no negation?"
    )


@points(1)
def test_which_words_negate(submission):
    """A whole word of NEGATIONS negates, and a word that ends in n't."""
    assert submission.lost_negation(CANNOT, WE_WAIT) == ["cannot", "don't"], (
        "Which two words deny here, and by which of the two rules does each one count?"
    )
    assert submission.lost_negation(KNOWN, ["says"]) == ["nothing"], (
        "Which of these words are in NEGATIONS as whole words, and which only hold the letters?"
    )


@points(1)
def test_share_kept(submission):
    """The share is a part of the full printing; without one there is no share."""
    assert submission.share_kept(NOT_TWICE, WE_DO_NOT_PAY) == near(4 / 8), (
        "Write the fraction by hand: how many places has `full`, repeats included?"
    )
    assert submission.share_kept(SHORT, SHORT) == near(1), (
        "Nothing was dropped: which part was kept?"
    )
    assert submission.share_kept(FULL, SHORT) == near(5 / 13), (
        "5 of 13 words are kept: is that exactly 0.38, or did you round?"
    )
    assert submission.share_kept(FULL, []) == near(0), (
        "The empty printing keeps none of 13 words: what part of them is that?"
    )
    assert submission.share_kept([], []) is None, "A part of which words, where there are none?"
    assert submission.share_kept(FULL, OTHER) is None, (
        "This text is no cut: how does a reader see that it is not one that kept nothing?"
    )
