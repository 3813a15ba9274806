"""The backend of iptables."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "distro-iptables-backend"
CHOICE = "etc/alternatives/iptables"
DOCKER = {"etc/systemd/system/multi-user.target.wants/docker.service": "[Unit]\n"}


@pytest.mark.parametrize(
    ("files", "target", "verdict"),
    [
        ({}, "/usr/sbin/iptables-legacy", Verdict.NOT_APPLICABLE),
        (DOCKER, "", Verdict.NOT_APPLICABLE),
        (DOCKER, "/usr/sbin/iptables-nft", Verdict.OK),
        (DOCKER, "/usr/sbin/iptables-legacy", Verdict.ADVICE),
        ({"home/me/.local/share/containers/storage/.keep": ""}, "/usr/sbin/iptables-legacy", Verdict.ADVICE),
    ],
)
def test_backend(judge: Judge, files: dict[str, str], target: str, verdict: Verdict) -> None:
    links = {CHOICE: target} if target else {}
    assert judge(RULE, "", files, links=links).verdict is verdict
