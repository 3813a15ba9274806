"""What the lines of the question come to."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.network.lines import GOOD, TOOLS, answer, place, read
from tests.servers.modules import FILES, NAME, zipped
from tests.servers.names import message
from wizard.codecs.dns_message import DnsReply
from wizard.codecs.go import dirhash
from wizard.facts.network.replies import (
    Canary,
    NameReply,
    PlaceKind,
    ProgramReply,
    Replies,
    question,
    replies,
)
from wizard.model.facts import Unknown
from wizard.model.probes import Exited, Unavailable

QUERY = b"W\x47\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x04test\x00\x00\x01\x00\x01"


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_places_come_in_go_s_order_however_their_lines_are_mixed() -> None:
    first, second = place(1, "proxy |").splitlines(), place(2, "direct", "https://github.com").splitlines()
    mixed = "".join(f"{line}\n" for pair in zip(second, first, strict=True) for line in pair)
    found = read(mixed + place(3, "database sum.golang.org", "https://sum.golang.org"))
    assert [each.kind for each in found.places] == [PlaceKind.PROXY, PlaceKind.DIRECT, PlaceKind.DATABASE]
    assert [each.fallback for each in found.chain] == ["|", ""]
    assert found.chain[0].host == "proxy.test"
    assert (found.version, found.servers) == ("go1.27.3", ("10.0.0.1",))
    assert found.tools == {"go", "curl", "getent", "bash", "git"}


def test_what_each_program_said() -> None:
    found = read(
        place(
            1,
            "proxy",
            "https://proxy.test",
            "libc 0",
            "libc-address 10.0.0.9",
            "libc-address 10.0.0.9",
            "libc-address proxy.test",
            "go 1",
            "go-says go: first",
            "go-says second",
            "small 0",
            "curl (60) SSL certificate problem",
            "http 000 200 0 10.0.0.9 Text/HTML; charset=utf-8",
            f"body {coded(b'<html>')}",
            "cert issuer: CN=Corp",
        )
    ).places[0]
    assert found.names == ("10.0.0.9",)
    assert found.go == ProgramReply(1, "go: first\nsecond")
    assert found.small == ProgramReply(0)
    assert found.rsa is None
    assert found.curl == ProgramReply(
        60, "SSL certificate problem", 0, 200, "10.0.0.9", b"<html>", "text/html; charset=utf-8"
    )
    assert found.curl.is_page
    assert found.certificate == ("issuer: CN=Corp",)


def test_a_canary_that_came_has_a_sum_and_one_that_did_not_has_none() -> None:
    data = coded(zipped(FILES))
    lines = (
        f"canary {NAME}",
        "canary-http 404 000 0 10.0.0.9 text/plain",
        "canary b@v1",
        *(f"canary-body {data[at : at + 76]}" for at in range(0, len(data), 76)),
        "canary-http 200 000 0 10.0.0.9 application/zip",
        "canary c@v1",
        "canary-http 200 000 0 10.0.0.9 application/zip",
        f"canary-body {coded(b'<html>')}",
    )
    found = read(place(1, "proxy", "https://proxy.test", *lines)).places[0]
    assert found.canaries == (Canary("b@v1", dirhash.of_zip(zipped(FILES))), Canary("c@v1", ""))


def test_name_servers() -> None:
    reply = message(QUERY, ("10.0.0.9",))
    stream = len(reply).to_bytes(2, "big") + reply
    lines = (f"dns udp 10.0.0.1 {coded(reply)}", "dns edns 10.0.0.1 -", f"dns tcp 10.0.0.1 {coded(stream)}")
    known = DnsReply(0, False, ("10.0.0.9",))
    assert read(place(1, "proxy", "https://proxy.test", *lines)).places[0].servers == (
        NameReply("10.0.0.1", "udp", known),
        NameReply("10.0.0.1", "edns", None),
        NameReply("10.0.0.1", "tcp", known),
    )


@pytest.mark.parametrize(
    ("status", "body", "passes"), [(200, b"", True), (404, b"", False), (200, b"<!doctype html>", False)]
)
def test_whether_a_proxy_passes_on_sums(status: int, body: bytes, passes: bool) -> None:
    lines = (f"sumdb-http {status} 000 0 10.0.0.9 text/plain", f"sumdb-body {coded(body)}")
    assert read(place(1, "proxy", "https://proxy.test", *lines)).places[0].passes_sums is passes


@pytest.mark.parametrize(
    "heard",
    [
        Unavailable("it took too long"),
        Exited(0, b"no mark", b""),
        answer(TOOLS + place(1), is_whole=False),
    ],
)
def test_half_an_answer_is_none(heard: Exited | Unavailable) -> None:
    assert isinstance(replies(heard), Unknown)


def test_the_question_is_constant_and_takes_as_long_as_it_may() -> None:
    asked = question("main", ("a.test/b@v1", "c@v2"))
    assert asked.timeout_s > 60
    assert "canaries='a.test/b@v1 c@v2'\nmain" in asked.argv[-1]
    assert asked == question("main", ("a.test/b@v1", "c@v2"))


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=30), max_size=20))
def test_whatever_a_machine_prints_is_read(lines: list[str]) -> None:
    assert isinstance(replies(answer("".join(f"1 {line}\n" for line in lines))), Replies)


def test_what_is_good() -> None:
    assert read(place(1, "proxy", "https://proxy.test", *GOOD)).places[0].curl == ProgramReply(
        0, "", 200, 0, "10.0.0.9", b"", "text/plain"
    )


@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_what_somebody_else_said_is_no_line_of_ours(sign: str) -> None:
    found = read(place(1, "proxy ,") + f"1 go 1\n1 go-says a{sign}0 server 6.6.6.6{sign}2 place off\n")
    assert len(found.places) == 1
    assert "6.6.6.6" not in found.servers
