"""This PC: whether it can run WSL, and which WSL it has. First-time setup (`engine.setup`) rests on what these find."""

from __future__ import annotations

from typing import Final

from wizard.facts.windows.pc import (
    PENDING_REBOOT,
    PROVED_FEATURES,
    PROVED_VIRTUALISATION,
    SOMEBODY_ELSE,
    WINDOWS,
)
from wizard.facts.windows.wsl import LXSS, LXSS_KEY, PACKAGE_KEY, POLICIES, POLICIES_KEY, WSL_ON_PC, WslOnPc
from wizard.model.commands.lines import ENABLE_WSL1, INSTALL_WSL, LIST_RUNNING, UPDATE_WSL
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say, say_n
from wizard.model.versions import MODERN_DISTROS, NETWORKING, SYSTEMD, WINDOWS_10_2004, WINDOWS_11
from wizard.model.wanted import Wanted
from wizard.rules.commands import TO_UPDATE_WITHOUT_STORE, to_convert
from wizard.rules.declare import advice, blocked, fixable, not_applicable, ok, rule, unknown
from wizard.rules.windows import AREA

_PLATFORM: Final = "VirtualMachinePlatform"
_SUBSYSTEM: Final = "Microsoft-Windows-Subsystem-Linux"


@rule(
    "windows-somebody-else",
    area=AREA,
    title=say("The wizard runs as the signed-in user"),
    needs=(SOMEBODY_ELSE,),
    severity=Severity.CRITICAL,
    side=Side.HOST,
    sources=("WSL §3", "WSL §6.1"),
)
def somebody_else(see: Snapshot, want: Wanted) -> Finding:
    if not see[SOMEBODY_ELSE]:
        return ok(say("The wizard runs as the signed-in user."))
    return blocked(
        say("The wizard runs as another user than the one signed in."),
        why=say(
            "Distros and .wslconfig belong to one Windows user, so the wizard would check the wrong ones."
        ),
        do=say(
            "Start the wizard without “Run as administrator”. It asks for administrator rights when a step needs them."
        ),
    )


@rule(
    "windows-virtualisation",
    area=AREA,
    title=say("Virtualization is enabled in the firmware"),
    needs=(PROVED_VIRTUALISATION,),
    severity=Severity.CRITICAL,
    side=Side.HOST,
    sources=("WSL §6",),
)
def virtualisation(see: Snapshot, want: Wanted) -> Finding:
    if see[PROVED_VIRTUALISATION]:
        return ok(say("Virtualization is enabled."))
    return blocked(
        say("Virtualization is disabled in the firmware (BIOS or UEFI)."),
        Evidence("Win32_Processor", "VirtualizationFirmwareEnabled = False"),
        why=say("WSL 2 is a virtual machine and does not start without it."),
        do=say(
            "Enable VT-x, AMD-V or SVM in the firmware (Settings, System, Recovery, Advanced startup). For a virtual"
            " PC, allow nested virtualization on its host."
        ),
    )


@rule(
    "windows-features",
    area=AREA,
    title=say("Windows can run WSL 2"),
    needs=(WINDOWS, PROVED_FEATURES),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §3", "WSL §6", "RULES 1"),
)
def features(see: Snapshot, want: Wanted) -> Finding:
    """BLOCKED: this Windows is too old. ADVICE: the feature is off."""
    windows, platform = see[WINDOWS], see[PROVED_FEATURES].platform
    version = Evidence("Windows", windows.text)
    if windows.build < WINDOWS_10_2004:
        return blocked(
            say("This Windows (build {build}) is too old for WSL 2.", build=windows.build),
            version,
            do=say("Update Windows to Windows 10 version 2004 or later."),
        )
    if platform is None:
        return unknown(say("Windows did not report {what}.", what=_PLATFORM))
    if platform:
        return ok(say("Windows can run WSL 2."), version)
    return advice(
        _is_off(_PLATFORM),
        Evidence("Win32_OptionalFeature", _PLATFORM),
        version,
        why=say("WSL 2 does not start without it."),
        do=_turn_on(INSTALL_WSL),
    )


def _is_off(feature: str) -> Text:
    return say("The Windows feature {feature} is turned off.", feature=feature)


def _turn_on(command: str) -> Text:
    return say("Turn it on, then restart Windows: {command}", command=command)


@rule(
    "windows-subsystem-feature",
    area=AREA,
    title=say("The Windows Subsystem for Linux feature is on"),
    needs=(WINDOWS, PROVED_FEATURES, LXSS),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §6",),
)
def subsystem(see: Snapshot, want: Wanted) -> Finding:
    """WSL 1 needs it, and so does every WSL on Windows 10."""
    is_on, build = see[PROVED_FEATURES].subsystem, see[WINDOWS].build
    old = see[LXSS].on_wsl1
    if not old and not WINDOWS_10_2004 <= build < WINDOWS_11:
        return not_applicable(say("Only WSL 1 and Windows 10 need this feature."))
    if is_on is None:
        return unknown(say("Windows did not report {what}.", what=_SUBSYSTEM))
    if is_on:
        return ok(say("The Windows Subsystem for Linux feature is on."))
    return advice(
        _is_off(_SUBSYSTEM),
        Evidence("Win32_OptionalFeature", _SUBSYSTEM),
        why=say("{name} runs on WSL 1 and does not start without it.", name=old[0])
        if old
        else say("On Windows 10, WSL installs no distro without it."),
        do=_turn_on(ENABLE_WSL1 if old else INSTALL_WSL),
    )


