"""The strip: an article as a row of blocks."""

import re

import pytest

from framelab import load_corpus
from framelab.corpus.codebook import NEITHER
from framelab.corpus.looks import looks_of
from framelab.style import sheet
from framelab.widgets.strip import fill_of, strip_html, strip_of

CORPUS = load_corpus()


@pytest.mark.parametrize("article", [row.article for row in CORPUS.articles])
def test_a_block_is_as_wide_as_the_words_of_its_paragraph(article: str) -> None:
    strip, rows = strip_of(CORPUS, article), CORPUS.paragraphs
    own = [row for row in rows if row.article == article]
    assert [(each.paragraph, each.words) for each in strip.blocks] == [
        (row.paragraph, row.words) for row in own
    ]
    html = strip_html(strip)
    assert [int(n) for n in re.findall(r"flex-grow: (\d+)", html)] == [row.words for row in own]
    assert strip.words == CORPUS.articles[article].words
    assert strip.longest == max(row.words or 0 for row in CORPUS.articles)
    assert f"--share: {strip.words / strip.longest:.4f}" in html


def test_a_strip_says_in_words_what_it_shows() -> None:
    strip = strip_of(CORPUS, "thinkprogress")
    counts = {
        issue: sum(
            row.issue == issue and row.article == "thinkprogress" for row in CORPUS.paragraphs
        )
        for issue in ("drugs", "both")
    }
    assert (
        f'aria-label="ThinkProgress, 11 paragraphs: drugs {counts["drugs"]}, '
        f'both drugs and immigration {counts["both"]}."'
    ) in strip_html(strip)


@pytest.mark.parametrize(
    ("lit", "unlit", "words"),
    [((2, 5), 9, ". In color: 2 and 5."), ((), 11, ". No paragraph is in color.")],
)
def test_what_is_not_marked_has_no_color(lit: tuple[int, ...], unlit: int, words: str) -> None:
    html = strip_html(strip_of(CORPUS, "thinkprogress"), lit)
    assert html.count("strip-unlit") == unlit
    assert words in html
    for number in lit:
        assert f'<span class="strip-block" data-paragraph="{number}"' in html


def test_each_code_has_a_fill_of_its_own_and_what_is_not_coded_has_none() -> None:
    codes = (*CORPUS.codebook.issue_codes, NEITHER)
    assert len({fill_of(code) for code in codes}) == len(set(codes))
    assert fill_of(None) == "none"
    sheet_of_the_book = sheet(looks_of(CORPUS.codebook))
    for code in codes:
        assert fill_of(code).removeprefix("var(").removesuffix(")") + ": " in sheet_of_the_book
    assert fill_of("water;taxes") == "var(--issue-water_taxes-fill)"
