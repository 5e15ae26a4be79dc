"""What the codes of the tables are called wherever a reader meets them."""

ISSUE_LABELS = {
    "drugs": "drugs",
    "immigration": "immigration",
    "both": "both drugs and immigration",
    "neither": "neither issue named",
}
SIDE_LABELS = {
    "administration": "the administration",
    "congress": "Congress and its staff",
    "state": "state officials",
    "local": "local officials",
    "advocate": "advocates",
    "affected": "people whom enforcement concerns",
    "press": "the press",
    "research": "research",
    "other": "others",
}
KIND_LABELS = {
    "direct": "direct quotation",
    "partial": "partial quotation",
    "block": "block quotation",
}
NOT_CODED = "not coded yet"
PROVENANCE_LABELS = {
    "genre": {
        "news-report": "news report: tells what happened or was said; who judges in it is quoted",
        "news-analysis": "news analysis: says in its own voice what something means",
        "opinion": "opinion: one person argues, in their own name, for what should be done",
        "advocacy": "advocacy: an organisation argues for what should be done",
        "press-release": "press release: an organisation gives it out to newsrooms",
    },
    "date": {
        "printed": "printed: the page itself gives day, month and year",
        "worked-out": "worked out: words of the page lead to it, alone or with a fact from outside",
        "outside": "outside: only something beyond the page gives it",
    },
    "copy": {
        "own-page": "the outlet’s own page",
        "reprint": "a reprint on another site",
    },
    "vouches": {
        "article": "the article itself",
        "named-source": "a person with a name",
        "unnamed-source": "somebody without a name",
        "document": "a report, a record or another paper",
    },
    "second": {
        "yes": "yes: each page has it from a source of its own",
        "no": "no: one source is behind both",
        "cannot-tell": "cannot tell: somewhere it is not said whose word it is",
    },
}
"""For each question of the table `provenance` its codes, and what a reader sees of them."""
