"""What a name server responded: its code and its addresses, read from the bytes of a DNS message (RFC 1035 §4.1)."""

from __future__ import annotations

import ipaddress
from typing import Final

import msgspec

FORMAT_ERROR: Final = 1
_HEADER: Final = 12
_TRUNCATED: Final = 0x0200
_RESPONSE: Final = 0x8000
_ADDRESS: Final = 1
_INTERNET: Final = 1
_POINTER: Final = 0xC0


class DnsReply(msgspec.Struct, frozen=True):
    """*code* as the server gave it, whether there was more than fits (*is_cut*), and IPv4 *addresses*, sorted."""

    code: int
    is_cut: bool = False
    addresses: tuple[str, ...] = ()


def parse(data: bytes) -> DnsReply | None:
    """The reply *data* with nothing before it; None if that is no reply."""
    try:
        return _parsed(data)
    except IndexError:
        return None


def parse_stream(data: bytes) -> DnsReply | None:
    """The same as it comes by TCP: two bytes of length before it."""
    return parse(data[2:])


def _parsed(data: bytes) -> DnsReply | None:
    if len(data) < _HEADER or not _number(data, 2) & _RESPONSE:
        return None
    flags = _number(data, 2)
    at = _HEADER
    for _ in range(_number(data, 4)):
        at = _after_name(data, at) + 4
    found = []
    for _ in range(_number(data, 6)):
        at = _after_name(data, at)
        kind, family, length = _number(data, at), _number(data, at + 2), _number(data, at + 8)
        content = data[at + 10 : at + 10 + length]
        if (kind, family, len(content)) == (_ADDRESS, _INTERNET, 4):
            found.append(ipaddress.IPv4Address(content))
        at += 10 + length
    return DnsReply(flags & 0xF, bool(flags & _TRUNCATED), tuple(map(str, sorted(set(found)))))


def _number(data: bytes, at: int) -> int:
    return data[at] << 8 | data[at + 1]


def _after_name(data: bytes, at: int) -> int:
    while data[at] and data[at] & _POINTER != _POINTER:
        at += data[at] + 1
    return at + (2 if data[at] else 1)
