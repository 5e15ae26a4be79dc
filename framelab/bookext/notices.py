"""Third-party notices: what the built book redistributes, and under which licence."""

import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

NOTICES = Path(__file__).parent / "notices.toml"

# A package of the build environment whose licence file holds the words of the MIT
# licence: the parts below it came without theirs.
_MIT_SOURCE = "myst-parser"
_MIT_BEGINS = "Permission is hereby granted"


@dataclass(frozen=True, slots=True)
class Part:
    """One third-party part of the built book.

    `files` are the built files that hold it, as patterns. `version` and `copyright` are
    those of a part that came inside another; `distribution` names the installed package
    that gives them otherwise.
    """

    name: str
    licence: str
    url: str
    files: tuple[str, ...]
    distribution: str | None = None
    version: str | None = None
    copyright: str | None = None


def third_party_parts() -> list[Part]:
    """Read the parts from `notices.toml`, in its order."""
    parts = tomllib.loads(NOTICES.read_text(encoding="utf-8"))["part"]
    return [Part(**{**part, "files": tuple(part["files"])}) for part in parts]


class ThirdPartyNoticesDirective(SphinxDirective):
    """List the parts: name, version, licence, files, and the licence's words."""

    def run(self) -> list[nodes.Node]:
        """Give a section a part."""
        return [_section(part) for part in third_party_parts()]


def _section(part: Part) -> nodes.section:
    name = nodes.make_id(part.name)
    version = distribution(part.distribution).version if part.distribution else part.version
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


def _licence_text(part: Part) -> str:
    if part.distribution:
        return _licence_file(distribution(part.distribution))
    text = _licence_file(distribution(_MIT_SOURCE))
    return f"Copyright (c) {part.copyright}\n\n{text[text.index(_MIT_BEGINS) :]}"


def _licence_file(package: Distribution) -> str:
    """Give the licence that an installed package brought along."""
    for file in package.files or []:
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return Path(str(file.locate())).read_text(encoding="utf-8").strip()
    raise FileNotFoundError(f"{package.name}: found no licence file in the installed package")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("third-party-notices", ThirdPartyNoticesDirective)
