"""A machine that is well gets no red: of distros as they come, only what the profile wishes is to be done. The same is
asked of distros that really boot in `tests.e2e.test_well`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.machines import make
from wizard.app.profiles.shipped import shipped
from wizard.app.session import Session
from wizard.model.findings import Verdict
from wizard.transports.recording.replay import Replay

pytestmark = pytest.mark.linux(reason="the files of these machines have modes, and links lead to them")

FRESH = (
    *("ubuntu-24.04-fresh", "ubuntu-22.04-fresh", "debian-13", "fedora-43", "alpine-3.22"),
    "opensuse-tumbleweed",
)
WISHES = {"wsl-systemd", "tmpfs-tmp", "go-env-godebug", "go-install-pin-version"}
LACKING = {
    "go-install-missing",
    "go-install-too-old",
    "distro-base-packages",
    "cgo-compiler-missing",
    "wsl-systemd",
}
"""What some of them come without."""
_PROFILES = {wanted.name: wanted for wanted in shipped()}


def told(machine: str, profile: str) -> Mapping[Verdict, set[str]]:
    """The rules by what they say of *machine*."""
    made = make.recording(machine)
    distro, host = (Replay(made, pairs) for pairs in (made.distro, made.host))
    found: dict[Verdict, set[str]] = {verdict: set() for verdict in Verdict}
    for each in Session(distro, host, _PROFILES[profile]).look().judged:
        found[each.verdict].add(each.rule)
    return found


@pytest.mark.parametrize("machine", FRESH)
def test_only_wishes_are_to_be_done(machine: str) -> None:
    found = told(machine, "baseline")
    assert not found[Verdict.BLOCKED] | found[Verdict.UNKNOWN]
    assert found[Verdict.FIXABLE] <= WISHES
    assert found[Verdict.ADVICE] <= LACKING
    assert "go-env-godebug-fatal" in found[Verdict.OK]


@pytest.mark.parametrize("machine", FRESH)
def test_who_wishes_nothing_has_nothing_to_do(machine: str) -> None:
    found = told(machine, "repair")
    assert not found[Verdict.BLOCKED] | found[Verdict.UNKNOWN] | found[Verdict.FIXABLE]


def test_after_a_setup_nothing_is_left_to_do() -> None:
    found = told("ubuntu-24.04-ready", "baseline")
    assert not found[Verdict.BLOCKED] | found[Verdict.UNKNOWN] | found[Verdict.FIXABLE]
    assert found[Verdict.ADVICE] == {"cgo-compiler-missing"}
