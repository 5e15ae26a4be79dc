"""What the course's own figures can be told as, and what they cannot.

Each function reads the numbers of one figure from the tables, those of the articles from
`figures`, those from outside from `context`, and works out versions that they bear out.
For what a version could be cited is said of both sides, or of nobody.
"""

from collections.abc import Callable

from framelab.corpus import Corpus
from framelab.course.readings import arrests, crime_and_border, drugs, people_and_votes
from framelab.widgets.figure_versions import NOT_SAID, OutsideFigure, Reading
from framelab.widgets.number_lens import HOW

OFFICIALS = "Officials, from outside the articles"

READINGS: dict[str, Callable[[Corpus], Reading]] = {
    "arrested-no-record-thinkprogress": arrests.no_record,
    "arrested-thinkprogress": arrests.arrested,
    "deported-drug-offences-thinkprogress": drugs.deported,
    "protest-rally-kpbs": people_and_votes.rally,
    "violent-crime-trend-truthout": crime_and_border.violent_crime,
    "states-medical-marijuana-truthout": drugs.states,
    "senate-votes-reform-americas-voice": people_and_votes.senate,
    "casey-unanswered-americas-voice": people_and_votes.hours,
    "detention-americas-voice": people_and_votes.detention,
    "drug-war-age-truthout": drugs.drug_war_age,
    "detainer-offences-rank-thinkprogress": drugs.detainers,
    "arrested-marijuana-possession-thinkprogress": drugs.possession,
    "voters-medical-marijuana-truthout": drugs.voters,
}
"""Figures of the course's articles for which more is there than the table of figures."""

OUTSIDE: dict[str, OutsideFigure] = {
    "ice-hundred-days": OutsideFigure(
        OFFICIALS,
        "41,318 arrests (ICE)",
        {
            "What is counted?": "people arrested on civil immigration charges",
            "Who is named for it?": "ICE, of itself",
            "In what window?": "22 January to 29 April 2017",
            "Out of what?": "itself a whole: the 30,473 convicted are a part of it",
            "How is it printed?": HOW["exact"],
        },
        arrests.hundred_days,
    ),
    "kelly-march-apprehensions-5-april": OutsideFigure(
        OFFICIALS,
        "fewer than 17,000 apprehensions (Kelly)",
        {
            "What is counted?": "apprehensions at the border",
            "Who is named for it?": "Kelly, of the department that he leads",
            "In what window?": "March 2017",
            "Out of what?": NOT_SAID,
            "How is it printed?": "as fewer than so many: an upper bound",
        },
        crime_and_border.march,
    ),
    "kelly-52000-deaths-16-april": OutsideFigure(
        OFFICIALS,
        "about 52,000 deaths (Kelly)",
        {
            "What is counted?": "deaths that he ascribes to methamphetamine, heroin and cocaine, "
            "“to include opiates”",
            "Who is named for it?": NOT_SAID,
            "In what window?": "2015",
            "Out of what?": NOT_SAID,
            "How is it printed?": HOW["approximate"],
        },
        crime_and_border.deaths,
    ),
}
"""Figures of officials, of which the articles print none: facts from outside."""

__all__ = ["OUTSIDE", "READINGS"]
