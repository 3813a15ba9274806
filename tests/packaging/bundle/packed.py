"""What is packed inside a program, so that its words are not seen in its bytes: Python's modules are, and all that an
installer brings."""

from __future__ import annotations

import lzma
import re
import zlib
from collections.abc import Iterator
from typing import Final

_MOST: Final = 1 << 20
"""Bytes that one packed module has at most."""
_INSTALLER: Final = re.compile(rb"\xef\xbe\xad\xdeNullsoftInst.{8}(?P<filtered>[\0\1]?)\x5d\0\0", re.DOTALL)
"""Of NSIS: its sign, two lengths, and where its stream of LZMA begins."""


def readable(content: bytes) -> Iterator[bytes]:
    """*content*, all that zlib packed inside, and all that an installer in it brings, unpacked likewise."""
    yield content
    whole = memoryview(content)
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        try:
            yield zlib.decompressobj().decompress(whole[start.start() : start.start() + _MOST])
        except zlib.error:
            continue
    for start in _INSTALLER.finditer(content):
        yield from readable(brought(whole[start.end("filtered") :]))


def brought(packed: memoryview) -> bytes:
    """What the stream at the beginning of *packed* holds: the script of an installer, and its files."""
    size = int.from_bytes(packed[1:5], "little")
    reader = lzma.LZMADecompressor(
        lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": 3, "lp": 0, "pb": 2}]
    )
    found, step = [], 1 << 16
    for at in range(5, len(packed), step):
        try:
            found.append(reader.decompress(packed[at : at + step]))
        except (EOFError, lzma.LZMAError):  # what follows the stream: a checksum, a signature
            break
    return b"".join(found)
