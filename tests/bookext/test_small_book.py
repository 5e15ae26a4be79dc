"""A small book, built for real: what the extension makes of good chapters and of bad ones."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from framelab.widgets.front_end import module, module_in_page

from ..conftest import DATA

FRONT = """\
---
jupytext: {{text_representation: {{format_name: myst}}}}
{}
---

# Chapter

"""
KERNEL = "kernelspec: {name: python3, display_name: Python 3}"
# MyST-NB would start a kernel for a chapter without a cell, too, and have nothing to ask of it.
NO_KERNEL = "mystnb: {execution_mode: 'off'}"
CONFIG = f"""\
title: Small
only_build_toc_files: true
execute: {{execute_notebooks: cache, timeout: 60}}
parse: {{myst_enable_extensions: [colon_fence, deflist]}}
html: {{use_multitoc_numbering: false}}
latex: {{use_jupyterbook_latex: false}}
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, sphinx_book_theme, framelab.bookext]
    nb_render_plugin: framelab
    framelab_corpus: {DATA}
"""


def cell(code: str) -> str:
    return f"```{{code-cell}} ipython3\n{code}\n```\n"


def build(
    folder: Path, chapters: dict[str, str], config: str = CONFIG
) -> subprocess.CompletedProcess[str]:
    """Build a book of the given chapters as `make build` does."""
    for name, text in chapters.items():
        file = folder / f"{name}.md"
        chapter = FRONT.format(KERNEL if "{code-cell}" in text else NO_KERNEL) + text
        # A second build reads again what has been written since the first one.
        if not file.is_file() or file.read_text(encoding="utf-8") != chapter:
            file.write_text(chapter, encoding="utf-8")
    (folder / "_config.yml").write_text(config, encoding="utf-8")
    first, *others = chapters
    toc = "".join(f"  - file: {name}\n" for name in others)
    (folder / "_toc.yml").write_text(
        f"format: jb-book\nroot: {first}\n" + (f"chapters:\n{toc}" if toc else "")
    )
    return subprocess.run(
        [
            Path(sys.executable).parent / "jupyter-book", "build", folder,
            "--warningiserror", "--nitpick", "--keep-going",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(folder),
             "NO_COLOR": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def bad_book(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One build of every kind of bad chapter: each must say its own place."""
    return build(tmp_path_factory.mktemp("bad"), {name: text for name, (text, _, _) in BAD.items()})


