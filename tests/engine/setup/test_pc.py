"""A PC's state out of what Windows answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.first_wave import probes_of
from wizard.engine import evaluate
from wizard.engine.setup.pc import FACTS, SetupRecord, pc_state
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.pc import VERSION_KEY
from wizard.facts.windows.wsl import LXSS_KEY, PACKAGE_KEY, POLICIES_KEY
from wizard.model.facts import Side, Unknown
from wizard.model.firsttime import Distro, Feature, Operation, PcState
from wizard.model.probes import Answer, Answers, Exited, Missing, Probe, RegistryProbe, Unavailable, Values
from wizard.model.wanted import Wanted

TOLD: dict[str, Any] = {
    "hypervisor": False,
    "firmware": True,
    "features": {"VirtualMachinePlatform": 2, "Microsoft-Windows-Subsystem-Linux": 1},
    "package": "",
    "other": False,
}


def distro(name: str, **more: int) -> dict[str, Any]:
    return {"DistributionName": name, "Flags": 15, "State": 1, "DefaultUid": 1000, "RunOOBE": 0, **more}


def state(
    keys: dict[str, Values], report: dict[str, Any] | None = TOLD, so_far: SetupRecord | None = None
) -> PcState:
    def answer(probe: Probe) -> Answer:
        if probe == INQUIRY:
            return (
                Exited(0, json.dumps(report).encode(), b"")
                if report is not None
                else Unavailable("forbidden")
            )
        return keys.get(probe.key, Missing()) if isinstance(probe, RegistryProbe) else Unavailable("?")

    probes = probes_of(FACTS, Wanted(), Side.HOST)
    answers = Answers(tuple((probe, answer(probe)) for probe in probes))
    see = evaluate.snapshot(FACTS, {Side.HOST: answers}, Wanted())
    return pc_state(see, "Ada", so_far or SetupRecord())


WINDOWS = {VERSION_KEY: Values({"CurrentBuildNumber": "26100"})}


def test_a_bare_pc() -> None:
    pc = state(WINDOWS)
    assert pc == PcState(26100, True, Feature.OFF, Feature.ON, None, (), account="Ada")


def test_a_pc_with_wsl() -> None:
    lxss = Values(
        {"DefaultVersion": 1, "DefaultDistribution": "{b}"},
        {
            "{a}": distro("Fresh", DefaultUid=0, RunOOBE=1),
            "{b}": distro("Old", Flags=7),
            "{c}": distro("Root", DefaultUid=0),
            "{d}": distro("Half", State=3),
        },
    )
    package = Values({"Version": "2.6.1.0"})
    pc = state({**WINDOWS, LXSS_KEY: lxss, PACKAGE_KEY: package, POLICIES_KEY: Values({"AllowWSL": 0})})
    assert pc.distros == (
        Distro("Old", 1, is_default=True),
        Distro("Fresh", 2, is_fresh=True),
        Distro("Root", 2),
    )
    assert (pc.package, pc.default_version, pc.is_allowed) == ("2.6.1.0", 1, False)


def test_powershell_says_nothing() -> None:
    pc = state(WINDOWS, report=None)
    for value in (pc.virtualisation, pc.platform, pc.subsystem, pc.package, pc.is_someone_else):
        assert isinstance(value, Unknown)


def test_nothing_is_known() -> None:
    assert isinstance(state({}).build, Unknown)


@pytest.mark.parametrize(
    ("number", "ran", "feature"),
    [
        (1, frozenset(), Feature.ON),
        (2, frozenset(), Feature.OFF),
        (3, frozenset(), Feature.OFF),
        (4, frozenset({Operation.ENABLE_PLATFORM}), Feature.PENDING),
    ],
)
def test_features(number: int, ran: frozenset[Operation], feature: Feature) -> None:
    result = {**TOLD, "features": {"VirtualMachinePlatform": number}}
    assert state(WINDOWS, result, SetupRecord(has_ran=ran)).platform is feature


def test_a_feature_of_unknown_state() -> None:
    assert isinstance(state(WINDOWS, {**TOLD, "features": {"VirtualMachinePlatform": 4}}).platform, Unknown)
    assert isinstance(state(WINDOWS, {**TOLD, "features": {}}).platform, Unknown)


def test_what_a_hypervisor_hides() -> None:
    """Once one runs, the firmware's flag reads false."""
    assert state(WINDOWS, {**TOLD, "hypervisor": True, "firmware": False}).virtualisation is True
    assert state(WINDOWS, {**TOLD, "firmware": False}).virtualisation is False
