import csv
import json
from collections import Counter
from pathlib import Path

import pytest
import traitlets

from framelab import load_corpus
from framelab.charts import shares_on_both
from framelab.corpus.ingest import ingest
from framelab.widgets import LinkageExplorer
from framelab.widgets.linkage_explorer import (
    ALL,
    OPTIONS,
    View,
    band_of,
    counted,
    linking_of,
    views_of,
)

from ..corpus.test_ingest import BRIDGE, write

CORPUS = load_corpus()
VIEWS = {(view.scope, view.whole): view for view in views_of(CORPUS)}
SCOPES = [ALL, *(row.article for row in CORPUS.articles)]
BELONG = {
    "every": {"drugs", "immigration", "both", "neither"},
    "either": {"drugs", "immigration", "both"},
    "drugs": {"drugs", "both"},
    "immigration": {"immigration", "both"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("drugs", "immigration"))
    return tmp_path / "own"


def code(folder: Path, *issues: str) -> None:
    """Give the first paragraphs of a corpus their issues."""
    file = folder / "paragraphs.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row, issue in zip(rows, issues, strict=False):
        row |= {"issue": issue, "gist": "The article says who came."}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("whole", BELONG)
def test_every_share_is_that_of_the_table_of_paragraphs(scope: str, whole: str) -> None:
    issues = Counter(row.issue for row in CORPUS.paragraphs if scope in (ALL, row.article))
    view = VIEWS[scope, whole]
    assert view.part == issues["both"]
    assert view.of == sum(count for issue, count in issues.items() if issue in BELONG[whole])


@pytest.mark.parametrize(
    ("scope", "whole", "right", "finding"),
    [
        (ALL, "every", "low", "All articles together, of all paragraphs: 13 of 103 (13%)"),
        (ALL, "drugs", "middle", "All articles together, of those on drugs: 13 of 37 (35%)"),
        (
            "truthout",
            "either",
            "low",
            "Truthout, of those on at least one of the two issues: 6 of ",
        ),
        ("truthout", "immigration", "high", "Truthout, of those on immigration: 6 of 11 (55%)"),
        ("daily-beast", "drugs", "none", "The Daily Beast, of those on drugs: 0 of 7 (0%) on both"),
        ("kpbs", "drugs", "empty", "KPBS, of those on drugs: there are none, so there is no share"),
    ],
)
def test_a_finding_names_its_whole(scope: str, whole: str, right: str, finding: str) -> None:
    assert VIEWS[scope, whole].right == right
    assert VIEWS[scope, whole].finding.startswith(finding)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: f"{view.scope}-{view.whole}")
def test_every_wrong_guess_has_its_hint_and_the_right_one_none(view: View) -> None:
    assert {*view.hints, view.right} == set(OPTIONS)
    assert view.right not in view.hints
    assert all(view.hints.values())


def test_a_hint_names_the_whole_that_a_wrong_guess_would_fit() -> None:
    hints = VIEWS["truthout", "immigration"].hints
    assert hints["middle"].startswith("Your band fits another whole: of those on drugs it is 32%.")
    assert "somebody looked, and found none" in VIEWS["daily-beast", "drugs"].hints["empty"]
    assert "no share, not even 0" in VIEWS["kpbs", "drugs"].hints["none"]


@pytest.mark.parametrize(
    ("part", "whole", "band"),
    [(0, 0, "empty"), (0, 5, "none"), (1, 4, "low"), (26, 100, "middle"), (2, 4, "middle"),
     (51, 100, "high"), (4, 4, "high")],
)  # fmt: skip
def test_a_band_holds_its_upper_end(part: int, whole: int, band: str) -> None:
    assert band_of(part, whole) == band


def test_the_order_turns_round_between_the_articles_and_all_together() -> None:
    """The chapter says so: seen from drugs more in all, less in each article that joins them."""
    larger = {}
    for scope in (ALL, "truthout", "thinkprogress"):
        found = counted(CORPUS, scope)
        larger[scope] = found.only_first < found.only_second
    assert larger == {ALL: True, "truthout": False, "thinkprogress": False}


