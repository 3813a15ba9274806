"""GOSUMDB, the checksum database: ``name``, ``name+hash+key`` or either with a URL behind it (GO §4)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import Final

from wizard.patterns import lazy_pattern

OFF: Final = "off"
DEFAULT: Final = "sum.golang.org"
CHINA: Final = "sum.golang.google.cn"
"""The same database, with the same key, where the default cannot be reached."""
_ED25519: Final = 1
_KEY_SIZE: Final = 33
_HASH: Final = lazy_pattern(r"[0-9A-Fa-f]{8}")
_NAME: Final = lazy_pattern(r"[\w.-]+(?::[0-9]*)?(?:/[^\s?#+]*[^\s?#+/])?")


def is_sound(value: str) -> bool:
    """Whether Go can ask the database that *value* names. ``off`` names none, and is sound."""
    if value == OFF:
        return True
    fields = value.split()
    return 1 <= len(fields) <= 2 and _is_key(fields[0], is_alone=len(fields) == 1)


def meant(value: str) -> str | None:
    """What a person meant by *value*, which is not sound; None if nobody can tell."""
    if re.search(r"\boff\b", value, re.IGNORECASE):
        return None
    return next((name for name in (CHINA, DEFAULT) if name in value), None)


def _is_key(key: str, *, is_alone: bool) -> bool:
    """Whether *key* is a database that Go knows, or a verifier of one. With a URL behind it, the mirror's name is none
    that Go knows."""
    if key == DEFAULT or (is_alone and key == CHINA):
        return True
    name, _, rest = key.partition("+")
    hashed, _, key64 = rest.partition("+")
    try:
        data = base64.b64decode(key64, validate=True)
    except (binascii.Error, ValueError):
        return False
    expected = hashlib.sha256(f"{name}\n".encode() + data).digest()[:4].hex()
    is_ed25519 = len(data) == _KEY_SIZE and data[0] == _ED25519
    is_hash = _HASH.fullmatch(hashed) is not None and hashed.lower() == expected
    return is_ed25519 and is_hash and _NAME.fullmatch(name) is not None
