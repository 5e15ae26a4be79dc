"""A text file from anybody's disk, read into lines or refused with its place.

Nothing here trusts a file: its size, its encoding, whether it is a text or a file at all.
"""

import codecs
import re
import stat
from pathlib import Path
from typing import BinaryIO

FILE_LIMIT = 10_000_000
"""The most bytes that a text may have; the longest novels have 4 million."""
PARAGRAPH_LIMIT = 200_000
"""The most bytes that a line may have: some 30,000 words without a break."""

_CHUNK = 65_536
_LINE_END = re.compile(rb"\r\n|\r|\n")
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, as .docx and .odt are"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_HTML_START = re.compile(r"\s*<(?:!doctype\s|\?xml\s|html\b|head\b|body\b)", re.IGNORECASE)
_HTML_TAG = re.compile(r"</(?:a|article|body|div|h[1-6]|html|li|p|script|span|td)>", re.IGNORECASE)


class BodyError(ValueError):
    """A text, or the file that settles what its body is, cannot be used."""


def read_lines(file: Path, encoding: str | None = None) -> list[str]:
    """Read a text file into its lines.

    Parameters
    ----------
    file : Path
        UTF-8, or UTF-16 or UTF-32 with the mark that says so; lines end in LF, CRLF or CR.
    encoding : str, optional
        Name of the encoding of a file that has no such mark.

    Returns
    -------
    list of str
        The lines without their ends, empty ones too: line 1 of an editor is the first.

    Raises
    ------
    BodyError
        The file cannot be read, is no regular file, holds no text, is above `FILE_LIMIT`
        or has a line above `PARAGRAPH_LIMIT`, is HTML or not text at all, or is in
        another encoding. It says where.
    """
    try:
        # A pipe would wait for ever for somebody to write into it.
        if not stat.S_ISREG(file.stat().st_mode):
            raise BodyError(f"{file}: found no regular file; allowed: a text file")
        with file.open("rb") as stream:
            data = _read_limited(stream, file)
    except OSError as error:
        reason = error.strerror or error
        raise BodyError(f"{file}: found {reason}; allowed: a file that can be read") from error
    for start, what in _FORMATS:
        if data.startswith(start):
            raise BodyError(f"{file}: found {what}; allowed: the article saved as plain text")
    text = _decode(data, encoding, file)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _check_text(lines, file)
    return lines


def _read_limited(stream: BinaryIO, file: Path) -> bytes:
    """Read no further than it takes to know that a file or a line is too long."""
    chunks: list[bytes] = []
    size, line, in_line = 0, 1, 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > FILE_LIMIT:
            allowed = f"at most {FILE_LIMIT:,}"
            raise BodyError(f"{file}: found more than {FILE_LIMIT:,} bytes; allowed: {allowed}")
        *ended, last = _LINE_END.split(chunk)
        lengths = [len(part) for part in ended]
        if lengths:
            lengths[0] += in_line
            in_line = len(last)
        else:
            in_line += len(last)
        for number, length in enumerate([*lengths, in_line], start=line):
            if length > PARAGRAPH_LIMIT:
                raise BodyError(
                    f"{file}, line {number:,}: found more than {PARAGRAPH_LIMIT:,} bytes without "
                    f"a line end; allowed: at most {PARAGRAPH_LIMIT:,} a paragraph"
                )
        line += len(lengths)
    return b"".join(chunks)


def _decode(data: bytes, encoding: str | None, file: Path) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    name = encoding or "utf-8"
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data[: error.start])) + 1
        place = f"{file}, line {line:,}, byte {error.start + 1:,} of the file"
        if b"\0" in data:
            raise BodyError(f"{place}: found bytes that are no text; allowed: text") from error
        raise BodyError(
            f"{place}: found 0x{data[error.start]:02X}, which is not {name.upper()}; allowed: "
            'UTF-8, or the encoding stated in bodies.toml, such as encoding = "cp1252" for '
            "files of older Windows programs"
        ) from error
    except UnicodeError as error:  # a codec of names, not of texts
        raise BodyError(f"{file}: found no text in {name.upper()}; allowed: UTF-8") from error


def _check_text(lines: list[str], file: Path) -> None:
    if not any(line.strip() for line in lines):
        raise BodyError(f"{file}: found no text; allowed: an article, a paragraph a line")
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            raise BodyError(
                f"{file}, line {number:,}: found a NUL byte; allowed: text, in UTF-8 or in the "
                'encoding stated in bodies.toml, such as encoding = "utf-16-le"'
            )
    start = "\n".join(lines[:200])[:20_000]
    if _HTML_START.match(start) or len(_HTML_TAG.findall(start)) >= 3:
        raise BodyError(
            f"{file}: found what looks like HTML; allowed: plain text (open it in a browser and "
            "save as text)"
        )