def test_a_paragraph_on_both_says_who_and_what_is_coded() -> None:
    linking = {each["place"]: each for each in linking_of(CORPUS)}
    assert len(linking) == 13
    assert (
        linking["truthout-9"]["who"] == "Words on both issues are given to: Angie Junck (quoted)."
    )
    assert linking["truthout-9"]["functions"] == (
        "Coded on drugs: none of the four functions; on immigration: a cause."
    )
    assert "Donald Trump (reported)" in linking["truthout-3"]["who"]
    assert linking["thinkprogress-6"]["who"].startswith("No words quoted or reported here")
    assert linking["thinkprogress-6"]["gist"] == CORPUS.paragraphs["thinkprogress", 6].gist


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("scope", "kpsb", "found 'kpsb'; allowed: all, daily-beast"),
        ("whole", "some", "found 'some'; allowed: every, either, drugs, immigration"),
        ("guesses", {"all/some": "low"}, "found 'all/some': 'low'"),
        ("guesses", {"all/every": "most"}, "found 'all/every': 'most'"),
        ("opened", "kpbs-1", "found 'kpbs-1'; allowed: nothing, truthout-1"),
        ("views", [], "read-only"),
    ],
)
def test_a_wrong_state_is_refused(trait: str, value: object, message: str) -> None:
    widget = LinkageExplorer(CORPUS)
    before = getattr(widget, trait)
    with pytest.raises(traitlets.TraitError, match=message):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_it_can_begin_with_an_article_and_no_other() -> None:
    assert LinkageExplorer(CORPUS, scope="truthout").scope == "truthout"
    with pytest.raises(traitlets.TraitError, match="scope: found 'kpsb'"):
        LinkageExplorer(CORPUS, scope="kpsb")


def test_another_article_closes_the_open_paragraph() -> None:
    widget = LinkageExplorer(CORPUS)
    widget.opened = "truthout-9"
    widget.scope = "thinkprogress"
    assert widget.opened == ""


def test_the_still_has_every_share_and_every_gist() -> None:
    still = LinkageExplorer(CORPUS)._repr_mimebundle_()[0]["text/html"]
    assert still.count("<tr>") == 1 + len(SCOPES)
    assert "<td>13 of 37 (35%)</td><td>13 of 63 (21%)</td>" in still
    assert still.count("<td>no share</td>") == 2
    assert still.count("<li>") == 13


def test_the_state_is_json_and_small() -> None:
    widget = LinkageExplorer(CORPUS, pages="paragraphs/{article}.html")
    names = [
        "scopes",
        "strips",
        "wholes",
        "options",
        "views",
        "linking",
        "guesses",
        "opened",
        "note",
    ]
    assert len(json.dumps(widget.get_state(names)).encode()) < 25_000


def test_a_corpus_that_nobody_has_coded_says_so(folder: Path) -> None:
    own = load_corpus(folder)
    widget = LinkageExplorer(own)
    assert (widget.scopes, widget.views, widget.scope, widget.whole) == ([], [], "", "")
    assert widget.note == "Issues are not coded yet: there is nothing to take a share of."
    assert widget.still_html() == f"<p>{widget.note}</p>"
    assert shares_on_both(own).finding == "All articles together: issues not coded yet."


def test_what_is_not_coded_yet_is_left_out_and_said(folder: Path) -> None:
    code(folder, "both", "drugs")
    widget = LinkageExplorer(load_corpus(folder))
    shares = {f"{view['scope']}/{view['whole']}": view["short"] for view in widget.views}
    assert shares["all/every"] == shares["bridge/every"] == "1 of 2 (50%)"
    assert shares["bridge/immigration"] == "1 of 1 (100%)"
    assert shares["road/every"] == "no share"
    assert "The issue of 3 of 5 paragraphs is not coded yet; left out." in widget.note
    blocks = widget.strips[0]["blocks"]
    assert [letter for _, _, letter in blocks] == ["D+I", "D", "?", "?"]
    assert widget.linking[0]["functions"] == "Functions are not coded yet."


def test_the_chart_says_its_shares() -> None:
    chart = shares_on_both(CORPUS)
    assert "All together 13 of 37 on drugs (35%), 13 of 63 on immigration (21%)" in chart.finding
    assert "KPBS none on drugs, so no share, 0 of 18 on immigration (0%)" in chart.finding
    assert chart.svg().count("no share") == 2
