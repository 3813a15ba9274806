r"""What only PowerShell can tell of a PC, asked by one constant script in one call.

Each part is tried by itself, and is null where Windows does not answer. It needs no administrator: features come
from ``Win32_OptionalFeature``, which everybody may read. Of folders only those that have to do with Go are looked
at, and none on a network. The script has no double quotes, so that every way to hand it over keeps it whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from wizard.facts.shapes import unknown
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, CommandProbe, Exited, Probe
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted

T = TypeVar("T")

_SCRIPT: Final = "; ".join(
    (
        "$ErrorActionPreference = 'Stop'",
        "function Ask($block) { try { & $block } catch { $null } }",
        "Ask { [Console]::OutputEncoding = [Text.Encoding]::UTF8 }",
        "$pc = Ask { Get-CimInstance Win32_ComputerSystem }",
        "$cpu = Ask { @(Get-CimInstance Win32_Processor)[0] }",
        "$dg = Ask { Get-CimInstance -Namespace root/Microsoft/Windows/DeviceGuard Win32_DeviceGuard }",
        (
            "$known = Ask { Get-CimInstance Win32_OptionalFeature -Filter 'Name=''VirtualMachinePlatform'' or"
            " Name=''Microsoft-Windows-Subsystem-Linux'' or Name=''Windows-Defender-ApplicationGuard''' }"
        ),
        "$features = $null",
        "if ($known) { $features = @{}; foreach ($each in $known) { $features[$each.Name] = $each.InstallState } }",
        "$guard = $null",
        (
            "if ($dg) { $guard = @{ usermode = $dg.UsermodeCodeIntegrityPolicyEnforcementStatus;"
            " running = @($dg.SecurityServicesRunning) } }"
        ),
        (
            "$package = Ask { if (Test-Path HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\MSI) { '' }"
            " else { '' + (Get-AppxPackage MicrosoftCorporationII.WindowsSubsystemForLinux).Version } }"
        ),
        "$me = Ask { Get-CimInstance Win32_Process -Filter ('ProcessId=' + $PID) }",
        (
            "$desk = Ask { Get-CimInstance Win32_Process -Filter"
            " ('Name=''explorer.exe'' and SessionId=' + $me.SessionId) | Select-Object -First 1 }"
        ),
        "$mine = Ask { ($me | Invoke-CimMethod -MethodName GetOwnerSid).Sid }",
        "$theirs = Ask { ($desk | Invoke-CimMethod -MethodName GetOwnerSid).Sid }",
        "$other = $null",
        "if ($mine -and $theirs) { $other = $mine -ne $theirs }",
        "$user = Ask { Get-ItemProperty HKCU:\\Environment }",
        (
            "$all = Ask { Get-ItemProperty"
            " 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment' }"
        ),
        "$left = Ask { Get-ItemProperty HKCU:\\Software\\GoProgrammingLanguage }",
        (
            "$named = @($user.GOROOT, $all.GOROOT, $left.installLocation)"
            " + @(('' + $all.Path) -split ';') + @(('' + $user.Path) -split ';')"
        ),
        (
            "$folders = @($named | Where-Object { $_ -match 'go' -and $_ -notmatch '^.?\\\\\\\\' }"
            " | Select-Object -Unique | ForEach-Object {"
            " $path = ('' + $_) -replace [char]34, '' -replace '\\\\+$', '';"
            " $root = $path -replace '\\\\bin$', '';"
            " Ask { @{ folder = $path; there = (Test-Path -LiteralPath $path);"
            " program = ((Test-Path -LiteralPath ($path + '\\go.exe'))"
            " -or (Test-Path -LiteralPath ($path + '\\bin\\go.exe')));"
            " version = ('' + (Ask { Get-Content -LiteralPath ($root + '\\VERSION') -TotalCount 1 })) } } }"
            " | Where-Object { $_ })"
        ),
        (
            "ConvertTo-Json -Compress -Depth 4 @{ memory = $pc.TotalPhysicalMemory;"
            " cores = $pc.NumberOfLogicalProcessors; hypervisor = $pc.HypervisorPresent;"
            " firmware = $cpu.VirtualizationFirmwareEnabled; features = $features; guard = $guard;"
            " package = $package; other = $other; folders = $folders }"
        ),
    )
)

INQUIRY: Final = CommandProbe(
    (
        "powershell.exe",
        "-NoLogo",
        "-NoProfile",
        "-NonInteractive",
        "-InputFormat",
        "None",
        "-Command",
        _SCRIPT,
    ),
    timeout_s=40,
)


class DeviceGuard(msgspec.Struct, frozen=True):
    """Device Guard: *usermode* is 0 off, 1 audit, 2 enforced; *running* holds 2 where HVCI runs
    (Win32_DeviceGuard)."""

    usermode: int | None = None
    running: tuple[int, ...] = ()


class InspectedFolder(msgspec.Struct, frozen=True):
    """A *folder* that something names: whether it is there, holds a ``go.exe`` (itself or in ``bin``), and the
    first line of the ``VERSION`` of the Go it belongs to (empty: none)."""

    folder: str
    there: bool = True
    program: bool = False
    version: str = ""


class InquiryReport(msgspec.Struct, frozen=True):
    """The answer of the script. None: Windows did not answer that part."""

    memory: int | None = None
    cores: int | None = None
    hypervisor: bool | None = None
    firmware: bool | None = None
    features: dict[str, int] | None = None
    guard: DeviceGuard | None = None
    package: str | None = None
    other: bool | None = None
    folders: tuple[InspectedFolder, ...] = ()


def inquiry_report(answers: Answers) -> InquiryReport | Unknown:
    """What the script told, or why it did not."""
    answer = answers[INQUIRY]
    if not isinstance(answer, Exited):
        return unknown(answer, "PowerShell")
    text = answer.out.removeprefix(b"\xef\xbb\xbf").strip().decode("utf-8", "replace")
    try:
        return msgspec.json.decode(text, type=InquiryReport)
    except ValueError:
        return Unknown(say("PowerShell did not respond (exit code {code}).", code=answer.code))


def part(name: str, what: Text, read: Callable[[InquiryReport], T | None], *also: Probe) -> Fact[T]:
    """A fact that one part of the answer tells; *what* that is, for people."""

    def parse(answers: Answers, want: Wanted) -> T | Unknown:
        seen = inquiry_report(answers)
        if isinstance(seen, Unknown):
            return seen
        value = read(seen)
        return value if value is not None else not_reported(what)

    return Fact(name, lambda want: (INQUIRY, *also), parse, side=Side.HOST)


def not_reported(what: str | Text) -> Unknown:
    """Windows did not answer that part."""
    return Unknown(say("Windows did not report {what}.", what=what))
