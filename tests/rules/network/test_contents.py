"""A module whose sum is known tells who changes modules. With real proxies: tests/e2e/network/test_proxies.py."""

from __future__ import annotations

import base64

import pytest

from tests.facts.network.lines import TOOLS, place, read
from tests.rules.network.judging import judge
from tests.servers.modules import CHANGED, FILES, NAME, zipped
from wizard.codecs.go import dirhash
from wizard.model.findings import Severity, Verdict

RULE = "modules-goproxy-contents"
PINS = {NAME: dirhash.of_zip(zipped(FILES))}


def sent(data: bytes) -> tuple[str, ...]:
    return (
        f"canary {NAME}",
        f"canary-body {base64.b64encode(data).decode()}",
        "canary-http 200 000 0 10.0.0.9 application/zip",
    )


@pytest.mark.parametrize(
    ("text", "tools", "verdict"),
    [
        (place(1, "proxy", "https://proxy.test", *sent(zipped(FILES))), TOOLS, Verdict.OK),
        (place(1, "proxy", "https://proxy.test", *sent(zipped(CHANGED))), TOOLS, Verdict.ADVICE),
        (place(1, "proxy", "https://proxy.test", *sent(b"<html>")), TOOLS, Verdict.ADVICE),
        (place(1), TOOLS, Verdict.UNKNOWN),
        (place(1), TOOLS.replace("0 has curl\n", ""), Verdict.UNKNOWN),
        (place(1, "direct", "https://github.com"), TOOLS, Verdict.NOT_APPLICABLE),
    ],
)
def test_what_came(text: str, tools: str, verdict: Verdict) -> None:
    assert judge(RULE, read(text, tools), pins=PINS).verdict is verdict


def test_the_second_of_two_proxies_is_named_too() -> None:
    text = place(1, "proxy ,", "https://good.test", *sent(zipped(FILES)))
    text += place(2, "proxy", "https://bad.test", *sent(zipped(CHANGED)))
    found = judge(RULE, read(text), pins=PINS)
    assert found.severity is Severity.CRITICAL
    assert found.finding.says.render() == "bad.test changes modules on the way."
    assert [each.source for each in found.finding.evidence] == ["https://bad.test"]
