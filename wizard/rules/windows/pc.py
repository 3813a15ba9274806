"""This PC: whether it can run WSL, which WSL it has, and what its administrator lets it do."""

from __future__ import annotations

from typing import Final

from wizard.facts.windows.pc import (
    CODE_INTEGRITY,
    HVCI_KEY,
    PENDING_REBOOT,
    PROVED_FEATURES,
    PROVED_VIRTUALISATION,
    SMART_APP_CONTROL_KEY,
    SOMEBODY_ELSE,
    WINDOWS,
    CodeIntegrity,
)
from wizard.facts.windows.wsl import (
    LXSS,
    LXSS_KEY,
    PACKAGE_KEY,
    POLICIES,
    POLICIES_KEY,
    WSL_ON_PC,
    Lxss,
    Policies,
    WslOnPc,
)
from wizard.model.edits import RunCommand
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import TO_UPDATE_WITHOUT_STORE, UPDATE_WSL, to_convert, wsl
from wizard.rules.declare import advice, blocked, fixable, not_applicable, ok, rule, unknown
from wizard.rules.wsl.conf import SYSTEMD_SINCE

AREA: Final = "windows"
SETTINGS_SINCE: Final = (2, 0, 0)
"""WSL 2.0.0 brought DNS tunnelling, mirrored networking and autoMemoryReclaim."""

_FIRST_BUILD: Final = 19041  # Windows 10 2004, the first that `wsl --install` is there for
_SMART_ON: Final = 1
_ENFORCED: Final = 2
_SETTING: Final = "UserSetting"


@rule(
    "windows-somebody-else",
    area=AREA,
    title=say("The wizard runs as the user whose desktop this is"),
    needs=(SOMEBODY_ELSE,),
    severity=Severity.CRITICAL,
    side=Side.HOST,
)
def somebody_else(see: Snapshot, want: Wanted) -> Finding:
    if not see[SOMEBODY_ELSE]:
        return ok(say("The wizard runs as the user whose desktop this is."))
    return blocked(
        say("The wizard runs as another user than the one who is signed in."),
        why=say(
            "Distros and .wslconfig belong to one user of Windows, so from here it sees those of somebody else. Start"
            " it without “Run as administrator”: it asks for these rights by itself, for the one step that needs"
            " them."
        ),
    )


@rule(
    "windows-virtualisation",
    area=AREA,
    title=say("The processor's virtualisation is switched on"),
    needs=(PROVED_VIRTUALISATION,),
    severity=Severity.CRITICAL,
    side=Side.HOST,
)
def virtualisation(see: Snapshot, want: Wanted) -> Finding:
    if see[PROVED_VIRTUALISATION]:
        return ok(say("The processor's virtualisation is switched on."))
    return blocked(
        say("The processor's virtualisation is switched off in the firmware (BIOS or UEFI)."),
        Evidence("Win32_Processor", "VirtualizationFirmwareEnabled = False"),
        why=say(
            "WSL 2 is a virtual machine. Switch on “Intel VT-x”, “AMD-V” or “SVM” in the firmware: Settings, System,"
            " Recovery, Advanced startup leads there. In a virtual PC its host has to allow nested virtualisation."
        ),
    )


