"""What is said of a PC: can it run WSL, which one has it, what may it do?"""

from __future__ import annotations

import pytest

from tests.rules.pc import MSI, NT, POLICIES, REBOOT, WIN11, Registry, distros, says
from wizard.model.commands.lines import UPDATE_WSL
from wizard.model.edits.files import RunCommand
from wizard.model.findings import Risk, Severity, Verdict
from wizard.model.probes import Values

OK, ADVICE, BLOCKED, UNKNOWN, NOT_APPLICABLE, FIXABLE = (
    Verdict.OK,
    Verdict.ADVICE,
    Verdict.BLOCKED,
    Verdict.UNKNOWN,
    Verdict.NOT_APPLICABLE,
    Verdict.FIXABLE,
)


TABLE = b"  NAME      STATE           VERSION\r\n* Ubuntu    Running         2\r\n  Debian    Stopped         2\r\n"


@pytest.mark.parametrize(
    ("inquiry", "verdict"),
    [
        ({"hypervisor": True, "firmware": False}, OK),
        ({"hypervisor": False, "firmware": True}, OK),
        ({"hypervisor": False, "firmware": False}, BLOCKED),
        ({"hypervisor": None, "firmware": None}, UNKNOWN),
        ({"hypervisor": False, "firmware": None}, UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_virtualisation(inquiry: dict[str, object] | None, verdict: Verdict) -> None:
    """Once a hypervisor runs, Windows reports the firmware's switch as off."""
    assert says("windows-virtualisation", {}, inquiry).verdict is verdict


@pytest.mark.parametrize("rule", ["windows-virtualisation", "windows-features"])
def test_a_distro_that_runs_on_wsl_2_is_proof_enough(rule: str) -> None:
    """On a locked PC PowerShell may not run."""
    assert says(rule, WIN11, None, listing=TABLE).verdict is OK
    assert says(rule, WIN11, None, listing=TABLE.replace(b"Running", b"Stopped")).verdict is UNKNOWN
    assert says(rule, WIN11, None, listing=TABLE.replace(b"         2", b"         1")).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("other", "verdict"), [(True, BLOCKED), (False, OK), (None, UNKNOWN)], ids=["other", "same", "unknown"]
)
def test_elevated_as_another_user_stops(other: bool | None, verdict: Verdict) -> None:
    assert says("windows-somebody-else", {}, {"other": other}).verdict is verdict


def features(platform: int, subsystem: int = 1) -> dict[str, object]:
    return {"features": {"VirtualMachinePlatform": platform, "Microsoft-Windows-Subsystem-Linux": subsystem}}


@pytest.mark.parametrize(
    ("registry", "inquiry", "verdict"),
    [
        (WIN11, features(1), OK),
        (WIN11, features(1, 2), OK),
        (WIN11, features(2), ADVICE),
        (WIN11, features(3), ADVICE),
        (WIN11, features(4), UNKNOWN),
        (WIN11, {"features": {}}, UNKNOWN),
        (WIN11, {"features": None}, UNKNOWN),
        (WIN11, None, UNKNOWN),
        ({NT: Values({"CurrentBuildNumber": "18363"})}, features(2), BLOCKED),
        ({NT: Values({"CurrentBuildNumber": "?"})}, features(1), UNKNOWN),
        ({}, features(1), UNKNOWN),
    ],
)
def test_features(registry: Registry, inquiry: dict[str, object] | None, verdict: Verdict) -> None:
    assert says("windows-features", registry, inquiry).verdict is verdict


def test_a_feature_that_is_off_is_said_with_the_command_that_switches_it_on() -> None:
    found = says("windows-features", WIN11, features(2))
    assert "VirtualMachinePlatform" in found.says.render()
    assert found.do is not None
    assert found.do.render().endswith(": wsl --install --no-distribution")


WIN10 = {NT: Values({"CurrentBuildNumber": "19045"})}


@pytest.mark.parametrize(
    ("registry", "inquiry", "verdict"),
    [
        (WIN11, features(1, 2), NOT_APPLICABLE),
        (WIN11, None, UNKNOWN),
        ({**WIN11, **distros(New=2)}, features(1, 2), NOT_APPLICABLE),
        ({**WIN11, **distros(Old=1)}, features(1, 2), ADVICE),
        ({**WIN11, **distros(Old=1)}, features(1, 1), OK),
        ({**WIN11, **distros(Old=1)}, features(1, 4), UNKNOWN),
        (WIN10, features(1, 2), ADVICE),
        ({**WIN10, MSI: Values({"Version": "2.6.1.0"})}, features(1, 2), ADVICE),
        (WIN10, features(1, 1), OK),
        (WIN10, features(1, 4), UNKNOWN),
        ({NT: Values({"CurrentBuildNumber": "18363"})}, features(2, 2), NOT_APPLICABLE),
    ],
)
def test_the_feature_that_only_wsl_1_and_windows_10_need(
    registry: Registry, inquiry: dict[str, object] | None, verdict: Verdict
) -> None:
    assert says("windows-subsystem-feature", registry, inquiry).verdict is verdict


def test_what_runs_on_windows_10_has_all_it_needs() -> None:
    assert says("windows-subsystem-feature", WIN10, None, listing=TABLE).verdict is OK
    off = says("windows-subsystem-feature", WIN10, features(1, 2), listing=TABLE)
    assert off.verdict is ADVICE


def test_only_wsl_1_asks_for_wsl_1() -> None:
    ten, old = (
        says("windows-subsystem-feature", each, features(1, 2)).do
        for each in (WIN10, {**WIN11, **distros(Old=1)})
    )
    assert ten is not None
    assert old is not None
    assert ten.render().endswith(": wsl --install --no-distribution")
    assert old.render().endswith(": wsl --install --enable-wsl1 --no-distribution")


def test_a_pending_restart_is_told_with_its_key() -> None:
    assert says("windows-pending-reboot", {}).verdict is OK
    found = says("windows-pending-reboot", {REBOOT: Values({})})
    assert (found.verdict, [seen.source for seen in found.evidence]) == (ADVICE, [REBOOT])


@pytest.mark.parametrize(
    ("version", "verdict", "severity"),
    [
        ("0.66.2.0", FIXABLE, Severity.HIGH),
        ("0.67.5.0", FIXABLE, Severity.HIGH),
        ("0.67.6.0", FIXABLE, Severity.LOW),
        ("1.2.5.0", FIXABLE, Severity.LOW),
        ("2.0.0.0", FIXABLE, Severity.INFO),
        ("2.4.3.0", FIXABLE, Severity.INFO),
        ("2.4.4.0", OK, Severity.HIGH),
        ("2.6.1.0", OK, Severity.HIGH),
        ("10.0.1", OK, Severity.HIGH),
        ("", UNKNOWN, Severity.HIGH),
        ("beta", UNKNOWN, Severity.HIGH),
    ],
)
def test_versions_of_wsl(version: str, verdict: Verdict, severity: Severity) -> None:
    found = says("windows-wsl-too-old", {MSI: Values({"Version": version}), **distros(Ubuntu=2)})
    assert (found.verdict, found.severity or Severity.HIGH) == (verdict, severity)


def test_a_package_of_the_store_is_known_too() -> None:
    """Before WSL 2.1 there was no installer, and so no key of it."""
    store = distros(Ubuntu=2)
    assert says("windows-wsl-too-old", store, {"package": "2.4.13.0"}).verdict is OK
    assert says("windows-wsl-too-old", store, {"package": "0.66.2.0"}).verdict is FIXABLE
    assert says("windows-wsl-too-old", store, {"package": ""}).verdict is ADVICE
    assert says("windows-wsl-too-old", store, {"package": None}).verdict is UNKNOWN
    assert says("windows-wsl-too-old", store).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("registry", "inquiry", "verdict"),
    [
        ({MSI: Values({"Version": "2.6.1.0"})}, None, OK),
        ({}, {"package": "1.2.5.0"}, OK),
        ({}, {"package": "", **features(1, 2)}, ADVICE),
        ({}, {"package": "", **features(1, 1)}, OK),
        (distros(Old=1), {"package": ""}, OK),
        ({}, {"package": None}, UNKNOWN),
        ({}, None, UNKNOWN),
    ],
)
def test_wsl_is_there_or_not(registry: Registry, inquiry: dict[str, object] | None, verdict: Verdict) -> None:
    assert says("windows-wsl-installed", registry, inquiry).verdict is verdict


def test_without_wsl_there_is_nothing_to_be_too_old() -> None:
    assert says("windows-wsl-too-old", {}, {"package": ""}).verdict is NOT_APPLICABLE


def test_the_wsl_of_windows_may_be_forbidden() -> None:
    registry = {**distros(Ubuntu=1), POLICIES: Values({"AllowInboxWSL": 0})}
    assert says("windows-wsl-too-old", registry, {"package": ""}).verdict is BLOCKED


def test_an_update_is_offered_with_what_it_would_end() -> None:
    registry = {MSI: Values({"Version": "1.2.5.0"}), **distros(Ubuntu=2, Debian=2)}
    found = says("windows-wsl-too-old", registry, listing=TABLE)
    assert [seen.quote for seen in found.evidence] == ["1.2.5.0", "Ubuntu"]
    assert found.edits == (RunCommand(UPDATE_WSL),)
    assert (UPDATE_WSL.line, UPDATE_WSL.undo) == ("wsl --update", None)
    assert found.risk is Risk.CAREFUL
    assert found.may_break is not None
    assert "Stops all distros" in found.may_break.render()
    assert "Ubuntu" in found.may_break.render()


def test_a_distro_of_wsl_1_is_named() -> None:
    found = says("windows-wsl1-distros", distros(New=2, Old=1))
    assert (found.verdict, [seen.quote for seen in found.evidence]) == (ADVICE, ["Old"])
