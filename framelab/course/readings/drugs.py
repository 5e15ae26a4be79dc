"""Figures on drugs: deportations, requests, arrests, laws, voters, years."""

from fractions import Fraction

from framelab.corpus import Corpus
from framelab.measures import days_of, rounded, stated
from framelab.widgets.figure_versions import (
    CANNOT,
    Reading,
    Version,
    Words,
    against,
    amount,
    as_printed,
    as_share,
    sources_of,
    value_of,
)


def deported(corpus: Corpus) -> Reading:
    """Read deportations over drugs."""
    count = value_of(corpus, "deported-drug-offences-thinkprogress")
    marijuana = stated(corpus.context["hrw-drug-deportations-260000"], "34,000")
    ice = corpus.context["ice-removals-2011"]
    drugs, convicted, removed = (stated(ice, each) for each in ("44,653", "216,698", "396,906"))
    six, five = days_of("2007-01-01/2012-12-31"), days_of("2007-01-01/2011-12-31")
    return Reading(
        versions=(
            as_printed(
                f"More than {amount(count)} deportations, between 2007 and 2012, of people whose "
                "gravest conviction was over drugs.",
                "A very large number, over years when other presidents governed.",
                "Could be cited to say that drug laws drive deportation; or that people convicted "
                "over drugs are deported, as the law has it.",
            ),
            against(
                Words(
                    "year",
                    "per year",
                    "Between 2007 and 2012: is that more or fewer than 50,000 a year?",
                    "{told}.",
                    "A yearly business. How large it is depends on how many years are meant.",
                    "Counting five years makes it larger, counting six makes it smaller, and "
                    "neither is a lie.",
                ),
                "50,000 a year",
                right=CANNOT,
                hints=(
                    "That holds for five years. Write them down: 2007, 2008, and so on to 2012.",
                    "That may hold for six years. But the article has more than 260,000: it gives "
                    "only a lower bound.",
                ),
                told=(
                    f"More than {amount(Fraction(rounded(count / 6)))} a year if both years count "
                    f"whole, which makes six; more than {amount(count / 5)} if it is five years"
                ),
                working=(
                    f"{amount(count)} ÷ 6 = {float(count / 6):,.2f}; "
                    f"{amount(count)} ÷ 5 = {amount(count / 5)}. More than, since the article "
                    "prints more than"
                ),
            ),
            against(
                Words(
                    "day",
                    "per day",
                    "Is that more or fewer than 100 a day?",
                    "{told}.",
                    "Something that happens every day.",
                    "Could be cited by anybody who wants a total to be felt.",
                ),
                "100 a day",
                right="more",
                hints=(
                    "In six years, 2012 included whole, there are 2,192 days. Divide again.",
                    "The number of years is not sure, but by six as by five it is more.",
                ),
                told=(
                    f"More than {int(count / six)} a day if it is six whole years, more than "
                    f"{int(count / five)} if it is five"
                ),
                working=(
                    f"{amount(count)} ÷ {six:,} days = {float(count / six):.2f}; "
                    f"{amount(count)} ÷ {five:,} days = {float(count / five):.2f}"
                ),
            ),
            as_share(
                Words(
                    "marijuana",
                    "share for possessing marijuana, from outside",
                    "A report on the same study gives 34,000 for possessing marijuana. What share "
                    "is that?",
                    "{told} were for possessing marijuana; the others for any other drug offence.",
                    "A small part of the whole that stands in an article on marijuana.",
                    "Could be cited to say that marijuana is a small part of it; or that tens of "
                    "thousands were deported over a drug that some states now allow.",
                    sources_of(corpus, "hrw-drug-deportations-260000"),
                ),
                marijuana,
                count,
                parts=("possessing marijuana", "over any drug"),
                about="About ",
            ),
            as_share(
                Words(
                    "year-2011",
                    "one year of it, of all removals, from outside",
                    f"In the fiscal year 2011 ICE removed {amount(removed)} people, "
                    f"{amount(drugs)} of them convicted over drugs. What share is that?",
                    "In one of these years {told} of all whom ICE removed had been convicted over "
                    "drugs.",
                    "One reason among others.",
                    "Could be cited to say that most removals have nothing to do with drugs; or "
                    "that every ninth has.",
                    sources_of(corpus, "ice-removals-2011"),
                ),
                drugs,
                removed,
                parts=("over drugs", "removed"),
            ),
            as_share(
                Words(
                    "convicted-2011",
                    "one year of it, of removals after a conviction",
                    f"Of these, {amount(convicted)} had been convicted of some crime. What share "
                    f"of them are the {amount(drugs)}?",
                    "In the same year {told} of those removed after a conviction had been "
                    "convicted over drugs.",
                    "The same people, out of a smaller whole: now it is one in five.",
                    "Could be cited to say that drug convictions weigh heavily; or that four in "
                    "five were convicted of something else.",
                    sources_of(corpus, "ice-removals-2011"),
                ),
                drugs,
                convicted,
                parts=("over drugs", "removed after a conviction"),
            ),
        ),
        refused=(
            (
                "A number of persons.",
                "It counts deportations. Somebody deported twice counts twice, and how often that "
                "happened is not said.",
            ),
            (
                "The share of all deportations of these years.",
                "Their number is not in the tables: ICE’s for one year is.",
            ),
            (
                "A change from year to year.",
                "A rise is reported from outside, in percent without the numbers: it cannot be "
                "worked out again.",
            ),
        ),
        remark="The line below the headline makes immigrants of the deportations, and five years "
        "of the window. That line is not the body, and not coded.",
    )


