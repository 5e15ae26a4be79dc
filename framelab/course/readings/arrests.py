"""Arrests by ICE: two figures of an article, one of ICE’s own."""

from framelab.corpus import Corpus
from framelab.measures import days_of, rounded, stated
from framelab.widgets.figure_versions import (
    CANNOT,
    Bar,
    Reading,
    Version,
    Words,
    against,
    amount,
    as_change,
    as_printed,
    as_share,
    sources_of,
    value_of,
)

THREE_YEARS = "ice-arrests-three-years-17-april"
PARTS = "ice-arrests-parts-17-april"


def no_record(corpus: Corpus) -> Reading:
    """Read those arrested who had no criminal record."""
    part = value_of(corpus, "arrested-no-record-thinkprogress")
    whole = value_of(corpus, "arrested-thinkprogress")
    three, parts = corpus.context[THREE_YEARS], corpus.context[PARTS]
    with_record = stated(parts, "15,921")
    before = {2016: stated(parts, "2,278"), 2014: stated(parts, "7,483")}
    wholes = {2014: stated(three, "29,238"), 2016: stated(three, "16,104"), 2017: whole}
    counts = before | {2017: part}
    shares = {year: rounded(100 * counts[year] / wholes[year]) for year in wholes}
    days = days_of(parts.date)
    abc = sources_of(corpus, PARTS)
    return Reading(
        versions=(
            as_printed(
                f"{amount(part)} people arrested by ICE had no criminal record.",
                "A number of people that stands alone. Many or few? It does not say.",
                "Could be cited to say that people without a record are arrested, too; that there "
                "are thousands of them.",
            ),
            as_share(
                Words(
                    "share",
                    "share of those arrested",
                    f"{amount(part)} had no record, of {amount(whole)} arrested. What share is "
                    "that?",
                    "{told} of those arrested had no criminal record, about one in four.",
                    "A part, and the smaller one.",
                    "Could be cited to say that one arrest in four is of somebody without a "
                    "record; or, with the word only, that few are.",
                ),
                part,
                whole,
                parts=("no record", "arrested"),
            ),
            as_share(
                Words(
                    "rest",
                    "share of the others",
                    "And the others: what share of those arrested had a criminal record?",
                    "{told} of those arrested had a criminal record, about three in four.",
                    "The same numbers, and another story: arrests are mostly of people with a "
                    "record.",
                    "Could be cited to say that ICE looks for offenders. Fox 10 reported that most "
                    "of these arrests were of convicted criminals, ICE that nearly 75 percent "
                    "were in the hundred days from 22 January. A critic could cite it too: what "
                    "the record is of, it does not say.",
                    sources_of(corpus, "fox10-arrests-19-april", "ice-hundred-days"),
                ),
                with_record,
                whole,
                parts=("a record", "arrested"),
            ),
            as_change(
                Words(
                    "change-2016",
                    "beside the same weeks of 2016",
                    f"In the same weeks of 2016 it was {amount(before[2016])}. What change is "
                    "that?",
                    "Arrests of people without a record: {told} against the same weeks of 2016. "
                    "They more than doubled.",
                    "A turn, under a new president.",
                    "Could be cited to say that the focus has shifted, as Jezebel took it to show; "
                    "or that a promise to enforce the law on everybody is kept.",
                    (*abc, *sources_of(corpus, "jezebel-arrests-16-april")),
                ),
                before[2016],
                part,
                times=("2016", "2017"),
            ),
            as_change(
                Words(
                    "change-2014",
                    "beside the same weeks of 2014",
                    f"In the same weeks of 2014 it was {amount(before[2014])}. What change is "
                    "that?",
                    "Arrests of people without a record: {told} against the same weeks of 2014.",
                    "Fewer than there have been.",
                    "Could be cited to say that the new practice is nothing unheard of; or that "
                    "the president of that year, Obama, had not spared such people either.",
                    abc,
                ),
                before[2014],
                part,
                times=("2014", "2017"),
            ),
            Version(
                name="years",
                label="share, in each of three years",
                question="In which year was the share of people without a record, among those "
                "arrested in these weeks, the largest?",
                options=(
                    ("2014", "2014"),
                    ("2016", "2016"),
                    ("2017", "2017"),
                    (CANNOT, "it cannot be worked out"),
                ),
                right="2014",
                hints={
                    "2016": "In 2016 there were fewest, as a number and as a share.",
                    "2017": "By a hair it is 2014: more were arrested in all, and more of them "
                    "had no record.",
                    CANNOT: "For each of the three years both numbers are there.",
                },
                finding=(
                    f"No record, among those arrested in these weeks: {shares[2014]}% in 2014, "
                    f"{shares[2016]}% in 2016, {shares[2017]}% in 2017."
                ),
                working="; ".join(
                    f"{amount(counts[year])} ÷ {amount(wholes[year])} = "
                    f"{float(counts[year] / wholes[year]):.4f}"
                    for year in wholes
                ),
                story="A share that fell and came back to where it was.",
                cited="Could be cited to say that 2017 is back at an old practice; or that what "
                "had changed by 2016 was undone. Three years are no trend.",
                bars=tuple(
                    Bar(f"{year}: {shares[year]}%", round(float(counts[year] / wholes[year]), 4))
                    for year in wholes
                ),
                sources=sources_of(corpus, PARTS, THREE_YEARS),
            ),
            against(
                Words(
                    "day",
                    "per day, with days from outside",
                    f"ABC gives the days: 20 January to 13 March 2017. Are {amount(part)} in them "
                    "more or fewer than 100 a day?",
                    "{told}, on average, had no criminal record.",
                    "Something that happens every day.",
                    "Could be cited by anybody who wants a total to be felt.",
                    abc,
                ),
                "100 a day",
                right="more",
                hints=(
                    f"Count the days, both ends: {days}. Without one of the ends it would still "
                    "be more.",
                    "From the article’s window it could not. With a first and a last day it can.",
                ),
                told=f"About {rounded(part / days)} people a day",
                working=f"{amount(part)} ÷ {days} days = {float(part / days):.2f}",
            ),
        ),
        refused=(
            (
                "A share of all people without a record who could have been arrested.",
                "How many people without legal status had no record is in none of the tables.",
            ),
            (
                "What a record is.",
                "The article does not say which offences count, nor whether a charge does.",
            ),
        ),
    )


