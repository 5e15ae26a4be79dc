"""The text of an answer, read by the encoding that it declares."""

import re
import tokenize
from codecs import lookup
from collections.abc import Callable

from framelab.exercises.run import limits
from framelab.exercises.run.submission import AnswerFile, Fault


def read_source(file: AnswerFile) -> str:
    """Read Python code by its declared encoding; `Fault` "unreadable" where that fails."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Fault("unreadable", what=f"it cannot be read: {error.strerror}") from None
    if len(data) > 4 * limits.SOURCE:
        raise Fault("unreadable", what=f"it is longer than {limits.SOURCE:,} characters")
    for start, kind in _OTHER_KINDS.items():
        if data.startswith(start):
            raise Fault("unreadable", what=f"it is {kind}; save it as plain text")
    if file.suffix == ".py" and _NOTEBOOK.match(data) and b'"cells"' in data:
        raise Fault("unreadable", what="it is a notebook; call it answer.ipynb")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault("unreadable", what="it is saved as UTF-16; save it as UTF-8")
    if b"\0" in data:
        raise Fault("unreadable", what="it holds a null character; is it a text file?")
    lines = iter(data.splitlines(keepends=True))
    try:
        encoding, _ = tokenize.detect_encoding(lambda: next(lines, b""))
    except SyntaxError as error:
        if "unknown encoding" in str(error.msg):
            what = f"its encoding is unknown ({error.msg}); save it as UTF-8"
            raise Fault("unreadable", what=what) from None
        encoding = "utf-8"  # as far as Python knows: where it is not, the place is said below
    if not lookup(encoding).name.startswith(_ENCODINGS):
        raise Fault("unreadable", what=f"its encoding is {encoding}; save it as UTF-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = (
            f"line {line} holds the byte 0x{data[error.start]:02X}, which is not "
            f"{encoding.upper()}; save it as UTF-8"
        )
        if data[error.start] == 0xED and data[error.start + 1 : error.start + 2] >= b"\xa0":
            what = f"line {line} holds {_HALF}"  # as an export can bring it
        raise Fault("unreadable", what=what) from None


def refuse_odd_signs(text: str, place: Callable[[int], str]) -> None:
    """Raise `Fault` "unreadable" where a text holds a sign that no program can have.

    Such are a null character and half of a character, which a notebook can bring.
    """
    if found := _ODD.search(text):
        what = _HALF if found[0] != "\0" else "a null character; delete that character"
        line = text.count("\n", 0, found.start()) + 1
        raise Fault("unreadable", what=f"{place(line)} holds {what}")


_HALF = (
    "half of a character, such as half of an emoji; delete the half and type the character again"
)
# How files begin that some program saved under the name of an answer.
_OTHER_KINDS = {
    b"PK\x03\x04": "a zip file, or a document of a word processor",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a document of a word processor",
    b"<!DOCTYPE": "a web page",
    b"\x1f\x8b": "a compressed file",
}
_NOTEBOOK = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"(?:cells|metadata|nbformat)")
_ODD = re.compile("[\0\ud800-\udfff]")
# Others are no text at all ("zlib"), or take the square of a text's length ("punycode").
_ENCODINGS = ("utf-8", "ascii", "iso8859", "cp", "mac")
