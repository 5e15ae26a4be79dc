"""Inputs on which mutants of the answer are told apart from it."""

from hypothesis import strategies as st

SPEAKERS = ("ames", "brook", "cole", "dunn", "gray")

places = {
    "article": st.sampled_from(("gazette", "courier")),
    "paragraph": st.integers(1, 4),
    "speaker": st.sampled_from(SPEAKERS),
}
quoted = st.fixed_dictionaries({**places, "form": st.just("quoted"), "words": st.integers(1, 12)})
reported = st.fixed_dictionaries({**places, "form": st.just("reported"), "words": st.none()})
rows = st.lists(quoted | reported, max_size=12)
# Every speaker of a row has a side.
sides = st.fixed_dictionaries(
    dict.fromkeys(
        (*SPEAKERS, "ellis", "finch"),
        st.sampled_from(("administration", "advocate", "affected", "congress", "local")),
    )
)
units = st.sampled_from(("rows", "words", "paragraphs"))

INPUTS = {
    "share_by_side": st.tuples(rows, sides, units),
    "most_heard": st.tuples(rows, sides, units),
    "quoted_part": st.tuples(rows, sides),
    "only_reported": st.tuples(rows),
    "absent": st.tuples(rows, sides),
}
