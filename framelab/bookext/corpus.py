"""The corpus of a book: `framelab_corpus` in its configuration names the folder of the tables."""

from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from framelab.corpus import Corpus, CorpusError, load_corpus

COLORS = "codebook_colors.css"


def corpus_of(env: BuildEnvironment) -> Corpus:
    """Return the corpus that a book is about.

    Parameters
    ----------
    env : BuildEnvironment
        Of a book whose configuration names a corpus.

    Raises
    ------
    ExtensionError
        The configuration names no corpus, or the corpus cannot be read.
    """
    named = env.config.framelab_corpus
    if not named:
        raise ExtensionError(
            "framelab_corpus: found nothing; allowed: the folder of a corpus, seen from the "
            "folder of _config.yml"
        )
    return _read(str(Path(env.srcdir, named)))


@cache
def _read(folder: str) -> Corpus:
    try:
        return load_corpus(folder)
    except CorpusError as error:
        raise ExtensionError(f"framelab_corpus, {folder}: {error}") from error


def colors_css(corpus: Corpus) -> str:
    """Return a style sheet with the colors of a codebook, for light pages and for dark ones.

    Each is a custom property: `--issue-ID` of an issue, `--side-ID` of a side.
    """
    colors = corpus.codebook.colors().items()
    light = "".join(f"--{name}: {color.light};" for name, color in colors)
    dark = "".join(f"--{name}: {color.dark};" for name, color in colors)
    # On paper the page is light, whatever the screen shows.
    return f':root {{{light}}}\n@media screen {{html[data-theme="dark"] {{{dark}}}}}\n'


def _add_colors(app: Sphinx, config: Config) -> None:
    """Put the style sheet of the codebook's colors among the files of the book."""
    if not config.framelab_corpus:
        return
    folder = Path(app.doctreedir, "framelab")
    folder.mkdir(parents=True, exist_ok=True)
    corpus = _read(str(Path(app.srcdir, config.framelab_corpus)))
    (folder / COLORS).write_text(colors_css(corpus), encoding="utf-8")
    config.html_static_path.append(str(folder))
    app.add_css_file(COLORS)


def setup(app: Sphinx) -> None:
    """Register the value of the configuration, and the colors of the codebook."""
    app.add_config_value("framelab_corpus", "", "env")
    app.connect("config-inited", _add_colors)
