"""The entries of a ``.tar.gz``, read once from front to back, without trusting its headers.

Python's `tarfile` reads the entries; before each it is made sure that every other tar would read the same:
it stops quietly at a damaged header where GNU tar searches on, takes ``size=-1``, and so on. Refused are
therefore: a header with a wrong checksum or a number that is not plain octal, the formats before ustar,
sparse files, extended headers with anything but names, owners and times, and whatever follows the end.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from wizard.downloads.archive_policy import MAX_BYTES, ArchiveEntry, ArchiveEntryKind, Unsafe, short
from wizard.model.text import say
from wizard.patterns import lazy_pattern

CHUNK_BYTES: Final = 256 * 1024

_BLOCK: Final = 512
_MAX_EXTENSION: Final = 64 * 1024
_MAX_END: Final = 1 << 20
_GNU_MAGIC: Final = b"ustar  \0"
_POSIX_MAGIC: Final = b"ustar\x0000"
_OCTAL: Final = lazy_pattern(rb" *[0-7]+[ \0]*")
_OCTAL_OR_NONE: Final = lazy_pattern(rb" *[0-7]+[ \0]*|\0*")
_NEEDED: Final = (slice(100, 108), slice(124, 136), slice(136, 148), slice(148, 156))
_NOT_NEEDED: Final = (slice(108, 116), slice(116, 124), slice(329, 337), slice(337, 345))
_KINDS: Final = {
    tarfile.REGTYPE: ArchiveEntryKind.FILE,
    tarfile.AREGTYPE: ArchiveEntryKind.FILE,
    tarfile.DIRTYPE: ArchiveEntryKind.FOLDER,
    tarfile.SYMTYPE: ArchiveEntryKind.LINK,
    tarfile.LNKTYPE: ArchiveEntryKind.TWIN,
}
_EXTENSIONS: Final = {tarfile.XHDTYPE: "x", tarfile.GNUTYPE_LONGNAME: "L", tarfile.GNUTYPE_LONGLINK: "K"}
_EXTENSION_ORDERS: Final = ("x", "L", "K", "LK", "KL")
_RECORD: Final = lazy_pattern(rb"([1-9][0-9]{0,5}) ([A-Za-z]+)=")
_RECORDS: Final = {
    b"path": lazy_pattern(rb"[^\0]+"),
    b"linkpath": lazy_pattern(rb"[^\0]+"),
    b"uname": lazy_pattern(rb"[^\0\n]*"),
    b"gname": lazy_pattern(rb"[^\0\n]*"),
    b"uid": lazy_pattern(rb"[0-9]{1,10}"),
    b"gid": lazy_pattern(rb"[0-9]{1,10}"),
    b"mtime": lazy_pattern(rb"[0-9]{1,11}(\.[0-9]*)?"),
    b"atime": lazy_pattern(rb"[0-9]{1,11}(\.[0-9]*)?"),
    b"ctime": lazy_pattern(rb"[0-9]{1,11}(\.[0-9]*)?"),
}

_DAMAGED: Final = say("the archive is damaged")
_CUT: Final = say("the archive is incomplete")
_MORE: Final = say("the archive has data after its end")
_AMBIGUOUS: Final = say("the archive has a header that programs read in different ways")


def entries(file: BinaryIO) -> Iterator[tuple[ArchiveEntry, Iterator[bytes]]]:
    """Each entry with its content, which is only there until the next entry is asked for.

    Raises `Unsafe`, `OSError`.
    """
    stream = _Inflated(file)
    tar: tarfile.TarFile | None = None
    try:
        while _Headers(stream).check():
            if tar is None:
                tar = _opened(stream)
            info = tar.next()
            if info is None:
                raise Unsafe(_DAMAGED)
            # It remembers all members, which here only costs memory.
            vars(tar)["members"].clear()
            end = stream.tell() + _padded(info.size)
            yield _entry(info), _content(stream, info.size)
            stream.seek(end)
        stream.check_end()
    except (tarfile.TarError, ValueError):
        raise Unsafe(_DAMAGED) from None


def _opened(stream: _Inflated) -> tarfile.TarFile:
    # Only read, tell and seek are asked of it.
    file = cast("BinaryIO", stream)
    return tarfile.TarFile(fileobj=file, mode="r", encoding="utf-8", errors="surrogateescape")


def _entry(info: tarfile.TarInfo) -> ArchiveEntry:
    kind = _KINDS[info.type]
    if info.size and kind is not ArchiveEntryKind.FILE:
        raise Unsafe(say("the entry “{name}” has content but is not a file", name=short(info.name)))
    return ArchiveEntry(info.name, kind, info.mode & 0o7777, info.mtime, info.linkname)


def _content(stream: _Inflated, size: int) -> Iterator[bytes]:
    while size:
        chunk = stream.read(min(size, CHUNK_BYTES))
        if not chunk:
            raise Unsafe(_CUT)
        size -= len(chunk)
        yield chunk


class _Inflated:
    """The content of a gzip file of exactly one member, as a file that can only go forwards."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflate = zlib.decompressobj(wbits=31)
        self._ready = b""
        self._begin = 0
        self._position = 0

    def peek(self, size: int) -> bytes:
        """The next *size* bytes, fewer only at the end."""
        while len(self._ready) - self._begin < size:
            more = self._more()
            if not more:
                break
            self._ready = self._ready[self._begin :] + more
            self._begin = 0
        return self._ready[self._begin : self._begin + size]

    def read(self, size: int) -> bytes:
        """The next *size* bytes, fewer only at the end."""
        data = self.peek(size)
        self._begin += len(data)
        self._position += len(data)
        if self._position > MAX_BYTES:
            raise Unsafe(say("it unpacks to more than {size} MiB", size=MAX_BYTES >> 20))
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, position: int) -> int:
        """Go forwards to *position*."""
        if position < self._position:
            raise Unsafe(_DAMAGED)
        while self._position < position:
            if not self.read(min(position - self._position, CHUNK_BYTES)):
                raise Unsafe(_CUT)
        return position

    def check_end(self) -> None:
        """A tar ends with two blocks of zeros, and goes on with some more at most, to fill a tape's record."""
        rest = self.read(_MAX_END)
        if rest.strip(b"\0") or self.read(1):
            raise Unsafe(_MORE)
        if len(rest) < 2 * _BLOCK or len(rest) % _BLOCK:
            raise Unsafe(_CUT)

    def _more(self) -> bytes:
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._file.read(CHUNK_BYTES)
            try:
                more = self._inflate.decompress(packed, CHUNK_BYTES)
            except zlib.error:
                raise Unsafe(_DAMAGED) from None
            if more:
                return more
            if not packed:
                raise Unsafe(_CUT)
        if self._inflate.unused_data or self._file.read(1):
            raise Unsafe(_MORE)
        return b""


