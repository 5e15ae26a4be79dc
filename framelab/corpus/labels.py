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
