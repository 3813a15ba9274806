"""The value of ``HTTPS_PROXY`` and its like, as Go takes it (GO §4)."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from wizard.patterns import lazy_pattern

_SCHEMES: Final = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
_ADDRESS: Final = lazy_pattern(
    r"(?P<host>[A-Za-z0-9_][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.%]+\])(?::(?P<port>\d{1,5}))?"
)
_LOOPBACK: Final = lazy_pattern(r"(?i:localhost)|127(?:\.\d{1,3}){3}|::1")
_ODD: Final = lazy_pattern(r"[/?#\s]")
"""What ends the part of an address that holds a name, a password and a host."""


class ProxyFault(enum.Enum):
    """What is wrong with a value."""

    SPACE = "space"
    """A space or a line end around it."""
    QUOTES = "quotes"
    """Quotes that became part of it."""
    ADDRESS = "address"
    """No address of a proxy."""


class ProxyAddress(msgspec.Struct, frozen=True):
    """Where a proxy is, without its user and password; *fault*: the value as written is not taken so."""

    host: str
    port: int
    fault: ProxyFault | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether it is on the machine that asks, as far as its name says."""
        return _LOOPBACK.fullmatch(self.host) is not None


def read(value: str) -> ProxyAddress:
    """What *value*, which is not empty, means."""
    plain = value.strip()
    if plain != value:
        return (
            msgspec.structs.replace(read(plain), fault=ProxyFault.SPACE) if plain else _none(ProxyFault.SPACE)
        )
    if plain[:1] in "\"'" or plain[-1:] in "\"'":
        return _none(ProxyFault.QUOTES)
    scheme, mark, rest = plain.partition("://")
    if not mark:
        scheme, rest = "http", plain
    authority = rest.rstrip("/")
    match = _ADDRESS.fullmatch(authority.rpartition("@")[2])
    if scheme.lower() not in _SCHEMES or match is None or _ODD.search(authority) is not None:
        return _none(ProxyFault.ADDRESS)
    port = int(match["port"]) if match["port"] else _SCHEMES[scheme.lower()]
    return ProxyAddress(match["host"].strip("[]"), port)


def _none(fault: ProxyFault) -> ProxyAddress:
    return ProxyAddress("", 0, fault)
