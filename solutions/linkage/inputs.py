"""What the functions of linkage can be given, for Hypothesis."""

from hypothesis import strategies as st

ISSUES = st.sampled_from(["drugs", "immigration", "both", "neither"])
ARTICLES = st.sampled_from(["gazette", "courier", "herald"])


def numbered(places: list[tuple[str, str]]) -> list[dict]:
    """Make rows of pairs of article and issue, each article's paragraphs numbered from 1."""
    last: dict[str, int] = {}
    rows = []
    for article, issue in places:
        last[article] = last.get(article, 0) + 1
        rows.append({"article": article, "paragraph": last[article], "issue": issue})
    return rows


ROWS = st.lists(st.tuples(ARTICLES, ISSUES), max_size=14).map(numbered)

INPUTS = {
    "issue_counts": st.tuples(ROWS),
    "share_of_all": st.tuples(ROWS),
    "share_of_either": st.tuples(ROWS),
    "share_of_issue": st.tuples(ROWS, st.sampled_from(["drugs", "immigration"])),
    "share_by_article": st.tuples(ROWS),
}
