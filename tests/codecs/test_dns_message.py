"""What a name server responded, byte by byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.names import message
from wizard.codecs import dns_message
from wizard.codecs.dns_message import DnsReply

QUERY = b"W\x47\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x04test\x00\x00\x01\x00\x01"


@pytest.mark.parametrize(
    ("data", "reply"),
    [
        (message(QUERY, ("10.0.0.2", "10.0.0.1")), DnsReply(0, False, ("10.0.0.1", "10.0.0.2"))),
        (message(QUERY, (), code=3), DnsReply(3)),
        (message(QUERY, (), code=1), DnsReply(1)),
        (message(QUERY, (), is_cut=True), DnsReply(0, True)),
        (QUERY, None),
        (b"", None),
        (message(QUERY, ("10.0.0.1",))[:-2], DnsReply(0)),
    ],
)
def test_what_it_says(data: bytes, reply: DnsReply | None) -> None:
    assert dns_message.parse(data) == reply


def test_over_tcp_its_length_comes_first() -> None:
    reply = message(QUERY, ("10.0.0.1",))
    assert dns_message.parse_stream(len(reply).to_bytes(2, "big") + reply) == DnsReply(
        0, False, ("10.0.0.1",)
    )


@given(st.binary(max_size=80))
def test_whatever_comes_it_is_read_or_none(data: bytes) -> None:
    dns_message.parse(b"W\x47\x81\x80" + data)
