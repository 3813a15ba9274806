"""Settings of Go that a terminal and an editor do not share, read from the start files of a distro."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.machines.build import Sees
from tests.rules.conftest import ELF, Judge
from wizard.facts.shell import INTERACTIVE, LOGIN
from wizard.model.findings import Finding, Verdict

RULE = "go-shells-differ"
PROFILE = '. "$HOME/.bashrc"\n'
GUARD = "case $- in\n*i*) ;;\n*) return;;\nesac\n"
SETUP = "home/me/.vscode-server/server-env-setup"
GO: Mapping[str, str | bytes] = {
    "usr/local/go/VERSION": "go1.27.3\n",
    "usr/local/go/bin/go": ELF,
    "opt/go1.25/VERSION": "go1.25.5\n",
    "opt/go1.25/bin/go": ELF,
    "home/me/sdk/go1.26.6/VERSION": "go1.26.6\n",
    "home/me/sdk/go1.26.6/bin/go": ELF,
}


def seen(finding: Finding) -> list[str]:
    return [f"{each.source}:{each.line or ''} {each.quote}" for each in finding.evidence]


def test_what_only_terminals_set_is_told_with_the_command_that_stores_it_for_all(judge: Judge) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}export GOFLAGS='-tags=e2e -v'\n"}
    finding = judge(RULE, "", files)
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == "Terminals and editors get different values: GOFLAGS."
    assert seen(finding) == ["~/.bashrc:5 export GOFLAGS='-tags=e2e -v'", "GOFLAGS: "]
    assert finding.do is not None
    assert finding.do.render().endswith("go env -w 'GOFLAGS=-tags=e2e -v'")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"home/me/.profile": "export GOFLAGS=-v\n"},
        {"home/me/.profile": PROFILE, "home/me/.bashrc": "export GOPATH=$HOME/gopath\n"},
        {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}GOFLAGS=-v\n"},
        {
            "home/me/.profile": PROFILE,
            "home/me/.bashrc": f"{GUARD}export GOFLAGS=-v\n",
            "home/me/.config/go/env": "GOFLAGS=-v\n",
        },
        {SETUP: "export FOO=1\nexport GOFLAGS=-v\n", "home/me/.profile": "export GOFLAGS=-v\n"},
        {SETUP: "GOFLAGS=-v\n"},
    ],
    ids=[
        "nothing",
        "login file",
        "no guard",
        "not exported",
        "stored for all",
        "editor too",
        "kept to itself",
    ],
)
def test_what_all_get_is_well(judge: Judge, files: dict[str, str]) -> None:
    assert judge(RULE, "", files).verdict is Verdict.OK


def test_what_go_does_not_store_belongs_into_the_login_file(judge: Judge) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}export GOENV=/srv/go.env\n"}
    finding = judge(RULE, "", files)
    assert finding.do is not None
    assert finding.do.render() == "Move these lines to ~/.profile, which terminals and editors read."


def test_what_could_not_be_followed_is_not_said_to_be_well(judge: Judge) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f'{GUARD}eval "$(some-program)"\n'}
    assert judge(RULE, "", files).verdict is Verdict.UNKNOWN
    same = {LOGIN: Sees("/usr/bin").printed(), INTERACTIVE: Sees("/usr/bin").printed()}
    assert judge(RULE, "", files, commands=same).verdict is Verdict.OK
    other = {**same, INTERACTIVE: Sees("/usr/bin", variables={"GOFLAGS": "-v"}).printed()}
    assert judge(RULE, "", files, commands=other).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("line", ["export GO111MODULE=off", "export GOARCH=arm64", "export GOROOT=/opt/go"])
def test_what_nobody_has_to_set_is_not_stored_for_all(judge: Judge, line: str) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}{line}\nexport GOFLAGS=-v\n"}
    finding = judge(RULE, "", files)
    assert finding.do is not None
    assert finding.do.render().startswith("Remove the lines that set GO")
    assert "go env -w" not in finding.do.render()


def test_godebug_has_rules_of_its_own(judge: Judge) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}export GODEBUG=netdns=go\n"}
    assert judge(RULE, "", files).verdict is Verdict.OK


def test_a_stored_value_that_a_terminal_overrides_is_told(judge: Judge) -> None:
    files = {
        "home/me/.profile": PROFILE,
        "home/me/.bashrc": f"{GUARD}export GOTOOLCHAIN=local\n",
        "home/me/.config/go/env": "GOTOOLCHAIN=auto\n",
    }
    assert seen(judge(RULE, "", files)) == [
        "~/.bashrc:5 export GOTOOLCHAIN=local",
        "~/.config/go/env: GOTOOLCHAIN=auto",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "export GOROOT=/opt/go1.25",
        'export PATH="/opt/go1.25/bin:$PATH"',
        "export PATH=$HOME/sdk/go1.26.6/bin:$PATH",
    ],
)
def test_the_script_of_vs_code_with_another_go_is_told(judge: Judge, line: str) -> None:
    files = {**GO, "home/me/.profile": "export PATH=$PATH:/usr/local/go/bin\n", SETUP: f"umask 022\n{line}\n"}
    finding = judge(RULE, "", files)
    assert finding.verdict is Verdict.ADVICE
    assert seen(finding) == [f"~/.vscode-server/server-env-setup:2 {line}"]
    same = {**files, SETUP: 'export PATH="/usr/local/go/bin:$PATH"\n'}
    assert judge(RULE, "", same).verdict is Verdict.OK


def test_an_alias_is_only_for_who_types(judge: Judge) -> None:
    files = {"home/me/.profile": PROFILE, "home/me/.bashrc": f"{GUARD}alias go=/opt/go1.25/bin/go\n"}
    finding = judge(RULE, "", {**GO, **files})
    assert (finding.verdict, finding.says.render()) == (Verdict.ADVICE, "go is an alias in terminals.")
    assert seen(finding) == ["~/.bashrc:5 alias go=/opt/go1.25/bin/go"]
    other = {**files, "home/me/.bashrc": f"{GUARD}alias gob='go build'\n"}
    assert judge(RULE, "", {**GO, **other}).verdict is Verdict.OK


def test_what_a_version_manager_sets_is_its_own(judge: Judge) -> None:
    tree = "home/me/.go/.versions/1.26.6"
    files = {
        f"{tree}/VERSION": "go1.26.6\n",
        f"{tree}/bin/go": ELF,
        "home/me/.profile": PROFILE,
        "home/me/.bashrc": f"{GUARD}export GOROOT=$HOME/.go\nexport PATH=$GOROOT/bin:$PATH\n",
    }
    links = {"home/me/.go/bin": "/home/me/.go/.versions/1.26.6/bin"}
    assert judge(RULE, "", files, links=links).verdict is Verdict.OK
