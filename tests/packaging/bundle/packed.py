"""What is packed inside a program: Python's modules are, so that their words are not seen in its bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

_MOST: Final = 1 << 20
"""Bytes that one packed module has at most."""


def readable(content: bytes) -> Iterator[bytes]:
    """*content*, and all that zlib packed inside."""
    yield content
    whole = memoryview(content)
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        try:
            yield zlib.decompressobj().decompress(whole[start.start() : start.start() + _MOST])
        except zlib.error:
            continue
