"""Secrets in what a machine said, made unreadable before anybody else reads it.

Known by their shape (tokens of GitHub, GitLab, AWS and others, JSON web tokens, private keys, password
hashes) or by where they stand (a name and password in an address, ``password`` in a ``.netrc``, a value
whose name says what it is). What is masked is masked for good; a name in front of it stays.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from typing import Final

import msgspec

MASK: Final = "•••"

# The patterns are compiled when something is masked, which most runs never do.
# Not the shell's PWD and OLDPWD, nor the line ``passwd: files`` of nsswitch.conf.
_NAME: Final = (
    r"[A-Za-z0-9_.-]*(?:password|passwd(?!:)|passphrase|[a-z0-9][_-]pwd|token|secret|api_?key|access_?key"
    r"|private_?key|auth_?key|authorization)[A-Za-z0-9_.-]*"
)
_VALUE: Final = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s"'•][^\s]*)"""

_SHAPES: Final = r"""(?x)
    \bgh[pousr]_[A-Za-z0-9]{16,} | \bgithub_pat_[A-Za-z0-9_]{16,}
    | \bgl(?:pat|ptt|dt|rt|cbt)-[A-Za-z0-9_.-]{16,}
    | \bxox[abeoprs]-[A-Za-z0-9-]{10,}
    | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b
    | \bAIza[A-Za-z0-9_-]{30,}
    | \bnpm_[A-Za-z0-9]{30,} | \bdckr_pat_[A-Za-z0-9_-]{16,} | \bhf_[A-Za-z0-9]{30,}
    | \bsk-[A-Za-z0-9_-]{20,}
    | \beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
    | \$(?:1|2[abxy]|5|6|y|gy|7)\$[./A-Za-z0-9$=,]{20,}
    """
_KEY: Final = (
    r"(?s)(-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----).*?"
    r"(?:(-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----)|\Z)"
)
_USERINFO: Final = r"(\b[A-Za-z][A-Za-z0-9+.-]*://)[^\s/?#\"'<>@]*(?:@[^\s/?#\"'<>@]*)*@"
_LOGIN: Final = r"(?<![^\s=;,])[^\s:/?#@\"'<>=;,]+:[^\s/?#@\"'<>;,]+@(?=[A-Za-z0-9.-]+:\d{1,5}\b)"
_BEARER: Final = r"(?i)\b(bearer|basic|digest|negotiate)([ \t]+)[A-Za-z0-9+/._~=-]{8,}"
_NETRC: Final = rf"(?m)(\b(?:password|account)[ \t\n]+){_VALUE}(?=\s|\Z)"
_NETRC_LINE: Final = r"\b(?:machine[ \t\n]+\S+|default)[ \t\n]+(?:login|password|account)[ \t\n]"
_NAMED: Final = rf"(?i)(\b{_NAME}[\"']?[ \t]*(?:=|:(?!//))[ \t]*){_VALUE}"
_OPTION: Final = rf"(?i)((?<!\S)--?{_NAME}[ \t]+){_VALUE}"
_QUERY: Final = rf"(?i)([?&](?:{_NAME}|sig|signature|key)=)[^&\s\"'<>#]+"

_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def mask(text: str) -> str:
    """*text* without its secrets. Masking again changes nothing."""
    text = re.sub(_KEY, lambda found: found[1] + MASK + (found[2] or ""), text)
    text = re.sub(_USERINFO, rf"\g<1>{MASK}@", text)
    text = re.sub(_LOGIN, f"{MASK}@", text)
    text = re.sub(_SHAPES, MASK, text)
    text = re.sub(_BEARER, rf"\1\g<2>{MASK}", text)
    if re.search(_NETRC_LINE, text):
        text = re.sub(_NETRC, rf"\g<1>{MASK}", text)
    text = re.sub(_QUERY, rf"\g<1>{MASK}", text)
    return re.sub(_OPTION, rf"\g<1>{MASK}", re.sub(_NAMED, rf"\g<1>{MASK}", text))


def mask_named(name: str, value: object) -> object:
    """*value*, unless it is a text under a *name* that says it is a secret (``GITHUB_TOKEN``)."""
    is_secret = isinstance(value, str) and value and re.fullmatch(_NAME, name, re.IGNORECASE)
    return MASK if is_secret else value


def mask_bytes(data: bytes) -> bytes:
    """The same for bytes: text in UTF-8 or (with its mark) UTF-16, or JSON with base64 strings in it, as the
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
    if text and re.fullmatch(_NAME, name, re.IGNORECASE):
        return MASK
    try:
        raw = base64.b64decode(text, validate=True)
        inner = raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return mask(text)
    masked = mask(inner)
    return mask(text) if masked == inner else base64.b64encode(masked.encode("utf-8")).decode("ascii")
