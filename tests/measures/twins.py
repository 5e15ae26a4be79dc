"""Each measure beside the function of a well-known library that computes the same.

`python -m tests.measures.twins` compares them on generated cases and prints a table;
with `--write` it puts the table into the book's page of measures.
"""

import math
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.association import BigramAssocMeasures
from nltk.metrics.distance import edit_distance
from rapidfuzz.distance import LCSseq
from scipy import stats
from scipy.spatial import distance
from scipy.stats import contingency
from sklearn.metrics import cohen_kappa_score, jaccard_score

from framelab.measures import (
    Cooccurrence,
    align,
    bootstrap,
    cohen_kappa,
    cooccurrence,
    cosine,
    deviation_of_proportions,
    jensen_shannon,
    krippendorff_alpha,
    log_likelihood,
    log_ratio,
    observed_agreement,
    permutation_test,
)

PAGE = Path(__file__).parents[2] / "book" / "measures.md"
BEGIN = "<!-- twins: made by `python -m tests.measures.twins --write` -->"
END = "<!-- end of twins -->"
CASES = 200

# One number or several; None where the measure is undefined.
Result = Sequence[float] | None


@dataclass(frozen=True)
class Twin:
    """A measure and its twin, the cases they get, and how far they may differ.

    `part` says which part of the measure is compared, where it is not the whole.
    """

    measure: str
    function: str
    library: str
    cases: st.SearchStrategy[Any]
    ours: Callable[[Any], Result]
    theirs: Callable[[Any], Result]
    tolerance: float
    part: str = ""

    def cells(self) -> str:
        """Name both in the table: `measure`, part | `function` of library."""
        part = f", {self.part}" if self.part else ""
        return f"`{self.measure}`{part} | `{self.function}` of {self.library}"


@dataclass(frozen=True)
class Comparison:
    """On how many cases a measure and its twin were compared, and what came out."""

    cases: int
    undefined: int
    largest: float


def compare(twin: Twin) -> Comparison:
    """Compare a measure with its twin; AssertionError with the simplest case that differs."""
    differences: list[float] = []
    undefined = 0

    # The same cases on every machine, however slow: a table in the book rests on them.
    @settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(twin.cases)
    def run(case: Any) -> None:
        nonlocal undefined
        ours, theirs = twin.ours(case), twin.theirs(case)
        assert (ours is None) == (theirs is None), f"{case}: {ours} here, {theirs} there"
        if ours is None or theirs is None:
            undefined += 1
            return
        difference = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
        assert difference <= twin.tolerance, f"{case}: {ours} here, {theirs} there"
        differences.append(difference)

    run()
    return Comparison(len(differences) + undefined, undefined, max(differences))


def one(value: float | None) -> Result:
    """Give what a measure or a library gives for a case; a library's nan is our None."""
    return None if value is None or math.isnan(value) else [float(value)]


def quietly(function: Callable[..., float], *values: Any, **named: Any) -> float:
    """Call a function that warns where it divides nothing by nothing and gives nan."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*values, **named)


@st.composite
def keyness_tables(draw: st.DrawFn, least: int = 0) -> tuple[int, int, int, int]:
    """Make the counts of a token in two texts, and the texts' lengths."""
    totals = draw(st.integers(1, 5000)), draw(st.integers(1, 5000))
    counts = [draw(st.integers(least, total)) for total in totals]
    return counts[0], counts[1], totals[0], totals[1]


def has_all_margins(table: tuple[int, int, int, int]) -> bool:
    """Tell whether the token occurs and another one too: SciPy refuses other tables."""
    return 0 < table[0] + table[1] < table[2] + table[3]


def scipy_g2(table: tuple[int, int, int, int]) -> Result:
    target, reference, target_total, reference_total = table
    cells = [[target, reference], [target_total - target, reference_total - reference]]
    return one(
        contingency.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    )


@st.composite
def parts(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Make the occurrences of a token in the parts of a corpus, and the parts' sizes."""
    sizes = draw(st.lists(st.integers(1, 2000), min_size=1, max_size=12))
    return [draw(st.integers(0, size)) for size in sizes], sizes


def scipy_dp(case: tuple[list[int], list[int]]) -> Result:
    counts, sizes = (np.array(values, dtype=float) for values in case)
    if not counts.any():
        return None  # there are no shares of no occurrence
    return one(distance.braycurtis(counts / counts.sum(), sizes / sizes.sum()))


PRESENCE = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60)


def our_jaccard(presence: list[tuple[bool, bool]]) -> Result:
    units = [
        {term for term, here in zip(("a", "b"), pair, strict=True) if here} for pair in presence
    ]
    return one(cooccurrence(units, "a", "b").jaccard)


def sklearn_jaccard(presence: list[tuple[bool, bool]]) -> Result:
    if not any(map(any, presence)):
        return None  # scikit-learn gives 0 and warns
    first, second = zip(*presence, strict=True)
    return one(jaccard_score(first, second))


