"""With what the standard library has for counting."""

from collections import Counter

ISSUES = ["drugs", "immigration", "both", "neither"]


def words_by_speaker(rows):
    counter = Counter()
    for row in rows:
        counter[row["speaker"]] += row["words"]
    return dict(counter)


def words_by_issue(rows, speaker):
    return {
        issue: sum(r["words"] for r in rows if (r["speaker"], r["issue"]) == (speaker, issue))
        for issue in ISSUES
    }


def utterances(rows, speaker):
    keys = set()
    for number, row in enumerate(rows):
        if row["speaker"] == speaker:
            keys.add(number if row["group"] is None else row["group"])
    return len(keys)


def share_on(rows, speaker, issue):
    own = [row for row in rows if row["speaker"] == speaker]
    if not own:
        return None
    about = [row["words"] for row in own if row["issue"] in (issue, "both")]
    return sum(about) / sum(row["words"] for row in own)
