"""Whether containers are used: Docker's unit, or what a user without root leaves."""

from __future__ import annotations

import pytest

from wizard.facts.containers import CONTAINERS, ContainerUse
from wizard.model.probes import Answer, Answers, Denied, FileProbe, Missing, Special
from wizard.model.wanted import Wanted

UNIT = "/etc/systemd/system/multi-user.target.wants/docker.service"


@pytest.mark.parametrize(
    ("there", "use"),
    [
        ({}, ContainerUse(False, False)),
        ({UNIT: Missing("/lib/systemd/system/docker.service")}, ContainerUse(True, False)),
        (
            {"~/.local/share/containers/storage": Special("directory", 0o755, 0, 0)},
            ContainerUse(False, True),
        ),
        ({"~/.config/systemd/user/docker.service": Denied()}, ContainerUse(False, False)),
    ],
)
def test_what_files_show(there: dict[str, Answer], use: ContainerUse) -> None:
    asked = (probe for probe in CONTAINERS.ask(Wanted()) if isinstance(probe, FileProbe))
    pairs = tuple((probe, there.get(probe.path, Missing())) for probe in asked)
    assert CONTAINERS.read(Answers(pairs), Wanted()) == use
