"""Windows programs in the place of Linux ones."""

from __future__ import annotations

import pytest

from tests.machines.stock import wsl2_mounts
from tests.rules.conftest import Judge
from wizard.facts.tools import TOOLS_PROBE
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Exited

RULE = "wsl-windows-binary-shadow"
WSL2 = {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n", "proc/self/mounts": wsl2_mounts()}
LINUX = {**WSL2, "proc/sys/kernel/osrelease": "6.8.0-generic\n"}
DESKTOP = "/mnt/c/Program Files/Docker/Docker/resources/bin/docker"


def found(judge: Judge, files: dict[str, str], **places: str) -> Finding:
    lines = "".join(f"tool {name}\t{place}\t\n" for name, place in places.items())
    printed = Exited(0, f"\n== wsl-go-wizard ==\n{lines}".encode(), b"")
    return judge(RULE, "", files, commands={TOOLS_PROBE: printed})


@pytest.mark.parametrize(
    ("files", "places", "verdict"),
    [
        (WSL2, {}, Verdict.NOT_APPLICABLE),
        (WSL2, {"git": "/usr/bin/git", "docker": "/usr/bin/docker"}, Verdict.OK),
        (WSL2, {"git": "/usr/bin/git", "kubectl": "/mnt/c/scoop/shims/kubectl"}, Verdict.ADVICE),
        (WSL2, {"git": "/home/me/bin/git.exe"}, Verdict.ADVICE),
        (WSL2, {"docker": DESKTOP}, Verdict.ADVICE),
        (LINUX, {"git": "/mnt/c/git"}, Verdict.NOT_APPLICABLE),
    ],
)
def test_places(judge: Judge, files: dict[str, str], places: dict[str, str], verdict: Verdict) -> None:
    assert found(judge, files, **places).verdict is verdict


def test_docker_desktop_has_a_switch(judge: Judge) -> None:
    finding = found(judge, WSL2, docker=DESKTOP)
    assert finding.do is not None
    assert "WSL integration" in finding.do.render()
    assert [each.source for each in finding.evidence] == [DESKTOP]


def test_only_programs_that_are_there_are_called_well(judge: Judge) -> None:
    assert found(judge, WSL2, git="/usr/bin/git").says.render() == "From Linux: git."
