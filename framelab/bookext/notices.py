"""Third-party notices: what the built book redistributes, and under which licence."""

import json
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.fonts import SOURCES
from framelab.bundling.front_ends import licence_of
from framelab.bundling.node import HERE as LOCKED

NOTICES = Path(__file__).parent / "notices.toml"
_LOCK = LOCKED / "package-lock.json"

# A package of the build environment whose licence file holds the words of the MIT
# licence: the parts below it came without theirs.
_MIT_SOURCE = "myst-parser"
_MIT_BEGINS = "Permission is hereby granted"
# Before it the font packages say whose a font is, the one of them in part.
_OFL_BEGINS = "This Font Software is licensed"


@dataclass(frozen=True, slots=True)
class Part:
    """One third-party part of the built book.

    `files` are the built files that hold it, as patterns. `version` and `copyright` are
    those of a part that came inside another; `distribution` names the installed package
    that gives them otherwise, `npm` the package of the lock file that gives the version. Of a
    part without a licence file of its own, `words_from` names an installed package that
    brings the words of the same licence. `licence_file` is the one that holds where a package
    brings several. `font` names the font package whose licence lies among the bundles; without
    bundles a book has no fonts of others, and the part is not listed.
    """

    name: str
    licence: str
    url: str
    files: tuple[str, ...]
    distribution: str | None = None
    version: str | None = None
    copyright: str | None = None
    npm: str | None = None
    words_from: str | None = None
    licence_file: str | None = None
    font: str | None = None


def third_party_parts() -> list[Part]:
    """Read the parts from `notices.toml`, in its order, but for fonts where there are none."""
    read = tomllib.loads(NOTICES.read_text(encoding="utf-8"))["part"]
    parts = [Part(**{**part, "files": tuple(part["files"])}) for part in read]
    return [part for part in parts if not part.font or SOURCES.is_dir()]


class ThirdPartyNoticesDirective(SphinxDirective):
    """List the parts: name, version, licence, files, and the licence's words."""

    def run(self) -> list[nodes.Node]:
        """Return one section for each part."""
        return [_section(part) for part in third_party_parts()]


def _section(part: Part) -> nodes.section:
    name = nodes.make_id(part.name)
    version = version_of(part)
    section = nodes.section(ids=[name], names=[name])
    section += nodes.title("", part.name)
    facts = [f"Licence: {part.licence}"]
    if version:
        facts.insert(0, f"Version {version}")
    if part.copyright:
        facts.append(f"Copyright {part.copyright}")
    section += nodes.paragraph("", ". ".join(facts) + ".")
    link = nodes.reference("", part.url, refuri=part.url)
    section += nodes.paragraph("", "", nodes.Text("Source: "), link)
    files = nodes.bullet_list()
    files += [nodes.list_item("", nodes.paragraph("", "", nodes.literal("", file)))
              for file in part.files]  # fmt: skip
    section += files
    section += nodes.literal_block("", _licence_text(part), language="none")
    return section


def version_of(part: Part) -> str | None:
    """Return the version of a part, if it has one."""
    if part.npm:
        locked = json.loads(_LOCK.read_text(encoding="utf-8"))["packages"]
        return str(locked[f"node_modules/{part.npm}"]["version"])
    return distribution(part.distribution).version if part.distribution else part.version


def _licence_text(part: Part) -> str:
    if part.font:
        text = (SOURCES / licence_of(part.font)).read_text(encoding="utf-8")
        return f"Copyright {part.copyright}\n\n{text[text.index(_OFL_BEGINS) :].strip()}"
    if source := part.words_from or part.distribution:
        return _licence_file(distribution(source), part.licence_file)
    text = _licence_file(distribution(_MIT_SOURCE))
    return f"Copyright (c) {part.copyright}\n\n{text[text.index(_MIT_BEGINS) :]}"


def _licence_file(package: Distribution, called: str | None = None) -> str:
    """Return the licence that an installed package brought along, or the one of that name."""
    beginnings = (called.upper(),) if called else ("LICENSE", "LICENCE", "COPYING")
    for file in package.files or []:
        if file.name.upper().startswith(beginnings):
            return Path(str(file.locate())).read_text(encoding="utf-8").strip()
    raise FileNotFoundError(f"{package.name}: found no licence file in the installed package")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("third-party-notices", ThirdPartyNoticesDirective)