# Name of the chapter: its text, the line of the fault (the text begins on line 8), the message.
BAD = {
    "coloring": (
        cell("1 + 1")
        + "\n"
        + cell(
            "from framelab import load_corpus\nfrom framelab.widgets import ReadingMap\n"
            "ReadingMap(load_corpus(), coloring='isue')"
        ),
        12,
        "Cell failed: TraitError: coloring: found 'isue'; allowed: issue, speaker, kind",
    ),
    "index": (
        cell("from framelab.charts import Chart\nfrom framelab.widgets import frozen\n"
             "from matplotlib.figure import Figure\n"
             "@frozen(unit=['a'])\ndef chart(unit):\n    return Chart(Figure(), unit)\n"
             "chart.index = [1]\nchart"),
        8,
        "Cell failed: TraitError: index: found [1]; allowed: 1 positions",
    ),
    "dead": (
        cell("from ipywidgets import IntSlider\nIntSlider()"),
        8,
        "Widget: found IntSliderModel without a front-end module; allowed: an anywidget",
    ),
    "unseen": (
        cell(":tags: [remove-cell]\n\nfrom framelab import load_corpus\nload_corpus('/nowhere')"),
        8,
        "Cell failed: CodebookError: codebook.toml, the file: found no such file; allowed: a "
        "codebook",
    ),
    "exercise": (
        "```{graded-exercise} nowhere\n```\n",
        8,
        "exercises/nowhere/exercise.toml, the file: found No such file or directory",
    ),
    "head": (
        "```{chapter-head}\nquestion: Why?\nminutes: 30\n```\n",
        8,
        "chapter-head: found question, minutes; allowed: each of question, objectives, minutes, "
        "before, content_note, and guesses",
    ),
    "objectives": (
        "```{chapter-head}\nquestion: Why?\nobjectives: see\nminutes: 30\nbefore: x\n"
        "content_note: x\n```\n",
        8,
        "chapter-head, objectives: found 'see'; allowed: a list of texts",
    ),
    "number": (
        "```{chapter-head}\nquestion: 2017\nobjectives: [see]\nminutes: 30\nbefore: x\n"
        "content_note: x\n```\n",
        8,
        "chapter-head, question: found 2017; allowed: a text",
    ),
    "guesses": (
        "```{chapter-head}\nquestion: Why?\nobjectives: [see]\nminutes: 30\nguesses: two\n"
        "before: x\ncontent_note: x\n```\n",
        8,
        "chapter-head, guesses: found 'two'; allowed: a whole number",
    ),
    "guess": (
        cell("from framelab import load_corpus\nfrom framelab.widgets import ReadingMap\n"
             "m = ReadingMap(load_corpus())\n"
             "m.guesses = {'issue': 'nyt'}\nm"),
        8,
        "Cell failed: TraitError: guesses: found 'issue': 'nyt'; allowed",
    ),
    "quotation": (
        "```{quotations} kelly-solution\n```\n",
        8,
        "quotations: found 'kelly-solution'; allowed: an id of quotes.csv",
    ),
    "round": (
        "```{coder-agreement} 3\n```\n",
        8,
        "coder-agreement: found '3'; allowed: 1, 2",
    ),
    "elsewhere": (
        "```{quotations} kelly-solution-daily-beast\n```\n",
        8,
        "undefined label: 'daily-beast-19'",
    ),
    "before_list": (
        "```{check} Which?\nA paragraph.\n\n- [x] This.\n\n  Yes.\n- [ ] That.\n\n  No.\n```\n",
        8,
        "check: found paragraph, bullet list; allowed: one list of choices",
    ),
    "article": (
        "Text.\n\n```{paragraphs} kbps\n```\n",
        10,
        "paragraphs: found 'kbps'; allowed: daily-beast, truthout, americas-voice, kpbs, "
        "thinkprogress",
    ),
    "provenance": ("```{provenance} nyt\n```\n", 8, "provenance: found 'nyt'; allowed: "),
    "choice": (
        "```{check} Which?\n- [x] This.\n\n  Yes.\n- That.\n\n  No.\n```\n",
        8,
        "check: found 2 choices, 1 of them well-formed and 1 right; allowed: two or more",
    ),
    "no_right": (
        "```{check} Which?\n- [ ] This.\n\n  No.\n- [ ] That.\n\n  No.\n```\n",
        8,
        "check: found 2 choices, 2 of them well-formed and 0 right",
    ),
    "place": ("[a place](#kpbs-99)\n", 8, "kpbs-99"),
    "quote_role": (
        "He said {quote}`kelly-solution`.\n",
        8,
        "quote: found 'kelly-solution'; allowed: an id of quotes.csv",
    ),
    "fact_role": (
        "Text.\n\nIn {fact}`kelly-on-mars`.\n",
        10,
        "fact: found 'kelly-on-mars'; allowed: an id of figures.csv, events.csv or context.csv",
    ),
    "outside_role": (
        "It is warm {outside}`nowhere`.\n",
        8,
        "outside: found 'nowhere'; allowed: an id of context.csv, or SOURCE <ADDRESS>",
    ),
    "pages": (
        "```{paragraph-pages}\n```\n",
        8,
        "paragraph-pages: found no page with {paragraphs} daily-beast; allowed: one page an "
        "article",
    ),
    "fact_elsewhere": ("About {fact}`protest-rally-kpbs`.\n", 8, "undefined label: 'kpbs-15'"),
    "speakers": (
        cell("from framelab import load_corpus\nfrom framelab.widgets import SpeechCompare\n"
             "SpeechCompare(load_corpus(), speakers=('kelly', 'kelly'))"),
        8,
        "Cell failed: ValueError: speakers: found ('kelly', 'kelly'); allowed: two different",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_chapter_fails_with_chapter_line_and_what_would_be_right(
    bad_book: subprocess.CompletedProcess[str], name: str
) -> None:
    assert bad_book.returncode == 1
    _, line, message = BAD[name]
    log = re.sub(r"\x1b\[[0-9;]*m", "", bad_book.stdout + bad_book.stderr)
    places = [each for each in log.splitlines() if f"/{name}.md:{line}:" in each]
    assert any(message in each for each in places), log
    assert "Traceback (most recent call last)" not in log


GOOD = {
    "good": (
        "```{chapter-head}\nquestion: Why?\nobjectives: [see]\nminutes: 7\nguesses: 2\n"
        "before: x\ncontent_note: x\n```\n\n"
        + cell("from framelab import load_corpus\nfrom framelab.widgets import ReadingMap\n"
               "reading_map = ReadingMap(load_corpus())\nreading_map")
        + "\n"
        + cell("reading_map")
        + "\n"
        + cell("import anywidget, traitlets\nclass Raw(anywidget.AnyWidget):\n"
               "    _esm = 'export default { render({ model, el }) { } } // </script>'\n"
               "    data = traitlets.Bytes(b'\\x07\\x2a').tag(sync=True)\nRaw()")
        + "\n[KPBS](#kpbs-11)\n\nSaid: {quote}`sessions-beachhead-kpbs`; {fact}`protest-rally-kpbs`"
        " people, on {fact}`border-trip`; {fact}`sessions-same-page-21-april`.\n\n"
        "```{paragraphs} kpbs\n```\n\n```{paragraphs} daily-beast\n```\n\n"
        "```{check} Which of **these**?\n- [ ] *This*.\n\n  No.\n- [x] That.\n\n  Yes: `x`.\n\n"
        "  - one\n  - two\n```\n"
        + cell(":tags: [raises-exception]\n\n1 / 0")
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def good_pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The same book, built twice in two folders."""
    pages = []
    for name in ("one", "two"):
        folder = tmp_path_factory.mktemp(name)
        done = build(folder, GOOD)
        assert done.returncode == 0, done.stdout + done.stderr
        pages.append((folder / "_build/html/good.html").read_text(encoding="utf-8"))
    return pages


def test_two_builds_of_one_book_are_alike(good_pages: list[str]) -> None:
    assert good_pages[0] == good_pages[1]


def test_a_module_stands_once_in_a_page_and_a_model_keeps_its_number(good_pages: list[str]) -> None:
    page = good_pages[0]
    modules = re.findall(r'id="widget-module-([0-9a-f]+)"', page)
    assert len(modules) == len(set(modules)) == 2
    states = [
        json.loads(text)
        for text in re.findall(r'<script type="application/json">(\{"module".*?)</script>', page)
    ]
    assert [(each["module"], each["model"]) for each in states] == [
        (modules[0], 0),
        (modules[0], 0),
        (modules[1], 1),
    ]
    assert states[2]["buffers"] == [[["data"], "Byo="]]
    assert not any(name.startswith("_") for each in states for name in each["state"])


def test_a_state_cannot_end_its_script_element(good_pages: list[str]) -> None:
    assert "// \\u003c/script>" in good_pages[0]


def test_what_all_widgets_are_drawn_with_stands_in_no_module(good_pages: list[str]) -> None:
    """The page loads the script that all widgets share ahead of the host that mounts them."""
    page = good_pages[0]
    shared, host = (page.index(f"_static/{name}") for name in ("widget_views.js", "widget_host.js"))
    assert shared < host
    ours, raw = re.findall(r'id="widget-module-[0-9a-f]+">(".*?")</script>', page)
    whole = module("reading_map")
    assert json.loads(ours) == module_in_page(whole)
    assert len(json.loads(ours)) < len(whole) / 2
    assert json.loads(raw).startswith("export default { render(")


def test_no_script_of_ipywidgets_and_no_address_outside_is_asked_for(good_pages: list[str]) -> None:
    page = good_pages[0]
    assert "widget_host.js" in page
    for source in re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', page):
        assert not source.startswith(("http", "//")), source


def test_every_paragraph_has_its_address_and_its_quotations(good_pages: list[str]) -> None:
    page = good_pages[0]
    for number in range(1, 26):
        assert f'id="kpbs-{number}"' in page
    assert 'id="sessions-beachhead-kpbs"' in page
    assert "by way of El Paso Times" in page
    assert '<a class="to-paragraph reference internal" href="#kpbs-11">' in page


def test_quotations_and_facts_come_from_the_tables_with_their_place(good_pages: list[str]) -> None:
    (paragraph,) = re.findall(r"<p>Said: .*?</p>", good_pages[0], re.DOTALL)
    text = re.sub(r"<[^>]+>", "", paragraph)
    assert text.startswith(
        "Said: “beachhead” (KPBS ¶ 18); about 80 people, on 20 to 21 April 2017; To the label "
    )
    # The mark, with its number for paper, stands behind the full stop.
    assert text.endswith("about the southern border.1")
    assert re.findall(r'href="([^"]+)"', paragraph)[:3] == [
        "#kpbs-18",
        "#kpbs-15",
        "#daily-beast-1",
    ]


def test_each_choice_opens_its_own_feedback(good_pages: list[str]) -> None:
    page = good_pages[0]
    choices = re.findall(r'<details class="choice">(.*?)</details>', page, re.DOTALL)
    assert len(choices) == 2
    assert "<summary><em>This</em>.</summary>" in choices[0]
    assert "Not quite." in choices[0]
    assert "<summary>That.</summary>" in choices[1]
    assert "Yes." in choices[1]
    assert "[x]" not in page


def test_the_head_says_what_its_minutes_are_made_of(good_pages: list[str]) -> None:
    (said,) = re.findall(r"about 7 minutes[^<]*", good_pages[0])
    # Its text takes less than half a minute.
    assert said == "about 7 minutes (6 for guesses, 1 for questions; how this is estimated)"


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ("", "framelab_corpus: found nothing; allowed: the folder of a corpus"),
        ("nowhere", "nowhere: codebook.toml, the file: found no such file; allowed: a codebook"),
    ],
)
def test_a_book_that_names_no_corpus_is_told_what_to_name(
    tmp_path: Path, corpus: str, message: str
) -> None:
    config = CONFIG.replace(f"framelab_corpus: {DATA}", f'framelab_corpus: "{corpus}"')
    done = build(tmp_path, {"chapter": "{quote}`kelly-solution-thinkprogress`\n"}, config)
    assert done.returncode != 0
    assert message in " ".join(done.stderr.split()) + " ".join(done.stdout.split())


def test_a_page_that_did_not_change_keeps_its_places_in_the_search(tmp_path: Path) -> None:
    terms = "```{glossary}\ndenominator\n  What a share is taken of.\n```\n"
    for text in ("Before.\n", "After.\n"):
        done = build(tmp_path, {"first": "The first page.\n", "terms": terms, "last": text})
        assert done.returncode == 0, done.stdout + done.stderr
        data = (tmp_path / "_build/html/_static/search_data.js").read_text(encoding="utf-8")
        found = json.loads(data.removeprefix("window.framelabSearch = ")[:-2])
        assert [address for address, _ in found["pages"]] == [
            "first.html",
            "terms.html",
            "last.html",
        ]
        assert [1, "term-denominator", "Term", "denominator", "What a share is taken of."] in (
            found["places"]
        ), text
        assert [2, "", "Page", "Chapter", text.strip()] in found["places"]
    # Of Sphinx's own search nothing is left.
    built = tmp_path / "_build/html"
    for name in ("searchindex.js", "_static/searchtools.js", "_static/doctools.js"):
        assert not (built / name).exists()
    assert "searchtools" not in (built / "first.html").read_text(encoding="utf-8")


def test_what_a_page_shows_of_another_page_is_never_old(tmp_path: Path) -> None:
    """A popover has the definition of a page that the page itself knows nothing of."""
    first = "A {term}`denominator` is below.\n"
    for meaning in ("What a share is taken of.", "The number below the line."):
        terms = f"```{{glossary}}\ndenominator\n  {meaning}\n```\n"
        done = build(tmp_path, {"first": first, "terms": terms})
        assert done.returncode == 0, done.stdout + done.stderr
        page = (tmp_path / "_build/html/first.html").read_text(encoding="utf-8")
        assert meaning in page


def test_questions_in_any_script_have_addresses_of_their_own(tmp_path: Path) -> None:
    choices = "- [x] Да\n\n  Верно.\n- [ ] Нет\n\n  Почему?\n"
    asked = ("Кто говорит?", "Кого цитируют?", "谁在说话？", f"{'Why ' * 30}a?", f"{'Why ' * 30}b?")
    text = "\n".join(f"```{{check}} {question}\n{choices}```\n" for question in asked)
    done = build(tmp_path, {"first": text})
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "_build/html/first.html").read_text(encoding="utf-8")
    addresses = re.findall(r'id="(check-[\w-]+)"', page)
    assert len(set(addresses)) == len(addresses) == len(asked)
