"""Whom the rule about proxies names. With real proxies: tests/e2e/network/test_proxies.py."""

from __future__ import annotations

import pytest

from tests.facts.network.lines import GOOD, TOOLS, place, read
from tests.rules.network.judging import judge
from wizard.facts.network.windows import WindowsView
from wizard.model.findings import Severity, Verdict
from wizard.model.text import say

RULE = "modules-goproxy-reach"
MISSING = ("go 1", "go-says reading https://proxy.test/@v/list: 404 Not Found")
REFUSED = ("go 1", "go-says dial tcp 10.0.0.9:443: connect: connection refused")
UNKNOWN = ("go 1", "go-says x509: certificate signed by unknown authority", "cert issuer: CN=Corp Root")


def chain(*entries: tuple[str, tuple[str, ...]]) -> str:
    return "".join(
        place(number, kind, "" if kind == "off" else f"https://p{number}.test", *lines)
        for number, (kind, lines) in enumerate(entries, 1)
    )


@pytest.mark.parametrize(
    ("entries", "verdict", "severity", "says"),
    [
        ([("proxy", GOOD)], Verdict.OK, None, "Go gets modules from p1.test."),
        ([("proxy ,", MISSING), ("proxy", GOOD)], Verdict.OK, None, "Go gets modules from p2.test."),
        ([("proxy ,", GOOD), ("proxy", REFUSED)], Verdict.OK, None, "Go gets modules from p1.test."),
        (
            [("proxy ,", REFUSED), ("proxy", GOOD)],
            Verdict.ADVICE,
            Severity.HIGH,
            "p1.test refuses connections.",
        ),
        (
            [("proxy |", REFUSED), ("proxy", GOOD)],
            Verdict.ADVICE,
            Severity.MEDIUM,
            "p1.test refuses connections.",
        ),
        ([("proxy |", REFUSED), ("off", ())], Verdict.ADVICE, Severity.HIGH, "p1.test refuses connections."),
        (
            [("proxy |", MISSING), ("proxy", REFUSED)],
            Verdict.ADVICE,
            Severity.HIGH,
            "p2.test refuses connections.",
        ),
        ([("proxy", MISSING)], Verdict.UNKNOWN, Severity.HIGH, None),
        ([("off", ())], Verdict.NOT_APPLICABLE, None, None),
        ([], Verdict.UNKNOWN, None, None),
        (
            [("direct", ())],
            Verdict.UNKNOWN,
            None,
            "Could not ask p1.test, because curl is not installed in the distro.",
        ),
    ],
)
def test_go_s_order(
    entries: list[tuple[str, tuple[str, ...]]], verdict: Verdict, severity: Severity | None, says: str | None
) -> None:
    tools = TOOLS.replace("0 has curl\n", "") if entries[:1] == [("direct", ())] else TOOLS
    found = judge(RULE, read(chain(*entries), tools))
    assert found.verdict is verdict
    assert severity in (None, found.severity)
    assert says in (None, found.finding.says.render())


def test_windows_reaches_it() -> None:
    heard = read(chain(("proxy", REFUSED)))
    found = judge(RULE, heard, WindowsView({}, {"https://p1.test": None})).finding
    note = found.evidence[0].note
    assert note is not None
    assert note.render() == "p1.test refuses connections. Windows reaches it, the distro does not."
    other = judge(
        RULE, heard, WindowsView({}, {"https://p1.test": say("It did not respond.")})
    ).finding.evidence[0]
    assert other.note is not None
    assert "Windows" not in other.note.render()


def test_a_company_s_certificate_that_only_windows_knows() -> None:
    heard = read(chain(("proxy", UNKNOWN)))
    assert "does not know the authority" in judge(RULE, heard).finding.says.render()
    found = judge(RULE, heard, WindowsView({}, {"https://p1.test": None})).finding
    assert found.says.render() == "A company proxy signs for p1.test. Windows trusts it, the distro does not."
    assert "issuer: CN=Corp Root" in [each.quote for each in found.evidence]


def test_libc_may_find_what_go_does_not() -> None:
    lines = ("go 1", "go-says dial tcp: lookup p1.test: no such host", "libc 0", "libc-address 10.0.0.9")
    seen = judge(RULE, read(chain(("proxy", lines)))).finding.evidence[-1]
    assert (seen.source, seen.quote) == ("getent ahosts p1.test", "10.0.0.9")


@pytest.mark.parametrize(
    ("ids", "command"),
    [
        (
            "debian",
            (
                "sudo install -m 644 company.crt /usr/local/share/ca-certificates/company.crt"
                " && sudo update-ca-certificates"
            ),
        ),
        (
            "fedora",
            "sudo install -m 644 company.crt /etc/pki/ca-trust/source/anchors/company.crt && sudo update-ca-trust",
        ),
        (
            "opensuse-tumbleweed opensuse suse",
            "sudo install -m 644 company.crt /etc/pki/trust/anchors/company.crt && sudo update-ca-certificates",
        ),
    ],
)
def test_what_to_do_with_it_is_the_command_of_the_distro(ids: str, command: str) -> None:
    heard = read(chain(("proxy", UNKNOWN)), f"{TOOLS}0 ids {ids} \n")
    do = judge(RULE, heard, WindowsView({}, {"https://p1.test": None})).finding.do
    assert do is not None
    assert do.render().endswith(f"then: {command}")


def test_where_go_s_own_proxy_is_blocked_another_is_named() -> None:
    late = ("go 1", "go-says dial tcp 10.0.0.9:443: i/o timeout")
    do = judge(RULE, read(place(1, "proxy ,", "https://proxy.golang.org", *late))).finding.do
    assert do is not None
    assert "GOPROXY=https://goproxy.cn,direct" in do.render()
