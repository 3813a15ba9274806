"""Passwords in addresses of git's configuration, and of GOPROXY in the file of ``go env -w``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import unquote

from wizard.codecs import secret_addresses
from wizard.codecs.lines import bytes_of, raws, text_of
from wizard.codecs.logins.login import (
    AS_USER_NAME,
    ENCRYPTED_ONLY,
    UNUSUAL,
    Login,
    Password,
    is_host,
    is_plain,
)
from wizard.model.text import Text
from wizard.patterns import lazy_pattern

_ADDRESS: Final = lazy_pattern(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<login>(?P<user>[^:@/\s\"',|]*)(?::(?P<password>[^@/\s\"',|]*))?@)"
    r"(?P<host>[^@/\s\"',|]+)"
)
_LINE: Final = lazy_pattern(r"\s*(?:\[url\s+\"|url\s*=|GOPROXY=)")
"""The lines that are known to mean the same without the password. A line that another one matches by its text is none
of them (``insteadOf``)."""
_GO: Final = lazy_pattern(r"GOPROXY=")


def read(data: bytes) -> tuple[Login, ...]:
    """All addresses that hold a password, in order."""
    return tuple(login for _, _, login in _found(data))


def without(data: bytes, gone: Collection[Login]) -> bytes:
    """*data* with the addresses of those that are *gone*, without their user and password."""
    lines = [text_of(raw) for raw in raws(data)]
    for start, end, login in reversed(tuple(_found(data))):
        if login in gone:
            line = lines[login.line - 1]
            lines[login.line - 1] = line[:start] + line[end:]
    return b"".join(map(bytes_of, lines))


def is_of_go(data: bytes, login: Login) -> bool:
    """Whether only Go reads the line of *login*, and no git."""
    return _GO.match(text_of(raws(data)[login.line - 1])) is not None


def _found(data: bytes) -> Iterator[tuple[int, int, Login]]:
    secrets = {each.line for each in secret_addresses.find(data) if each.host}
    for number, raw in enumerate(raws(data), 1):
        line = text_of(raw)
        for match in _ADDRESS.finditer(line) if number in secrets else ():
            user, password = unquote(match["user"]), unquote(match["password"] or "")
            if user in ("", "git") and not password:
                continue
            stays = _stays(line, match["scheme"], match["host"], match["login"], (user, password))
            login = Login(number, match["host"], user if password else "", Password(password), stays)
            yield match.start("login"), match.end("login"), login


def _stays(line: str, scheme: str, host: str, written: str, named: tuple[str, str]) -> Text | None:
    if scheme != "https":
        return ENCRYPTED_ONLY
    if not named[1]:
        return AS_USER_NAME
    is_usual = (
        _LINE.match(line) is not None
        and is_host(host)
        and all(map(is_plain, named))
        and not any(letter in written for letter in "$\\{}`")
        and "\\" not in line
    )
    return None if is_usual else UNUSUAL
