"""Certificates in text form (PEM, RFC 7468), as Go takes them from a file: it passes over any other text."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from wizard.patterns import lazy_pattern

_BLOCK: Final = lazy_pattern(rb"-----BEGIN CERTIFICATE-----\s*([A-Za-z0-9+/=\s]*?)-----END CERTIFICATE-----")
_SEQUENCE: Final = b"\x30"
"""How every certificate begins in binary form (DER)."""


def certificates(data: bytes) -> tuple[bytes, ...]:
    """Each whole certificate of *data*, in binary form; none of what is only called one."""
    found = (_decoded(match[1]) for match in _BLOCK.finditer(data))
    return tuple(each for each in found if each.startswith(_SEQUENCE))


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        return b""


def is_binary(data: bytes) -> bool:
    """Whether *data* looks like one certificate in binary form, which Go does not take from a file: a sequence in a
    sequence, as long as *data* is."""
    if len(data) < 8 or data[:2] != b"\x30\x82" or data[4:5] != _SEQUENCE:
        return False
    return int.from_bytes(data[2:4], "big") + 4 == len(data)
