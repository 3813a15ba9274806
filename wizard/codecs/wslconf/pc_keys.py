"""The keys of `.wslconfig`, as data: for every one its type and default, since which WSL and from which Windows
on there is such a key, what the machine's policy may say, and whether a wrong value is fatal.

Sources: WSL §3. A key without *since* has been there in every WSL the wizard meets (2.0 and later, or all
that is known: the source is open from 2.5.8 on). What came with 2.0.0, and that DNS tunnelling is the default
from 2.2.1 on, is from the release notes; the default of autoMemoryReclaim is known from 2.5.8 on. A default of
``None`` means that WSL decides at run time.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from wizard.codecs.wslconf.key import AllowedValue, Key, ValueType, choice, flag, number, path, size, text
from wizard.model.versions import (
    AFTER_2_9_4,
    CONSOMME,
    MODULES,
    NETWORKING,
    OPEN_SOURCE,
    SAFE_MODE,
    SWIOTLB,
    TUNNELING_IS_DEFAULT,
    WINDOWS_11,
    WINDOWS_11_22H2,
)

_NETWORKING: Final = Key(
    "wsl2.networkingMode",
    ValueType.CHOICE,
    "Nat",
    alias="experimental.networkingMode",
    choices=(
        AllowedValue("Bridged", "Bridged"),
        AllowedValue("Consomme", "Consomme", since=CONSOMME),
        AllowedValue("Mirrored", "Mirrored", build=WINDOWS_11_22H2),
        AllowedValue("Nat", "Nat"),
        AllowedValue("None", "None"),
        AllowedValue("VirtioProxy", "Consomme"),
    ),
    since=NETWORKING,
    build=WINDOWS_11,
    policy="AllowNetworkingModeUserSetting",
)

WSLCONFIG: Final = (
    replace(path("wsl2.kernel"), fatal=True, policy="AllowKernelUserSetting"),
    replace(text("wsl2.kernelCommandLine", ""), policy="AllowKernelCommandLineUserSetting"),
    replace(path("wsl2.kernelModules"), since=MODULES, fatal=True, policy="AllowKernelUserSetting"),
    size("wsl2.memory", 0),
    number("wsl2.processors", 0),
    replace(flag("wsl2.debugConsole", False), build=WINDOWS_11),
    flag("wsl2.earlyBootLogging", False),
    size("wsl2.swap", None),
    path("wsl2.swapFile"),
    flag("wsl2.localhostForwarding", True),
    replace(
        flag("wsl2.nestedVirtualization", None),
        build=WINDOWS_11,
        policy="AllowNestedVirtualizationUserSetting",
    ),
    replace(flag("wsl2.virtio9p", False), until=OPEN_SOURCE),
    flag("wsl2.virtiofs", False),
    replace(number("wsl2.kernelDebugPort", 0), policy="AllowKernelDebugUserSetting"),
    flag("wsl2.gpuSupport", True),
    flag("wsl2.guiApplications", True),
    replace(path("wsl2.systemDistro"), policy="AllowSystemDistroUserSetting"),
    flag("wsl2.telemetry", None),
    replace(number("wsl2.vmIdleTimeout", 60_000), build=WINDOWS_11),
    path("wsl2.debugConsoleLogFile"),
    number("wsl2.kernelBootTimeout", 30_000),
    number("wsl2.distributionStartTimeout", 60_000),
    flag("wsl2.virtio", None),
    flag("wsl2.hostFileSystemAccess", True),
    number("wsl2.mountDeviceTimeout", 5_000),
    flag("wsl2.hardwarePerformanceCounters", None),
    text("wsl2.vmSwitch", ""),
    Key("wsl2.macAddress", ValueType.MAC, None, fatal=True),
    flag("wsl2.dhcp", True),
    number("wsl2.dhcpTimeout", 5_000),
    flag("wsl2.ipv6", False),
    flag("wsl2.dnsProxy", True),
    replace(flag("wsl2.safeMode", False), since=SAFE_MODE),
    size("wsl2.defaultVhdSize", 1 << 40),
    path("wsl2.crashDumpFolder"),
    number("wsl2.maxCrashDumpCount", 10),
    path("general.distributionInstallPath"),
    number("general.instanceIdleTimeout", 15_000),
    flag("wsl2.loadDefaultKernelModules", True),
    text("wsl2.loadKernelModules", ""),
    replace(flag("wsl2.isolateDistroCgroup", True), since=AFTER_2_9_4),
    _NETWORKING,
    replace(
        flag("wsl2.dnsTunneling", True),
        alias="experimental.dnsTunneling",
        since=NETWORKING,
        default_since=TUNNELING_IS_DEFAULT,
        build=WINDOWS_11_22H2,
    ),
    replace(
        flag("wsl2.firewall", True),
        alias="experimental.firewall",
        since=NETWORKING,
        default_since=OPEN_SOURCE,
        build=WINDOWS_11_22H2,
        policy="AllowFirewallUserSetting",
    ),
    replace(
        flag("wsl2.autoProxy", True),
        alias="experimental.autoProxy",
        since=NETWORKING,
        default_since=OPEN_SOURCE,
    ),
    replace(
        choice("experimental.autoMemoryReclaim", "DropCache", ("Disabled", "DropCache", "Gradual")),
        since=NETWORKING,
        default_since=OPEN_SOURCE,
    ),
    replace(flag("experimental.sparseVhd", False), since=NETWORKING),
    flag("experimental.bestEffortDnsParsing", False),
    Key("experimental.dnsTunnelingIpAddress", ValueType.ADDRESS, None),
    number("experimental.initialAutoProxyTimeout", 1_000),
    Key("experimental.ignoredPorts", ValueType.PORTS, ()),
    flag("experimental.hostAddressLoopback", False),
    flag("experimental.setVersionDebug", False),
    replace(size("experimental.swiotlb", 0), since=SWIOTLB),
    replace(flag("experimental.virtioFsAggregateShares", True), since=AFTER_2_9_4),
)
