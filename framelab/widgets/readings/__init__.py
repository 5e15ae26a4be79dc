"""What the course's own figures can be told as, and what they cannot.

Each function reads the numbers of one figure from the tables, those of the articles from
`figures`, those from outside from `context`, and works out versions that they bear out.
For what a version could be cited is said of both sides, or of nobody.
"""

from collections.abc import Callable

from framelab.corpus import Corpus
from framelab.widgets.readings import arrests, crime_and_border, drugs, people_and_votes
from framelab.widgets.readings.reading import Reading, sources_of

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

OUTSIDE: dict[str, Callable[[Corpus], Reading]] = {
    "ice-hundred-days": arrests.hundred_days,
    "kelly-march-apprehensions-5-april": crime_and_border.march,
    "kelly-52000-deaths-16-april": crime_and_border.deaths,
}
"""Figures of officials, of which the articles print none: facts from outside."""

__all__ = ["OUTSIDE", "READINGS", "Reading", "sources_of"]
