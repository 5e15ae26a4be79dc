"""Figures on crime, at the border, and of deaths."""

from math import ceil

from framelab.corpus import Corpus
from framelab.measures import change_in_percent, days_of, rounded, stated
from framelab.widgets.figure_versions import (
    CANNOT,
    Reading,
    Words,
    against,
    amount,
    as_change,
    as_printed,
    sources_of,
    value_of,
)


def violent_crime(corpus: Corpus) -> Reading:
    """Read the fall of violent crime."""
    years = value_of(corpus, "violent-crime-trend-truthout")
    row = corpus.context["violent-crime-rate-crs"]
    peak, low, last = (stated(row, each) for each in ("758.2", "361.6", "397.5"))
    sources = sources_of(corpus, "violent-crime-rate-crs")
    return Reading(
        versions=(
            as_printed(
                f"In 2016 rates of violent crime were near the bottom of a fall of {years} years.",
                "A long fall, with a short rise somewhere in it.",
                "Truthout holds it against the president’s picture of rising violent crime.",
            ),
            as_change(
                Words(
                    "change-1991",
                    "beside 1991",
                    f"In 1991 there were {amount(peak)} violent crimes per 100,000 people, in 2016 "
                    f"{amount(last)}. What change is that?",
                    "The rate of violent crime: {told} from 1991 to 2016.",
                    "A fall by nearly half.",
                    "Could be cited against talk of rising crime, as Truthout does with the long "
                    "fall; or to say that the policing and the laws of those years worked.",
                    sources,
                ),
                peak,
                last,
                times=("1991", "2016"),
            ),
            as_change(
                Words(
                    "change-2014",
                    "beside 2014",
                    f"In 2014 it was {amount(low)}, in 2016 {amount(last)}. What change is that?",
                    "The rate of violent crime: {told} from 2014 to 2016.",
                    "A rise, for two years in a row.",
                    "Could be cited to say that violent crime is rising, as Sessions concluded "
                    "from the FBI’s data for 2016; or, beside 1991, how small the rise is.",
                    (*sources, *sources_of(corpus, "fbi-crime-2016-two-readings")),
                ),
                low,
                last,
                times=("2014", "2016"),
            ),
            against(
                Words(
                    "length",
                    "length of the fall",
                    f"The article has {years} years. Counted from 1991, has the fall lasted more "
                    "or fewer years, up to 2016?",
                    "{told}.",
                    "A rounder number than the data give.",
                    "Could be cited to say that the number is careless; the fall is there all the "
                    "same.",
                    sources,
                ),
                f"{years} years",
                right="fewer",
                hints=(
                    "Take 1991 from 2016: it is fewer.",
                    "Both years are given.",
                ),
                told="From 1991 to 2016 it is 25 years, the two years of rise included",
                working="2016 − 1991 = 25",
            ),
        ),
        refused=(
            ("The rate itself.", "The article prints none, only how long the fall has lasted."),
            (
                "Whose crimes.",
                "The rate counts offences. It does not say who committed them, immigrants or not.",
            ),
        ),
        remark="The article is from summer 2017. The FBI’s number for all of 2016 came out in "
        "September and was 386; the later series used here has 397.5 for that year.",
        sources=sources_of(corpus, "fbi-crime-2016-25-september"),
    )