def detainers(corpus: Corpus) -> Reading:
    """Read the rank of marijuana among requests to hold somebody."""
    row = corpus.context["trac-detainers-2013"]
    part, whole = stated(row, "6,940"), stated(row, "347,691")
    return Reading(
        versions=(
            as_printed(
                "Possessing marijuana is one of the top five offences behind ICE’s requests.",
                "A rank: it sounds like much.",
                "Could be cited to say that marijuana is a main reason.",
            ),
            as_share(
                Words(
                    "share",
                    "share of the requests, from outside",
                    f"In a table by the same source it is the gravest conviction in {amount(part)} "
                    f"of {amount(whole)} requests. What share is that?",
                    "{told} of the requests, in that table, and third among convictions.",
                    "A high rank and a small share are both true: nearly half had no conviction, "
                    "and the rest is spread over many.",
                    "Could be cited to say that marijuana hardly matters; or, as a number, that in "
                    "thousands of requests it was the gravest conviction.",
                    sources_of(corpus, "trac-detainers-2013"),
                ),
                part,
                whole,
                parts=("marijuana", "requests"),
            ),
        ),
        refused=(
            ("Which of the five.", "The article gives one of the top five, not which."),
            (
                "A share by the article.",
                "It prints no number of requests. Whether it means the table from outside is not "
                "known.",
            ),
        ),
    )


def possession(corpus: Corpus) -> Reading:
    """Read arrests for possessing marijuana."""
    year = stated(corpus.context["marijuana-arrests-2016"], "587,516")
    return Reading(
        versions=(
            as_printed(
                "Hundreds of thousands were arrested for possessing marijuana, as a result of the "
                "war on drugs.",
                "Very many, and no window.",
                "The article uses it as the first step to penalties in immigration law.",
            ),
            against(
                Words(
                    "one-year",
                    "one year of it, from outside",
                    "Were there, in 2016 alone, more or fewer than 500,000 arrests for possessing "
                    "marijuana?",
                    "{told}. The article’s words, without a window, would fit this one year.",
                    "As a sum over decades the vague words are far too small.",
                    "Could be cited to say how many arrests there still are. A vague number can "
                    "hurt the case of the one who uses it.",
                    sources_of(corpus, "marijuana-arrests-2016"),
                ),
                "500,000",
                right="more",
                hints=(
                    "An estimate is there, by a group that campaigns for reform, from data of "
                    "the FBI.",
                    "An estimate for that year is there. By the article alone it could not be "
                    "told.",
                ),
                told=f"About {amount(year)}, by an estimate",
                working="read off, not worked out",
            ),
        ),
        refused=(
            ("Any share or pace.", "The article prints no number, and no window."),
            ("A number of people.", "One person can be arrested more than once."),
        ),
    )


