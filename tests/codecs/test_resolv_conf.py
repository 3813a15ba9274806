"""Which name servers a resolv.conf names."""

from __future__ import annotations

import pytest

from wizard.codecs.resolv_conf import is_address, parse


@pytest.mark.parametrize(
    ("text", "servers"),
    [
        (b"", []),
        (b"nameserver 1.1.1.1\n", [("1.1.1.1", 1)]),
        (b"search corp\r\nnameserver\t10.0.0.2\r\n", [("10.0.0.2", 2)]),
        (b"  nameserver 1.1.1.1 # the second\n", [("1.1.1.1", 1)]),
        (b"nameserver fe80::1%eth0", [("fe80::1%eth0", 1)]),
        (b"#nameserver 1.1.1.1\n;nameserver 1.1.1.1\n", []),
        (b"nameserver\nnameserver dns.corp\nnameserver 1.1.1\n", []),
        (b"nameservers 1.1.1.1\nNameserver 1.1.1.1\n", []),
        (b"nameserver 1.1.1.1\n" * 4, [("1.1.1.1", 1), ("1.1.1.1", 2), ("1.1.1.1", 3)]),
        (b"\xff\nnameserver ::1\n", [("::1", 2)]),
    ],
)
def test_servers(text: bytes, servers: list[tuple[str, int]]) -> None:
    assert [(each.address, each.line) for each in parse(text)] == servers


@pytest.mark.parametrize(
    ("text", "is_one"), [("127.0.0.53", True), ("::1", True), ("localhost", False), ("", False)]
)
def test_addresses(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one
