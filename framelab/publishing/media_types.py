"""The types that a web server must call the files of a built book."""

from mimetypes import MimeTypes

ANY = "application/octet-stream"
"""The type of a file whose suffix says nothing."""

# Without names of files it asks neither the machine's files nor the registry of Windows.
TYPES = MimeTypes(()).types_map[True] | {
    ".bin": ANY,
    ".inv": ANY,
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
"""By suffix, the same on every machine and with every version of Python."""
