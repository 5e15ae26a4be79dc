"""Right, with sets of issues, a Counter, and the exception of a division by zero."""

from collections import Counter, defaultdict

MEANS = {
    "drugs": {"drugs"},
    "immigration": {"immigration"},
    "both": {"drugs", "immigration"},
    "neither": set(),
}


def _part(wholes):
    try:
        return sum(len(each) == 2 for each in wholes) / len(wholes)
    except ZeroDivisionError:
        return None


def _sets(rows):
    return [MEANS[row["issue"]] for row in rows]


def issue_counts(rows):
    counts = Counter(row["issue"] for row in rows)
    return {issue: counts[issue] for issue in MEANS}


def share_of_all(rows):
    return _part(_sets(rows))


def share_of_either(rows):
    return _part([each for each in _sets(rows) if each])


def share_of_issue(rows, issue):
    return _part([each for each in _sets(rows) if issue in each])


def share_by_article(rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["article"]].append(row)
    return {article: share_of_either(own) for article, own in grouped.items()}
