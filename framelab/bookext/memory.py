"""What the book remembers of its reader: what a page needs for it.

All of it is kept by the reader's browser; `pages/memory/` has the scripts. This module puts the
first of them into the head of every page, marks the ends of chapters, and counts what there is.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from framelab.bookext.chapter import MINUTES
from framelab.bookext.quiz import CHECKS
from framelab.bookext.script_json import script_json
from framelab.bundling.front_ends import BUNDLES

HEAD = BUNDLES / "pages" / "head.js"


def whole(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return what this edition has: its pages, its chapters, and its questions of `{check}`.

    A question is named as the memory names it, by its page and its id: what a reader's browser
    remembers of an earlier edition does not count.
    """
    pages = {name: env.metadata.get(name, {}) for name in sorted(env.found_docs)}
    return {
        "pages": list(pages),
        "chapters": [name for name, about in pages.items() if MINUTES in about],
        "checks": [
            f"{n}#{each}" for n, about in pages.items() for each in about.get(CHECKS, "").split()
        ],
    }


def _add_head(app: Sphinx, config: Any) -> None:
    """Put into every page the script that draws ticks before the page is drawn.

    It is the same on every page, so that a site's policy allows it by one hash.
    """
    if HEAD.is_file():
        book = script_json(config.framelab_book)
        script = HEAD.read_text(encoding="utf-8").strip()
        app.add_js_file(None, body=f"document.documentElement.dataset.book={book};{script}")


def _mark_end(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Mark the end of a chapter, where its reader can say that it is read."""
    if minutes := app.env.metadata.get(page, {}).get(MINUTES):
        context["body"] += f'<div class="chapter-end" data-minutes="{minutes}"></div>'


def _remove_head(app: Sphinx, exception: Exception | None) -> None:
    """Remove the copy that no page asks for."""
    if exception is None:
        Path(app.outdir, "_static", HEAD.name).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Register what pages get."""
    app.connect("config-inited", _add_head)
    app.connect("html-page-context", _mark_end)
    app.connect("build-finished", _remove_head)
