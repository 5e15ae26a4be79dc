"""The one source of style: contrasts, patterns, colors that readers can tell apart."""

import re
from itertools import product
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.corpus import Codebook, read_codebook
from framelab.corpus.codebook import PATTERNS
from framelab.corpus.load import BOOK_VARIABLE
from framelab.corpus.looks import looks_of, name_of
from framelab.corpus.new_codebook import new_codebook
from framelab.style import (
    FILL_CONTRAST,
    TEXT_CONTRAST,
    Color,
    as_text,
    contrast,
    page_sheet,
    sheet,
    style,
    tint_of,
    widget_sheet,
)
from framelab.widgets import ReadingMap

from .colors import ciede2000, closest, seen
from .conftest import ROOT

THEMES = ("light", "dark")
GROUNDS = ("paper", "wash")
TEXTS = (
    "ink", "muted", "accent", "passed", "failed", "code-keyword", "code-string", "code-number",
    "code-comment", "code-name",
)  # fmt: skip
ISSUES_APART = 15
"""CIEDE2000, to every reader: two colors of 10 are told apart at a glance, side by side."""


def codebook_of(folder: Path, *issues: str) -> Codebook:
    (folder / "codebook.toml").write_text(new_codebook(issues), encoding="utf-8")
    return read_codebook(folder / "codebook.toml")


@pytest.fixture(params=[0, 1, 2, 3, 4], ids=lambda n: f"{n} new issues" if n else "the course")
def codebook(request: pytest.FixtureRequest, tmp_path: Path) -> Codebook:
    number: int = request.param
    return codebook_of(tmp_path, *"abcd"[:number]) if number else load_corpus().codebook


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_difference_of_colors_is_that_of_its_authors() -> None:
    """Three pairs of the table that Sharma, Wu and Dalal publish for tests."""
    pairs = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    lightness, a, b = seen("#808080", "normal")
    assert (lightness, a, b) == pytest.approx((53.585, 0, 0), abs=0.02)
    # Red and green of one lightness fall together for a reader without the one sort of cones.
    red, green = (seen(color, "deuteranopia") for color in ("#a05a3c", "#7a6e3c"))
    assert (
        ciede2000(red, green) < 5 < ciede2000(seen("#a05a3c", "normal"), seen("#7a6e3c", "normal"))
    )


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_and_every_edge_can_be_seen(theme: str) -> None:
    of = {name: getattr(color, theme) for name, color in style().colors.items()}
    for name, ground in product(TEXTS, GROUNDS):
        assert contrast(of[name], of[ground]) >= TEXT_CONTRAST, (name, ground)
    assert contrast(of["ink"], of["mark"]) >= TEXT_CONTRAST
    assert contrast(of["accent-ink"], of["accent"]) >= TEXT_CONTRAST
    for ground in GROUNDS:
        assert contrast(of["edge"], of[ground]) >= FILL_CONTRAST, ground
    named = {*TEXTS, *GROUNDS, "mark", "accent-ink", "edge", "line"}
    assert named == set(of), "a color that no line of this test holds against its ground"


