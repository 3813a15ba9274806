"""What Windows says of itself: its build, its figures, and restarts that wait."""

from __future__ import annotations

import json

import pytest

from tests.facts.answers import read
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.pc import (
    PC_CORES,
    PC_MEMORY,
    PENDING_REBOOT,
    WINDOWS,
    WindowsBuild,
)
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Denied,
    Exited,
    Figure,
    HostProbe,
    Missing,
    Probe,
    RegistryProbe,
    Unavailable,
    Values,
)

NT = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion")


def told(**parts: object) -> tuple[Probe, Answer]:
    return INQUIRY, Exited(0, json.dumps(parts).encode(), b"")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {
                "CurrentBuildNumber": "26100",
                "UBR": 2314,
                "EditionID": "Professional",
                "DisplayVersion": "24H2",
            },
            "Windows 11 Professional 24H2 (26100.2314)",
        ),
        (
            {"currentbuildnumber": "19045", "ubr": 1, "ProductName": "Windows 10 Home"},
            "Windows 10 (19045.1)",
        ),
        (
            {"CurrentBuildNumber": "20348", "EditionID": "ServerStandard", "InstallationType": "Server Core"},
            "Windows Server ServerStandard (20348.0)",
        ),
    ],
)
def test_which_windows_by_its_build_not_by_its_name(values: dict[str, str | int], text: str) -> None:
    """The registry of Windows 11 still says "Windows 10"."""
    found = read(WINDOWS, (NT, Values(dict(values))))
    assert isinstance(found, WindowsBuild)
    assert found.text == text


@pytest.mark.parametrize(
    "answer", [Missing(), Denied(), Values({}), Values({"CurrentBuildNumber": 26100}), Unavailable("gone")]
)
def test_a_windows_that_does_not_say_is_unknown(answer: Answer) -> None:
    assert isinstance(read(WINDOWS, (NT, answer)), Unknown)


def test_figures_come_from_windows_where_the_wizard_runs_elsewhere() -> None:
    there = (HostProbe("memory"), Unavailable("inside WSL")), told(memory=34 << 30)
    assert read(PC_MEMORY, *there) == 34 << 30
    assert read(PC_MEMORY, (HostProbe("memory"), Figure(5)), told(memory=7)) == 5
    assert isinstance(read(PC_CORES, (HostProbe("cores"), Unavailable("inside WSL")), told()), Unknown)


def test_restarts_that_wait() -> None:
    keys = [probe for probe in PENDING_REBOOT.ask(None) if isinstance(probe, RegistryProbe)]  # type: ignore[arg-type]
    assert read(PENDING_REBOOT) == ()
    assert read(PENDING_REBOOT, (keys[1], Values({}))) == (keys[1].key,)
    assert read(PENDING_REBOOT, (keys[0], Denied()), (keys[1], Values({}))) == (keys[1].key,)
    assert isinstance(read(PENDING_REBOOT, (keys[0], Denied())), Unknown)
