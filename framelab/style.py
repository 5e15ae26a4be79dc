"""The one source of style: colors, type and spacing of style sheets, widgets and charts.

`style.toml` beside this file holds the values. A corpus adds the colors of its codebook, which this
room is handed as `Look`s; it knows no corpus, and needs the standard library alone.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".toml")

TEXT_CONTRAST = 4.5
"""What WCAG 2.2 asks of text against its ground (1.4.3)."""
FILL_CONTRAST = 3.0
"""What WCAG 2.2 asks of the parts of a picture against what lies beside them (1.4.11)."""


@dataclass(frozen=True, slots=True)
class Color:
    """A color on a light page and on a dark one, each as `#rrggbb`."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a code of a codebook looks.

    Parameters
    ----------
    color : Color, optional
        The fill; None stands for the color that several issues have together.
    ink : Color, optional
        The color as text; None stands for the fill, made darker or lighter until it can be read.
    pattern : str
        A name of `Style.patterns`.
    stripes : tuple of str
        The names of the looks of whose colors stripes are drawn.
    """

    color: Color | None
    ink: Color | None = None
    pattern: str = "solid"
    stripes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tint:
    """A color that fills, and the same color as text."""

    color: Color
    ink: Color


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as a CSS background with gaps for its colors, and as a hatch of Matplotlib."""

    css: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Style:
    """The content of `style.toml`.

    `issues` are the tints that a new codebook gives its issues, in their order; `several` and
    `none` those of several issues together and of none. `properties` are the custom properties
    that are no colors, `wide` those that differ in windows of `wide_from` and more. Sizes of
    letters in charts are in points.
    """

    colors: Mapping[str, Color]
    issues: tuple[Tint, ...]
    several: Tint
    none: Tint
    patterns: Mapping[str, Pattern]
    stripe_width: int
    properties: Mapping[str, str]
    wide_from: str
    wide: Mapping[str, str]
    chart_font_size: float
    chart_small: float

    def light(self, name: str) -> str:
        """Return a color of a light page, such as that of "ink"."""
        return self.colors[name].light


@cache
def style() -> Style:
    """Return the style, read from `style.toml`."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Style(
        colors={name: Color(**each) for name, each in found["colors"].items()},
        issues=tuple(map(_tint, found["issues"])),
        several=_tint(found["several"]),
        none=_tint(found["none"]),
        patterns={name: Pattern(**each) for name, each in found["patterns"].items()},
        stripe_width=found["stripe"]["width"],
        properties=found["properties"],
        wide_from=found["wide"]["from"],
        wide=found["wide"]["properties"],
        chart_font_size=found["chart"]["font-size"],
        chart_small=found["chart"]["small"],
    )


def _tint(found: Mapping[str, Any]) -> Tint:
    return Tint(Color(**found["color"]), Color(**found["ink"]))


def luminance(color: str) -> float:
    """Return the relative luminance of a color `#rrggbb`, as WCAG 2 defines it: 0 to 1."""
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(color)]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors `#rrggbb`, as WCAG 2 defines it: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def as_text(color: Color) -> Color:
    """Return a color with as much of the ink in it as text needs on paper and on the wash."""
    return Color(_readable(color.light, "light"), _readable(color.dark, "dark"))


_STEPS = 20
"""Into so many steps the way from a color to the ink is cut."""


def _readable(color: str, theme: str) -> str:
    ink, paper, wash = (getattr(style().colors[name], theme) for name in ("ink", "paper", "wash"))
    for step in range(_STEPS + 1):
        share = step / _STEPS
        mixed = "#" + "".join(
            f"{round(255 * (own * (1 - share) + inks * share)):02x}"
            for own, inks in zip(_parts(color), _parts(ink), strict=True)
        )
        if min(contrast(mixed, paper), contrast(mixed, wash)) >= TEXT_CONTRAST:
            break
    return mixed


def tint_of(look: Look) -> Tint:
    """Return the colors of a look, those included that the look itself leaves open."""
    if look.color is None:
        return style().several
    return Tint(look.color, look.ink or as_text(look.color))


def properties_of(looks: Mapping[str, Look], theme: str) -> dict[str, str]:
    """Return the custom properties that differ between the themes.

    Parameters
    ----------
    looks : mapping of str to Look
        The looks of a codebook by their names in style sheets, such as "issue-taxes".
    theme : str
        "light" or "dark".

    Returns
    -------
    dict of str to str
        The colors of the style, and of each look its `--NAME` (the color), `--NAME-ink` (the color
        as text) and `--NAME-fill` (a background with the pattern).
    """
    found = {f"--{name}": str(getattr(each, theme)) for name, each in style().colors.items()}
    for name, look in looks.items():
        tint = tint_of(look)
        found[f"--{name}"] = str(getattr(tint.color, theme))
        found[f"--{name}-ink"] = str(getattr(tint.ink, theme))
        found[f"--{name}-fill"] = _fill(name, look)
    return found


def _fill(name: str, look: Look) -> str:
    css = style().patterns[look.pattern].css
    return css.replace("{color}", f"var(--{name})").replace("{stripes}", _stripes(name, look))


def _stripes(name: str, look: Look) -> str:
    # What has no colors of others takes turns with the paper.
    colors, width = look.stripes or (name, "paper"), style().stripe_width
    return ", ".join(
        f"var(--{each}) {at * width}px {(at + 1) * width}px" for at, each in enumerate(colors)
    )


def _forced(looks: Mapping[str, Look]) -> dict[str, str]:
    """Return the properties where the reader's system forces its colors: patterns tell codes."""
    found = {f"--{name}": "CanvasText" for name in style().colors}
    found |= {f"--{name}": "Canvas" for name in ("paper", "wash", "mark", "accent-ink")}
    for name, look in looks.items():
        alone = Look(look.color, look.ink, look.pattern)
        found |= {f"--{name}": "CanvasText", f"--{name}-ink": "CanvasText"}
        found[f"--{name}-fill"] = _fill(name, alone)
    return found


