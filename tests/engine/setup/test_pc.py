"""A PC's state out of what Windows answers; and what setup asks for, a rule has found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pcs.setup import BARE, READY, KnownPc
from tests.rules.pc import MSI, NT, distros, says
from wizard.engine.setup.decide import remaining_steps
from wizard.engine.setup.pc import PLATFORM, RULES, SUBSYSTEM, VIRTUALISATION
from wizard.model.facts import Unknown
from wizard.model.findings import Verdict
from wizard.model.first_time import Distro
from wizard.model.probes import Values


def test_all_rules_that_setup_rests_on_are_there() -> None:
    assert set(BARE.state.findings) == set(RULES)


def test_a_pc_with_wsl() -> None:
    pc = KnownPc(
        package="2.6.1.0",
        default_version=1,
        default_distro="Old",
        distros=(
            Distro("Fresh", 2, is_fresh=True),
            Distro("Old", 1, flavor="ubuntu"),
            Distro("Root", 2),
        ),
    ).state
    assert pc.distros == (
        Distro("Old", 1, flavor="ubuntu"),
        Distro("Fresh", 2, is_fresh=True),
        Distro("Root", 2),
    )
    assert (pc.version, pc.default_version) == ((2, 6, 1, 0), 1)


def test_what_is_not_known_is_no_state() -> None:
    pc = KnownPc(package=None, distros=None).state
    assert pc.version is None
    assert isinstance(pc.distros, Unknown)
    assert pc.findings["windows-wsl-installed"].verdict is Verdict.UNKNOWN


def test_windows_10_with_a_new_wsl_is_judged_alike_by_the_rule_and_by_setup() -> None:
    """Build 19045, WSL 2.6.1, the subsystem off, no distro: WSL asks for the feature on Windows 10 (WSL §6), so the
    rule finds it, and setup asks for what the rule has found."""
    registry = {
        NT: Values({"CurrentBuildNumber": "19045"}),
        MSI: Values({"Version": "2.6.1.0"}),
        **distros(),
    }
    features = {"VirtualMachinePlatform": 1, "Microsoft-Windows-Subsystem-Linux": 2}
    assert says(SUBSYSTEM, registry, {"features": features}).verdict is Verdict.ADVICE
    assert says(PLATFORM, registry, {"features": features}).verdict is Verdict.OK
    pc = replace(READY, build=19045, distros=())
    assert [step.id for step in remaining_steps(pc.state).steps][:2] == [
        "enable-subsystem",
        "restart-windows",
    ]
    eleven = replace(pc, build=22000)
    assert eleven.state.findings[SUBSYSTEM].verdict is Verdict.NOT_APPLICABLE
    assert [step.id for step in remaining_steps(eleven.state).steps] == [
        "install-distro:Ubuntu",
        "add-user:Ubuntu",
    ]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_finds_nothing_asks_for_nothing(rule: str) -> None:
    """Law 17: were a rule content, no step or barrier would come of what it judges."""
    pc = replace(BARE, build=19045, is_allowed=False, virtualisation=False).state
    content = {id: _content(each) for id, each in pc.findings.items()}
    made = remaining_steps(replace(pc, findings=content))
    assert (made.barrier, made.gaps) == (None, ())
    assert [step.id for step in made.steps] == ["install-distro:Ubuntu", "add-user:Ubuntu"]
    found = remaining_steps(replace(pc, findings={**content, rule: pc.findings[rule]}))
    differs = found != made
    assert differs is (pc.findings[rule].verdict in (Verdict.BLOCKED, Verdict.ADVICE))


def _content(judged: object) -> object:
    from msgspec.structs import replace as replace_struct

    finding = replace_struct(judged.finding, verdict=Verdict.OK)  # type: ignore[attr-defined]
    return replace_struct(judged, finding=finding)  # type: ignore[type-var]


def test_barriers_speak_as_the_rules_do() -> None:
    pc = replace(BARE, virtualisation=False).state
    barrier, found = remaining_steps(pc).barrier, pc.findings[VIRTUALISATION].finding
    assert barrier is not None
    assert (barrier.says, barrier.next_step) == (found.says, found.do)


def test_no_powershell_no_steps() -> None:
    silent = KnownPc(virtualisation=None, platform=None, subsystem=None, package=None, is_someone_else=None)
    made = remaining_steps(silent.state)
    assert made.steps == ()
    assert made.gaps