def arrested(corpus: Corpus) -> Reading:
    """Read all arrested."""
    whole = value_of(corpus, "arrested-thinkprogress")
    three = corpus.context[THREE_YEARS]
    before = {2016: stated(three, "16,104"), 2014: stated(three, "29,238")}
    days = days_of(three.date)
    longest, shortest = days_of("2017-01-01/2017-03-20"), days_of("2017-01-31/2017-03-10")
    abc = sources_of(corpus, THREE_YEARS)
    return Reading(
        versions=(
            as_printed(
                f"ICE arrested {amount(whole)} people from January to mid-March.",
                "A large number that stands alone.",
                "Could be cited to say that enforcement is severe; or that it is at work.",
            ),
            against(
                Words(
                    "day-article",
                    "per day, by the article’s window",
                    f"The article has {amount(whole)} arrests from January to mid-March. Is that "
                    "more or fewer than 400 a day?",
                    "{told}. The article’s window is too vague for one number.",
                    "None, as long as the window has no ends.",
                    "Whoever picks the ends picks the number: earlier and later ends make it "
                    "small, closer ones large.",
                ),
                "400 a day",
                right=CANNOT,
                hints=(
                    "That holds if it began late in January. Does the article say that?",
                    "That holds if it began on New Year’s Day. Does the article say that?",
                ),
                told=(
                    f"Between {rounded(whole / longest)} and {rounded(whole / shortest)} a day, if "
                    "it begins on some day of January and mid-March means the 10th to the 20th"
                ),
                working=(
                    f"{amount(whole)} ÷ {longest} days = {float(whole / longest):.2f}; "
                    f"{amount(whole)} ÷ {shortest} days = {float(whole / shortest):.2f}"
                ),
            ),
            against(
                Words(
                    "day",
                    "per day, with days from outside",
                    "ABC gives the days: 20 January, when the president took office, to 13 March "
                    "2017. Is that more or fewer than 400 a day?",
                    "{told}, on average.",
                    "A pace, under one president.",
                    "Could be cited for how much, and for how fast, by those who want more of it "
                    "and by those who want less.",
                    abc,
                ),
                "400 a day",
                right="more",
                hints=(
                    f"Count the days, both ends: {days}.",
                    "By the article it could not. With a first and a last day it can.",
                ),
                told=f"About {rounded(whole / days)} arrests a day",
                working=f"{amount(whole)} ÷ {days} days = {float(whole / days):.2f}",
            ),
            as_change(
                Words(
                    "change-2016",
                    "beside the same weeks of 2016",
                    f"In the same weeks of 2016 it was {amount(before[2016])}. What change is "
                    "that?",
                    "Arrests: {told} against the same weeks of 2016.",
                    "More arrests, under a new president.",
                    "Could be cited to say that enforcement hardened; or that it works again.",
                    abc,
                ),
                before[2016],
                whole,
                times=("2016", "2017"),
            ),
            as_change(
                Words(
                    "change-2014",
                    "beside the same weeks of 2014",
                    f"In the same weeks of 2014 it was {amount(before[2014])}. What change is "
                    "that?",
                    "Arrests: {told} against the same weeks of 2014.",
                    "Fewer arrests than three years before.",
                    "Could be cited to say that talk of a crackdown goes too far; or that "
                    "enforcement has still not come back to where it was.",
                    abc,
                ),
                before[2014],
                whole,
                times=("2014", "2017"),
            ),
        ),
        refused=(
            (
                "A share of all who could have been arrested.",
                "How many people could have been is in none of the tables.",
            ),
            (
                "How many were let go, or deported.",
                "It counts arrests. What came after is not said.",
            ),
        ),
        remark="The 5,441 are among these, so the two are never to be added. The Week printed the "
        "number with two digits changed about, as 21,326.",
        sources=sources_of(corpus, "the-week-21326-april"),
    )


