"""`/etc/resolv.conf` as Go and the C libraries read it (resolv.conf(5), GO §2.1)."""

from __future__ import annotations

import ipaddress
from typing import Final

import msgspec

from wizard.codecs.lines import split, text_of

MOST: Final = 3
"""Servers beyond the third are never asked."""


class NameServer(msgspec.Struct, frozen=True):
    """The *address* of a server, on *line* (from 1)."""

    address: str
    line: int


def parse(data: bytes) -> tuple[NameServer, ...]:
    """The name servers that are asked, in order. A line whose address is none does not count."""
    found = []
    for number, line in enumerate(split(data), 1):
        words = text_of(line.content).split()
        if words[:1] == ["nameserver"] and len(words) > 1 and is_address(words[1]):
            found.append(NameServer(words[1], number))
    return tuple(found[:MOST])


def is_address(text: str) -> bool:
    """Whether *text* is an IP address, with a zone or without (``fe80::1%eth0``)."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