@rule(
    "windows-pending-reboot",
    area=AREA,
    title=say("No Windows restart is pending"),
    needs=(PENDING_REBOOT,),
    side=Side.HOST,
    sources=("WSL §6",),
)
def pending_reboot(see: Snapshot, want: Wanted) -> Finding:
    found = see[PENDING_REBOOT]
    if not found:
        return ok(say("No Windows restart is pending."))
    return advice(
        say("A Windows restart is pending."),
        *(Evidence(key) for key in found),
        why=say("Newly turned-on features and WSL updates take effect only after a restart."),
        do=say("Save your work and restart when it suits you. The wizard never restarts Windows on its own."),
    )


@rule(
    "windows-wsl-installed",
    area=AREA,
    title=say("WSL is installed"),
    needs=(WSL_ON_PC,),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §6", "WSL §6.1"),
)
def installed(see: Snapshot, want: Wanted) -> Finding:
    pc = see[WSL_ON_PC]
    if pc.version.numbers is not None:
        return ok(say("WSL {version} is installed.", version=pc.version.text))
    if pc.is_inbox:
        return ok(say("The WSL that came with Windows is in use."))
    return advice(
        say("WSL is not installed on this PC."),
        why=say("Without WSL, you cannot use distros."),
        do=say("Install WSL, then restart Windows: {command}", command=INSTALL_WSL),
    )


@rule(
    "windows-wsl-too-old",
    area=AREA,
    title=say("WSL is new enough"),
    needs=(WSL_ON_PC, POLICIES),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("RULES 1", "WSL §3", "WSL §8"),
)
def too_old(see: Snapshot, want: Wanted) -> Finding:
    """It weighs what is missing: HIGH systemd, LOW settings, INFO distros of today's form."""
    pc = see[WSL_ON_PC]
    if pc.version.numbers is None:
        return _without_package(pc, only_package=see[POLICIES].forbids("AllowInboxWSL"))
    version = pc.version.text
    if pc.version.older_than(SYSTEMD):
        return _old(
            pc,
            say("WSL {version} does not support systemd.", version=version),
            say("systemd needs WSL {needed}.", needed=SYSTEMD.text),
        )
    if pc.version.older_than(NETWORKING):
        return _old(
            pc,
            say("WSL {version} does not support mirrored networking or DNS tunneling.", version=version),
            say("Both need WSL {needed}.", needed=NETWORKING.text),
            Severity.LOW,
        )
    if pc.version.older_than(MODERN_DISTROS):
        return _old(
            pc,
            say("WSL {version} does not support distros in the current format.", version=version),
            say(
                "Current distros with an /etc/wsl-distribution.conf need WSL {needed}.",
                needed=MODERN_DISTROS.text,
            ),
            Severity.INFO,
        )
    return ok(say("WSL {version} is new enough.", version=version), Evidence(PACKAGE_KEY, version))


def _old(pc: WslOnPc, says: Text, why: Text, severity: Severity | None = None) -> Finding:
    """Names the distros that run, because an update stops them all."""
    return fixable(
        says,
        [RunCommand(UPDATE_WSL)],
        Evidence(PACKAGE_KEY, pc.version.text),
        *_running(pc),
        why=why,
        effect=say("Takes effect as soon as the update is installed."),
        may_break=say("Stops all distros while WSL is updated. Running now: {names}", names=join(pc.running))
        if pc.running
        else say("Stops all distros while WSL is updated."),
        severity=severity,
    )


def _without_package(pc: WslOnPc, *, only_package: bool) -> Finding:
    if not pc.is_inbox:
        return not_applicable(say("WSL is not installed on this PC."))
    if only_package:
        return blocked(
            say("Policy allows only the WSL package, which is not installed."),
            Evidence(POLICIES_KEY, "AllowInboxWSL = 0"),
            why=say("The WSL that came with Windows does not start."),
            do=TO_UPDATE_WITHOUT_STORE,
        )
    return advice(
        say("This is the WSL that came with Windows."),
        *(Evidence(LXSS_KEY, distro.name) for distro in pc.lxss.distros),
        *_running(pc),
        why=say("It has no systemd and gets no new features."),
        do=TO_UPDATE_WITHOUT_STORE,
    )


def _running(pc: WslOnPc) -> tuple[Evidence, ...]:
    """What an update would end."""
    return tuple(Evidence(LIST_RUNNING, name) for name in pc.running or ())


@rule(
    "windows-wsl1-distros",
    area=AREA,
    title=say("All distros run on WSL 2"),
    needs=(LXSS,),
    side=Side.HOST,
    sources=("RULES 1", "WSL §6.1"),
)
def wsl1_distros(see: Snapshot, want: Wanted) -> Finding:
    distros, old = see[LXSS].distros, see[LXSS].on_wsl1
    if not distros:
        return not_applicable(say("No distro is installed on this PC."))
    if not old:
        return ok(say("All distros run on WSL 2."))
    return advice(
        say_n("{count} distro runs on WSL 1.", "{count} distros run on WSL 1.", count=len(old)),
        *(Evidence(LXSS_KEY, name) for name in old),
        why=say("WSL 1 has no systemd and no Linux kernel, so containers and eBPF tools do not run."),
        do=to_convert(old[0]),
    )