@rule(
    "windows-features",
    area=AREA,
    title=say("Windows has the features that WSL needs"),
    needs=(WINDOWS, PROVED_FEATURES, LXSS),
    severity=Severity.HIGH,
    side=Side.HOST,
)
def features(see: Snapshot, want: Wanted) -> Finding:
    windows, found = see[WINDOWS], see[PROVED_FEATURES]
    version = Evidence("Windows", windows.text)
    if windows.build < _FIRST_BUILD:
        return blocked(
            say("This Windows is too old for WSL 2: it has to be Windows 10 version 2004 or newer."), version
        )
    if found.platform is False:
        return advice(
            say("The feature VirtualMachinePlatform of Windows is switched off, and WSL 2 needs it."),
            Evidence("Win32_OptionalFeature", "VirtualMachinePlatform"),
            version,
            do=say(
                "Turn it on, then restart Windows: {command}", command=wsl("--install", "--no-distribution")
            ),
        )
    old = _on_wsl1(see[LXSS])
    if old and found.subsystem is False:
        return advice(
            say(
                "The feature Microsoft-Windows-Subsystem-Linux is switched off, and {name} needs it.",
                name=old[0],
            ),
            Evidence("Win32_OptionalFeature", "Microsoft-Windows-Subsystem-Linux"),
            why=say("Distros on WSL 1 do not start without it."),
            do=say(
                "Turn it on, then restart Windows: {command}",
                command=wsl("--install", "--enable-wsl1", "--no-distribution"),
            ),
        )
    if found.platform is None:
        return unknown(say("Windows did not tell: {what}.", what="VirtualMachinePlatform"))
    return ok(say("Windows has the features that WSL needs."), version)


@rule(
    "windows-pending-reboot",
    area=AREA,
    title=say("Windows does not wait for a restart"),
    needs=(PENDING_REBOOT,),
    side=Side.HOST,
)
def pending_reboot(see: Snapshot, want: Wanted) -> Finding:
    found = see[PENDING_REBOOT]
    if not found:
        return ok(say("Windows does not wait for a restart."))
    return advice(
        say("Windows waits for a restart."),
        *(Evidence(key) for key in found),
        why=say(
            "Features that were switched on and updates of WSL count only afterwards. Save your work and restart when"
            " it suits you; the wizard never does it by itself."
        ),
    )


@rule(
    "windows-policies",
    area=AREA,
    title=say("The administrator allows WSL"),
    needs=(POLICIES, LXSS),
    severity=Severity.CRITICAL,
    side=Side.HOST,
)
def policies(see: Snapshot, want: Wanted) -> Finding:
    found = see[POLICIES]
    evidence = [
        Evidence(POLICIES_KEY, f"{name} = {value}")
        for name, value in found.values.items()
        if isinstance(value, int | str)
    ]
    if found.forbids("AllowWSL"):
        return blocked(
            say("The administrator of this PC does not allow WSL."),
            *evidence,
            why=say("Only the administrator can change this policy; ask there."),
        )
    old = _on_wsl1(see[LXSS])
    if old and found.forbids("AllowWSL1"):
        return advice(
            say("The administrator does not allow WSL 1, and {name} runs on it.", name=old[0]),
            *evidence,
            do=to_convert(old[0]),
            severity=Severity.HIGH,
        )
    closed = [name for name in found.values if name.endswith(_SETTING) and found.forbids(name)]
    if closed:
        return advice(
            say_n(
                "The administrator has closed {count} setting of WSL.",
                "The administrator has closed {count} settings of WSL.",
                count=len(closed),
            ),
            *evidence,
            why=say("What .wslconfig says about them has no effect, and WSL says so at its start."),
            severity=Severity.INFO,
        )
    return ok(say("The administrator allows WSL."), *evidence)


def _on_wsl1(lxss: Lxss) -> list[str]:
    return [distro.name for distro in lxss.distros if distro.version == 1]


@rule(
    "windows-wsl-too-old",
    area=AREA,
    title=say("WSL is new enough"),
    needs=(WSL_ON_PC, POLICIES),
    severity=Severity.HIGH,
    side=Side.HOST,
)
def too_old(see: Snapshot, want: Wanted) -> Finding:
    pc = see[WSL_ON_PC]
    if pc.version.numbers is None:
        return _without_package(pc, see[POLICIES])
    version = Evidence(PACKAGE_KEY, pc.version.text)
    if pc.version.older_than(*SYSTEMD_SINCE):
        return _update(
            pc, say("WSL {version} is too old for systemd, which came with 0.67.6.", version=pc.version.text)
        )
    if pc.version.older_than(*SETTINGS_SINCE):
        return _update(
            pc,
            say(
                "WSL {version} knows neither mirrored networking nor DNS tunnelling.", version=pc.version.text
            ),
            Severity.LOW,
        )
    old = _on_wsl1(pc.lxss)
    if old:
        return advice(
            say_n(
                "WSL is new enough, but {count} distro runs on WSL 1.",
                "WSL is new enough, but {count} distros run on WSL 1.",
                count=len(old),
            ),
            *(Evidence(LXSS_KEY, name) for name in old),
            do=to_convert(old[0]),
            severity=Severity.MEDIUM,
        )
    return ok(say("WSL {version} is new enough.", version=pc.version.text), version)