def _named(properties: Mapping[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in properties.items()}


def _rule(selector: str, properties: Mapping[str, str], media: str = "") -> str:
    listed = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    rule = f"{selector} {{\n{listed}}}"
    return f"@media {media} {{ {rule} }}\n" if media else f"{rule}\n"


def _rules(
    looks: Mapping[str, Look], light: str, dark: str, forced: str, when_dark: str = "screen"
) -> str:
    themes = {theme: properties_of(looks, theme) for theme in ("light", "dark")}
    # What a theme leaves as it was is said once.
    changed = {k: v for k, v in themes["dark"].items() if themes["light"][k] != v}
    own = {"color-scheme": "light"} | themes["light"] | _named(style().properties)
    return "".join(
        (
            _rule(light, own),
            _rule(dark, {"color-scheme": "dark"} | changed, when_dark),
            _rule(light, _named(style().wide), f"(min-width: {style().wide_from})"),
            _rule(light, {"--motion": "0ms"}, "(prefers-reduced-motion: reduce)"),
            _rule(forced, _forced(looks), "(forced-colors: active)"),
        )
    )


def sheet(looks: Mapping[str, Look]) -> str:
    """Return the style sheet of a book: all custom properties.

    A page is light where no script has set its theme, and on paper.

    Parameters
    ----------
    looks : mapping of str to Look
        See `properties_of`.
    """
    return _rules(looks, ":root", 'html[data-theme="dark"]', ":root:root")


def page_sheet() -> str:
    """Return the style sheet of a page without script: dark where the reader's system is."""
    dark = "screen and (prefers-color-scheme: dark)"
    return _rules({}, ":root", ":root", ":root:root", dark)


_DARK_NOTEBOOKS = (
    '[data-jp-theme-light="false"]',
    '[data-vscode-theme-kind="vscode-dark"]',
    '[data-vscode-theme-kind="vscode-high-contrast"]',
)
"""What a page of JupyterLab or of VS Code says of its theme."""


def widget_sheet(looks: Mapping[str, Look], within: Iterable[str]) -> str:
    """Return the custom properties for widgets where no book sets them, such as in JupyterLab.

    Parameters
    ----------
    looks : mapping of str to Look
        See `properties_of`.
    within : iterable of str
        Selectors of the widgets: no other part of a notebook takes the properties.
    """
    own, alone = f":is({', '.join(within)})", "html:not([data-theme])"
    dark = f"{alone} :is({', '.join(_DARK_NOTEBOOKS)}) {own}"
    return _rules(looks, f"{alone} {own}", dark, f"{alone} {own}{own}{own}")
