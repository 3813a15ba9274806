"""Settings of Go that systemd's user services get, and shells do not."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Severity, Verdict

RULE = "go-services-differ"
CONF = "home/me/.config/environment.d/10-go.conf"
SYSTEM = "etc/environment.d/10-go.conf"
PAM = "home/me/.pam_environment"
SERVICES, SESSIONS = "Services of systemd --user", "user_readenv"
TREE = {"usr/local/go/VERSION": "go1.27.3\n", "usr/local/go/bin/go": ELF}
SYSTEMD, INIT = {"proc/1/comm": "systemd\n"}, {"proc/1/comm": "init\n"}


@pytest.mark.parametrize(
    ("files", "says", "notes"),
    [
        ({CONF: "GOROOT=/opt/go\n"}, "~/.config/environment.d/10-go.conf sets GOROOT", SERVICES),
        ({SYSTEM: "GOPROXY=off\n"}, "/etc/environment.d/10-go.conf sets GOPROXY", SERVICES),
        ({CONF: "GOPATH=${N:-$HOME}/x\n"}, "10-go.conf sets GOPATH", SERVICES),
        ({CONF: "GOFLAGS=-v\n", "home/me/.profile": "export GOFLAGS=-x\n"}, "sets GOFLAGS", SERVICES),
        ({PAM: "GOROOT DEFAULT=/opt/go\n"}, "~/.pam_environment sets GOROOT", SESSIONS),
        ({**TREE, CONF: "PATH=/usr/local/go/bin:${PATH}\n"}, "sets PATH", SERVICES),
        ({**INIT, PAM: "GOROOT=/opt/go\n", CONF: "GOPROXY=off\n"}, "pam_environment sets GOROOT", SESSIONS),
        ({**SYSTEMD, CONF: "GODEBUG=netdns=go\n"}, "sets GODEBUG", SERVICES),
    ],
)
def test_what_shells_do_not_get_is_told_with_who_gets_it(
    judge: Judge, files: dict[str, str | bytes], says: str, notes: str
) -> None:
    finding = judge(RULE, "", files)
    assert finding.verdict is Verdict.ADVICE
    assert says in finding.says.render()
    assert all(each.note is not None and notes in each.note.render() for each in finding.evidence)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {CONF: "EDITOR=vim\nPATH=$HOME/bin:$PATH\n"},
        {CONF: "GOFLAGS=-v\n", "home/me/.profile": "export GOFLAGS=-v\n"},
        {CONF: "GOPROXY=off\n", "home/me/.config/go/env": "GOPROXY=off\n"},
        {CONF: "GOROOT=/a\nGOROOT=\n#GOPROXY=off\nGOROOT=${NO:+x}\n"},
        {SYSTEM: "GOROOT=/a\n", CONF: "A=b\n"},
        {**INIT, CONF: "GOROOT=/opt/go\n"},
        {
            **TREE,
            CONF: "PATH=/usr/local/go/bin:$PATH\n",
            "home/me/.profile": "PATH=/usr/local/go/bin:$PATH\n",
        },
    ],
    ids=["nothing", "no Go", "same", "stored", "unset", "hidden by its name", "no systemd", "same Go"],
)
def test_what_both_get_is_well(judge: Judge, files: dict[str, str | bytes]) -> None:
    assert judge(RULE, "", files).verdict is Verdict.OK


def test_what_kills_programs_is_told_loudly(judge: Judge) -> None:
    profile = "export GODEBUG=x509sha1=1\n"
    finding = judge(RULE, "", {CONF: "GODEBUG=${GODEBUG:-x509sha1=1}\n", "home/me/.profile": profile})
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.HIGH)
    assert "removed" in (finding.why.render() if finding.why is not None else "")
    assert finding.do is not None
    assert finding.do.render().endswith("systemctl --user daemon-reload")


@pytest.mark.parametrize(
    "files",
    [
        {CONF: "GOPATH=${XDG_DATA_HOME}/go\n"},
        {CONF: "GOFLAGS=-v\n", "home/me/.profile": "export GOFLAGS=$(cat x)\n"},
    ],
)
def test_what_cannot_be_told_is_not_said_to_be_well(judge: Judge, files: dict[str, str | bytes]) -> None:
    assert judge(RULE, "", files).verdict is Verdict.UNKNOWN
