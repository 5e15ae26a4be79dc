"""What is bundled: front ends of the widgets, scripts of the book's pages, and its fonts."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from framelab.bundling.node import HERE as LOCKED
from framelab.bundling.node import PACKAGES, bundle, installed

PACKAGE = Path(__file__).parents[1]
BUNDLES = PACKAGE / "bundles"
"""Where the bundles are: made from a checkout, or carried by the wheel."""
WIDGETS = PACKAGE / "widgets"
PAGES = PACKAGE / "bookext" / "pages"
SHARED = dict.fromkeys(("preact", "preact/hooks", "htm"), PAGES / "shared" / "views.js")
"""What a page has once for all its widgets, and the file by which a front end takes it."""
FONTS = {
    "literata": ("literata-latin-wght-normal.woff2", "literata-latin-wght-italic.woff2"),
    "source-sans-3": ("source-sans-3-latin-wght-normal.woff2",),
}
"""The files that are taken of each font package, whole; a book's build cuts them."""
STAMP = "made_from"
_KINDS = (".js", ".css")


def entries(folder: Path) -> list[Path]:
    """List the files of a folder that are bundled; what stands deeper is imported by them."""
    return sorted(file for file in folder.iterdir() if file.suffix in _KINDS)


def digest_of_sources() -> str:
    """Return the hash of all that the bundles are made from."""
    # How the bundles are made counts as well.
    found = [LOCKED / name for name in PACKAGES if name != ".npmrc"] + sorted(LOCKED.glob("*.py"))
    found += [*_sources(WIDGETS), *_sources(PAGES)]
    digest = hashlib.sha256()
    for file in found:
        digest.update(f"{file.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    digest.update(repr(FONTS).encode())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.suffix in _KINDS)


def are_fresh(bundles: Path = BUNDLES) -> bool:
    """Say whether the bundles are those of the sources beside them."""
    stamp = bundles / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest_of_sources()


def make_bundles(modules: Path, bundles: Path = BUNDLES) -> None:
    """Bundle all front ends, and copy the fonts, in the place of those that were there.

    Parameters
    ----------
    modules : Path
        Where npm installs to; see `node.installed`.
    bundles : Path
        Where the bundles go.

    Raises
    ------
    NodeError
        Node or npm is missing, or a source is wrong.
    """
    node_modules = installed(modules)
    fresh = bundles.with_name(f"{bundles.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    bundle(node_modules, entries(WIDGETS), fresh / "widgets")
    modules_alone = [file for file in entries(WIDGETS) if file.suffix == ".js"]
    bundle(node_modules, modules_alone, fresh / "widgets_in_page", stands_for=SHARED)
    # The pages' own scripts are classic scripts, which a page on disk can name.
    bundle(node_modules, entries(PAGES), fresh / "pages", "iife")
    _copy_fonts(node_modules, fresh / "fonts")
    (fresh / STAMP).write_text(digest_of_sources(), encoding="utf-8")
    shutil.rmtree(bundles, ignore_errors=True)
    fresh.rename(bundles)


def _copy_fonts(node_modules: Path, folder: Path) -> None:
    """Copy the font files into a folder, each package's license beside its files."""
    folder.mkdir(parents=True)
    for name, files in FONTS.items():
        package = node_modules / "@fontsource-variable" / name
        for file in files:
            shutil.copyfile(package / "files" / file, folder / file)
        shutil.copyfile(package / "LICENSE", folder / licence_of(name))


def licence_of(package: str) -> str:
    """Return what the license of a font package is called beside its files."""
    return f"{package}.LICENSE.txt"
