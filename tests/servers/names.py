"""A name server on a loopback address, which may lie, be silent, or not understand what is newer than 1987."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_NAME_ERROR = 3
_FORMAT_ERROR = 1


def message(query: bytes, addresses: Sequence[str], *, code: int = 0, is_cut: bool = False) -> bytes:
    """The reply to *query* with IPv4 *addresses*."""
    question = query[12 : _end_of_question(query)]
    flags = 0x8180 | code | (0x0200 if is_cut else 0)
    head = query[:2] + flags.to_bytes(2, "big") + b"\x00\x01" + len(addresses).to_bytes(2, "big") + bytes(4)
    records = b"".join(
        b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04" + ipaddress.IPv4Address(each).packed
        for each in addresses
    )
    return head + question + records


def _end_of_question(query: bytes) -> int:
    at = 12
    while query[at]:
        at += query[at] + 1
    return at + 5


def name_in(query: bytes) -> str:
    """The name that is asked for."""
    at, labels = 12, []
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode())
        at += query[at] + 1
    return ".".join(labels)


@dataclass
class NameServer:
    """It knows *addresses* by name. *is_old*: it calls EDNS a format error; *is_cut*: over UDP it says that there is
    more; *is_silent*: it says nothing at all. Only with *has_tcp* it listens there."""

    host: str
    addresses: Mapping[str, str]
    port: int = 53
    is_old: bool = False
    is_cut: bool = False
    is_silent: bool = False
    has_tcp: bool = True
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> NameServer:
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind((self.host, self.port))
        threading.Thread(target=self._serve_udp, daemon=True).start()
        if self.has_tcp:
            self._tcp = socket.create_server((self.host, self.port))
            threading.Thread(target=self._serve_tcp, daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._udp.close()
        if self.has_tcp:
            self._tcp.close()

    def _serve_udp(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                query, client = self._udp.recvfrom(4096)
                self.asked.append(name_in(query))
                if not self.is_silent:
                    self._udp.sendto(self._reply(query, is_cut=self.is_cut), client)

    def _serve_tcp(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._tcp.accept()
                with client:
                    query = client.recv(4096)[2:]
                    reply = self._reply(query)
                    client.sendall(len(reply).to_bytes(2, "big") + reply)

    def _reply(self, query: bytes, *, is_cut: bool = False) -> bytes:
        has_edns = query[11] > 0
        if self.is_old and has_edns:
            return message(query, (), code=_FORMAT_ERROR)
        end = _end_of_question(query)
        address = self.addresses.get(name_in(query))
        is_of_v4 = query[end - 3] == 1
        if address is None:
            return message(query, (), code=_NAME_ERROR)
        return message(query, (address,) if is_of_v4 and not is_cut else (), is_cut=is_cut)
