"""Name servers that are silent or old, and ones that lie. With real ones: tests/e2e/network/test_names.py."""

from __future__ import annotations

import base64

import pytest

from tests.facts.network.lines import TOOLS, place, read
from tests.rules.network.judging import judge
from tests.servers.names import message
from wizard.facts.network.windows import WindowsView
from wizard.model.findings import Severity, Verdict

REPLY, HIJACK = "dns-nameserver-reply", "dns-hijack-suspect"
QUERY = b"W\x47\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x04test\x00\x00\x01\x00\x01"
WRONG = ("go 1", "go-says x509: certificate is valid for other.test, not proxy.test")
FOREIGN = ("go 1", "go-says x509: certificate signed by unknown authority")
TWO = f"{TOOLS}0 server 10.0.0.2\n"


def dns(way: str, *addresses: str, server: str = "10.0.0.1", code: int = 0, is_cut: bool = False) -> str:
    data = message(QUERY, addresses, code=code, is_cut=is_cut)
    data = len(data).to_bytes(2, "big") + data if way == "tcp" else data
    return f"dns {way} {server} {base64.b64encode(data).decode()}"


def nothing(way: str, server: str = "10.0.0.1") -> str:
    return f"dns {way} {server} -"


@pytest.mark.parametrize(
    ("lines", "verdict", "severity", "part"),
    [
        ((dns("udp", "10.0.0.9"), dns("edns", "10.0.0.9")), Verdict.OK, None, ""),
        ((dns("udp", code=3),), Verdict.OK, None, ""),
        (
            (nothing("udp"), nothing("edns"), nothing("tcp")),
            Verdict.ADVICE,
            Severity.HIGH,
            "does not respond",
        ),
        (
            (nothing("udp"), dns("udp", "10.0.0.9", server="10.0.0.2")),
            Verdict.ADVICE,
            Severity.LOW,
            "10.0.0.1 does not respond",
        ),
        ((dns("udp", "10.0.0.9"), dns("edns", code=1)), Verdict.ADVICE, Severity.HIGH, "(EDNS)"),
        ((dns("udp", "10.0.0.9"), nothing("edns")), Verdict.ADVICE, Severity.HIGH, "(EDNS)"),
        ((dns("udp", is_cut=True), nothing("tcp")), Verdict.ADVICE, Severity.MEDIUM, "over TCP only"),
        ((dns("udp", is_cut=True), dns("tcp", "10.0.0.9")), Verdict.OK, None, ""),
        ((), Verdict.NOT_APPLICABLE, None, ""),
    ],
)
def test_how_they_reply(
    lines: tuple[str, ...], verdict: Verdict, severity: Severity | None, part: str
) -> None:
    found = judge(REPLY, read(place(1, "proxy", "https://proxy.test", *lines), TWO))
    assert found.verdict is verdict
    assert severity in (None, found.severity)
    assert part in found.finding.says.render()


def test_what_cannot_be_asked() -> None:
    text = place(1, "proxy", "https://proxy.test", nothing("udp"))
    assert judge(REPLY, read(text, TOOLS.replace("0 has bash\n", ""))).verdict is Verdict.UNKNOWN
    assert (
        judge(REPLY, read(text, TOOLS.replace("0 server 10.0.0.1\n", ""))).verdict is Verdict.NOT_APPLICABLE
    )
    in_front = f"{TOOLS}0 proxy https corp:3128\n"
    assert judge(REPLY, read(text, in_front)).verdict is Verdict.NOT_APPLICABLE
    assert judge(HIJACK, read(text, in_front)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("lines", "windows", "verdict"),
    [
        # Somebody else by name, and another resolver knows better.
        ((*WRONG, "libc 0", "libc-address 8.8.8.8"), ("1.1.1.1",), Verdict.ADVICE),
        # An address that is none of the internet.
        ((*FOREIGN, "libc 0", "libc-address 10.9.9.9"), ("1.1.1.1",), Verdict.ADVICE),
        ((*FOREIGN, dns("udp", "10.9.9.9"), dns("udp", "1.1.1.1", server="10.0.0.2")), (), Verdict.ADVICE),
        # A company that reads along, at one of the many addresses of a large site.
        ((*FOREIGN, "libc 0", "libc-address 8.8.8.8"), ("1.1.1.1",), Verdict.OK),
        ((*WRONG, "libc 0", "libc-address 8.8.8.8", "libc-address 1.1.1.1"), ("1.1.1.1",), Verdict.OK),
        # Nobody to compare with.
        ((*WRONG, "libc 0", "libc-address 10.9.9.9"), (), Verdict.UNKNOWN),
        ((*WRONG, "libc 0", "libc-address 10.9.9.9", dns("udp", "10.9.9.9")), (), Verdict.UNKNOWN),
        # Whoever proves the name may be anywhere.
        (("go 0", "libc 0", "libc-address 10.9.9.9"), ("1.1.1.1",), Verdict.OK),
        (
            ("go 1", "go-says connection refused", "libc 0", "libc-address 10.9.9.9"),
            ("1.1.1.1",),
            Verdict.UNKNOWN,
        ),
    ],
)
def test_only_a_wrong_certificate_and_another_address_make_a_suspect(
    lines: tuple[str, ...], windows: tuple[str, ...], verdict: Verdict
) -> None:
    seen = WindowsView({"proxy.test": windows} if windows else {})
    assert judge(HIJACK, read(place(1, "proxy", "https://proxy.test", *lines)), seen).verdict is verdict


def test_each_resolver_is_shown_with_what_it_says() -> None:
    lines = (
        *WRONG,
        "libc 0",
        "libc-address 10.9.9.9",
        dns("udp", "1.1.1.1", server="10.0.0.2"),
        "cert subject: CN=other.test",
    )
    found = judge(HIJACK, read(place(1, "proxy", "https://proxy.test", *lines)))
    shown = [(each.source, each.quote) for each in found.finding.evidence]
    assert shown == [
        ("getent ahosts", "10.9.9.9"),
        ("10.0.0.2", "1.1.1.1"),
        ("proxy.test", "subject: CN=other.test"),
    ]


def test_without_https_there_is_nothing_to_prove() -> None:
    assert judge(HIJACK, read(place(1, "proxy", "http://proxy.test"))).verdict is Verdict.NOT_APPLICABLE
