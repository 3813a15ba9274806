"""UTF-16 where WSL cannot read it, and the same file as UTF-8 (WSL §1.3).

The Linux side reads bytes, so WSL reads nothing of a `wsl.conf` in UTF-16. The Windows side reads UTF-16 in
little-endian order after a byte order mark, and no other.
"""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.wslconf.keys import Dialect
from wizard.patterns import lazy_pattern

BOM_UTF16_LE: Final = b"\xff\xfe"
BOM_UTF16_BE: Final = b"\xfe\xff"

_BARE_LE: Final = lazy_pattern(rb"(?:[\t\r\n -~]\x00){2}")
_BARE_BE: Final = lazy_pattern(rb"(?:\x00[\t\r\n -~]){2}")


def is_utf16(data: bytes, dialect: Dialect) -> bool:
    """Whether *data* is text in UTF-16, with or without a byte order mark, that WSL does not read."""
    return not (dialect.on_windows and data.startswith(BOM_UTF16_LE)) and _utf16_text(data) is not None


def recoded(data: bytes, dialect: Dialect) -> bytes:
    """*data* as UTF-8 without a byte order mark, and, where Linux reads it, with LF alone."""
    text = _utf16_text(data)
    if text is not None:
        odd = data[len(data) & ~1 :]
        data = text.lstrip("\ufeff").encode("utf-8", "surrogatepass") + odd
    return data if dialect.on_windows else re.sub(rb"\r+\n", b"\n", data)


def _utf16_text(data: bytes) -> str | None:
    even = data[: len(data) & ~1]
    if data.startswith(BOM_UTF16_LE):
        return even.decode("utf-16-le", "surrogatepass")
    if data.startswith(BOM_UTF16_BE):
        return even.decode("utf-16-be", "surrogatepass")
    for bare, codec in ((_BARE_LE, "utf-16-le"), (_BARE_BE, "utf-16-be")):
        if bare.match(data):
            text = even.decode(codec, "surrogatepass")
            return None if "\0" in text else text
    return None