@pytest.mark.parametrize("theme", THEMES)
def test_every_color_of_a_codebook_can_be_seen_and_read(codebook: Codebook, theme: str) -> None:
    for name, look in looks_of(codebook).items():
        tint = tint_of(look)
        for ground in GROUNDS:
            below = getattr(style().colors[ground], theme)
            assert contrast(getattr(tint.color, theme), below) >= FILL_CONTRAST, (name, ground)
            assert contrast(getattr(tint.ink, theme), below) >= TEXT_CONTRAST, (name, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_issues_and_no_two_sides_fall_together(codebook: Codebook, theme: str) -> None:
    looks = {name: getattr(tint_of(each).color, theme) for name, each in looks_of(codebook).items()}
    issues = {name: looks[name] for name in looks if name.startswith("issue-") and "_" not in name}
    # State and local officials share a color on purpose; the gray of others is an outline.
    sides = {
        name: looks[name] for name in looks
        if name.startswith("side-") and name not in ("side-local", "side-other")
    }  # fmt: skip
    for colors in (issues, sides):
        if len(colors) > 1:
            apart, which = closest(colors)
            assert apart >= ISSUES_APART, which


def test_two_issues_have_two_patterns_and_both_has_the_colors_of_each(codebook: Codebook) -> None:
    looks = looks_of(codebook)
    patterns = [looks[name_of(issue)].pattern for issue in codebook.issues]
    assert len(set(patterns)) == len(patterns)
    assert looks["issue-neither"].pattern == "outline"
    together = [code for code in codebook.issue_codes if len(codebook.issues_in(code)) > 1]
    for code in together:
        look = looks[name_of(code)]
        assert look.pattern == "stripes"
        assert look.stripes == tuple(map(name_of, codebook.issues_in(code)))


def test_the_patterns_of_codebooks_are_those_that_the_style_draws() -> None:
    assert tuple(style().patterns) == PATTERNS


def test_a_color_without_an_ink_is_made_readable_and_no_further() -> None:
    made = as_text(Color("#cf6a1d", "#7f3eeb"))
    assert made.light != "#cf6a1d"
    for theme, ground in product(THEMES, GROUNDS):
        below = getattr(style().colors[ground], theme)
        assert TEXT_CONTRAST <= contrast(getattr(made, theme), below) < 6.5
    assert as_text(Color("#1f4e9e", "#f0a04b")) == Color("#1f4e9e", "#f0a04b")


def test_a_page_is_light_dark_and_forced_and_on_paper_light() -> None:
    css = sheet(looks_of(load_corpus().codebook))
    # One rule after the other, each with its properties on lines of their own.
    light, dark, *rest = (" ".join(rule.split()) for rule in re.split(r"(?<=\})\n(?=\S)", css))
    assert light.startswith(":root { color-scheme: light;")
    assert dark.startswith('@media screen { html[data-theme="dark"] { color-scheme: dark;')
    for name in ("ink", "paper", "wash", "line", "muted", "accent", "accent-ink"):
        assert f"--{name}: {style().light(name)};" in light
        assert f"--{name}: {style().colors[name].dark};" in dark
    for name in ("font-read", "font-ui", "text", "small", "motion"):
        assert f"--{name}: " in light
    assert "--issue-both-fill: repeating-linear-gradient(-45deg, var(--issue-drugs) 0px" in light
    assert "--side-press: #6007B4;" in light
    assert any("prefers-reduced-motion" in line and "--motion: 0ms" in line for line in rest)
    forced = next(line for line in rest if "forced-colors" in line)
    assert "--issue-drugs: CanvasText" in forced
    assert "#" not in forced
    assert "prefers-color-scheme: dark" in page_sheet()


def test_codes_of_three_issues_have_stripes_of_three_colors(tmp_path: Path) -> None:
    css = sheet(looks_of(codebook_of(tmp_path, "water", "taxes", "town-hall")))
    assert (
        "--issue-water_taxes_town-hall-fill: repeating-linear-gradient(-45deg, "
        "var(--issue-water) 0px 4px, var(--issue-taxes) 4px 8px, var(--issue-town-hall) 8px 12px)"
    ) in css
    assert f"--issue-water_taxes: {style().several.color.light};" in css


def test_a_widget_brings_its_colors_along_but_not_into_a_book(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    css = ReadingMap(load_corpus())._css
    scope = "html:not([data-theme]) :is(.framelab-widget, .frozen) {"
    assert css.startswith(scope)
    assert "--issue-drugs: #CF6A1D;" in css
    assert '[data-jp-theme-light="false"]' in css
    assert css.count("{") == css.count("}")
    assert css.startswith(
        widget_sheet(looks_of(load_corpus().codebook), (".framelab-widget", ".frozen"))
    )
    monkeypatch.setenv(BOOK_VARIABLE, "1")
    assert "--issue-drugs: #CF6A1D;" not in ReadingMap(load_corpus())._css


# No other file says a color.

SAID_HERE = {
    "style.toml", "course/data/codebook.toml", "corpus/codebook.toml.in",
}  # fmt: skip
# `#` and three, four, six or eight digits; %23 is what a data address makes of it.
_HEX = re.compile(r"(?:#|%23)(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})(?![\w-])")
# An entity of HTML, and what begins a place in a page or an id.
_NO_COLOR = re.compile(r"&#\w+;|href=\"#|url\(#")


def colors_said(text: str) -> list[str]:
    """List the colors that a text says in hexadecimal, or by rgb and hsl."""
    plain = _NO_COLOR.sub("", text)
    return _HEX.findall(plain) + re.findall(r"\b(?:rgb|hsl)a?\(", plain)


def test_no_color_is_said_but_in_the_one_source_and_in_codebooks() -> None:
    texts = (".py", ".js", ".mjs", ".css", ".html", ".svg", ".in", ".toml", ".md")
    package = ROOT / "framelab"
    said = {
        name: found
        for file in sorted(package.rglob("*"))
        if file.suffix in texts
        and (name := file.relative_to(package).as_posix()) not in SAID_HERE
        and not name.startswith("bundles/")
        and (found := colors_said(file.read_text(encoding="utf-8")))
    }
    assert said == {}
    for name in SAID_HERE:
        assert colors_said((package / name).read_text(encoding="utf-8")), name


@pytest.mark.parametrize(
    "planted", ["color: #1b1b1f;", "BLUE = '#FFF'", "stroke='%23000'", "rgba(0, 0, 0, 0.5)"]
)
def test_a_planted_color_is_found(planted: str) -> None:
    assert len(colors_said(planted)) == 1


@pytest.mark.parametrize("plain", ["&#8212;", 'href="#abc"', "#main", "url(#fed)", "issue #12"])
def test_what_looks_like_a_color_is_none(plain: str) -> None:
    assert colors_said(plain) == []
