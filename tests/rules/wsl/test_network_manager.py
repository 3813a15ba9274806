"""NetworkManager in a distro of WSL 2 that runs systemd."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "wsl-network-manager"
ON = {"etc/wsl.conf": "[boot]\nsystemd=true\n"}
LINK = "etc/systemd/system/multi-user.target.wants/NetworkManager.service"
UNIT = "usr/lib/systemd/system/NetworkManager.service"
STARTED = {LINK: f"/{UNIT}"}


def test_what_starts_at_boot_is_told_with_the_command(judge: Judge) -> None:
    finding = judge(RULE, "", {**ON, UNIT: "[Unit]\n"}, links=STARTED)
    assert finding.verdict is Verdict.ADVICE
    assert finding.evidence[0].source == f"/{LINK}"
    assert finding.do is not None
    assert "sudo systemctl disable --now NetworkManager" in finding.do.render()


@pytest.mark.parametrize(
    ("files", "links"),
    [
        (ON, {}),
        ({"etc/wsl.conf": ""}, STARTED),
        ({**ON, "proc/sys/kernel/osrelease": "6.8.0-generic\n"}, STARTED),
        ({**ON, "proc/sys/kernel/osrelease": "4.4.0-22621-Microsoft\n"}, STARTED),
    ],
    ids=["is there, not started", "no systemd", "no WSL", "WSL 1"],
)
def test_elsewhere_it_is_nobodys_business(judge: Judge, files: dict[str, str], links: dict[str, str]) -> None:
    finding = judge(RULE, "", {**files, UNIT: "[Unit]\n"}, links=links)
    assert finding.verdict is Verdict.NOT_APPLICABLE
