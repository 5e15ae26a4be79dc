"""The minutes at a chapter's head are those of one rule, worked out from its source."""

import re
from pathlib import Path

import pytest
import yaml

from framelab import load_corpus
from framelab.bookext.reading_time import (
    MINUTES_A_CHECK,
    MINUTES_A_GUESS,
    WORDS_A_MINUTE,
    estimate,
)

from ..conftest import ROOT

CORPUS = load_corpus()
HEAD = re.compile(r"^```\{chapter-head\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHAPTERS = [
    file
    for file in sorted((ROOT / "book").glob("*.md"))
    if HEAD.search(file.read_text(encoding="utf-8"))
]
# What a chapter may say beside the estimate: the nearest five, or a round number.
WITHIN = 3
# Names of a widget's class, or a chart of which the reader chooses what it shows.
WIDGET = re.compile(r"^from framelab\.widgets import", re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda file: file.stem)
def test_a_chapter_takes_as_long_as_it_says(chapter: Path) -> None:
    source = chapter.read_text(encoding="utf-8")
    (text,) = HEAD.findall(source)
    head = yaml.safe_load(text)
    made_of = estimate(source, head.get("guesses", 0), CORPUS)
    assert abs(made_of.minutes - head["minutes"]) <= WITHIN, (made_of, made_of.minutes)
    assert 25 <= head["minutes"] <= 45
    assert 25 <= made_of.minutes <= 45


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda file: file.stem)
def test_a_chapter_with_widgets_says_how_many_guesses_it_asks_for(chapter: Path) -> None:
    source = chapter.read_text(encoding="utf-8")
    (text,) = HEAD.findall(source)
    assert bool(yaml.safe_load(text).get("guesses")) == bool(WIDGET.search(source))


def test_the_chapters_are_found() -> None:
    assert {"five_articles", "two_issues"} <= {file.stem for file in CHAPTERS}


def test_the_page_that_explains_the_estimate_gives_the_rule() -> None:
    text = (ROOT / "book/welcome.md").read_text(encoding="utf-8")
    _, _, explained = text.partition("(minutes-explained)=")
    said = " ".join(explained.split("\n\n")[1].split())
    numbers = {"a hundred and eighty words a minute": 180, "three minutes for each guess": 3,
               "one minute for each question": 1}  # fmt: skip
    assert all(each in said for each in numbers)
    assert list(numbers.values()) == [WORDS_A_MINUTE, MINUTES_A_GUESS, MINUTES_A_CHECK]


@pytest.mark.parametrize(
    ("source", "words", "checks"),
    [
        pytest.param("One, two - three | four: 5.", 5, 0, id="signs are no words"),
        pytest.param("---\nkernelspec: x\n---\nOne\n\n% two\n", 1, 0, id="what nobody sees"),
        pytest.param("```{code-cell} ipython3\n:tags: [x]\n\nf()\n```\nOne two\n", 2, 0, id="code"),
        pytest.param("```{graded-exercise} who\n```\nOne\n", 1, 0, id="the exercise"),
        pytest.param("```{paragraphs} kpbs\n```\n", 0, 0, id="a list to look things up in"),
        pytest.param("[KPBS, 3](#kpbs-3) and {cite:t}`a2017`", 4, 0, id="links and references"),
        pytest.param("{term}`salient <salience>` {term}`share`", 2, 0, id="terms"),
        pytest.param("{quote}`sessions-beachhead-kpbs`", 3, 0, id="a quotation and its place"),
        pytest.param("```{quotations} sessions-beachhead-kpbs\n```\n", 1, 0, id="quotations"),
        pytest.param(
            "```{check} One two?\n- [ ] Three.\n\n  Four.\n- [x] Five.\n\n  Six.\n```\n", 7, 1,
            id="a check with its feedback",
        ),
    ],
)  # fmt: skip
def test_what_counts_as_a_word(source: str, words: int, checks: int) -> None:
    found = estimate(source, 2, CORPUS)
    assert (found.words, found.checks) == (words, checks)
    assert found.minutes == words / 180 + 6 + checks


def test_a_fact_counts_with_all_its_words() -> None:
    fact = CORPUS.context["salon-reprint-5-august"].fact
    words = estimate("{fact}`salon-reprint-5-august`", 0, CORPUS).words
    assert words == len(fact.split())  # its mark is no word