def tables(least: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Make units with both, only the first, only the second, neither of two terms."""
    return st.tuples(*[st.integers(least, 500)] * 4)


def our_odds(cells: tuple[int, int, int, int]) -> Result:
    odds = Cooccurrence(*cells).odds_ratio
    if odds is None:
        return None
    return [math.log(value) for value in (odds.low, odds.estimate, odds.high)]


def scipy_odds(cells: tuple[int, int, int, int]) -> Result:
    both, only_first, only_second, neither = cells
    odds = contingency.odds_ratio([[both, only_first], [only_second, neither]], kind="sample")
    interval = odds.confidence_interval(0.95)
    return [math.log(value) for value in (interval.low, odds.statistic, interval.high)]


@st.composite
def tables_with_a_zero(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Make tables with a cell of 0 in which neither term stands in no unit or in all."""
    cells = [draw(st.integers(1, 500)) for _ in range(4)]
    for cell in draw(st.sampled_from([(0,), (1,), (2,), (3,), (0, 3), (1, 2)])):
        cells[cell] = 0
    return cells[0], cells[1], cells[2], cells[3]


def our_corrected_odds(cells: tuple[int, int, int, int]) -> Result:
    odds = Cooccurrence(*cells).odds_ratio
    return None if odds is None else [math.log(odds.estimate)]


def scipy_corrected_odds(cells: tuple[int, int, int, int]) -> Result:
    # SciPy takes whole numbers only: twice each cell with 0.5 added has the same ratio.
    both, only_first, only_second, neither = (2 * cell + 1 for cell in cells)
    table = [[both, only_first], [only_second, neither]]
    return [math.log(contingency.odds_ratio(table, kind="sample").statistic)]


def nltk_pmi(cells: tuple[int, int, int, int]) -> Result:
    both, only_first, only_second, _ = cells
    if not both:
        return None  # NLTK takes the logarithm of a tiny number
    return one(BigramAssocMeasures.pmi(both, (both + only_first, both + only_second), sum(cells)))


WORDS = st.lists(st.sampled_from(["the", "solution", "is", "not", "a"]), max_size=25)


def our_changes(case: tuple[list[str], list[str]]) -> Result:
    aligned = align(*case)
    return [len(aligned.dropped) + len(aligned.added)]


def codings(coders: int, *, missing: bool) -> st.SearchStrategy[list[tuple[str | None, ...]]]:
    """Make the codes of some coders for some units."""
    code: st.SearchStrategy[str | None] = st.sampled_from(["drugs", "immigration", "both"])
    if missing:
        code = code | st.none()
    return st.lists(st.tuples(*[code] * coders), min_size=1, max_size=30)


def nltk_observed(units: list[tuple[str, ...]]) -> Result:
    task = AnnotationTask(
        [
            (str(coder), str(unit), code)
            for unit, codes in enumerate(units)
            for coder, code in enumerate(codes)
        ]
    )
    return one(task.avg_Ao())


def sklearn_kappa(units: list[tuple[str, str]]) -> Result:
    return one(quietly(cohen_kappa_score, *zip(*units, strict=True)))


def krippendorff_twin(units: list[tuple[str | None, ...]]) -> Result:
    domain = ["drugs", "immigration", "both"]
    counts = [[unit.count(code) for code in domain] for unit in units]
    if all(sum(row) < 2 for row in counts):
        return None  # it raises ValueError
    alpha = partial(krippendorff.alpha, level_of_measurement="nominal")
    return one(quietly(alpha, value_counts=counts))


TOKENS = "abcdefghij"
COUNTS = st.dictionaries(st.sampled_from(TOKENS), st.integers(0, 1000))


def vectors(case: tuple[Mapping[str, int], Mapping[str, int]]) -> list[list[int]]:
    return [[counts.get(token, 0) for token in TOKENS] for counts in case]


def scipy_cosine(case: tuple[Mapping[str, int], Mapping[str, int]]) -> Result:
    return one(1 - quietly(distance.cosine, *vectors(case)))


def scipy_jensen_shannon(case: tuple[Mapping[str, int], Mapping[str, int]]) -> Result:
    return one(quietly(distance.jensenshannon, *vectors(case), base=2) ** 2)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


VALUES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=20)


def our_interval(case: tuple[list[int], float]) -> Result:
    values, level = case
    interval = bootstrap(values, mean, repeats=99, seed=1, level=level)
    return None if interval is None else [interval.low, interval.high]


def numpy_interval(case: tuple[list[int], float]) -> Result:
    values, level = case
    means: list[float] = []

    def recorded_mean(drawn: list[int]) -> float:
        means.append(mean(drawn))
        return means[-1]

    # Replicates are random: NumPy gets ours, and only finds their quantiles. The first
    # mean is that of the values themselves.
    bootstrap(values, recorded_mean, repeats=99, seed=1)
    low, high = np.quantile(means[1:], [(1 - level) / 2, (1 + level) / 2])
    return [low, high]


GROUPS = st.tuples(*[st.lists(st.integers(-20, 20), min_size=2, max_size=4)] * 2)


