"""The entries of a ``.zip``, in which Go for Windows comes, without trusting its headers."""

from __future__ import annotations

import calendar
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from wizard.downloads.archive_policy import ArchiveEntry, ArchiveEntryKind, Unsafe, short
from wizard.model.text import say

_CHUNK_BYTES: Final = 256 * 1024
_END: Final = struct.Struct("<4s4H2IH")
_MAX_DIRECTORY: Final = 16 << 20
_UNIX: Final = 3
_ENCRYPTED: Final = 1
_DAMAGED: Final = say("the archive is damaged")


def entries(file: BinaryIO) -> Iterator[tuple[ArchiveEntry, Iterator[bytes]]]:
    """Each entry with its content, which is only there until the next entry is asked for.

    Raises `Unsafe`, `OSError`.
    """
    count = _count_at_end(file)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            if len(infos) != count:
                raise Unsafe(_DAMAGED)
            for info in infos:
                yield _entry(info), _content(archive, info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Unsafe(_DAMAGED) from None


def _count_at_end(file: BinaryIO) -> int:
    """How many entries the end of the file states. Their list must end the file, and be sensibly small, since
    all of it is read at once."""
    size = file.seek(0, 2)
    if size < _END.size:
        raise Unsafe(say("the archive is incomplete"))
    file.seek(size - _END.size)
    mark, _, _, _, count, length, begin, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\5\6" or comment or begin + length + _END.size != size:
        raise Unsafe(say("the archive is incomplete, or has data after its end"))
    if length > _MAX_DIRECTORY:
        raise Unsafe(say("the archive has more entries than any Go release"))
    return int(count)


def _entry(info: zipfile.ZipInfo) -> ArchiveEntry:
    name = info.orig_filename
    kind = ArchiveEntryKind.FOLDER if name.endswith("/") else ArchiveEntryKind.FILE
    mode = info.external_attr >> 16 if info.create_system == _UNIX else 0
    kinds = (0, stat.S_IFDIR if kind is ArchiveEntryKind.FOLDER else stat.S_IFREG)
    is_strange = stat.S_IFMT(mode) not in kinds or info.flag_bits & _ENCRYPTED
    if is_strange or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unsafe(say("the entry “{name}” is not a regular file or folder", name=short(name)))
    if kind is ArchiveEntryKind.FOLDER and info.file_size:
        raise Unsafe(say("the entry “{name}” has content but is not a file", name=short(name)))
    return ArchiveEntry(name.removesuffix("/"), kind, stat.S_IMODE(mode), _time(info))


def _time(info: zipfile.ZipInfo) -> int:
    """In seconds; a zip does not say in which time zone. A date that is none is the oldest there is."""
    try:
        return calendar.timegm(info.date_time)
    except ValueError:
        return calendar.timegm((1980, 1, 1, 0, 0, 0))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK_BYTES):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Unsafe(_DAMAGED) from None
