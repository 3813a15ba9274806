"""Who listens, and where the way out leads: tables of ``/proc/net`` (proc(5), WSL §4.7). Their hexadecimal addresses
are in the byte order of the processor; those that WSL runs on have the lowest byte first."""

from __future__ import annotations

import ipaddress
from typing import Final

from wizard.codecs.lines import split, text_of

_LISTENS: Final = frozenset(("0A", "07"))
"""The states of a TCP socket that listens, and of a UDP socket that anybody may send to."""


def listening(data: bytes) -> frozenset[tuple[str, int]]:
    """Address and port of every socket of a table (``tcp``, ``tcp6``, ``udp``, ``udp6``) that takes what comes."""
    found = set()
    for line in split(data):
        words = text_of(line.content).split()
        if len(words) > 3 and words[0].endswith(":") and words[3] in _LISTENS:
            address, _, port = words[1].partition(":")
            name = _address(address)
            if name:
                found.add((name, int(port, 16)))
    return frozenset(found)


def gateway(data: bytes) -> str:
    """The address that all goes to for which the table ``route`` knows no other way; empty if there is none."""
    for line in split(data):
        words = text_of(line.content).split()
        if len(words) > 7 and words[1] == words[7] == "00000000":
            return _address(words[2])
    return ""


def _address(text: str) -> str:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return ""
    if len(raw) not in (4, 16):
        return ""
    return str(ipaddress.ip_address(b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4))))
