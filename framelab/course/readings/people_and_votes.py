"""A rally, a vote, hours of waiting, a year of detention."""

import re
from fractions import Fraction

from framelab.corpus import Corpus
from framelab.widgets.figure_versions import (
    CANNOT,
    Reading,
    Words,
    against,
    amount,
    as_printed,
    as_share,
    sources_of,
    value_of,
)


def rally(corpus: Corpus) -> Reading:
    """Read people at a rally."""
    count = corpus.figures["protest-rally-kpbs"].value
    return Reading(
        versions=(
            as_printed(
                f"About {count} people came to the rally.",
                "A rounded number that stands alone, and names no source.",
                "Could be cited to say that the visit met with protest; or, with the word only, "
                "that few came.",
            ),
        ),
        refused=(
            (
                "A share.",
                "Of whom? Of the city it would be a tiny share, true and empty: nobody expects a "
                "city to come. Who was asked to come, and who could, is not said.",
            ),
            ("A change.", "How many came to other rallies is not in the tables."),
        ),
        remark="The Union-Tribune has about 80 as well. Whether both counted, or one had it from "
        "the other, is not known.",
        sources=sources_of(corpus, "rally-80-union-tribune-21-april"),
    )


def senate(corpus: Corpus) -> Reading:
    """Read the share of the Senate."""
    counted = re.search(r"(\d+) to (\d+)", corpus.events["senate-reform-vote"].what)
    assert counted, "events.csv, senate-reform-vote: found no votes; allowed: 68 to 32"
    votes = Fraction(counted[1]), Fraction(counted[1]) + Fraction(counted[2])
    return Reading(
        versions=(
            as_printed(
                "Two thirds of the Senate voted for the reform.",
                "A broad majority.",
                "The article uses it to say that people did try. Could also be cited to say that "
                "support was broad; the other third is left unsaid.",
            ),
            as_share(
                Words(
                    "share",
                    "by votes",
                    "By votes it was 68 to 32. What share voted for it?",
                    "{told} voted for it, a little more than two thirds.",
                    "The same, to the vote.",
                    "Could be cited to say that the article’s fraction is fair.",
                ),
                *votes,
                parts=("for", "votes"),
            ),
            as_share(
                Words(
                    "rest",
                    "share of the others",
                    "And what share voted against it?",
                    "{told} voted against it.",
                    "A minority, and not a small one.",
                    "Could be cited to say that the reform was contested.",
                ),
                votes[1] - votes[0],
                votes[1],
                parts=("against", "votes"),
            ),
        ),
        refused=(
            (
                "The same for both chambers.",
                "No vote of the House on this bill is in the tables. The article says that the "
                "Senate’s was not enough.",
            ),
        ),
        remark="The votes come from outside: see the event senate-reform-vote.",
    )


def hours(corpus: Corpus) -> Reading:
    """Read the hours of a senator’s calls."""
    hours = value_of(corpus, "casey-unanswered-americas-voice")
    minutes = 60 * hours
    return Reading(
        versions=(
            as_printed(
                f"For {amount(hours)} hours Casey went on, by tweet and by telephone.",
                "Time that passes, and nobody answers.",
                "The article uses it to say that none of three men answered.",
            ),
            against(
                Words(
                    "minutes",
                    "in minutes",
                    f"Are {amount(hours)} hours more or fewer than 500 minutes?",
                    "{told}.",
                    "The same time, and a larger number.",
                    "Could be cited to make a wait seem long. In days it is 3/8 of one, which "
                    "seems short.",
                ),
                "500 minutes",
                right="more",
                hints=("Take 60 times 9.", "An hour has 60 minutes: it can."),
                told=f"{amount(minutes)} minutes",
                working=f"{amount(hours)} × 60 = {amount(minutes)}",
            ),
        ),
        refused=(
            (
                "Tweets or calls an hour.",
                "How many there were, to whom, and how many were answered, is not said.",
            ),
        ),
        remark="It counts what the article says of Casey’s side. Kelly’s account is there as well: "
        "he called Casey’s office several times (paragraph 6). The office disputes it (12, 13), "
        "and the article does not know whether he tried before the next morning (14). An account "
        "from outside has him in a meeting.",
        sources=sources_of(corpus, "casey-kelly-in-meeting-3-may"),
    )


def detention(corpus: Corpus) -> Reading:
    """Read a family’s time in detention."""
    return Reading(
        versions=(
            as_printed(
                "Mother and son were in detention for more than a year.",
                "A long time, in words that one feels.",
                "The article tells it of a family that had asked for asylum.",
            ),
            against(
                Words(
                    "days",
                    "in days",
                    "Is more than a year more or fewer than 400 days?",
                    "{told}: more than 365 may be 366, or 500.",
                    "A bound, and no number.",
                    "Could be cited for anything from a year upwards.",
                ),
                "400 days",
                right=CANNOT,
                hints=(
                    "It may be. But the article only says more than a year.",
                    "It may be. But the article sets no upper end.",
                ),
                told="It cannot be told from the article",
                working="365 < the number of days, and no more is said",
            ),
        ),
        refused=(
            ("The number of days.", "The article has the month of arrival, and no day."),
            (
                "More or less than others.",
                "How long other families are kept is in none of the tables.",
            ),
        ),
    )
