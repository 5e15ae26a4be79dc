"""Fonts that are cut: what stays, what they are called, and that the same gives the same."""

from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from framelab.bookext.fonts import SOURCES, cut, settings, sheet
from framelab.style import style

SANS = next(font for font in settings().fonts if font.family == "Frame Sans")


@pytest.fixture(scope="module")
def made() -> bytes:
    if not SOURCES.is_dir():
        pytest.skip("there are no bundles with fonts: python -m framelab.bundling _build/node")
    return cut(SANS, (SOURCES / SANS.source).read_bytes(), "Framing, “1” – é→")


def names(font: Any) -> dict[int, str]:
    return {record.nameID: str(record) for record in font["name"].names}


def test_a_cut_font_has_the_asked_characters_weights_and_name(made: bytes) -> None:
    font, whole = TTFont(BytesIO(made)), TTFont(SOURCES / SANS.source)
    assert set(map(chr, font.getBestCmap())) == set("Framing, “1” – é")
    assert [(axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [(400, 700)]
    assert (names(font)[1], names(font)[6]) == ("Frame Sans", "FrameSans")
    # The license reserves the name; whose the font is, the font goes on to say.
    called = (1, 3, 4, 6, 16, 25)
    assert not any("Source" in text for at, text in names(font).items() if at in called)
    assert names(font)[0] == names(whole)[0]
    assert len(made) < 9_000


def test_the_same_characters_give_the_same_bytes_in_any_order(made: bytes) -> None:
    again = cut(SANS, (SOURCES / SANS.source).read_bytes(), reversed("Framing, “1” – é→"))
    assert again == made


def test_the_sheet_names_every_face_that_the_style_asks_for() -> None:
    css = sheet({font: f"{number}.woff2" for number, font in enumerate(settings().fonts)})
    assert css.count("@font-face") == len(settings().fonts) + len(settings().stand_ins)
    asked = [part.strip() for stack in ("font-read", "font-ui")
             for part in style().properties[stack].split(",")]  # fmt: skip
    bundled = {font.family for font in settings().fonts}
    bundled |= {each["family"] for each in settings().stand_ins}
    assert bundled <= {part.strip('"') for part in asked}
    for family in bundled:
        assert f'font-family: "{family}"' in css
    assert (
        css.count("size-adjust") == css.count("line-gap-override: 0%") == len(settings().stand_ins)
    )