def difference(first: Sequence[float], second: Sequence[float]) -> float:
    return mean(first) - mean(second)


def our_p(groups: tuple[list[int], list[int]]) -> Result:
    result = permutation_test(*groups, difference, seed=1)
    return None if result is None else [result.p]


def scipy_p(groups: tuple[list[int], list[int]]) -> Result:
    result = stats.permutation_test(groups, difference, alternative="greater", n_resamples=np.inf)
    return one(result.pvalue)


TWINS = [
    Twin(
        "log_likelihood",
        "chi2_contingency",
        "scipy",
        keyness_tables().filter(has_all_margins),
        lambda table: one(log_likelihood(*table)),
        scipy_g2,
        1e-8,
    ),
    Twin(
        "log_ratio",
        "relative_risk",
        "scipy",
        keyness_tables(least=1),
        lambda table: one(log_ratio(*table)),
        lambda t: one(math.log2(contingency.relative_risk(t[0], t[2], t[1], t[3]).relative_risk)),
        1e-12,
    ),
    Twin(
        "deviation_of_proportions",
        "braycurtis",
        "scipy",
        parts(),
        lambda case: one(deviation_of_proportions(*case)),
        scipy_dp,
        1e-12,
    ),
    Twin(
        "Cooccurrence.jaccard",
        "jaccard_score",
        "scikit-learn",
        PRESENCE,
        our_jaccard,
        sklearn_jaccard,
        1e-12,
    ),
    Twin(
        "Cooccurrence.pmi",
        "BigramAssocMeasures.pmi",
        "nltk",
        tables(0),
        lambda cells: one(Cooccurrence(*cells).pmi),
        nltk_pmi,
        1e-12,
    ),
    Twin(
        "Cooccurrence.odds_ratio",
        "odds_ratio",
        "scipy",
        tables(1),
        our_odds,
        scipy_odds,
        1e-10,
        part="logarithms of the estimate and its bounds",
    ),
    Twin(
        "Cooccurrence.odds_ratio",
        "odds_ratio",
        "scipy",
        tables_with_a_zero(),
        our_corrected_odds,
        scipy_corrected_odds,
        1e-10,
        part="logarithm of the estimate with a zero cell",
    ),
    Twin(
        "align",
        "LCSseq.similarity",
        "rapidfuzz",
        st.tuples(WORDS, WORDS),
        lambda case: [len(align(*case).kept)],
        lambda case: [LCSseq.similarity(*case)],
        0,
        part="tokens kept",
    ),
    Twin(
        "align",
        "edit_distance",
        "nltk",
        st.tuples(WORDS, WORDS),
        our_changes,
        lambda case: [edit_distance(*case, substitution_cost=2)],
        0,
        part="tokens dropped and added",
    ),
    Twin(
        "observed_agreement",
        "AnnotationTask.avg_Ao",
        "nltk",
        codings(3, missing=False),
        lambda units: one(observed_agreement(units)),
        nltk_observed,
        1e-12,
    ),
    Twin(
        "cohen_kappa",
        "cohen_kappa_score",
        "scikit-learn",
        codings(2, missing=False),
        lambda units: one(cohen_kappa(units)),
        sklearn_kappa,
        1e-12,
    ),
    Twin(
        "krippendorff_alpha",
        "alpha",
        "krippendorff",
        codings(4, missing=True),
        lambda units: one(krippendorff_alpha(units)),
        krippendorff_twin,
        1e-12,
    ),
    Twin(
        "cosine",
        "cosine",
        "scipy",
        st.tuples(COUNTS, COUNTS),
        lambda case: one(cosine(*case)),
        scipy_cosine,
        1e-12,
    ),
    Twin(
        "jensen_shannon",
        "jensenshannon",
        "scipy",
        st.tuples(COUNTS, COUNTS),
        lambda case: one(jensen_shannon(*case)),
        scipy_jensen_shannon,
        1e-12,
    ),
    Twin(
        "bootstrap",
        "quantile",
        "numpy",
        st.tuples(VALUES, st.floats(0.05, 0.995)),
        our_interval,
        numpy_interval,
        1e-9,
        part="bounds from the same replicates",
    ),
    Twin(
        "permutation_test",
        "permutation_test",
        "scipy",
        GROUPS,
        our_p,
        scipy_p,
        1e-12,
        part="p where all splits are taken",
    ),
]


def row(twin: Twin, compared: Comparison) -> str:
    """Write one line of the table."""
    # As code: a number in the book's prose would have to come from the corpus.
    return (
        f"| {twin.cells()} `{version(twin.library)}` "
        f"| `{compared.cases}` | `{compared.undefined}` | `{compared.largest:.1e}` |"
    )


def table() -> str:
    """Compare all and write the table."""
    lines = [
        "| measure | twin | generated cases | of them undefined | largest absolute difference |",
        "|---|---|--:|--:|--:|",
        *(row(twin, compare(twin)) for twin in TWINS),
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table, or write it into the page."""
    made = table()
    sys.stdout.write(f"{made}\n")
    if "--write" in arguments:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        after = rest.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
