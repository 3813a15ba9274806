"""The services of a boot command: also of one that WSL does not see yet, and each once."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.wsl import WslConf
from wizard.rules.wsl.services import named, started_by_hand


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
