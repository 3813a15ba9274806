"""Values of the model as plain data for ``--json`` and reports: texts in the user's language, bytes as text."""

from __future__ import annotations

import base64
import enum
from collections.abc import Callable
from typing import Any

import msgspec

from wizard.model.shown.secrets import mask
from wizard.model.shown.words import ascii_json
from wizard.model.text import Text
from wizard.transports.masking import mask_bytes, mask_named

Say = Callable[[Text], str]


def json_text(value: object) -> str:
    """Plain data as a document that does nothing to a terminal, and says the same."""
    return ascii_json(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def to_json(value: object, say: Say) -> Any:
    """*value* made of dicts, lists, strings, numbers and None. A `Text` becomes its sentence; bytes that are
    not UTF-8 become ``{"base64": …}``, or ``\\xff`` in a name; a tagged struct carries its tag as ``type``.
    Secrets are masked; all else is what it is, and `json_text` writes it down so that a terminal bears it."""
    match value:
        case Text():
            return _writable(say(value))
        case enum.Enum():
            return value.name.lower() if isinstance(value, enum.IntEnum) else value.value
        case msgspec.Struct():
            return _struct(value, say)
        case bytes():
            return _bytes(value)
        case str():
            return mask(_writable(value))
        case dict():
            return {str(key): mask_named(str(key), to_json(item, say)) for key, item in value.items()}
        case tuple() | list() | set() | frozenset():
            return [to_json(item, say) for item in value]
        case _:
            return value


def _struct(value: msgspec.Struct, say: Say) -> dict[str, Any]:
    fields = {name: to_json(getattr(value, name), say) for name in value.__struct_fields__}
    tag = value.__struct_config__.tag
    return {"type": tag, **fields} if isinstance(tag, str) else fields


def _writable(text: str) -> str:
    try:
        known = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character: Windows allows it in names
        known = text.encode("utf-8", "backslashreplace")
    return known.decode("utf-8", "backslashreplace")


def _bytes(value: bytes) -> str | dict[str, str]:
    value = mask_bytes(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode("ascii")}
