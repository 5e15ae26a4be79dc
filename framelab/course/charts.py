"""Charts that only the five articles have: each tells one of their figures."""

from fractions import Fraction

import matplotlib as mpl
from matplotlib.figure import Figure

from framelab.charts import ACCENT, INK, STYLE, WIDTH, Chart, plain_axis
from framelab.corpus import Corpus
from framelab.corpus.labels import NOT_CODED
from framelab.measures import change_in_percent, rounded, stated


def one_figure_told(corpus: Corpus) -> Chart:
    """Draw one figure of the course in four ways: in its whole, beside two years, as a share.

    Parameters
    ----------
    corpus : Corpus
        The course's: the numbers of the other years are facts from outside.

    Returns
    -------
    Chart
        Arrests by ICE of people without a criminal record in early 2017: as a part of all
        arrests, beside the same weeks of 2016 and of 2014, and as a share of the arrests
        of each year. Counts have one scale. Without the figure, words in place of bars.
    """
    figure = corpus.figures.get("arrested-no-record-thinkprogress")
    whole_row = corpus.figures.get("arrested-thinkprogress")
    if figure is None or whole_row is None:
        missing = f"figures {NOT_CODED}" if not len(corpus.figures) else "the figure is not there"
        return Chart(Figure(figsize=(WIDTH, 1)), f"One figure told in four ways: {missing}.")
    three = corpus.context["ice-arrests-three-years-17-april"]
    parts = corpus.context["ice-arrests-parts-17-april"]
    part, whole = int(figure.value), int(whole_row.value)
    part_of = {2014: stated(parts, "7,483"), 2016: stated(parts, "2,278"), 2017: Fraction(part)}
    wholes = {2014: stated(three, "29,238"), 2016: stated(three, "16,104"), 2017: Fraction(whole)}
    shares = {year: rounded(100 * part_of[year] / wholes[year]) for year in wholes}
    changes = {year: rounded(change_in_percent(part_of[year], Fraction(part))) for year in wholes}
    panels: list[tuple[str, list[tuple[str, float, str]]]] = [
        (f"In its whole: {shares[2017]}%", [("2017", part, f"{part:,} of {whole:,}")]),
        *(
            (
                f"Beside {year}: {changes[year]:+}%".replace("-", "−"),
                [
                    (str(year), float(part_of[year]), f"{int(part_of[year]):,}"),
                    ("2017", part, f"{part:,}"),
                ],
            )
            for year in (2016, 2014)
        ),
        (
            "As a share of each year’s arrests",
            [(str(year), float(shares[year]), f"{shares[year]}%") for year in wholes],
        ),
    ]
    finding = (
        f"One number, four true pictures. {part:,} of {whole:,} arrested by ICE in these weeks of "
        f"2017 had no criminal record, {shares[2017]}%. Beside the same weeks of 2016 that is "
        f"{changes[2016]}% more ({int(part_of[2016]):,} then), beside those of 2014 "
        f"{-changes[2014]}% fewer ({int(part_of[2014]):,}). As a share of those arrested it was "
        f"{shares[2014]}% in 2014, {shares[2016]}% in 2016, {shares[2017]}% in 2017."
    )
    with mpl.rc_context(STYLE):
        figure_ = Figure(figsize=(WIDTH, 4.6))
        heights = [len(bars) for _, bars in panels]
        all_axes = figure_.subplots(len(panels), 1, height_ratios=heights)
        for axes, (title, bars) in zip(all_axes, panels, strict=True):
            if title.startswith("In its whole"):
                axes.barh([0], [whole], color="none", edgecolor=INK, height=0.7)
            drawn = axes.barh(
                range(len(bars)), [amount for _, amount, _ in bars], color=ACCENT, height=0.7
            )
            axes.bar_label(drawn, [label for _, _, label in bars], padding=4)
            axes.set_yticks(range(len(bars)), [name for name, _, _ in bars])
            axes.set_ylim(len(bars) - 0.5, -0.6)
            axes.set_xlim(0, 100 if title.startswith("As") else 1.15 * whole)
            axes.set_xticks([])
            axes.spines["bottom"].set_visible(False)
            axes.set_title(title, loc="left", size=10.5)
            plain_axis(axes)
    return Chart(figure_, finding)
