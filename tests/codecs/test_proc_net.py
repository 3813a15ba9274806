"""Tables of /proc/net: who listens, and the way out."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from wizard.codecs.proc_net import gateway, listening

UDP = b"""\
   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  118: 3500007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   991        0 23 2 0 0
  200: 0100007F:1F90 0100007F:0035 01 00000000:00000000 00:00000000 00000000     0        0 24 2 0 0
"""
ROUTE = b"""\
Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t0050130A\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0
eth0\t00000000\t0180A0AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
"""


def test_a_udp_socket_that_takes_from_all_listens() -> None:
    assert listening(UDP) == {("127.0.0.53", 53)}


def test_the_way_out() -> None:
    assert gateway(ROUTE) == "172.160.128.1"
    assert gateway(ROUTE.split(b"\n", 1)[0]) == ""


@pytest.mark.parametrize("data", [b"", b"x\n", b"0: zz:0035 0 07\n", b"0: 7F:0035 0:0 07\n"])
def test_what_is_no_table_says_nothing(data: bytes) -> None:
    assert listening(data) == frozenset()


@pytest.mark.linux(reason="it opens real sockets and reads /proc")
@pytest.mark.parametrize(
    ("family", "kind", "table", "address"),
    [
        (socket.AF_INET, socket.SOCK_STREAM, "tcp", "127.0.0.1"),
        (socket.AF_INET, socket.SOCK_DGRAM, "udp", "127.0.0.1"),
        (socket.AF_INET6, socket.SOCK_STREAM, "tcp6", "::1"),
    ],
)
def test_a_real_socket_is_seen(family: int, kind: int, table: str, address: str) -> None:
    with socket.socket(family, kind) as opened:
        try:
            opened.bind((address, 0))
        except OSError:
            pytest.skip("this machine has no such address")
        if kind == socket.SOCK_STREAM:
            opened.listen()
        port = opened.getsockname()[1]
        assert (address, port) in listening(Path("/proc/net", table).read_bytes())