def march(corpus: Corpus) -> Reading:
    """Read Kelly’s count of apprehensions in March."""
    bound = stated(corpus.context["kelly-march-apprehensions-5-april"], "17,000")
    december = stated(corpus.context["kelly-march-71-per-cent-5-april"], "58,478")
    ap = corpus.context["kelly-march-12500-4-april"]
    other = change_in_percent(stated(ap, "43,000"), stated(ap, "12,500"))
    days = days_of("2017-03-01/2017-03-31")
    fall = rounded(-change_in_percent(december, bound))
    most = ceil(bound / days)  # an upper bound is rounded up
    return Reading(
        versions=(
            as_printed(
                "Kelly: there were fewer than 17,000 apprehensions at the border in March 2017, "
                "the lowest since 2000.",
                "The lowest in years, soon after an inauguration.",
                "Kelly credited the president’s orders.",
            ),
            against(
                Words(
                    "day",
                    "per day",
                    "Is that more or fewer than 500 a day?",
                    "{told}: fewer than 17,000 is an upper bound.",
                    "Hundreds a day.",
                    "Could be cited to say how many still are caught; or how few.",
                ),
                "500 a day",
                right=CANNOT,
                hints=(
                    f"17,000 in {days} days would be more. But it is fewer than 17,000.",
                    f"Fewer than {most}: that may be 520. How far below it is, is not said.",
                ),
                told=f"Fewer than {most} a day, and by how much cannot be told",
                working=f"{amount(bound)} ÷ {days} days = {float(bound / days):.2f}",
            ),
            as_change(
                Words(
                    "december",
                    "beside December 2016",
                    f"In December 2016 it was, by Kelly, {amount(december)}. What change is that?",
                    "Apprehensions at the border: {told} or more against December 2016. Kelly put "
                    "it at about 71%.",
                    "A steep fall.",
                    "Could be cited to say that the orders work; or, with the fifth month of "
                    "decline in a row of which Kelly spoke, that it began before the president "
                    "took office.",
                    sources_of(corpus, "kelly-march-71-per-cent-5-april"),
                ),
                december,
                bound,
                times=("December", "March, at most"),
                more="about ",
            ),
        ),
        refused=(
            (
                "A change against March 2016.",
                "That month’s number is not in the tables. It would leave out the season.",
            ),
            (
                "How many people came.",
                "It counts apprehensions, and one person can be caught more than once. Those who "
                "were not caught none of our tables counts.",
            ),
        ),
        remark=(
            "From Kelly’s written testimony the Associated Press had fewer than 12,500 people "
            f"caught, down from 43,000 in February: also a fall of {rounded(-other)}%, like the "
            f"{fall}% here. So two counts of one month, beside two other months. Neither report, "
            "as far as our tables have it, says plainly what it takes in."
        ),
        sources=sources_of(
            corpus, "kelly-march-apprehensions-5-april", "kelly-march-12500-4-april"
        ),
    )


def deaths(corpus: Corpus) -> Reading:
    """Read Kelly’s count of deaths by drugs."""
    deaths = stated(corpus.context["kelly-52000-deaths-16-april"], "52,000")
    return Reading(
        versions=(
            as_printed(
                "Kelly: about 52,000 people died in 2015 of methamphetamine, heroin and cocaine, "
                "opiates included.",
                "A toll, ascribed to three drugs.",
                "Kelly used it of these drugs, in the interview in which he called marijuana no "
                "factor.",
            ),
            against(
                Words(
                    "day",
                    "per day",
                    "Is that more or fewer than 100 a day?",
                    "{told}.",
                    "Deaths every day.",
                    "Could be cited for any policy that promises to end it, treatment as well as "
                    "enforcement.",
                ),
                "100 a day",
                right="more",
                hints=("A year has 365 days. Divide again.", "Number and window are there."),
                told=f"About {rounded(deaths / 365)} a day",
                working=f"{amount(deaths)} ÷ 365 days = {float(deaths / 365):.2f}",
            ),
        ),
        refused=(
            (
                "The share of the three drugs.",
                "Sessions’s text of 11 May has more than 52,000 deaths for all drugs together, "
                "nearly two thirds from opioids, prescription drugs included. For the three alone "
                "no number is there.",
            ),
        ),
        remark="One number, two sentences on what it counts, by two officials. Kelly spoke, "
        "Sessions’s words are a written text.",
        sources=sources_of(corpus, "kelly-52000-deaths-16-april", "sessions-52000-deaths-11-may"),
    )
