"""Projects, caches and programs of Go on a Windows drive."""

from __future__ import annotations

import pytest

from tests.machines.stock import wsl2_mounts
from tests.rules.conftest import Judge
from wizard.model.edits.files import DropLine, UnsetVariable
from wizard.model.findings import Finding, Risk, Verdict

RULE = "wsl-project-on-drvfs"
WSL2 = {
    "proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n",
    "proc/self/mounts": wsl2_mounts(),
    "mnt/c/.keep": "",
}
ENV = "home/me/.config/go/env"
PROJECT = '[projects]\nfolders = ["/mnt/c/Users/me/app"]\n'


def told(finding: Finding) -> str:
    texts = (finding.says, finding.do, *(each.note for each in finding.evidence))
    said = [text.render() for text in texts if text is not None]
    return "\n".join((*said, *(f"{each.source} {each.quote}" for each in finding.evidence)))


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({}, Verdict.OK),
        ({ENV: "GOCACHE=/mnt/c/Users/me/cache\n"}, Verdict.FIXABLE),
        ({ENV: "GOCACHE=/mnt/cache\n"}, Verdict.OK),
        ({ENV: "GOPATH=/home/me/go:/mnt/c/go\n"}, Verdict.FIXABLE),
        ({"home/me/.profile": "export GOPATH=/mnt/c/Users/me/go\n"}, Verdict.FIXABLE),
        ({"home/me/.profile": "export GOBIN=/mnt/c/bin\n"}, Verdict.FIXABLE),
        ({"home/me/.profile": "export GOTMPDIR=/mnt/c/tmp\n"}, Verdict.FIXABLE),
        ({"home/me/.profile": "# export GOPATH=/mnt/c/Users/me/go\n"}, Verdict.OK),
        ({"home/me/.profile": "export GOPATH=$(wslpath 'C:\\go')\n"}, Verdict.UNKNOWN),
        ({"proc/sys/kernel/osrelease": "6.8.0-generic\n", ENV: "GOCACHE=/mnt/c/x\n"}, Verdict.NOT_APPLICABLE),
    ],
)
def test_variables(judge: Judge, files: dict[str, str], verdict: Verdict) -> None:
    assert judge(RULE, "", {**WSL2, **files}).verdict is verdict


def test_a_cache_goes_back_without_a_word_and_the_old_one_stays(judge: Judge) -> None:
    finding = judge(RULE, "", {**WSL2, ENV: "GOCACHE=/mnt/c/cache\n"})
    assert finding.edits == (UnsetVariable("~/.config/go/env", "GOCACHE"),)
    assert finding.risk is Risk.SAFE


def test_where_programs_are_installed_changes_only_with_a_yes(judge: Judge) -> None:
    files = {ENV: "GOCACHE=/mnt/c/cache\n", "home/me/.profile": "export GOPATH=/mnt/c/go\n"}
    finding = judge(RULE, "", {**WSL2, **files})
    assert {type(edit) for edit in finding.edits} == {UnsetVariable, DropLine}
    assert finding.risk is Risk.CAREFUL


@pytest.mark.parametrize(
    ("links", "files", "says"),
    [
        ({"home/me/go": "/mnt/c/go"}, {"mnt/c/go/.keep": ""}, "~/go → /mnt/c/go"),
        ({"home/me/.cache": "/mnt/c/cache"}, {"mnt/c/cache/go-build/.keep": ""}, "~/.cache → /mnt/c/cache"),
    ],
)
def test_a_link_to_a_drive_is_told(
    judge: Judge, links: dict[str, str], files: dict[str, str], says: str
) -> None:
    finding = judge(RULE, "", {**WSL2, **files}, links=links)
    assert finding.verdict is Verdict.ADVICE
    assert says in told(finding)
    assert "Remove the link ~/" in told(finding)
    assert len(finding.evidence) == 1


def test_a_link_that_go_does_not_use_is_nobodys_business(judge: Judge) -> None:
    files = {"mnt/c/go/.keep": "", ENV: "GOPATH=/home/me/gopath\n"}
    assert judge(RULE, "", {**WSL2, **files}, links={"home/me/go": "/mnt/c/go"}).verdict is Verdict.OK


def test_projects_of_the_profile(judge: Judge) -> None:
    files = {**WSL2, "mnt/c/Users/me/app/go.mod": "module app\n"}
    finding = judge(RULE, PROJECT, files)
    assert finding.verdict is Verdict.ADVICE
    assert "On a Windows drive: /mnt/c/Users/me/app" in told(finding)
    assert "git clone ADDRESS ~/NAME" in told(finding)
    assert judge(RULE, '[projects]\nfolders = ["~/app"]\n', files).verdict is Verdict.OK


def test_a_project_is_told_beside_a_cache_that_can_be_repaired(judge: Judge) -> None:
    files = {**WSL2, "mnt/c/Users/me/app/go.mod": "module app\n", ENV: "GOCACHE=/mnt/c/cache\n"}
    finding = judge(RULE, PROJECT, files)
    assert finding.verdict is Verdict.FIXABLE
    assert "/mnt/c/Users/me/app" in told(finding)
    assert "git clone" in told(finding)


def test_a_home_on_a_drive(judge: Judge) -> None:
    files = {
        **WSL2,
        "etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/mnt/c/Users/me:/bin/bash\n",
        "mnt/c/Users/me/go/.keep": "",
    }
    finding = judge(RULE, "", files)
    assert finding.verdict is Verdict.ADVICE
    assert "/home/me" in told(finding)
    assert [each.source for each in finding.evidence] == ["/mnt/c/Users/me"]


def test_what_is_said_to_be_well_was_looked_at(judge: Judge) -> None:
    assert "names no projects" in judge(RULE, "", WSL2).says.render()
    assert "projects are" in judge(RULE, '[projects]\nfolders = ["~/app"]\n', WSL2).says.render()
