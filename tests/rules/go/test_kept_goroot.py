"""GOROOT beside a Go that is put in front: what sets it to another Go goes along, or is the risk."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.edits.files import DropLine
from wizard.model.findings import Risk, Verdict

PIN = "go-install-pin-version"
WANTED = '[go]\nversion = "1.27.3"\nsources = ["https://go.example/dl/"]\n'


def go(folder: str, version: str) -> dict[str, str | bytes]:
    return {f"{folder}/VERSION": f"go{version}\n", f"{folder}/bin/go": ELF}


BOTH = {**go("usr/local/go", "1.25.5"), **go("home/me/sdk/go1.27.3", "1.27.3")}


def test_a_line_that_sets_it_goes_along_with_the_pin_alone(judge: Judge) -> None:
    line = "export GOROOT=/usr/local/go"
    finding = judge(PIN, WANTED, {**BOTH, "home/me/.profile": f"{line}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.SAFE)
    assert DropLine("~/.profile", 1, line) in finding.edits


@pytest.mark.parametrize(
    "line", ["export GOROOT=~/sdk/go1.27.3", 'export GOROOT="$HOME/sdk/go1.27.3/"', "export GOROOT="]
)
def test_its_own_goroot_and_an_empty_one_are_no_risk(judge: Judge, line: str) -> None:
    finding = judge(PIN, WANTED, {**BOTH, "home/me/.profile": f"{line}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.SAFE)
    assert not any(isinstance(edit, DropLine) for edit in finding.edits)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"home/me/.profile": "true && export GOROOT=/usr/local/go\n"}, "~/.profile:1"),
        (
            {"home/me/.profile": 'export GOROOT=/usr/local/go\neval "$(/opt/x)"\n'},
            "~/.profile:1",
        ),
    ],
    ids=["a line that does more", "a line that a program may read"],
)
def test_what_stays_is_the_risk(judge: Judge, files: dict[str, str | bytes], where: str) -> None:
    finding = judge(PIN, WANTED, {**BOTH, **files})
    assert finding.risk is Risk.CAREFUL
    assert finding.may_break is not None
    assert finding.may_break.render().startswith(f"{where} sets GOROOT to another Go.")


def test_pam_gives_none_to_the_shells_of_wsl(judge: Judge) -> None:
    finding = judge(PIN, WANTED, {**BOTH, "etc/environment": "GOROOT=/usr/local/go\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.SAFE)
