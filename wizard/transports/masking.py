"""Secrets in bytes, and in values under names, as recordings and ``--json`` have them (`wizard.model.shown.secrets`
knows secrets)."""

from __future__ import annotations

import base64
import binascii
import codecs
from typing import Final

import msgspec

from wizard.model.shown.secrets import MASK, is_secret_name, mask

_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def mask_named(name: str, value: object) -> object:
    """*value*, unless it is a text under a *name* that says it is a secret (``GITHUB_TOKEN``)."""
    return MASK if isinstance(value, str) and value and is_secret_name(name) else value


def mask_bytes(data: bytes) -> bytes:
    """*data* without its secrets: text in UTF-8 or (with its mark) UTF-16, or JSON with base64 strings in it, as the
    notes of a journal are. Other bytes in between stay as they are."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            end = len(data) - len(data) % 2
            text = data[len(bom) : end].decode(encoding, "surrogatepass")
            return bom + mask(text).encode(encoding, "surrogatepass") + data[end:]
    if data.startswith((b"{", b"[")):
        return _mask_json(data)
    return mask(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _mask_json(data: bytes) -> bytes:
    try:
        value = msgspec.json.decode(data)
        masked = _mask_value(value)
    except (ValueError, RecursionError):
        return mask(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return data if masked == value else msgspec.json.encode(masked)


def _mask_value(value: object, name: str = "") -> object:
    match value:
        case str():
            return _mask_string(value, name)
        case dict():
            return {key: _mask_value(inner, str(key)) for key, inner in value.items()}
        case list():
            return [_mask_value(inner, name) for inner in value]
        case _:
            return value


def _mask_string(text: str, name: str) -> str:
    if text and is_secret_name(name):
        return MASK
    try:
        raw = base64.b64decode(text, validate=True)
        inner = raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return mask(text)
    masked = mask(inner)
    return mask(text) if masked == inner else base64.b64encode(masked.encode("utf-8")).decode("ascii")
