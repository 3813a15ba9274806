"""Who does not understand how Go begins TLS. With a real firewall: tests/e2e/network/test_handshake.py."""

from __future__ import annotations

import pytest

from tests.facts.network.lines import TOOLS, place, read
from tests.rules.network.judging import judge
from wizard.model.findings import Verdict

RULE = "tls-handshake-compat"
RESET = ("go 1", "go-says read: connection reset by peer")


@pytest.mark.parametrize(
    ("lines", "verdict", "says"),
    [
        ((*RESET, "small 0"), Verdict.ADVICE, "A firewall cuts Go's first TLS message to proxy.test."),
        (
            ("go 1", "go-says handshake failure", "small 1", "rsa 0"),
            Verdict.ADVICE,
            "proxy.test only offers old keys (RSA) for TLS.",
        ),
        ((*RESET, "small 1"), Verdict.UNKNOWN, None),
        (("go 0",), Verdict.OK, None),
        ((), Verdict.UNKNOWN, None),
    ],
)
def test_what_helps_tells(lines: tuple[str, ...], verdict: Verdict, says: str | None) -> None:
    found = judge(RULE, read(place(1, "proxy", "https://proxy.test", *lines)))
    assert found.verdict is verdict
    assert says in (None, found.finding.says.render())


@pytest.mark.parametrize(("version", "setting"), [("go1.23.9", "tlskyber=0"), ("go1.27.3", "tlsmlkem=0")])
def test_the_setting_is_one_that_this_go_knows(version: str, setting: str) -> None:
    text = place(1, "proxy", "https://proxy.test", *RESET, "small 0")
    do = judge(RULE, read(text, TOOLS.replace("go1.27.3", version))).finding.do
    assert do is not None
    assert setting in do.render()


def test_without_https_it_is_about_nothing() -> None:
    assert judge(RULE, read(place(1, "proxy", "http://proxy.test", *RESET))).verdict is Verdict.NOT_APPLICABLE
