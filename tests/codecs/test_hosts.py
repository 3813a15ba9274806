"""Addresses and names of a hosts file."""

from __future__ import annotations

import pytest

from wizard.codecs.hosts import parse


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (b"", []),
        (b"127.0.0.1\tlocalhost\n", [("127.0.0.1", ("localhost",), 1)]),
        (
            b"# 127.0.0.1 localhost\n\n::1 ip6-localhost Box # mine\r\n",
            [("::1", ("ip6-localhost", "box"), 3)],
        ),
        (b"127.0.0.1\nlocalhost 127.0.0.1\n256.1.1.1 x\n", []),
    ],
)
def test_entries(text: bytes, entries: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert [(each.address, each.names, each.line) for each in parse(text)] == entries