def hundred_days(corpus: Corpus) -> Reading:
    """Read ICE’s own count of a hundred days."""
    row = corpus.context["ice-hundred-days"]
    every, convicted = stated(row, "41,318"), stated(row, "30,473")
    every_before, convicted_before = stated(row, "30,028"), stated(row, "25,786")
    two = sources_of(corpus, "ice-hundred-days", "ice-hundred-days-two-readings-17-may")
    exact = float(100 * convicted / every)
    return Reading(
        versions=(
            as_printed(
                f"ICE: {amount(every)} people arrested from 22 January to 29 April 2017.",
                "A large number, with a first and a last day.",
                "ICE gave it of its own work. Could be cited to say that enforcement is severe; or "
                "that it is at work.",
            ),
            as_share(
                Words(
                    "convicted",
                    "share of those convicted of a crime",
                    f"{amount(convicted)} of them had been convicted of a crime. What share is "
                    "that?",
                    "{told} had been convicted of a crime. ICE wrote nearly 75 percent.",
                    "Mostly people with a conviction.",
                    "Could be cited to say that most of those arrested are offenders; or that more "
                    "than one in four is none.",
                    two,
                ),
                convicted,
                every,
                parts=("convicted", "arrested"),
            ),
            as_change(
                Words(
                    "convicted-2016",
                    "convicted, beside 2016",
                    f"Convicted in the same weeks of 2016: {amount(convicted_before)}. What change "
                    "is that?",
                    "Arrests of people convicted of a crime: {told} against 2016.",
                    "More people with a conviction are arrested.",
                    "ICE’s acting director drew from its numbers a substantial increase in such "
                    "arrests. Could also be cited to say how small it is beside the other.",
                    two,
                ),
                convicted_before,
                convicted,
                times=("2016", "2017"),
            ),
            as_change(
                Words(
                    "others-2016",
                    "the others, beside 2016",
                    f"Not convicted: {amount(every_before - convicted_before)} in 2016, "
                    f"{amount(every - convicted)} in 2017. What change is that?",
                    "Arrests of people with no conviction: {told} against 2016.",
                    "The others rose far more.",
                    "Colorlines drew from the same numbers that this rise dwarfs the other. Could "
                    "also be cited to say that now the law is enforced on everybody.",
                    two,
                ),
                every_before - convicted_before,
                every - convicted,
                times=("2016", "2017"),
            ),
        ),
        refused=(
            (
                "How grave the crimes were.",
                "The release, as it is reported to us, says convicted; of what, for most of them, "
                "is not in the tables.",
            ),
        ),
        remark=f"ICE’s nearly 75 percent stands for {exact:.2f}, a little less than three in four.",
        sources=two,
    )
