"""The variables of Go that a profile asks for: where they are written, and what is in the way."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import SetVariable
from wizard.model.findings import Risk, Verdict

GOENV, PROFILE = "home/me/.config/go/env", "home/me/.profile"
CHINA = '[modules]\nproxy = "https://goproxy.cn,direct"\nsumdb = "sum.golang.google.cn"\n'
PROXY, SUMDB = "modules-proxy-wanted", "modules-sumdb-wanted"
PRIVATE, NOSUMDB, FIPS = "modules-private-wanted", "modules-nosumdb-wanted", "fips-module-wanted"
CORP = '[modules]\nprivate = ["git.corp"]\n'
BOTH = '[modules]\nprivate = ["git.corp"]\nnosumdb = ["go.corp"]\n'


@pytest.mark.parametrize("rule", [PROXY, SUMDB, PRIVATE, NOSUMDB, FIPS])
def test_what_no_profile_asks_for_is_left_alone(judge: Judge, rule: str) -> None:
    finding = judge(rule, "", {GOENV: "GOPROXY=https://goproxy.io\n"})
    assert (finding.verdict, finding.edits) == (Verdict.NOT_APPLICABLE, ())


@pytest.mark.parametrize(
    ("rule", "wanted", "stored", "name", "value"),
    [
        (PROXY, CHINA, "", "GOPROXY", "https://goproxy.cn,direct"),
        (PROXY, CHINA, "GOFLAGS=-v\n", "GOPROXY", "https://goproxy.cn,direct"),
        (SUMDB, CHINA, "GOSUMDB=sum.golang.org\n", "GOSUMDB", "sum.golang.google.cn"),
        (PRIVATE, CORP, "", "GOPRIVATE", "git.corp"),
        (PRIVATE, CORP, "GOPRIVATE=other.corp\n", "GOPRIVATE", "other.corp,git.corp"),
        (NOSUMDB, CORP, "GONOSUMDB=other.corp\n", "GONOSUMDB", "other.corp,git.corp"),
        (NOSUMDB, BOTH, "", "GONOSUMDB", "git.corp,go.corp"),
        (NOSUMDB, BOTH, "GOPRIVATE=mine.corp\n", "GONOSUMDB", "mine.corp,git.corp,go.corp"),
        (FIPS, '[fips]\nmodule = "v1.0.0"\n[go]\nversion = "stable"\n', "", "GOFIPS140", "v1.0.0"),
    ],
)
def test_it_is_written_in_the_go_env_file_and_nobody_is_hit(
    judge: Judge, rule: str, wanted: str, stored: str, name: str, value: str
) -> None:
    finding = judge(rule, wanted, {GOENV: stored} if stored else {})
    assert finding.edits == (SetVariable(USUAL, name, value),)
    assert (finding.verdict, finding.risk, finding.restart.value) == (Verdict.FIXABLE, Risk.SAFE, 0)
    assert judge(rule, wanted, {GOENV: f"{name}={value}\n"}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("rule", "wanted", "stored", "hit"),
    [
        (PROXY, CHINA, "GOPROXY=https://go.corp", "https://go.corp"),
        (SUMDB, CHINA, "GOSUMDB=off", "Private modules"),
        (FIPS, '[fips]\nmodule = "latest"\n[go]\nversion = "stable"\n', "GOFIPS140=v1.0.0", "v1.0.0"),
    ],
)
def test_another_value_of_a_persons_own_is_replaced_only_on_request(
    judge: Judge, rule: str, wanted: str, stored: str, hit: str
) -> None:
    finding = judge(rule, wanted, {GOENV: f"{stored}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.may_break is not None
    assert hit in finding.may_break.render()


def test_private_modules_are_left_to_goprivate_where_nothing_else_is_said(judge: Judge) -> None:
    assert judge(NOSUMDB, CORP, {}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("rule", "value", "name"),
    [
        ("modules-goproxy-off", "off", "GOPROXY"),
        ("modules-goproxy-order", "direct,https://goproxy.io", "GOPROXY"),
        ("modules-goproxy-syntax", "none", "GOPROXY"),
        ("modules-sumdb", "off", "GOSUMDB"),
        ("modules-sumdb-name", "sum.example", "GOSUMDB"),
    ],
)
def test_a_repair_of_the_variable_makes_it_what_the_profile_asks_for(
    judge: Judge, rule: str, value: str, name: str
) -> None:
    """Else two rules would want two things."""
    files = {GOENV: f"{name}={value}\n"}
    own = judge(PROXY if name == "GOPROXY" else SUMDB, CHINA, files)
    assert judge(rule, CHINA, files).edits == own.edits
    assert own.verdict is Verdict.FIXABLE


def test_a_repair_of_a_list_keeps_what_the_profile_asks_for(judge: Judge) -> None:
    files = {GOENV: "GOPRIVATE=https://mine.corp\n"}
    edits = judge("modules-private-pattern", CORP, files).edits
    assert (
        edits == judge(PRIVATE, CORP, files).edits == (SetVariable(USUAL, "GOPRIVATE", "mine.corp,git.corp"),)
    )


GO = {
    "usr/local/go/bin/go": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00",
    PROFILE: "PATH=/usr/local/go/bin:$PATH\n",
}


@pytest.mark.parametrize(
    ("version", "files", "module", "verdict", "says"),
    [
        ("1.27.3", {"lib/fips140/v1.0.0.zip": ""}, "v1.0.0", Verdict.FIXABLE, "GOFIPS140"),
        ("1.27.3", {"lib/fips140/inprocess.txt": ""}, "inprocess", Verdict.FIXABLE, "GOFIPS140"),
        ("1.27.3", {"lib/fips140/v1.0.0.zip": ""}, "v9.9.9", Verdict.BLOCKED, "“v9.9.9”"),
        ("1.22.10", {}, "latest", Verdict.BLOCKED, "no FIPS 140 module"),
        (
            "1.24.1",
            {"src/go.mod": "module std\nrequire github.com/golang-fips/openssl v1\n"},
            "latest",
            Verdict.BLOCKED,
            "OpenSSL",
        ),
    ],
)
def test_the_go_in_use_has_to_know_the_module(
    judge: Judge, version: str, files: dict[str, str], module: str, verdict: Verdict, says: str
) -> None:
    root = {f"usr/local/go/{name}": text for name, text in {**files, "VERSION": f"go{version}"}.items()}
    finding = judge(FIPS, f'[fips]\nmodule = "{module}"\n', {**GO, **root})
    assert finding.verdict is verdict, finding
    assert says in finding.says.render()


def test_an_old_go_is_no_obstacle_where_another_one_is_asked_for(judge: Judge) -> None:
    wanted = '[fips]\nmodule = "v1.0.0"\n[go]\nversion = "stable"\n'
    finding = judge(FIPS, wanted, {**GO, "usr/local/go/VERSION": "go1.22.10"})
    assert finding.verdict is Verdict.FIXABLE
