"""Units of the services that the boot command starts: there, and started at boot already, or not to be seen."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.units import BOOT_UNITS, CONTAINERS, NETWORK_MANAGER, ContainerUse, UnitState
from wizard.facts.wsl import WSL_CONF, WslConf
from wizard.model.facts import Snapshot
from wizard.model.probes import (
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Special,
    Unavailable,
)
from wizard.model.wanted import Wanted

FILE = Found(b"", 0o644, 0, 0, 0, 1)


def read(command: str, there: dict[str, Answer]) -> dict[str, UnitState]:
    conf = WslConf(wslconf.parse(f"[boot]\ncommand={command}\n".encode(), wslconf.Dialect.WSL_CONF), True)
    see = Snapshot({WSL_CONF: conf})
    pairs: list[tuple[FileProbe | GlobProbe, Answer]] = []
    for probe in BOOT_UNITS.ask(Wanted(), see):
        assert isinstance(probe, FileProbe | GlobProbe)
        path = probe.path if isinstance(probe, FileProbe) else probe.pattern
        nothing: Answer = Missing() if isinstance(probe, FileProbe) else Matches(())
        pairs.append((probe, there.get(path, nothing)))
    return dict(BOOT_UNITS.read(Answers(tuple(pairs)), Wanted(), see))


@pytest.mark.parametrize(
    ("there", "state"),
    [
        ({}, UnitState(False, False)),
        ({"/usr/lib/systemd/system/ssh.service": FILE}, UnitState(True, False)),
        ({"/etc/init.d/ssh": FILE}, UnitState(True, False)),
        ({"/etc/systemd/system/ssh.service": Missing("/dev/null")}, UnitState(True, False)),
        (
            {
                "/lib/systemd/system/ssh.service": FILE,
                "/etc/systemd/system/*.wants/ssh.socket": Matches((("/x", FILE),)),
            },
            UnitState(True, True),
        ),
        ({"/etc/init.d/ssh": FILE, "/etc/rc5.d/S??ssh": Matches((("/x", FILE),))}, UnitState(True, True)),
        ({"/etc/systemd/system/ssh.service": Denied()}, UnitState(None, False)),
    ],
)
def test_a_unit_is_there_and_enabled_or_not_to_be_seen(there: dict[str, Answer], state: UnitState) -> None:
    assert read("service ssh start", there) == {"ssh": state}


def test_a_name_that_is_no_unit_is_not_asked_for() -> None:
    assert read("service ../../x start; service '-x' start", {}) == {}


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


LINK = "/etc/systemd/system/multi-user.target.wants/NetworkManager.service"


@pytest.mark.parametrize(
    ("answer", "link"),
    [(Matches(()), None), (Matches(((LINK, FILE),)), LINK), (Unavailable("too slow"), None)],
)
def test_networkmanager_starts_where_a_target_wants_it(answer: Answer, link: str | None) -> None:
    (asked,) = NETWORK_MANAGER.ask(Wanted())
    assert NETWORK_MANAGER.read(Answers(((asked, answer),)), Wanted()) == link
