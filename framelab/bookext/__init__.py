"""The Sphinx extension behind the built book. `framelab.bookext` in `_config.yml` loads it."""

import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from framelab.bookext import (
    agreement,
    articles,
    chapter,
    cited,
    corpus,
    fonts,
    memory,
    notices,
    outside,
    paragraphs,
    popovers,
    quiz,
    search,
    strips,
    style,
    theme,
    wide_tables,
)
from framelab.bookext.in_page import directive as in_page
from framelab.bundling.front_ends import BUNDLES
from framelab.corpus.load import BOOK_VARIABLE
from framelab.processes import default_jobs
from framelab.widgets.frozen import FREEZE_VARIABLE

HERE = Path(__file__).parent
PAGES = BUNDLES / "pages"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives and roles, the page assets and the mends of the theme."""
    # Kernels inherit it: a frozen chart then brings all its frames along.
    os.environ[FREEZE_VARIABLE] = "1"
    os.environ[BOOK_VARIABLE] = "1"
    # GitHub Pages leaves out _static unless a file .nojekyll says otherwise; this writes it.
    app.setup_extension("sphinx.ext.githubpages")
    # Jupyter Book sets it for an extension that this book does not load.
    app.add_config_value("comments_config", {}, "")
    app.connect("config-inited", _add_paths)
    if PAGES.is_dir():
        app.add_js_file("book.js", loading_method="defer")
        app.add_css_file("reader.css")
    app.connect("builder-inited", _use_all_processors)
    app.add_css_file("book.css")
    app.add_css_file("popovers.css")
    app.add_css_file("book_print.css", media="print")
    for part in (
        agreement, articles, chapter, cited, corpus, fonts, in_page, memory, notices, outside,
        paragraphs, popovers, quiz, search, strips, style, theme, wide_tables,
    ):  # fmt: skip
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _add_paths(_app: Sphinx, config: Any) -> None:
    config.html_static_path += [str(HERE / "static"), *([str(PAGES)] if PAGES.is_dir() else [])]
    # Ahead of the theme's own templates, which some of ours replace.
    config.templates_path.insert(0, str(HERE / "templates"))


def _use_all_processors(app: Sphinx) -> None:
    """Let Sphinx run, read and write as many chapters at a time as there are processors.

    `sphinx-build` has an option for it, which Jupyter Book does not hand on. Sphinx would warn of
    an extension that does not say whether it is safe to do so, and a warning ends a build.
    """
    # Numbers sections after all chapters are read, but does not say that it is safe.
    if numbering := app.extensions.get("sphinx_multitoc_numbering"):
        numbering.parallel_read_safe = True
    if all(each.parallel_read_safe for each in app.extensions.values()):
        app.parallel = default_jobs()
