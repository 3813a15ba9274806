"""``~/.git-credentials``, which git's helper *store* writes: an address with its password on each line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import unquote

from wizard.codecs.lines import raws, text_of
from wizard.codecs.logins.login import (
    AS_USER_NAME,
    ENCRYPTED_ONLY,
    ONLY_A_PATH,
    UNUSUAL,
    Login,
    Password,
    is_host,
    is_plain,
)
from wizard.model.text import Text
from wizard.patterns import lazy_pattern

_LINE: Final = lazy_pattern(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<user>[^:@/\s]*)(?::(?P<password>[^@/\s]*))?@(?P<host>[^@/\s]*)(?P<path>/\S*)?"
)


def read(data: bytes) -> tuple[Login, ...]:
    """All lines with an address, in order."""
    return tuple(_logins(data))


def without(data: bytes, gone: Collection[Login]) -> bytes:
    """*data* without the lines that are *gone*."""
    lines = raws(data)
    for login in _logins(data):
        if login in gone:
            lines[login.line - 1] = b""
    return b"".join(lines)


def _logins(data: bytes) -> Iterator[Login]:
    for number, raw in enumerate(raws(data), 1):
        found = _LINE.fullmatch(text_of(raw).rstrip("\r\n"))
        if found is not None:
            user, password = unquote(found["user"]), unquote(found["password"] or "")
            host = unquote(found["host"])
            stays = _stays(found["scheme"], host, found["path"] or "", user, password)
            yield Login(number, host, user if password else "", Password(password), stays)


def _stays(scheme: str, host: str, path: str, user: str, password: str) -> Text | None:
    if scheme != "https":
        return ENCRYPTED_ONLY
    if not password:
        return AS_USER_NAME
    if path.strip("/"):
        return ONLY_A_PATH
    return None if is_host(host) and is_plain(user) and is_plain(password) else UNUSUAL
