"""Projects that need a newer Go than runs: what go itself says of them (tried with Go 1.19.8, 1.21.13 and 1.27.3)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Verdict

RULE = "go-env-toolchain-too-low"
GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"
DEFAULTS = "usr/local/go/go.env"
WANTED = '[projects]\nfolders = ["~/a"]\n'


def machine(version: str, mod: str, stored: str = "") -> dict[str, str | bytes]:
    return {
        "usr/local/go/VERSION": f"go{version}\n",
        "usr/local/go/bin/go": ELF,
        DEFAULTS: "GOPROXY=https://proxy.golang.org,direct\nGOTOOLCHAIN=auto\n",
        PROFILE: "export PATH=$PATH:/usr/local/go/bin\n",
        "home/me/a/go.mod": f"module a\n\n{mod}\n",
        GOENV: f"{stored}\n",
    }


@pytest.mark.parametrize(
    ("version", "mod", "stored", "verdict"),
    [
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=local", Verdict.ADVICE),
        ("1.24.11", "go 1.24.11", "GOTOOLCHAIN=local", Verdict.OK),
        ("1.24.11", "go 1.24", "GOTOOLCHAIN=local", Verdict.OK),
        ("1.24.11", "go 1.24\n\ntoolchain go1.27.3", "GOTOOLCHAIN=local", Verdict.OK),
        ("1.21.13", "go 1.24.11", "", Verdict.OK),
        ("1.21.13", "go 1.24.11", "GOPROXY=off", Verdict.ADVICE),
        ("1.21.13", "go 1.21\n\ntoolchain go1.24.11", "GOPROXY=off", Verdict.ADVICE),
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=go1.23.9", Verdict.ADVICE),
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=go1.25.5", Verdict.OK),
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=go1.23.9+auto", Verdict.OK),
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=path", Verdict.UNKNOWN),
        ("1.21.13", "go 1.24.11", "GOTOOLCHAIN=junk", Verdict.OK),
        ("1.19.8", "go 1.24.11", "", Verdict.ADVICE),
        ("1.19.8", "go 1.19", "", Verdict.OK),
    ],
)
def test_what_a_project_needs_against_what_go_may_do(
    judge: Judge, version: str, mod: str, stored: str, verdict: Verdict
) -> None:
    assert judge(RULE, WANTED, machine(version, mod, stored)).verdict is verdict


def test_the_line_that_asks_and_the_way_out(judge: Judge) -> None:
    finding = judge(RULE, WANTED, machine("1.21.13", "go 1.24.11", "GOTOOLCHAIN=local"))
    assert finding.says.render() == "~/a/go.mod asks for Go 1.24.11. /usr/local/go/bin/go is 1.21.13."
    seen = finding.evidence[0]
    assert (seen.source, seen.quote, seen.line) == ("~/a/go.mod", "go 1.24.11", 3)
    assert finding.do is not None
    assert finding.do.render().endswith("let go download it: go env -w GOTOOLCHAIN=auto")


@pytest.mark.parametrize("off", ["GOSUMDB=off", "GONOSUMDB=*"])
def test_downloads_that_nobody_checks_are_not_proposed(judge: Judge, off: str) -> None:
    finding = judge(RULE, WANTED, machine("1.21.13", "go 1.24.11", f"GOTOOLCHAIN=local\n{off}"))
    assert finding.do is not None
    assert finding.do.render() == "Install Go 1.24.11 or newer."


def test_who_built_that_go_may_have_switched_it_off(judge: Judge) -> None:
    """Debian, Ubuntu and Fedora do (GO §1.2)."""
    files = machine("1.21.13", "go 1.24.11")
    files[DEFAULTS] = "GOTOOLCHAIN=local\nGOTOOLCHAIN=auto\n"
    assert judge(RULE, WANTED, files).verdict is Verdict.ADVICE
    files[GOENV] = "GOTOOLCHAIN=auto\n"
    assert judge(RULE, WANTED, files).verdict is Verdict.OK


@pytest.mark.parametrize(
    "defaults", ["", "GOTOOLCHAIN=auto\nGOPROXY=direct\n", "GOTOOLCHAIN=auto\nGONOPROXY=*\n"]
)
def test_defaults_with_which_no_other_go_is_downloaded(judge: Judge, defaults: str) -> None:
    """Without any GOTOOLCHAIN, go stays with itself (compared with real Gos in e2e/real_go/test_toolchains.py)."""
    files = machine("1.21.13", "go 1.24.11") | {DEFAULTS: defaults}
    assert judge(RULE, WANTED, files).verdict is Verdict.ADVICE


def test_one_that_was_downloaded_before_is_there(judge: Judge) -> None:
    cached = "home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.11.linux-amd64"
    files = machine("1.21.13", "go 1.24.11", "GOPROXY=off")
    files |= {f"{cached}/VERSION": "go1.24.11\n", f"{cached}/bin/go": ELF}
    assert judge(RULE, WANTED, files).verdict is Verdict.OK


def test_without_projects_or_go_there_is_nothing_to_say(judge: Judge) -> None:
    files = machine("1.21.13", "go 1.24.11", "GOTOOLCHAIN=local")
    assert judge(RULE, "", files).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, WANTED, {"home/me/a/go.mod": "go 1.24\n"}).verdict is Verdict.NOT_APPLICABLE
    unclear = {**files, GOENV: "", PROFILE: f"{files[PROFILE]!s}export GOTOOLCHAIN=$(x)\n"}
    assert judge(RULE, WANTED, unclear).verdict is Verdict.UNKNOWN
