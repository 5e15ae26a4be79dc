"""Charts and widgets on a corpus of one's own, of which nothing is coded yet."""

import csv
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.charts import quoted_share, quoted_speakers
from framelab.corpus import Corpus
from framelab.corpus.ingest import ingest
from framelab.widgets import ReadingMap, SpeechCompare

from ..corpus.test_ingest import BRIDGE, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = write(tmp_path / "texts", bridge=BRIDGE, road="Nobody came to see the road.")
    ingest(texts, tmp_path / "own", issues=("taxes", "water"))
    return tmp_path / "own"


@pytest.fixture
def own(folder: Path) -> Corpus:
    return load_corpus(folder)


def test_the_reading_map_says_what_is_not_coded(own: Corpus) -> None:
    widget = ReadingMap(own)
    issue, speaker, kind = widget.colorings
    assert issue["finding"] == "Issues are not coded yet."
    assert speaker["finding"] == kind["finding"] == "Quotations are not coded yet."
    assert not any(coloring["question"] for coloring in widget.colorings)
    assert widget.articles[0]["outlet"] == "bridge"
    assert widget.articles[0]["paragraphs"][0]["gist"] == "Gist not coded yet."
    assert issue["categories"][-1] == {
        "name": "uncoded",
        "label": "not coded yet",
        "mark": "?",
        "fill": "",
    }
    for coloring in (speaker, kind):
        assert coloring["categories"][-1]["label"] == "not coded yet"
    assert "not coded yet" in widget.still_html()
    widget.selected = ["bridge", 2]


def test_a_map_that_is_coded_in_part_says_how_much_is_left(folder: Path) -> None:
    file = folder / "paragraphs.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0] |= {"issue": "both", "gist": "The article says who came."}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    issue = ReadingMap(load_corpus(folder)).colorings[0]
    assert issue["finding"] == (
        "Paragraphs that name both issues: bridge 1 of 4 (25%), road 0 of 1 (0%). "
        "The issue of 4 of 5 paragraphs is not coded yet."
    )
    assert issue["question"] == ""


def test_speech_compare_says_that_there_is_nobody(own: Corpus) -> None:
    widget = SpeechCompare(own)
    assert (widget.speakers, widget.views, widget.by, widget.opened) == ([], [], "", "")
    assert widget.missing == "Speakers are not coded yet: there is nobody to compare."
    assert widget.still_html() == f"<p>{widget.missing}</p>"
    with pytest.raises(ValueError, match="two different ones"):
        SpeechCompare(own, speakers=("kelly", "sessions"))


def test_speech_compare_takes_the_first_two_speakers(folder: Path) -> None:
    with (folder / "speakers.csv").open("a", encoding="utf-8") as stream:
        stream.write("mayor,A Mayor,person,mayor,local\ndriver,A Driver,person,driver,other\n")
    widget = SpeechCompare(load_corpus(folder))
    assert [each["label"] for each in widget.speakers] == ["A Mayor", "A Driver"]
    assert widget.missing == ""
    assert [row["label"] for row in widget.views[1]["rows"]] == ["bridge", "road"]


def test_charts_say_that_quotations_are_not_coded(own: Corpus) -> None:
    assert quoted_speakers(own).finding == "All articles together: quotations not coded yet."
    assert quoted_speakers(own, "bridge").finding == "bridge: quotations not coded yet."
    assert quoted_share(own).finding == "All articles together: quotations not coded yet."
    for chart in (quoted_speakers(own), quoted_share(own)):
        assert chart.svg().startswith("<svg")
