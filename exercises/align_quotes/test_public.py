"""The visible checks of align_quotes."""

import pytest

from framelab.exercises import points


def in_order(words):
    return words.split()


FULL_TEXT = "“We will not close the clinic, and we will never sell the land.”"
CUT_TEXT = "“We will … sell the land.”"
SAID = "They said: “No!”"
INSIDE = "Law-abiding people don't"
CURLY = "They don’t, it’s late"
FULL = in_order("we will not close the clinic and we will never sell the land")
CUT = in_order("we will sell the land")
# The same words as CUT in another order.
TURNED = in_order("sell the land we will")
# Twice a word that FULL has once.
CLINIC_TWICE = ["clinic", "clinic"]
WE_THRICE = ["we", "we", "we"]
# No gap, at the end.
END = in_order("sell the land")
# A part of a word of ILLEGAL.
LEGAL = ["legal"]
ILLEGAL = in_order("it is illegal")
# Two of its words stand twice.
ROUND = in_order("slow is good and slow is safe")
SLOW_IS_SAFE = in_order("slow is safe")
# It keeps one "not", and drops one.
NOT_TWICE = in_order("we do not owe and do not pay")
WE_DO_NOT_PAY = in_order("we do not pay")
CANNOT = in_order("we cannot wait and they don't help")
WE_WAIT = in_order("we wait and they help")
# Words that hold a negation, and one that is a negation.
KNOWN = in_order("another known notice says nothing")
SAYS = ["says"]
# Not in FULL.
OTHER = in_order("we will build")


def near(number):
    return pytest.approx(number, abs=1e-6)


@points(1)
def test_small_letters_without_marks(submission):
    """Words are in small letters, without marks at their ends; all of them stay, in order."""
    assert submission.words(FULL_TEXT) == FULL, (
        "Count the words by hand: is each there once for each place, without its marks, and "
        "does return stand below the loop, not in it?"
    )
    assert submission.words(SAID) == ["they", "said", "no"], (
        "What stands around the last word, and how many marks do you take off its end?"
    )


@points(1)
def test_marks_inside_a_word(submission):
    """Marks inside a word stay, and a curly apostrophe becomes a straight one."""
    assert submission.words(INSIDE) == ["law-abiding", "people", "don't"], (
        "Which marks stand at the end of a word here, and which inside?"
    )
    assert submission.words(CURLY) == ["they", "don't", "it's", "late"], (
        "One outlet prints a curly apostrophe, another a straight one: is that another word?"
    )


@points(1)
def test_marks_that_stand_alone(submission):
    """A mark between spaces is no word; a text without words gives an empty list."""
    assert submission.words(CUT_TEXT) == CUT, (
        "What is left of … when its marks are taken off, and is that a word?"
    )
    assert submission.words("") == [], "Which words are there in an empty text?"


@points(1)
def test_a_cut_with_gaps(submission):
    """The words of a cut stand in the full printing, with gaps or without."""
    assert submission.is_cut_of(FULL, CUT) is True, (
        "Look for the words of the cut one after the other: which one do you not find, and may "
        "there be other words in between?"
    )
    assert submission.is_cut_of(FULL, END) is True, (
        "May a cut begin in the middle of the full printing?"
    )
    assert submission.is_cut_of(FULL, []) is True, (
        "Which word of an empty cut is missing in the full printing?"
    )
    assert submission.is_cut_of(FULL, OTHER) is False, (
        "Where in the full printing does the last word of this text stand?"
    )


@points(1)
def test_order_and_repetition(submission):
    """A cut keeps the order of its words, and each needs a place of its own."""
    assert submission.is_cut_of(FULL, TURNED) is False, (
        "All these words stand in the full printing: do they stand in this order?"
    )
    assert submission.is_cut_of(FULL, CLINIC_TWICE) is False, (
        "The cut has this word twice: how often does the full printing have it?"
    )
    assert submission.is_cut_of(FULL, WE_THRICE) is False, (
        "At which place do you find the third `we`, and is it after the second?"
    )


@points(1)
def test_whole_words(submission):
    """A part of a word is no word."""
    assert submission.is_cut_of(ILLEGAL, ["it", "is"]) is True, (
        "Which word of the cut do you not find?"
    )
    assert submission.is_cut_of(ILLEGAL, LEGAL) is False, (
        "Do you compare word with word, or look for letters inside a longer text?"
    )


@points(1)
def test_dropped_words(submission):
    """Dropped is what no word of the cut was matched with, in order."""
    assert submission.dropped(FULL, CUT) == in_order("not close the clinic and we will never"), (
        "Cross out in the full printing one place for each word of the cut, from left to right "
        "and never going back: which words are left?"
    )
    assert submission.dropped(ROUND, SLOW_IS_SAFE) == in_order("good and slow is"), (
        "How often does the full printing have each word, and how often the cut?"
    )
    assert submission.dropped(CUT, CUT) == [], "What does a printing leave out of itself?"
    assert submission.dropped(CUT, FULL) is None, (
        "This is no cut: is an empty list, or a list of words, the answer to what it dropped?"
    )


@points(1)
def test_lost_negations(submission):
    """Lost are the negating words among the dropped ones, and no others."""
    assert submission.lost_negation(FULL, CUT) == ["not", "never"], (
        "Which of the dropped words of the example deny something?"
    )
    assert submission.lost_negation(FULL, FULL) == [], (
        "The full printing has negations: were they dropped?"
    )
    assert submission.lost_negation(NOT_TWICE, WE_DO_NOT_PAY) == ["not"], (
        "The cut still has a 'not': has it as many as the full printing?"
    )
    assert submission.lost_negation(CUT, FULL) is None, (
        "This is no cut: can it be said to have lost no negation?"
    )


@points(1)
def test_which_words_negate(submission):
    """A whole word of NEGATIONS negates, and a word that ends in n't."""
    assert submission.lost_negation(CANNOT, WE_WAIT) == ["cannot", "don't"], (
        "Which two words deny here, and by which of the two rules does each one count?"
    )
    assert submission.lost_negation(KNOWN, SAYS) == ["nothing"], (
        "Which of these words are in NEGATIONS as whole words, and which only hold the letters?"
    )


@points(1)
def test_share_kept(submission):
    """The share is a part of the full printing; without one there is no share."""
    assert submission.share_kept(FULL, CUT) == near(5 / 13), (
        "Write the fraction by hand: how many places has the full printing, repeats included?"
    )
    assert submission.share_kept(CUT, CUT) == near(1), "Nothing was dropped: which part was kept?"
    assert submission.share_kept(FULL, []) == near(0), (
        "The empty cut keeps none of 13 words: what part of them is that?"
    )
    assert submission.share_kept([], []) is None, "A part of which words, where there are none?"
    assert submission.share_kept(FULL, OTHER) is None, (
        "This text is no cut: how does a reader see that it is not one that kept nothing?"
    )
