"""A clock that stood still."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.resources.figures import FIGURES_PROBE
from wizard.model.findings import Verdict
from wizard.model.probes import Exited

RULE = "wsl-clock-skew"
WSL2 = {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n", "proc/1/comm": "init\n"}
WSL1 = {"proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n"}
NOON = 1795867200
"""What the clock of the computer says (`tests.rules.conftest.TODAY`)."""


@pytest.mark.parametrize(
    ("files", "said", "verdict"),
    [
        (WSL2, "now 1000\nclock 1000\n", Verdict.OK),
        (WSL2, "now 1000\nclock 1030\n", Verdict.OK),
        (WSL2, "now 1000\nclock 1031\n", Verdict.ADVICE),
        (WSL2, "now 1031\nclock 1000\n", Verdict.ADVICE),
        (WSL2, f"now {NOON}\n", Verdict.NOT_APPLICABLE),
        (WSL2, f"now {NOON - 3600}\n", Verdict.ADVICE),
        (WSL1, "now 1000\nclock 2000\n", Verdict.NOT_APPLICABLE),
        ({}, "now 1000\nclock 2000\n", Verdict.NOT_APPLICABLE),
    ],
)
def test_skew(judge: Judge, files: dict[str, str], said: str, verdict: Verdict) -> None:
    commands = {FIGURES_PROBE: Exited(0, said.encode(), b"")}
    assert judge(RULE, "", files, commands=commands).verdict is verdict


def test_what_is_done_about_it(judge: Judge) -> None:
    commands = {FIGURES_PROBE: Exited(0, b"now 1000\nclock 2000\n", b"")}
    for init, is_told in (("init\n", False), ("systemd\n", True)):
        finding = judge(RULE, "", {**WSL2, "proc/1/comm": init}, commands=commands)
        assert finding.do is not None
        assert "sudo hwclock -s" in finding.do.render()
        assert ("systemd-timesyncd" in finding.do.render()) is is_told
        assert "1000 seconds behind" in finding.says.render()
