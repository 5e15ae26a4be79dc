import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.patches import Rectangle

from framelab import load_corpus
from framelab.charts import quoted_share, quoted_speakers

CORPUS = load_corpus()


def test_the_finding_of_one_article_lists_its_speakers_with_their_words() -> None:
    assert quoted_speakers(CORPUS, "thinkprogress").finding == (
        "ThinkProgress: 1 person quoted, 62 words. By speaker: John Kelly 62."
    )
    assert quoted_speakers(CORPUS, "americas-voice", "quotations").finding == (
        "America’s Voice: 3 people quoted, 6 quotations. "
        "By speaker: Bob Casey 4, John Kelly 1, Jacklin Rhoads 1."
    )


def test_the_finding_of_all_articles_adds_up() -> None:
    finding = quoted_speakers(CORPUS).finding
    assert finding.startswith("All articles together: 11 people quoted, 884 words.")
    listed = finding.split("By speaker: ")[1]
    assert sum(map(int, re.findall(r"\d+", listed))) == sum(row.words for row in CORPUS.quotes)


def test_the_share_of_quoted_words_is_listed_from_the_largest() -> None:
    assert quoted_share(CORPUS).finding == (
        "Words in quotations, the largest share first: KPBS 289 of 774 (37%), "
        "America’s Voice 160 of 786 (20%), The Daily Beast 133 of 853 (16%), "
        "Truthout 240 of 1561 (15%), ThinkProgress 62 of 640 (10%)."
    )


def test_the_bars_say_what_the_finding_says() -> None:
    svg = quoted_speakers(CORPUS, "kpbs").svg()
    texts = [
        "".join(node.itertext()).strip()
        for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]
    for label in ("John Kelly", "94", "Jeff Sessions", "74", "words quoted"):
        assert label in texts


def test_a_picture_takes_its_text_colour_from_the_page() -> None:
    svg = quoted_share(CORPUS).svg()
    assert "currentColor" in svg
    assert "#010203" not in svg
    assert "#ffffff" not in svg.lower()


def test_a_picture_is_the_same_at_every_drawing() -> None:
    assert quoted_share(CORPUS).svg() == quoted_share(CORPUS).svg()


def test_two_pictures_of_one_page_share_no_id() -> None:
    charts = [quoted_speakers(CORPUS, article) for article in ("kpbs", "truthout")]
    ids = [set(re.findall(r'\sid="([^"]+)"', chart.svg())) for chart in charts]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_every_reference_inside_a_picture_has_its_target() -> None:
    svg = quoted_share(CORPUS).svg()
    targets = set(re.findall(r'\sid="([^"]+)"', svg))
    references = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg))
    assert references
    assert {one or two for one, two in references} <= targets


def test_alternative_text_is_the_finding_and_is_escaped() -> None:
    chart = quoted_share(CORPUS)
    html = chart._repr_html_()
    assert f'role="img" aria-label="{chart.finding}"' in html
    assert "&lt;b&gt;" in chart.figure_html("<svg ></svg>", "<b>")


def test_a_mistyped_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="found 'word'; allowed: words, quotations"):
        quoted_speakers(CORPUS, unit="word")  # type: ignore[arg-type]


def test_two_articles_of_one_outlet_have_a_bar_each(tables: Path) -> None:
    file = tables / "articles.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace(",Truthout,", ",KPBS,"), encoding="utf-8"
    )
    axes = quoted_share(load_corpus(tables)).figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()].count("KPBS") == 2
    places = {round(patch.get_y(), 3) for patch in axes.patches if isinstance(patch, Rectangle)}
    assert len(places) == 5


def test_an_article_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        quoted_speakers(CORPUS, "nyt")
