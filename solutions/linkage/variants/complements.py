"""Right, by subtraction: what is left when the rest is taken away."""


def issue_counts(rows):
    issues = [row["issue"] for row in rows]
    return {name: issues.count(name) for name in ("drugs", "immigration", "both", "neither")}


def share_of_all(rows):
    counts = issue_counts(rows)
    whole = sum(counts.values())
    return 1 - (whole - counts["both"]) / whole if whole else None


def share_of_either(rows):
    return share_of_all([row for row in rows if row["issue"] != "neither"])


def share_of_issue(rows, issue):
    return share_of_all([row for row in rows if row["issue"] in (issue, "both")])


def share_by_article(rows):
    shares = {}
    for row in rows:
        if row["article"] not in shares:
            own = [each for each in rows if each["article"] == row["article"]]
            shares[row["article"]] = share_of_either(own)
    return shares
