"""The services of a boot command: also of one that WSL does not see yet, and each once."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.wsl import WslConf
from wizard.rules.wsl.services import named, started_by_hand, two_starters


@pytest.mark.parametrize(
    ("conf", "names"),
    [
        ("[boot]\ncommand=service a start; service b start; service a restart\n", "a, b"),
        ("; no comment\n[boot]\ncommand=service a start\n", "a"),
        ("[boot]\nsystemd=true\n", ""),
    ],
)
def test_services_of_a_boot_command(conf: str, names: str) -> None:
    document = wslconf.parse(conf.encode(), wslconf.Dialect.WSL_CONF)
    assert named(started_by_hand(WslConf(document, True))).render() == names


@pytest.mark.parametrize(
    ("command", "risk"),
    [
        (
            "service a start; /opt/x",
            "The boot command starts a too. systemd does not know of that, and may start it a second time.",
        ),
        (
            "/opt/x; dockerd",
            "The boot command runs /opt/x, dockerd. A service that it starts may be started again by systemd.",
        ),
        ("mount -a", None),
        ("service a status", None),
    ],
)
def test_who_may_start_a_service_twice(command: str, risk: str | None) -> None:
    document = wslconf.parse(f"[boot]\ncommand={command}\n".encode(), wslconf.Dialect.WSL_CONF)
    says = two_starters(WslConf(document, True))
    assert (says.render() if says is not None else None) == risk
