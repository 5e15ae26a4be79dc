"""What a web server must send with the pages and files of a built book.

A strict Content-Security-Policy allows inline scripts by their hashes alone; the hashes depend
on the built pages, so they are read from the pages.
"""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from bs4 import Tag

from framelab.publishing.built_book import parsed
from framelab.publishing.links import html_files
from framelab.publishing.media_types import ANY, TYPES

POLICY = {
    "default-src": ("'self'",),
    # Widgets and the editor are modules from blobs; Python is WebAssembly.
    "script-src": ("'self'", "'wasm-unsafe-eval'", "blob:"),
    "worker-src": ("'self'", "blob:"),
    # Widgets bring their styles along, and charts colour what they draw.
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:"),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
}
"""The directives that a book needs, each with its sources but for the hashes of inline scripts."""

# Script elements of other types hold data, which no policy is about.
_RUN = {"", "text/javascript", "application/javascript", "module"}


def inline_hashes(book: Path) -> dict[str, str]:
    """Return the hashes of the scripts that stand in the pages of a built book.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.

    Returns
    -------
    dict of str to str
        By source as a policy names it, `'sha256-…'`: the first page that has the script. A
        handler such as `onclick` counts too; a policy allows it with `'unsafe-hashes'` beside it,
        which then is a source of its own.

    Raises
    ------
    BookError
        There is no built book.
    """
    found: dict[str, str] = {}
    for page in html_files(book):
        for tag in parsed(book / page).find_all(True):
            for source in _sources(tag):
                found.setdefault(source, page)
    return found


def _sources(tag: Tag) -> Iterable[str]:
    if tag.name == "script" and not tag.has_attr("src"):
        if str(tag.get("type", "")).lower() in _RUN:
            yield _hash(tag.string or "")
        return
    for name, value in tag.attrs.items():
        if name.lower().startswith("on"):
            yield "'unsafe-hashes'"
            yield _hash(str(value))


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(hashes: Iterable[str]) -> str:
    """Return the value of the header `Content-Security-Policy`.

    Parameters
    ----------
    hashes : iterable of str
        Of the inline scripts, as `inline_hashes` gives them.
    """
    directives = POLICY | {"script-src": (*POLICY["script-src"], *hashes)}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def types_needed(book: Path) -> dict[str, str]:
    """Return the types of the files of a built book by suffix, for those that it has.

    Parameters
    ----------
    book : Path
        The folder with `index.html`.
    """
    suffixes = {path.suffix for path in book.rglob("*")
                if path.is_file() and path.name[0] != "." and path.suffix}  # fmt: skip
    return {suffix: TYPES.get(suffix, ANY) for suffix in sorted(suffixes)}
