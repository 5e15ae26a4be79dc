"""A zip file that was handed in, read without trusting it."""

import io
import stat
import struct
import zipfile
import zlib

from framelab.exercises.run import limits

_END = b"PK\x05\x06"
_END_BYTES = 22
_END_64 = b"PK\x06\x07"
# Other ways of packing let a file say how much memory unpacking takes.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LONGEST_COMMENT = 1 << 16
# An entry of the list of contents is 46 bytes, a name and what else a program notes.
_LIST_BYTES = 200 * limits.ARCHIVE_ENTRIES


class ArchiveError(Exception):
    """A zip file, or a file in it, cannot be used; the message says why, in a few words."""


class Archive:
    """A zip file: folders and files by their paths.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    ArchiveError
        It is no zip file, or one with more in it than anybody hands in.
    """

    def __init__(self, data: bytes) -> None:
        _refuse_long_lists(data)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
            raise ArchiveError("a zip file that cannot be read") from None
        self._files: dict[tuple[str, ...], zipfile.ZipInfo] = {}
        self._folders: dict[tuple[str, ...], dict[str, bool]] = {(): {}}
        for info in self._file.infolist():
            self._add(info)

    def _add(self, info: zipfile.ZipInfo) -> None:
        path = tuple(info.filename.replace("\\", "/").rstrip("/").split("/"))
        # A path that leads out of the archive is nobody's folder.
        if len(path) > limits.ARCHIVE_DEPTH or not all(path) or {".", ".."} & set(path):
            return
        is_folder = info.is_dir()
        for depth in range(len(path)):
            inside = self._folders.setdefault(path[:depth], {})
            inside[path[depth]] = inside.get(path[depth], False) or is_folder or (
                depth < len(path) - 1)  # fmt: skip
        if is_folder:
            self._folders.setdefault(path, {})
        else:
            self._files[path] = info

    def entries(self, folder: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
        """Return the names in a folder, in order, and whether each is a folder."""
        return sorted(self._folders.get(folder, {}).items())

    def read(self, path: tuple[str, ...], most: int) -> bytes:
        """Read a file of at most so many bytes.

        Raises
        ------
        ArchiveError
            It is no file, is larger, or cannot be unpacked.
        """
        info = self._files.get(path)
        if info is None:
            raise ArchiveError("it is no plain file")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ArchiveError("a symbolic link, which is not followed")
        if info.compress_type not in _PACKED:
            raise ArchiveError("it is packed in an uncommon way; pack it again")
        if info.file_size > most:
            raise ArchiveError(f"{info.file_size:,} bytes; the most is {most:,}")
        try:
            with self._file.open(info) as file:
                data = file.read(most + 1)
        # RuntimeError: it asks for a password.
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error):
            raise ArchiveError("it cannot be unpacked") from None
        if len(data) > most:
            raise ArchiveError(f"more than {most:,} bytes")
        return data


def _refuse_long_lists(data: bytes) -> None:
    """Refuse a list of contents that would take very much memory: it is read as a whole."""
    at = len(data) - _END_BYTES
    if not (data[at:].startswith(_END) and data.endswith(b"\0\0")):
        at = data.rfind(_END, max(at - _LONGEST_COMMENT, 0))
    if at < 0 or len(data) - at < _END_BYTES:
        raise ArchiveError("a zip file that cannot be read")
    entries, length = struct.unpack_from("<HI", data, at + 10)
    if (
        entries > limits.ARCHIVE_ENTRIES
        or length > _LIST_BYTES
        or data[max(at - 20, 0) :].startswith(_END_64)
    ):
        raise ArchiveError(f"more than {limits.ARCHIVE_ENTRIES:,} files in one zip file")
