"""What a file may hold out of sight: members of archives, and text that is written otherwise."""

import base64
import binascii
import bz2
import gzip
import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from framelab.exercises.definition.exercise import ExerciseError

_DEEPEST = 5
"""Archives in archives that are opened; deeper ones are refused."""
_REWRITINGS = 3
"""How often a text may have been escaped: JSON in an attribute in JSON."""

_UNPACK: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress,
    b"BZh": bz2.decompress,
    b"\xfd7zXZ": lzma.decompress,
}
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{80,}={0,2}")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL
)
_SPACES = frozenset("nrtbfv\r\n")


def files_in(place: Path) -> Iterator[tuple[str, bytes]]:
    """Go through all files of a folder, or one file, and through what is packed in them.

    Parameters
    ----------
    place : Path

    Yields
    ------
    tuple of str and bytes
        Where it stands, and what it holds: `wheels/x.whl/pkg/a.py` for a member of an
        archive, `page.html (base64)` for what a long run of base64 stands for.

    Raises
    ------
    ExerciseError
        There is no such place, or an archive in it cannot be read: nobody could say
        then what is in it.
    """
    if place.is_dir():
        for file in sorted(place.rglob("*")):
            if file.is_file():
                yield from _unpacked(file.relative_to(place).as_posix(), file.read_bytes())
    elif place.is_file():
        yield from _unpacked(place.name, place.read_bytes())
    else:
        raise ExerciseError(place, "the place", "nothing", "a folder or a file")


def _unpacked(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    yield name, data
    try:
        inside = list(_inside(name, data))
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error, lzma.LZMAError) as bad:
        raise ExerciseError(name, "the archive", str(bad), "one that can be read") from bad
    if inside and depth == _DEEPEST:
        allowed = f"archives in archives, {_DEEPEST} deep"
        raise ExerciseError(name, "the archive", "one more", allowed)
    for each, content in inside:
        yield from _unpacked(each, content, depth + 1)


def _inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield f"{name}/{member.filename}", archive.read(member)
        return
    for magic, unpack in _UNPACK.items():
        if data.startswith(magic):
            yield f"{name}/{Path(name).stem}", unpack(data)
            return
    for run in _BASE64.findall(data):
        try:
            yield f"{name} (base64)", base64.b64decode(run, validate=True)
        except binascii.Error:
            continue  # a long word, no base64


def text_of(data: bytes) -> str:
    """Return the text of a file; of one that is none, whatever of it can be read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8", errors="replace")


def readings(text: str) -> Iterator[str]:
    """Read a text as it stands, without its markup, without its escapes, and in turn.

    Parameters
    ----------
    text : str
        Such as HTML, JSON, JavaScript, or one of them in another. What holds a null character
        is no text but a program or an archive: it is read as it stands alone, since chance
        makes escapes in it, and many readings of many megabytes.

    Yields
    ------
    str
        Each reading once; the text itself first.
    """
    seen = {text}
    latest = [text]
    yield text
    if "\0" in text:
        return
    for _ in range(_REWRITINGS):
        fresh = []
        for each in latest:
            for rewrite in (without_tags, html.unescape, _without_escapes):
                other = rewrite(each)
                if other not in seen:
                    seen.add(other)
                    fresh.append(other)
                    yield other
        latest = fresh


def without_tags(text: str) -> str:
    """Leave out the markup, so that a line that is coloured word by word is a line again."""
    return _TAG.sub("", text) if "<" in text else text


def _without_escapes(text: str) -> str:
    if "\\" not in text:
        return text
    unescaped = _ESCAPE.sub(_meant, text)
    # Two escapes make one sign beyond the first plane.
    return unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _meant(escape: re.Match[str]) -> str:
    if code := escape[1] or escape[2] or escape[3]:
        return chr(min(int(code, 16), 0x10FFFF))
    sign: str = escape[4]
    return " " if sign in _SPACES else sign
