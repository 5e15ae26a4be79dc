"""The look of a book: one style sheet with all custom properties, and the icon of its tab."""

from pathlib import Path
from string import Template

from sphinx.application import Sphinx
from sphinx.config import Config

from framelab.bookext.corpus import corpus_of
from framelab.corpus.looks import looks_of
from framelab.style import sheet, style

SHEET = "style.css"
ICON = "favicon.svg"


def _write(app: Sphinx, config: Config) -> None:
    """Put what is made of `style.toml` and the codebook among the files of the book."""
    folder = Path(app.doctreedir, "framelab")
    folder.mkdir(parents=True, exist_ok=True)
    looks = looks_of(corpus_of(app).codebook) if config.framelab_corpus else {}
    (folder / SHEET).write_text(sheet(looks), encoding="utf-8")
    icon = Template(Path(__file__).with_name(f"{ICON}.in").read_text(encoding="utf-8"))
    colors = {name: color.light for name, color in style().colors.items()}
    (folder / ICON).write_text(icon.safe_substitute(colors), encoding="utf-8")
    config.html_static_path.append(str(folder))
    # Without one, browsers ask for one that is not there.
    config.html_favicon = config.html_favicon or str(folder / ICON)


def setup(app: Sphinx) -> None:
    """Register the style sheet, which stands before those that use it."""
    app.add_css_file(SHEET, priority=300)
    app.connect("config-inited", _write)
