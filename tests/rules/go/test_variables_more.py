"""A pinned Go that nobody can have: what the go command makes of it (tried with Go 1.21.13 and 1.27.3)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import SetVariable
from wizard.model.findings import Risk, Verdict

GOENV = "home/me/.config/go/env"
RULE = "go-env-toolchain-missing"
WISHED = '[go]\nversion = "1.27.3"\n'
CACHE = "home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64/bin/go"


@pytest.mark.parametrize(
    "stored",
    [
        "GOTOOLCHAIN=go1.25.5\nGOPROXY=off",
        "GOTOOLCHAIN=go1.25.5\nGOPROXY=direct",
        "GOTOOLCHAIN=go1.25.5+auto\nGOPRIVATE=*",
        "GOTOOLCHAIN=go1.25.5+path",
        "GOTOOLCHAIN=go1.25",
        "GOTOOLCHAIN=go1.99",
    ],
)
def test_a_go_that_cannot_be_had_is_told_and_repaired_only_on_request(judge: Judge, stored: str) -> None:
    finding = judge(RULE, "", {GOENV: f"{stored}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (SetVariable(USUAL, "GOTOOLCHAIN", "auto"),)
    assert finding.why is not None
    assert "toolchain not available" in finding.why.render()


def test_what_keeps_go_from_downloading_is_shown(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GOTOOLCHAIN=go1.25.5\nGOPROXY=off\n"})
    assert ("GOPROXY", "off") in [(each.source, each.quote) for each in finding.evidence]


def test_a_version_that_was_never_released_cannot_be_had(judge: Judge) -> None:
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.99.0\n"}).verdict is Verdict.FIXABLE
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.25.5\n"}).verdict is Verdict.OK


def test_without_a_list_of_releases_nobody_says_that_all_is_well(judge: Judge) -> None:
    for stored in ("GOTOOLCHAIN=go1.99.0", "GOTOOLCHAIN=go1.25.5", "GOTOOLCHAIN=go1.25.5-custom"):
        finding = judge(RULE, "", {GOENV: f"{stored}\n"})
        assert finding.verdict is Verdict.UNKNOWN
        assert stored in finding.says.render()
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.25.5-custom\n"}).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("stored", ["GOTOOLCHAIN=go1.25.5", "GOTOOLCHAIN=go1.25.5+auto"])
def test_one_that_was_downloaded_before_needs_no_proxy(judge: Judge, stored: str) -> None:
    assert judge(RULE, "", {GOENV: f"{stored}\nGOPROXY=off\n", CACHE: "x"}).verdict is Verdict.OK
    path_only = {GOENV: "GOTOOLCHAIN=go1.25.5+path\n", CACHE: "x"}
    assert judge(RULE, "", path_only).verdict is Verdict.FIXABLE


@pytest.mark.parametrize("value", ["auto", "local", "path", "junk", "local+path"])
def test_without_a_pin_there_is_nothing_to_find(judge: Judge, value: str) -> None:
    assert judge(RULE, "", {GOENV: f"GOTOOLCHAIN={value}\n"}).verdict is Verdict.OK