class _Headers:
    """The header of the entry that comes next in *stream*, and the extensions before it; only looked at."""

    def __init__(self, stream: _Inflated) -> None:
        self._stream = stream
        self._offset = 0
        self._extensions = ""
        self._names_folder = False

    def check(self) -> bool:
        """Whether there is one. Raises `Unsafe` unless it says the same to everybody."""
        while True:
            block = self._look(_BLOCK)
            if len(block) < _BLOCK:
                raise Unsafe(_CUT)
            if not any(block):
                if self._extensions:
                    raise Unsafe(_DAMAGED)
                return False
            _check_block(block)
            kind = block[156:157]
            if kind not in _EXTENSIONS:
                self._check_entry(kind, block)
                return True
            self._offset += _BLOCK
            self._check_extension(kind, _octal(block[124:136]))

    def _look(self, size: int) -> bytes:
        return self._stream.peek(self._offset + size)[self._offset :]

    def _check_extension(self, kind: bytes, size: int) -> None:
        self._extensions += _EXTENSIONS[kind]
        if self._extensions not in _EXTENSION_ORDERS or size > _MAX_EXTENSION:
            raise Unsafe(_AMBIGUOUS)
        if kind == tarfile.XHDTYPE:
            self._names_folder = _checked_path(self._look(size)).endswith(b"/")
        elif self._look(size).find(b"\0") != size - 1:
            raise Unsafe(_AMBIGUOUS)
        self._offset += _padded(size)

    def _check_entry(self, kind: bytes, block: bytes) -> None:
        """busybox leaves ``x`` unread, so the names in the header itself must be harmless too; a name in
        ``x`` that ends in a slash is a folder to GNU tar, whatever the header says."""
        raw = _raw_name(block)
        if kind not in _KINDS:
            raise Unsafe(
                say(
                    "the entry “{name}” is a device or another special file",
                    name=short(raw.decode("utf-8", "surrogateescape")),
                )
            )
        if "x" not in self._extensions:
            return
        is_harmless = not raw.startswith(b"/") and b".." not in raw.split(b"/") and b"\\" not in raw
        is_link = kind in (tarfile.SYMTYPE, tarfile.LNKTYPE)
        if is_link or not is_harmless or (self._names_folder and kind != tarfile.DIRTYPE):
            raise Unsafe(_AMBIGUOUS)


def _check_block(block: bytes) -> None:
    stated = block[148:156]
    total = sum(block) - sum(stated) + 8 * ord(" ")
    is_plain = all(_OCTAL.fullmatch(block[field]) for field in _NEEDED) and all(
        _OCTAL_OR_NONE.fullmatch(block[field]) for field in _NOT_NEEDED
    )
    if not is_plain or _octal(stated) != total:
        raise Unsafe(_DAMAGED)
    unused = {_POSIX_MAGIC: block[500:], _GNU_MAGIC: block[345:]}.get(block[257:265], b"?")
    if any(unused):
        raise Unsafe(_AMBIGUOUS)


def _raw_name(block: bytes) -> bytes:
    name, prefix = (field.partition(b"\0")[0] for field in (block[:100], block[345:500]))
    return prefix + b"/" + name if prefix else name


def _octal(field: bytes) -> int:
    return int(field.strip(b" \0"), 8)


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _checked_path(records: bytes) -> bytes:
    """The path in an ``x`` extension whose records are all harmless; empty if there is none."""
    found: dict[bytes, bytes] = {}
    position = 0
    while position < len(records):
        match = _RECORD.match(records, position)
        if match is None:
            raise Unsafe(_AMBIGUOUS)
        end = position + int(match[1])
        value = records[match.end() : end - 1]
        allowed = _RECORDS.get(match[2])
        is_whole = match.end() < end <= len(records) and records[end - 1 : end] == b"\n"
        if not is_whole or match[2] in found or allowed is None or not allowed.fullmatch(value):
            raise Unsafe(_AMBIGUOUS)
        found[match[2]] = value
        position = end
    return found.get(b"path", b"")
