"""What the functions of align_quotes can be given, for Hypothesis."""

from hypothesis import strategies as st

WORDS = ["we", "will", "not", "never", "don't", "nothing", "another", "the", "legal", "illegal"]

FULL = st.lists(st.sampled_from(WORDS), max_size=8)


@st.composite
def printings(draw):
    """Give a full printing with a cut of it, or with any other words."""
    full = draw(FULL)
    if draw(st.booleans()):
        return full, draw(FULL)
    kept = draw(st.lists(st.booleans(), min_size=len(full), max_size=len(full)))
    return full, [word for word, keep in zip(full, kept, strict=True) if keep]


INPUTS = {
    "is_cut_of": printings(),
    "dropped": printings(),
    "lost_negation": printings(),
    "share_kept": printings(),
}