def states(corpus: Corpus) -> Reading:
    """Read states with legal medical marijuana."""
    count = value_of(corpus, "states-medical-marijuana-truthout")
    states = Fraction(50)
    return Reading(
        versions=(
            as_printed(
                f"Medical marijuana is legal in {amount(count)} states.",
                "A number of states, without the number of all.",
                "Could be cited to say that it is widely accepted.",
            ),
            as_share(
                Words(
                    "share",
                    "share of the states",
                    "There are 50 states, which no table of ours says. What share is that?",
                    "{told} of the states have made medical marijuana legal.",
                    "Most states.",
                    "Could be cited to say that the states have decided; or that many have not.",
                ),
                count,
                states,
                parts=("legal", "states"),
            ),
            as_share(
                Words(
                    "rest",
                    "share of the others",
                    "And what share of the states have not?",
                    "{told} of the states have not.",
                    "A large minority.",
                    "Could be cited to say that there is no agreement; or how few are left.",
                ),
                states - count,
                states,
                parts=("not legal", "states"),
            ),
        ),
        refused=(
            (
                "A share of the people.",
                "Who lives in these states is in none of the tables; states differ in size.",
            ),
            (
                "How many laws were in force.",
                "The article says legal, and does not say since when, or for whom.",
            ),
        ),
        remark="Which 29? Yahoo’s list of April 2017 has Louisiana and not yet West Virginia; that "
        "of Drug War Facts, fourteen months later, has West Virginia and Oklahoma, and speaks of "
        "Louisiana apart. For West Virginia the date makes the number, for Louisiana a rule on "
        "what counts as legal; for Oklahoma our tables do not say.",
        sources=sources_of(
            corpus, "medical-marijuana-states-17-april", "medical-marijuana-states-june-2018"
        ),
    )


def voters(corpus: Corpus) -> Reading:
    """Read voters for medical marijuana."""
    return Reading(
        versions=(
            as_printed(
                "The vast majority of voters is for access and against federal action.",
                "Very many. Who asked them, when and what, is not said.",
                "The article sets it beside what Sessions asks of the Senate.",
            ),
            against(
                Words(
                    "poll",
                    "a poll, from outside",
                    "Is it more or fewer than 80 of 100 voters who, in a poll of April 2017, want "
                    "marijuana to be legal where a doctor prescribes it?",
                    "{told}. That is one half of the article’s sentence: the poll’s other answers, "
                    "on federal action, are not in the tables.",
                    "For this question, vast majority is no exaggeration.",
                    "Could be cited to say that the article is right; or that it put two questions "
                    "into one.",
                    sources_of(corpus, "medical-marijuana-poll-april"),
                ),
                "80 of 100",
                right="more",
                hints=("Quinnipiac found more.", "For this question there is a poll."),
                told=f"{amount(stated(corpus.context['medical-marijuana-poll-april'], '94'))}%",
                working="read off, not worked out",
            ),
        ),
        refused=(("The share that the article means.", "It prints none, and names no poll."),),
    )


def drug_war_age(corpus: Corpus) -> Reading:
    """Read the age of the war on drugs."""
    years = value_of(corpus, "drug-war-age-truthout")
    begun = 2017 - int(years)
    return Reading(
        versions=(
            as_printed(
                f"The war on drugs began {amount(years)} years ago, with Nixon.",
                "A policy so old that it has had its chance.",
                "The article uses it to say that the policy failed.",
            ),
            Version(
                name="date",
                label="as a year",
                question=f"Was Nixon in office {amount(years)} years before 2017?",
                options=(("yes", "yes"), ("no", "no"), (CANNOT, "it cannot be told")),
                right="no",
                hints={
                    "yes": f"Take {amount(years)} from 2017, and think of when he resigned.",
                    CANNOT: "The article is from 2017, and the number is printed as exact.",
                },
                finding=f"It would be {begun}. Nixon left office in 1974: a round number, and not "
                "an exact one.",
                working=f"2017 − {amount(years)} = {begun}",
                story="A round number serves as well as the right one.",
                cited="Could be cited to say that the article is careless; more years would have "
                "served its own point better.",
            ),
        ),
        refused=(
            (
                "When it ended elsewhere, or how it changed.",
                "It is one number for all these years.",
            ),
        ),
    )
