"""This PC: its Windows, its figures, what of it WSL needs, and what it guards itself with."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always, derived
from wizard.facts.windows.features import FEATURES, Features
from wizard.facts.windows.inquiry import INQUIRY, InquiryReport, inquiry_report, not_reported, part
from wizard.facts.windows.registry import number, registry_fact, values, words
from wizard.facts.windows.wsl import LISTED
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import Answers, Figure, HostProbe, RegistryProbe, Values
from wizard.model.text import Text, say
from wizard.model.versions import WINDOWS_11
from wizard.model.wanted import Wanted

_WSL2: Final = 2
_HVCI_RUNS: Final = 2  # Win32_DeviceGuard.SecurityServicesRunning


class WindowsBuild(msgspec.Struct, frozen=True):
    """Which Windows: *build* (26100), *revision* (the number behind it, UBR), *edition* (``Professional``),
    *release* (``24H2``)."""

    build: int
    revision: int = 0
    edition: str = ""
    release: str = ""
    is_server: bool = False

    @property
    def text(self) -> str:
        """As people write it: ``Windows 11 Professional 24H2 (26100.2314)``."""
        name = "Windows Server" if self.is_server else f"Windows {11 if self.build >= WINDOWS_11 else 10}"
        words = " ".join(word for word in (name, self.edition, self.release) if word)
        return f"{words} ({self.build}.{self.revision})"


VERSION_KEY: Final = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"


def _windows(found: Values | None) -> WindowsBuild | Unknown:
    build = words(found.values, "CurrentBuildNumber") if found is not None else ""
    if found is None or not build.isdecimal():
        return Unknown(say("The Windows build is not in the registry ({key}).", key=VERSION_KEY))
    return WindowsBuild(
        int(build),
        number(found.values, "UBR") or 0,
        words(found.values, "EditionID"),
        words(found.values, "DisplayVersion"),
        words(found.values, "InstallationType").startswith("Server"),
    )


WINDOWS: Fact[WindowsBuild] = registry_fact("windows", RegistryProbe(VERSION_KEY), _windows)


def _figure(name: str, what: Text, probe: HostProbe, field: str) -> Fact[int]:
    """A figure of the PC: of the system the wizard runs on, or, inside WSL, told by Windows."""

    def read(answers: Answers, want: Wanted) -> int | Unknown:
        answer = answers[probe]
        if isinstance(answer, Figure) and isinstance(answer.value, int):
            return answer.value
        seen = inquiry_report(answers)
        value = None if isinstance(seen, Unknown) else getattr(seen, field)
        return value if isinstance(value, int) else not_reported(what)

    return Fact(name, always(probe, INQUIRY), read, side=Side.HOST)


PC_MEMORY: Fact[int] = _figure("memory", say("memory"), HostProbe("memory"), "memory")
"""Memory of the PC, in bytes."""

PC_CORES: Fact[int] = _figure("cores", say("processors"), HostProbe("cores"), "cores")
"""Logical processors of the PC."""


def _virtualisation(seen: InquiryReport) -> bool | None:
    # Once a hypervisor runs, the firmware's flag reads false.
    return True if seen.hypervisor else seen.firmware


VIRTUALISATION: Fact[bool] = part("virtualisation", say("virtualization"), _virtualisation)
"""Whether the processor's virtualisation can be used."""


def _runs_wsl2(see: Snapshot) -> bool:
    listed = see.get(LISTED)
    return not isinstance(listed, Unknown) and any(
        each.is_running and each.version == _WSL2 for each in listed
    )


def _proved_virtualisation(see: Snapshot, want: Wanted) -> bool | Unknown:
    return _runs_wsl2(see) or see.get(VIRTUALISATION)


def _proved_features(see: Snapshot, want: Wanted) -> Features | Unknown:
    found = see.get(FEATURES)
    if not _runs_wsl2(see):
        return found
    if isinstance(found, Unknown):
        return Features(platform=True, subsystem=True)
    return msgspec.structs.replace(found, platform=True, subsystem=found.subsystem is not False)


PROVED_VIRTUALISATION: Fact[bool] = derived(
    "virtualisation, proved", (), _proved_virtualisation, uses=(VIRTUALISATION, LISTED), side=Side.HOST
)
PROVED_FEATURES: Fact[Features] = derived(
    "features, proved", (), _proved_features, uses=(FEATURES, LISTED), side=Side.HOST
)
"""The same two, where a distro that runs on WSL 2 proves that all it needs is there: on a locked PC PowerShell may
not run."""

SOMEBODY_ELSE: Fact[bool] = part("other user", say("the signed-in user"), lambda seen: seen.other)
"""Whether the wizard runs as another user than the one whose desktop this is: elevated with the password of an
administrator. Distros and `.wslconfig` are a user's own, so it would look at the wrong ones."""


_REBOOT_KEYS: Final = (
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired",
)
_REBOOTS: Final = tuple(RegistryProbe(key) for key in _REBOOT_KEYS)


def _pending_reboot(answers: Answers, want: Wanted) -> tuple[str, ...] | Unknown:
    found = {probe.key: values(answers, probe) for probe in _REBOOTS}
    there = tuple(key for key, each in found.items() if isinstance(each, Values))
    gaps = (each for each in found.values() if isinstance(each, Unknown))
    return there or next(gaps, ())


PENDING_REBOOT: Fact[tuple[str, ...]] = Fact(
    "pending restart of Windows", always(*_REBOOTS), _pending_reboot, side=Side.HOST
)
"""The keys that say that Windows waits for a restart."""


class CodeIntegrity(msgspec.Struct, frozen=True):
    """What Windows allows to run. *smart_app_control*: 0 off, 1 on, 2 evaluating; *usermode*: a policy for
    programs, 0 off, 1 audit, 2 enforced, None not told; *hvci*: memory integrity, which never stops a program of a
    user."""

    smart_app_control: int
    usermode: int | None
    hvci: bool | None


SMART_APP_CONTROL_KEY: Final = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy"
HVCI_KEY: Final = (
    r"HKLM\SYSTEM\CurrentControlSet\Control\DeviceGuard\Scenarios\HypervisorEnforcedCodeIntegrity"
)
_SMART, _HVCI = RegistryProbe(SMART_APP_CONTROL_KEY), RegistryProbe(HVCI_KEY)


def _code_integrity(answers: Answers, want: Wanted) -> CodeIntegrity | Unknown:
    smart, hvci, seen = values(answers, _SMART), values(answers, _HVCI), inquiry_report(answers)
    if isinstance(smart, Unknown):
        return smart
    guard = None if isinstance(seen, Unknown) else seen.guard
    is_set = bool(number(hvci.values, "Enabled")) if isinstance(hvci, Values) else None
    return CodeIntegrity(
        (number(smart.values, "VerifiedAndReputablePolicyState") if smart is not None else None) or 0,
        guard.usermode if guard is not None else None,
        _HVCI_RUNS in guard.running if guard is not None else is_set,
    )


CODE_INTEGRITY: Fact[CodeIntegrity] = Fact(
    "code integrity", always(_SMART, _HVCI, INQUIRY), _code_integrity, side=Side.HOST
)
