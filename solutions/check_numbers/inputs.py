"""What to try when two answers are to be told apart: arguments as a call could have them."""

from hypothesis import strategies as st

counts = st.integers(0, 600) | st.floats(0, 600).map(lambda number: round(number, 2))
days = st.dates().map(lambda day: day.isoformat())
years = st.integers(1900, 2100)


@st.composite
def rows(draw):
    """Up to six figures, each a part of another or of one that is not there, or of none."""
    names = ["visits", "calls", "letters", "girls", "boys", "infants"]
    chosen = draw(st.permutations(names))[: draw(st.integers(0, 6))]
    return [
        {
            "figure": name,
            "value": draw(counts),
            "unit": "contacts",
            # A part stands later in `names` than its whole, so that nothing is part of itself.
            "part_of": draw(st.sampled_from([None, "post", *names[: names.index(name)]])),
        }
        for name in chosen
    ]


INPUTS = {
    "share": st.tuples(counts | st.integers(-5, 5), counts | st.integers(0, 5)),
    "per_day": st.tuples(counts, days, days).map(lambda each: (each[0], *sorted(each[1:]))),
    "change": st.tuples(counts, counts),
    "per_year": st.tuples(counts, years, years).map(lambda each: (each[0], *sorted(each[1:]))),
    "total": st.tuples(rows()),
}
