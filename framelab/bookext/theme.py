"""Mends of the theme: what a page of this book does not need, or could not pass with."""

import re
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

# Copied by Sphinx or the theme, and never asked for by a page; a test would see a page miss them.
UNUSED = (
    "_static/images/logo_*",
    "_static/locales",
    "_static/doctools.js",
    "_static/language_data.js",
    "_static/scripts/fontawesome.js*",
    "_static/searchtools.js",
    "_static/sphinx_highlight.js",
    "_static/vendor",
    "**/*.map",
)


def setup(app: Sphinx) -> None:
    """Register the mends."""
    app.add_css_file("book_theme.css", priority=400)
    app.add_css_file("book_icons.css")
    app.connect("html-page-context", _mend_roles)
    app.connect("html-page-context", _mark_bare_addresses)
    # After the theme, which adds it.
    app.connect("html-page-context", _leave_out_page_name, priority=900)
    app.connect("html-page-context", _name_toggles, priority=900)
    app.connect("build-finished", _remove_unused)


def _mend_roles(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Make the entries of a reference list items of it, as its role promises.

    Docutils gives them doc-biblioentry, which ARIA has since deprecated.
    """
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


_TOGGLE = re.compile(
    r'(?P<link><a class="[^"]*" href="[^"]*">(?P<title>[^<]*)</a><details[^>]*><summary)>'
)


def _name_toggles(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give what opens a part of the menu the name of the part: the theme gives it an icon alone."""
    make = context["generate_toctree_html"]

    def made(*arguments: Any, **options: Any) -> str:
        return _TOGGLE.sub(
            r'\g<link> aria-label="Pages of \g<title>">', str(make(*arguments, **options))
        )

    context["generate_toctree_html"] = made


def _leave_out_page_name(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Leave out the one inline script that differs from page to page.

    Only the theme's switch between versions reads what it says, and no book has the switch. The
    inline scripts that stay are the same on every page: a site that allows scripts by their hashes
    allows them with a few.
    """
    scripts = context["script_files"]
    scripts[:] = [each for each in scripts if not _names_the_page(each)]


def _names_the_page(script: Any) -> bool:
    body = getattr(script, "attributes", {}).get("body", "")
    return body is not None and body.startswith("DOCUMENTATION_OPTIONS.pagename")


def _mark_bare_addresses(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Mark links whose text is their address: on paper it is not printed behind them again."""
    if "body" in context:
        context["body"] = _OUTSIDE_LINK.sub(_marked, context["body"])


_OUTSIDE_LINK = re.compile(
    r'<a class="reference external" href="(?P<address>https?://[^"]*)">(?P<text>[^<]*)</a>'
)


def _marked(link: re.Match[str]) -> str:
    address = link["address"].partition("://")[2].rstrip("/")
    says = link["text"].rpartition("://")[2].rstrip("/") == address or link["text"][:4] == "doi:"
    return link[0].replace('external"', 'external says-its-address"', 1) if says else link[0]


def _remove_unused(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    # An element that only could show an icon would ask for the font.
    styles = Path(app.outdir) / "_static/styles/pydata-sphinx-theme.css"
    rules = styles.read_text(encoding="utf-8")
    rules = re.sub(r"@font-face\{[^}]*Font Awesome[^}]*\}", "", rules)
    styles.write_text(rules, encoding="utf-8")
    for pattern in UNUSED:
        for path in list(Path(app.outdir).glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
