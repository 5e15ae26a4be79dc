import csv
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.corpus.ingest import ingest
from framelab.course.charts import one_figure_told
from framelab.course.readings import OUTSIDE, READINGS
from framelab.widgets import NumberLens
from framelab.widgets.figure_versions import NOT_SAID, Version, Words, as_change, as_share
from framelab.widgets.number_lens import Lens, lenses_of, told

from ..corpus.test_ingest import BRIDGE, write

CORPUS = load_corpus()
LENSES = {lens.name: lens for lens in lenses_of(CORPUS, READINGS, OUTSIDE)}
VERSIONS = {
    f"{lens.name}/{version.name}": version for lens in LENSES.values() for version in lens.versions
}
ASKED = {name: version for name, version in VERSIONS.items() if version.question}
NO_RECORD = "arrested-no-record-thinkprogress"
WORDS = Words("x", "x", "How much?", "{told} of it.", "A story.", "Could be cited.")


def course_lens(**options: str) -> NumberLens:
    """Make the lens of the course, with all that it knows of its own figures."""
    return NumberLens(CORPUS, readings=READINGS, outside=OUTSIDE, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    return tmp_path / "own"


def code(folder: Path, *rows: dict[str, str]) -> None:
    """Give a corpus figures."""
    file = folder / "figures.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        head = next(csv.reader(stream))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, head)
        writer.writeheader()
        for row in rows:
            given = {
                "article": "bridge",
                "paragraph": "1",
                "unit": "people",
                "counts": "people who came",
                "approximate": "exact",
            }
            writer.writerow(given | row)


def test_every_figure_of_the_articles_is_there_and_officials_from_outside() -> None:
    assert list(LENSES) == [*(row.figure for row in CORPUS.figures), *OUTSIDE]
    assert READINGS.keys() <= {row.figure for row in CORPUS.figures}
    assert OUTSIDE.keys() <= {row.context for row in CORPUS.context}


@pytest.mark.parametrize(
    ("name", "right", "finding"),
    [
        (f"{NO_RECORD}/share", "about 25%", "25% of those arrested had no criminal record"),
        (f"{NO_RECORD}/rest", "about 75%", "75% of those arrested had a criminal record"),
        (f"{NO_RECORD}/change-2016", "a rise of about 139%", "a rise of 139% against"),
        (f"{NO_RECORD}/change-2014", "a fall of about 27%", "a fall of 27% against"),
        (f"{NO_RECORD}/years", "2014", "26% in 2014, 14% in 2016, 25% in 2017"),
        (f"{NO_RECORD}/day", "more than 100 a day", "About 103 people a day"),
        (
            "arrested-thinkprogress/day-article",
            "from this it cannot be told",
            "Between 270 and 548 a day",
        ),
        ("arrested-thinkprogress/day", "more than 400 a day", "About 403 arrests a day"),
        (
            "deported-drug-offences-thinkprogress/year",
            "from this it cannot be told",
            "More than 43,333 a year if both years count whole, which makes six; more than 52,000",
        ),
        (
            "deported-drug-offences-thinkprogress/day",
            "more than 100 a day",
            "More than 118 a day if it is six whole years, more than 142 if it is five",
        ),
        ("deported-drug-offences-thinkprogress/marijuana", "about 13%", "About 13% were for"),
        ("violent-crime-trend-truthout/change-1991", "a fall of about 48%", "a fall of 48%"),
        ("violent-crime-trend-truthout/change-2014", "a rise of about 10%", "a rise of 10%"),
        ("detainer-offences-rank-thinkprogress/share", "about 2%", "2% of the requests"),
        ("ice-hundred-days/convicted", "about 74%", "74% had been convicted"),
        ("ice-hundred-days/others-2016", "a rise of about 156%", "a rise of 156%"),
        (
            "kelly-march-apprehensions-5-april/day",
            "from this it cannot be told",
            "Fewer than 549 a day",
        ),
        ("kelly-march-apprehensions-5-april/december", "a fall of about 71%", "about 71% or more"),
    ],
)
def test_a_version_is_worked_out_from_the_tables(name: str, right: str, finding: str) -> None:
    version = VERSIONS[name]
    assert dict(version.options)[version.right] == right
    assert finding in version.finding


@pytest.mark.parametrize("version", ASKED.values(), ids=ASKED)
def test_every_wrong_guess_has_its_hint_and_the_right_one_none(version: Version) -> None:
    names = [name for name, _ in version.options]
    assert version.question.endswith("?")
    assert {*version.hints, version.right} == set(names)
    assert version.right not in version.hints
    assert len({label for _, label in version.options}) == len(names) > 2
    assert all(version.hints.values())


@pytest.mark.parametrize("lens", LENSES.values(), ids=LENSES)
def test_every_version_has_a_story_and_a_use_and_what_is_missing_is_named(lens: Lens) -> None:
    assert lens.versions[0].name == "printed"
    assert len({version.name for version in lens.versions}) == len(lens.versions)
    for version in lens.versions:
        assert version.story.endswith(".")
        assert version.cited.endswith(".")
        assert all(0 <= bar.share <= 1 for bar in version.bars)
    assert lens.refused


def test_a_number_from_outside_is_marked_with_its_source() -> None:
    """Whatever a question or a working prints that no table of the articles has is cited."""
    own = {f"{int(row.value):,}" for row in CORPUS.figures if row.value.isdigit()}
    for name, version in ASKED.items():
        lens = LENSES[name.split("/")[0]]
        large = set(re.findall(r"\d+,\d{3}", version.question)) - own
        cited = [*version.sources, *(lens.sources if lens.name in OUTSIDE else ())]
        mark = name.endswith(("/one-year", "/year"))  # a mark to guess at, no number of a source
        assert not large or cited or mark, name


def test_a_part_added_to_its_whole_is_an_answer_of_its_own() -> None:
    version = VERSIONS[f"{NO_RECORD}/share"]
    assert dict(version.options)["added"] == "about 20%"
    assert version.hints["added"].startswith("20% comes of adding the part to its whole, 5,441 to")
    assert dict(version.options)["odds"] == "about 34%"


def test_the_lens_says_what_the_article_does_not_say() -> None:
    asks = {ask.question: ask for ask in LENSES["protest-rally-kpbs"].asks}
    assert (asks["Who is named for it?"].answer, asks["Who is named for it?"].said) == (
        NOT_SAID,
        False,
    )
    assert asks["How is it printed?"].answer == "as about so many"
    whole = {ask.question: ask for ask in LENSES[NO_RECORD].asks}["Out of what?"]
    assert whole.answer.startswith("21,362 people:")
    refused = dict(LENSES["deported-drug-offences-thinkprogress"].refused)
    assert "Somebody deported twice counts twice" in refused["A number of persons."]


@pytest.mark.parametrize(
    "figure", [row.figure for row in CORPUS.figures if row.approximate == "vague"]
)
def test_vague_words_give_nothing_to_work_out(figure: str) -> None:
    worked = [
        version for version in LENSES[figure].versions if version.working and not version.sources
    ]
    assert worked == []


def test_told_counts_what_comes_with_the_figures() -> None:
    rows = list(CORPUS.figures)
    assert told(CORPUS) == {
        "figures": len(rows),
        "number": sum(row.approximate != "vague" for row in rows),
        "source": sum(bool(row.source_named) for row in rows),
        "window": sum(bool(row.period) for row in rows),
        "whole": sum(bool(row.part_of) for row in rows),
        "all": sum(bool(row.source_named and row.period and row.part_of) for row in rows),
    }
    each = [told(CORPUS, row.article) for row in CORPUS.articles]
    assert sum(one["figures"] for one in each) == len(rows)


@pytest.mark.parametrize(
    ("part", "whole", "names"),
    [
        (25, 100, {"share", "added", "odds", "rest", "none"}),
        (60, 100, {"share", "added", "rest", "none"}),  # 60 to 40 is no share
        (100, 100, {"share", "added", "rest", "none"}),
    ],
)
def test_a_wrong_option_is_a_share_too(part: int, whole: int, names: set[str]) -> None:
    version = as_share(WORDS, Fraction(part), Fraction(whole), parts=("a", "b"))
    assert {name for name, _ in version.options} == names


def test_no_fall_is_larger_than_all() -> None:
    version = as_change(WORDS, Fraction(100), Fraction(10), times=("a", "b"))
    assert [label for _, label in version.options][:2] == [
        "a fall of about 10%",
        "a fall of about 90%",
    ]
    assert version.right == "change"


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("figure", "rally", "found 'rally'; allowed: officials-charged-daily-beast"),
        ("version", "per-hour", "found 'per-hour'; allowed: printed"),
        ("guesses", {"rally/share": "share"}, "found 'rally/share': 'share'"),
        ("guesses", {f"{NO_RECORD}/share": "half"}, "its options: added, share, odds, rest, none"),
        ("guesses", {f"{NO_RECORD}/printed": ""}, "a version with a question"),
        ("lenses", [], "read-only"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = course_lens()
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_another_figure_begins_with_its_first_version() -> None:
    widget = course_lens(figure=NO_RECORD)
    widget.version = "years"
    widget.figure = "protest-rally-kpbs"
    assert widget.version == "printed"
    with pytest.raises(traitlets.TraitError, match="figure: found 'x'"):
        course_lens(figure="x")


def test_the_still_has_every_version_and_every_refusal() -> None:
    still = course_lens()._repr_mimebundle_()[0]["text/html"]
    assert still.count("<table>") == len(LENSES)
    assert still.count("<tr>") == len(LENSES) + len(VERSIONS)
    assert "25% of those arrested had no criminal record, about one in four." in still
    assert "Somebody deported twice counts twice" in still


def test_the_state_is_json_and_not_large() -> None:
    widget = course_lens(pages="paragraphs/{article}.html")
    names = ["lenses", "figure", "version", "guesses", "pages", "note"]
    assert len(json.dumps(widget.get_state(names)).encode()) < 100_000


def test_a_corpus_that_nobody_has_coded_says_so(folder: Path) -> None:
    own = load_corpus(folder)
    widget = NumberLens(own)
    assert (widget.lenses, widget.figure, widget.version) == ([], "", "")
    assert widget.note == "Figures are not coded yet: there is nothing to look at."
    assert widget.still_html() == f"<p>{widget.note}</p>"
    assert one_figure_told(own).finding == "One figure told in four ways: figures not coded yet."
    assert one_figure_told(own).svg().startswith("<svg")


def test_another_corpus_is_told_as_far_as_its_table_goes(folder: Path) -> None:
    code(
        folder,
        {"figure": "came", "value": "400"},
        {"figure": "children", "value": "100", "part_of": "came"},
        {"figure": "later", "value": "hundreds", "approximate": "vague", "part_of": "came"},
        {"figure": "cars", "value": "90", "unit": "cars", "part_of": "came"},
    )
    lenses = {lens.name: lens for lens in lenses_of(load_corpus(folder))}
    names = {name: [version.name for version in lens.versions] for name, lens in lenses.items()}
    assert names == {
        "came": ["printed"],
        "children": ["printed", "share"],
        "later": ["printed"],
        "cars": ["printed"],
    }
    assert lenses["children"].versions[1].finding == "25% of 400 people."
    assert [what for what, _ in lenses["came"].refused] == ["A share.", "A change."]
    assert lenses["later"].refused[0][0] == "Anything worked out."
    assert one_figure_told(load_corpus(folder)).finding.endswith("the figure is not there.")


def test_the_picture_says_its_numbers() -> None:
    chart = one_figure_told(CORPUS)
    assert "5,441 of 21,362 arrested by ICE" in chart.finding
    assert "139% more (2,278 then), beside those of 2014 27% fewer (7,483)" in chart.finding
    assert "26% in 2014, 14% in 2016, 25% in 2017" in chart.finding
    assert "5,441 of 21,362" in chart.svg()
