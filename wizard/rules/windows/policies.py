"""What the administrator of this PC lets it do: WSL at all, its settings, and programs that one builds."""

from __future__ import annotations

from typing import Final

from wizard.facts.windows.pc import CODE_INTEGRITY, HVCI_KEY, SMART_APP_CONTROL_KEY, CodeIntegrity
from wizard.facts.windows.wsl import LXSS, POLICIES, POLICIES_KEY
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_convert
from wizard.rules.declare import advice, blocked, ok, rule, unknown
from wizard.rules.windows import AREA

_SMART_ON: Final = 1
_ENFORCED: Final = 2
_SETTING: Final = "UserSetting"


@rule(
    "windows-policies",
    area=AREA,
    title=say("Policies allow WSL"),
    needs=(POLICIES, LXSS),
    severity=Severity.CRITICAL,
    side=Side.HOST,
    sources=("WSL §3",),
)
def policies(see: Snapshot, want: Wanted) -> Finding:
    """BLOCKED: WSL as a whole is forbidden."""
    found = see[POLICIES]
    evidence = [
        Evidence(POLICIES_KEY, f"{name} = {value}")
        for name, value in found.values.items()
        if isinstance(value, int | str)
    ]
    if found.forbids("AllowWSL"):
        return blocked(
            say("WSL is blocked by policy."),
            *evidence,
            why=say("No distro can be installed or started."),
            do=say("Ask your administrator. Only they can change this policy."),
        )
    old = see[LXSS].on_wsl1
    if old and found.forbids("AllowWSL1"):
        return advice(
            say("WSL 1 is blocked by policy, and {name} runs on it.", name=old[0]),
            *evidence,
            why=say("{name} does not start.", name=old[0]),
            do=to_convert(old[0]),
            severity=Severity.HIGH,
        )
    closed = [name for name in found.values if name.endswith(_SETTING) and found.forbids(name)]
    if closed:
        return advice(
            say_n(
                "{count} WSL setting is blocked by policy.",
                "{count} WSL settings are blocked by policy.",
                count=len(closed),
            ),
            *evidence,
            why=say("WSL ignores these settings in .wslconfig and warns when it starts."),
            do=say("If you need them, ask your administrator."),
            severity=Severity.INFO,
        )
    return ok(say("Policies allow WSL."), *evidence)


@rule(
    "windows-appcontrol-unsigned",
    area=AREA,
    title=say("Windows runs programs that you build"),
    needs=(CODE_INTEGRITY,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("RULES 2",),
)
def appcontrol(see: Snapshot, want: Wanted) -> Finding:
    found = see[CODE_INTEGRITY]
    if found.smart_app_control != _SMART_ON and found.usermode != _ENFORCED:
        if found.usermode is None:
            return unknown(
                say("Windows did not report {what}.", what="UsermodeCodeIntegrityPolicy"), *_guards(found)
            )
        return ok(say("No Windows policy blocks programs that you build."), *_guards(found))
    return advice(
        say("Smart App Control blocks unsigned .exe files.")
        if found.smart_app_control == _SMART_ON
        else say("A Windows policy blocks .exe files that it does not trust."),
        *_guards(found),
        why=say(
            "Windows programs that you build (GOOS=windows) may not start. Linux programs in a distro are not affected."
        ),
        do=say("Sign the .exe with a certificate that the policy trusts, or ask your administrator."),
    )


def _guards(found: CodeIntegrity) -> tuple[Evidence, ...]:
    smart = f"VerifiedAndReputablePolicyState = {found.smart_app_control}"
    evidence = [Evidence(SMART_APP_CONTROL_KEY, smart)]
    if found.usermode is not None:
        policy = f"UsermodeCodeIntegrityPolicyEnforcementStatus = {found.usermode}"
        evidence.append(Evidence("Win32_DeviceGuard", policy))
    if found.hvci:
        note = say("Memory integrity is on. It protects the kernel and does not block your programs.")
        evidence.append(Evidence(HVCI_KEY, note=note))
    return tuple(evidence)
