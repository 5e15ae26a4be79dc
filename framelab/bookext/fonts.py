"""The fonts of a book, cut to the characters that its pages print.

The bundles bring the whole Latin files of the font packages. When all pages are written, each
file is cut to the weights of `fonts.toml` and to the characters of the pages, named by its content,
and put into `_static/fonts`; `_static/fonts.css` names them. Without bundles the pages have the
system's fonts.
"""

import hashlib
import re
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from framelab.bundling.front_ends import BUNDLES

SOURCES = BUNDLES / "fonts"
SHEET = "fonts.css"
FOLDER = "fonts"
_SETTINGS = Path(__file__).with_suffix(".toml")
_LINKED = re.compile(rf"_static/{re.escape(SHEET)}(?:\?v=[0-9a-f]*)?(?=\")")
# A reader's own words are printed too: names, answers, what is searched for.
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True)
class Font:
    """A file of a font package, and what the book calls the font."""

    source: str
    family: str
    style: str
    display: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of `fonts.toml`; `stand_ins` are the descriptors of system fonts."""

    weights: tuple[int, int]
    features: tuple[str, ...]
    fonts: tuple[Font, ...]
    stand_ins: tuple[Mapping[str, Any], ...]


@cache
def settings() -> Settings:
    """Return the settings, read from `fonts.toml`."""
    found = tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))
    first, last = found["weights"]
    return Settings(
        (first, last), tuple(found["features"]), tuple(Font(**each) for each in found["font"]),
        tuple(found["stand_in"]),
    )  # fmt: skip


_WORDS_OF_PAGES = ("search_data.js",)
"""Scripts whose words are those of the pages, and which an earlier build may have left."""


def characters_of(book: Path) -> frozenset[str]:
    """Return the characters that a built book prints, in its pages and by its own scripts.

    Parameters
    ----------
    book : Path
        The folder of the built pages.
    """
    found = set(_ALWAYS)
    scripts = [file for file in (book / "_static").glob("*.js") if file.name not in _WORDS_OF_PAGES]
    for file in (*book.rglob("*.html"), *scripts,
                 *(book / "_static" / "page").glob("exercise-*.js")):  # fmt: skip
        found |= set(unescape(file.read_text(encoding="utf-8")))
    return frozenset(each for each in found if each.isprintable())


def cut(font: Font, source: bytes, characters: Iterable[str]) -> bytes:
    """Return a font as WOFF2, with the weights of the settings and with these characters alone.

    Parameters
    ----------
    font : Font
        What the font is called.
    source : bytes
        A variable font with an axis of weights.
    characters : iterable of str
        Those that the source lacks are passed over.

    Returns
    -------
    bytes
        The same for the same input.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - takes long to load
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    whole = TTFont(BytesIO(source), recalcTimestamp=False)
    instantiateVariableFont(whole, {"wght": settings().weights}, inplace=True)
    # What the instancer has dropped the subsetter misses, unless the font is read again.
    between = BytesIO()
    whole.flavor = None
    whole.save(between)
    made = TTFont(BytesIO(between.getvalue()), recalcTimestamp=False)
    options = Options(
        layout_features=list(settings().features), hinting=False, notdef_outline=True,
        name_IDs=["*"], flavor="woff2",
    )  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    subsetter.subset(made)
    _rename(made, font.family)
    made.flavor = "woff2"
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


_NAMES = {1: "{family}", 3: "{family} cut", 4: "{family}", 6: "{joined}", 16: "{family}"}
"""What a font's table of names calls the font, by the numbers of OpenType."""


def _rename(made: Any, family: str) -> None:
    """Call a font by its name in the book; whose it is, and under which license, stays."""
    for record in made["name"].names:
        if record.nameID in _NAMES:
            text = _NAMES[record.nameID].format(family=family, joined=family.replace(" ", ""))
            record.string = text


def sheet(files: Mapping[Font, str]) -> str:
    """Return the style sheet that names the fonts and what stands in for them.

    Parameters
    ----------
    files : mapping of Font to str
        The name of each font's file in the folder of fonts.
    """
    first, last = settings().weights
    faces = [
        {
            "font-family": f'"{font.family}"', "font-style": font.style,
            "font-weight": f"{first} {last}", "font-display": font.display,
            "src": f'url("{FOLDER}/{name}") format("woff2")',
        }
        for font, name in files.items()
    ]  # fmt: skip
    for stand_in in settings().stand_ins:
        local = ", ".join(f'local("{name}")' for name in stand_in["local"])
        measures = {key: value for key, value in stand_in.items() if key not in ("family", "local")}
        faces.append(
            {"font-family": f'"{stand_in["family"]}"', "src": local}
            | measures
            | {"line-gap-override": "0%"}
        )
    return "".join(
        f"@font-face {{ {'; '.join(f'{key}: {value}' for key, value in face.items())} }}\n"
        for face in faces
    )


def _add_fonts(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html" or not SOURCES.is_dir():
        return
    book = Path(app.outdir)
    characters = characters_of(book)
    kept = Path(app.doctreedir, "framelab-fonts")
    kept.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(book / "_static" / FOLDER, ignore_errors=True)
    (book / "_static" / FOLDER).mkdir(parents=True)
    files = {}
    for font in settings().fonts:
        made = _cut_once(font, characters, kept)
        digest = hashlib.sha256(made).hexdigest()[:12]
        name = f"{font.family.casefold().replace(' ', '-')}-{font.style}-{digest}.woff2"
        (book / "_static" / FOLDER / name).write_bytes(made)
        files[font] = name
    text = sheet(files)
    (book / "_static" / SHEET).write_text(text, encoding="utf-8")
    # A browser that has kept a former sheet would ask it for fonts that are gone.
    linked = f"_static/{SHEET}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"
    for page in book.rglob("*.html"):
        written = page.read_text(encoding="utf-8")
        if (named := _LINKED.sub(linked, written)) != written:
            page.write_text(named, encoding="utf-8")


def _cut_once(font: Font, characters: frozenset[str], kept: Path) -> bytes:
    """Return a cut font; one of the same input that an earlier build has made is not made anew."""
    source = (SOURCES / font.source).read_bytes()
    digest = hashlib.sha256(source)
    for part in (Path(__file__).read_bytes(), _SETTINGS.read_bytes(), repr(font).encode(),
                 "".join(sorted(characters)).encode()):  # fmt: skip
        digest.update(hashlib.sha256(part).digest())
    file = kept / digest.hexdigest()
    if not file.is_file():
        file.write_bytes(cut(font, source, characters))
    return file.read_bytes()


def setup(app: Sphinx) -> None:
    """Register the fonts, where the bundles have them."""
    # No page preloads them: a slow connection would show text half a second later, and from disk
    # browsers refuse what is preloaded, with an error. A font that comes late waits for the next
    # page: see fonts.toml.
    if SOURCES.is_dir():
        app.add_css_file(SHEET, priority=290)
    app.connect("build-finished", _add_fonts)
