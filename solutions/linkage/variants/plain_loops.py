"""Right, with loops alone: every function goes through the rows by itself."""


def issue_counts(rows):
    drugs = immigration = both = neither = 0
    for row in rows:
        if row["issue"] == "drugs":
            drugs = drugs + 1
        elif row["issue"] == "immigration":
            immigration = immigration + 1
        elif row["issue"] == "both":
            both = both + 1
        else:
            neither = neither + 1
    return {"neither": neither, "both": both, "immigration": immigration, "drugs": drugs}


def share_of_all(rows):
    linked = 0
    for row in rows:
        if row["issue"] == "both":
            linked += 1
    if len(rows) > 0:
        return linked / len(rows)
    return None


def share_of_either(rows):
    linked = 0
    whole = 0
    for row in rows:
        if row["issue"] != "neither":
            whole += 1
            if row["issue"] == "both":
                linked += 1
    if whole == 0:
        return None
    return linked / whole


def share_of_issue(rows, issue):
    linked = 0
    whole = 0
    for row in rows:
        if row["issue"] == issue:
            whole += 1
        if row["issue"] == "both":
            whole += 1
            linked += 1
    if whole == 0:
        return None
    return linked / whole


def share_by_article(rows):
    linked = {}
    whole = {}
    for row in rows:
        article = row["article"]
        if article not in whole:
            linked[article] = 0
            whole[article] = 0
        if row["issue"] != "neither":
            whole[article] += 1
        if row["issue"] == "both":
            linked[article] += 1
    shares = {}
    for article, number in whole.items():
        if number == 0:
            shares[article] = None
        else:
            shares[article] = linked[article] / number
    return shares
