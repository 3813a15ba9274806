"""The ways to the checksum database, in Go's order."""

from __future__ import annotations

import pytest

from tests.facts.network.lines import TOOLS, place, read
from tests.rules.network.judging import judge
from wizard.model.findings import Verdict

RULE = "modules-sumdb-reach"
TREE = ("body Z28uc3VtIGRhdGFiYXNlIHRyZWUKMQ==", "http 200 000 0 10.0.0.9 text/plain")
BLOCKED = ("curl (28) Connection timed out", "http 000 000 0  ")
PASSES = ("sumdb-http 200 000 0 10.0.0.9 text/plain",)
OTHER = ("sumdb-http 404 000 0 10.0.0.9 text/plain",)


def ways(proxy: tuple[str, ...], database: tuple[str, ...], mirror: tuple[str, ...] | None) -> str:
    text = place(1, "proxy", "https://proxy.test", *proxy)
    text += place(2, "database sum.golang.org", "https://sum.golang.org", *database)
    if mirror is not None:
        text += place(3, "mirror sum.golang.org", "https://sum.golang.google.cn", *mirror)
    return text


@pytest.mark.parametrize(
    ("text", "verdict", "part"),
    [
        (ways(PASSES, BLOCKED, BLOCKED), Verdict.OK, "proxy.test passes on"),
        (ways(OTHER, TREE, BLOCKED), Verdict.OK, "sum.golang.org responds."),
        (ways(OTHER, BLOCKED, TREE), Verdict.ADVICE, "sum.golang.org does not respond in time."),
        (ways(OTHER, BLOCKED, BLOCKED), Verdict.ADVICE, "sum.golang.org does not respond in time."),
        (ways(OTHER, BLOCKED, None), Verdict.ADVICE, "sum.golang.org does not respond in time."),
        (place(1) + place(2, "no-database", ""), Verdict.NOT_APPLICABLE, "GOSUMDB is off"),
        (place(1, "off", "") + place(2, "database x", "https://x"), Verdict.NOT_APPLICABLE, "GOPROXY is off"),
        (ways(OTHER, (), None), Verdict.UNKNOWN, "curl is not installed"),
    ],
)
def test_one_way_is_enough(text: str, verdict: Verdict, part: str) -> None:
    found = judge(RULE, read(text, TOOLS))
    assert found.verdict is verdict
    assert part in found.finding.says.render()


@pytest.mark.parametrize(("mirror", "has_command"), [(TREE, True), (BLOCKED, False)])
def test_the_mirror_is_proposed_only_if_it_responds(mirror: tuple[str, ...], has_command: bool) -> None:
    do = judge(RULE, read(ways(OTHER, BLOCKED, mirror))).finding.do
    assert do is not None
    assert ("GOSUMDB=sum.golang.google.cn" in do.render()) is has_command
