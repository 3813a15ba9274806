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
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say, say_n
from wizard.model.versions import NETWORKING, SYSTEMD, WINDOWS_10_2004
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, blocked, not_applicable, ok, rule, unknown
from wizard.rules.windows import AREA

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
    if windows.build < WINDOWS_10_2004:
        return blocked(
            say("This Windows is too old for WSL 2: it has to be Windows 10 version 2004 or newer."), version
        )
    if found.platform is False:
        return advice(
            say("The feature VirtualMachinePlatform of Windows is switched off, and WSL 2 needs it."),
            Evidence("Win32_OptionalFeature", "VirtualMachinePlatform"),
            version,
            why=say(
                "wsl --install --no-distribution switches it on; Windows has to be restarted afterwards."
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
            why=say("wsl --install --enable-wsl1 --no-distribution switches on what WSL 1 needs."),
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
            why=say(
                "wsl --set-version NAME 2 converts a distro; export it first (wsl --export NAME FILE.tar)."
            ),
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
    if pc.version.older_than(SYSTEMD):
        return advice(
            say("WSL {version} is too old for systemd, which came with 0.67.6.", version=pc.version.text),
            version,
            *_running(pc),
            why=_UPDATE,
        )
    if pc.version.older_than(NETWORKING):
        return advice(
            say(
                "WSL {version} knows neither mirrored networking nor DNS tunnelling.", version=pc.version.text
            ),
            version,
            *_running(pc),
            why=_UPDATE,
            severity=Severity.LOW,
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
            why=say(
                "wsl --set-version NAME 2 converts a distro: that takes long, needs room for a copy and may fail half"
                " way, so export it first (wsl --export NAME FILE.tar)."
            ),
            severity=Severity.MEDIUM,
        )
    return ok(say("WSL {version} is new enough.", version=pc.version.text), version)


_UPDATE = say(
    "wsl --update brings a newer one (wsl --update --web-download where the Store is closed). It ends all distros,"
    " and cannot be taken back."
)


def _without_package(pc: WslOnPc, policies: Policies) -> Finding:
    if not pc.lxss.distros:
        return not_applicable(say("WSL is not installed on this PC."))
    if policies.forbids("AllowInboxWSL"):
        return blocked(
            say("The administrator allows WSL only as a package, and it is not installed."),
            Evidence(POLICIES_KEY, "AllowInboxWSL = 0"),
            why=_UPDATE,
        )
    return advice(
        say("This is the WSL that came with Windows; it has no systemd and gets no new versions."),
        *(Evidence(LXSS_KEY, distro.name) for distro in pc.lxss.distros),
        *_running(pc),
        why=_UPDATE,
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