def _update(pc: WslOnPc, says: Text, severity: Severity | None = None) -> Finding:
    """Whoever runs is named: an update stops them all."""
    running = ", ".join(pc.running or ())
    return fixable(
        says,
        [RunCommand(UPDATE_WSL)],
        Evidence(PACKAGE_KEY, pc.version.text),
        *_running(pc),
        why=say("Repairs and settings that need a newer WSL are not offered until it is updated."),
        may_break=say("Stops all distros while WSL is updated. Running now: {names}", names=running)
        if running
        else say("Stops all distros while WSL is updated."),
        severity=severity,
    )


def _without_package(pc: WslOnPc, policies: Policies) -> Finding:
    if not pc.lxss.distros:
        return not_applicable(say("WSL is not installed on this PC."))
    if policies.forbids("AllowInboxWSL"):
        return blocked(
            say("The administrator allows WSL only as a package, and it is not installed."),
            Evidence(POLICIES_KEY, "AllowInboxWSL = 0"),
            do=TO_UPDATE_WITHOUT_STORE,
        )
    return advice(
        say("This is the WSL that came with Windows; it has no systemd and gets no new versions."),
        *(Evidence(LXSS_KEY, distro.name) for distro in pc.lxss.distros),
        *_running(pc),
        do=TO_UPDATE_WITHOUT_STORE,
    )


def _running(pc: WslOnPc) -> tuple[Evidence, ...]:
    """What an update would end."""
    return tuple(Evidence("wsl --list --running", name) for name in pc.running or ())


@rule(
    "windows-appcontrol-unsigned",
    area=AREA,
    title=say("Windows runs programs that you build"),
    needs=(CODE_INTEGRITY,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def appcontrol(see: Snapshot, want: Wanted) -> Finding:
    found = see[CODE_INTEGRITY]
    if found.smart_app_control != _SMART_ON and found.usermode != _ENFORCED:
        if found.usermode is None:
            return unknown(
                say("Windows did not tell: {what}.", what="UsermodeCodeIntegrityPolicy"), *_guards(found)
            )
        return ok(say("No policy of Windows stops programs that you build."), *_guards(found))
    return advice(
        say("Smart App Control is on: it stops .exe files that nobody has signed.")
        if found.smart_app_control == _SMART_ON
        else say("A policy of Windows stops .exe files that it does not trust."),
        *_guards(found),
        why=say(
            "This is about Windows programs (GOOS=windows) only; what is built and run inside a distro is never"
            " stopped. Sign the .exe with a certificate that the policy trusts, or ask the administrator."
        ),
    )


def _guards(found: CodeIntegrity) -> tuple[Evidence, ...]:
    smart = f"VerifiedAndReputablePolicyState = {found.smart_app_control}"
    evidence = [Evidence(SMART_APP_CONTROL_KEY, smart)]
    if found.usermode is not None:
        policy = f"UsermodeCodeIntegrityPolicyEnforcementStatus = {found.usermode}"
        evidence.append(Evidence("Win32_DeviceGuard", policy))
    if found.hvci:
        note = say("Memory integrity is on. It guards the kernel, and never stops a program of yours.")
        evidence.append(Evidence(HVCI_KEY, note=note))
    return tuple(evidence)
