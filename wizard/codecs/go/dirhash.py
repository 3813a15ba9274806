"""The ``h1:`` sum of a module's zip, as Go computes it (golang.org/x/mod/sumdb/dirhash, Hash1 over HashZip; GO §4.1).

It is the SHA-256 of a list: for each file, sorted by name, the SHA-256 of its content in hex, two spaces and the name.
How the zip itself was packed does not matter.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from typing import Final

_CHUNK: Final = 64 * 1024
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What Go unpacks. Of the others, some take as much memory as the zip says."""
_MAX_BYTES: Final = 64 * 1024 * 1024
"""Unpacked, by far more than any module that is used for this."""


class NotModuleZip(ValueError):
    """The bytes are no zip that Go would take."""


class _Bytes:
    """Bytes that are read as a file is: a codec opens none."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read(self, size: int = -1, /) -> bytes:
        end = len(self._data) if size < 0 else self._at + size
        found = self._data[self._at : end]
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = 0, /) -> int:
        start = (0, self._at, len(self._data))[whence]
        if start + offset < 0:
            raise OSError
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True


def of_zip(data: bytes) -> str:
    """The sum of the zip *data*. Raises `NotModuleZip`."""
    try:
        with zipfile.ZipFile(_Bytes(data)) as archive:
            return _of_files({name: _digest(archive, name) for name in _names(archive)})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotModuleZip(str(error)) from error


def _names(archive: zipfile.ZipFile) -> list[str]:
    """Raises `NotModuleZip` for a name that is there twice, which would hide a file, or a newline in one."""
    names = archive.namelist()
    if len(set(names)) != len(names) or any("\n" in name for name in names):
        raise NotModuleZip("names of files")
    if any(each.compress_type not in _PACKED for each in archive.infolist()):
        raise NotModuleZip("a way to pack that Go does not know")
    if sum(each.file_size for each in archive.infolist()) > _MAX_BYTES:
        raise NotModuleZip("too large")
    return names


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    hashed = hashlib.sha256()
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _of_files(digests: dict[str, str]) -> str:
    lines = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests, key=str.encode))
    return "h1:" + base64.b64encode(hashlib.sha256(lines.encode()).digest()).decode("ascii")
