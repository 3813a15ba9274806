"""The keys WSL knows in each of its three files: names, aliases, types and defaults, as data.

Sources: WSL-FACTS §2 (`/etc/wsl.conf`), §3 (`.wslconfig`), §8 (`/etc/wsl-distribution.conf`). A default of
``None`` means that WSL decides at run time (by the host, or from another file), or that nothing is set.
"""

from __future__ import annotations

import enum
import string
from typing import Final

import msgspec

Value = bool | int | str | tuple[int, ...] | None
"""A setting as WSL holds it after reading: sizes in bytes, times in milliseconds, ports in rising order."""

_FOLD: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class Dialect(enum.Enum):
    """One of WSL's files. They share a grammar, but not the C library that reads them, nor the keys."""

    WSL_CONF = "wsl.conf"
    WSLCONFIG = ".wslconfig"
    WSL_DISTRIBUTION = "wsl-distribution.conf"

    @property
    def shown(self) -> str:
        """The file as WSL's own messages name it (for `.wslconfig` they have the full Windows path)."""
        return self.value if self.on_windows else f"/etc/{self.value}"

    @property
    def on_windows(self) -> bool:
        """Read by the Windows side, as CRT text, and past bad lines (WSL-FACTS §1.3, §1.4)."""
        return self is Dialect.WSLCONFIG


class Kind(enum.Enum):
    """How WSL reads a value (WSL-FACTS §1.6)."""

    FLAG = "flag"
    NUMBER = "number"
    SIZE = "size"
    TEXT = "text"
    FOLDER = "folder"
    CHOICE = "choice"
    PORTS = "ports"
    ADDRESS = "address"
    MAC = "mac"


class Key(msgspec.Struct, frozen=True):
    """A setting: its full *name* as documented, its older *alias*, and for a choice what there is to choose.

    *choices* maps every name WSL accepts, in the order WSL lists them, to the one it stands for.
    """

    name: str
    kind: Kind
    default: Value
    alias: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]


def fold(name: str) -> str:
    """*name* as WSL compares it: ASCII letters lose their case, and nothing else changes (C locale)."""
    return name.lower() if name.isascii() else name.translate(_FOLD)


def _flag(name: str, default: bool | None, alias: str = "") -> Key:
    return Key(name, Kind.FLAG, default, alias)


def _number(name: str, default: int | None) -> Key:
    return Key(name, Kind.NUMBER, default)


def _size(name: str, default: int | None) -> Key:
    return Key(name, Kind.SIZE, default)


def _text(name: str, default: str | None) -> Key:
    return Key(name, Kind.TEXT, default)


def _choice(name: str, default: str, names: tuple[str, ...], alias: str = "") -> Key:
    return Key(name, Kind.CHOICE, default, alias, tuple((each, each) for each in names))


_NETWORKING: Final = Key(
    "wsl2.networkingMode",
    Kind.CHOICE,
    "Nat",
    "experimental.networkingMode",
    (
        *((mode, mode) for mode in ("Bridged", "Consomme", "Mirrored", "Nat", "None")),
        ("VirtioProxy", "Consomme"),
    ),
)

_WSL_CONF: Final = (
    _flag("automount.enabled", True),
    Key("automount.root", Kind.FOLDER, "/mnt/"),
    _text("automount.options", None),
    _flag("automount.mountFsTab", True),
    _flag("automount.ldconfig", True),
    _choice("automount.cgroups", "v2", ("v1", "v2")),
    _number("filesystem.umask", 0o22),
    _flag("interop.appendWindowsPath", True),
    _flag("interop.enabled", True),
    _flag("network.generateHosts", True),
    _flag("network.generateResolvConf", True),
    _text("network.hostname", None),
    _flag("time.useWindowsTimezone", True),
    _flag("fileServer.enabled", True),
    _text("fileServer.logFile", None),
    _number("fileServer.logLevel", 4),
    _flag("fileServer.logTruncate", True),
    _flag("gpu.enabled", True),
    _flag("gpu.appendLibPath", True),
    _text("user.default", None),
    _text("boot.command", None),
    _flag("boot.systemd", False),
    _number("boot.initTimeout", 10_000),
    _flag("boot.protectBinfmt", True),
    _flag("general.guiApplications", False),
)

_WSLCONFIG: Final = (
    _text("wsl2.kernel", ""),
    _text("wsl2.kernelCommandLine", ""),
    _text("wsl2.kernelModules", ""),
    _size("wsl2.memory", 0),
    _number("wsl2.processors", 0),
    _flag("wsl2.debugConsole", False),
    _flag("wsl2.earlyBootLogging", False),
    _size("wsl2.swap", None),
    _text("wsl2.swapFile", ""),
    _flag("wsl2.localhostForwarding", True),
    _flag("wsl2.nestedVirtualization", None),
    _flag("wsl2.virtio9p", False),
    _flag("wsl2.virtiofs", False),
    _number("wsl2.kernelDebugPort", 0),
    _flag("wsl2.gpuSupport", True),
    _flag("wsl2.guiApplications", True),
    _text("wsl2.systemDistro", ""),
    _flag("wsl2.telemetry", None),
    _number("wsl2.vmIdleTimeout", 60_000),
    _text("wsl2.debugConsoleLogFile", ""),
    _number("wsl2.kernelBootTimeout", 30_000),
    _number("wsl2.distributionStartTimeout", 60_000),
    _flag("wsl2.virtio", None),
    _flag("wsl2.hostFileSystemAccess", True),
    _number("wsl2.mountDeviceTimeout", 5_000),
    _flag("wsl2.hardwarePerformanceCounters", None),
    _text("wsl2.vmSwitch", ""),
    Key("wsl2.macAddress", Kind.MAC, None),
    _flag("wsl2.dhcp", True),
    _number("wsl2.dhcpTimeout", 5_000),
    _flag("wsl2.ipv6", False),
    _flag("wsl2.dnsProxy", True),
    _flag("wsl2.safeMode", False),
    _size("wsl2.defaultVhdSize", 1 << 40),
    _text("wsl2.crashDumpFolder", ""),
    _number("wsl2.maxCrashDumpCount", 10),
    _text("general.distributionInstallPath", ""),
    _number("general.instanceIdleTimeout", 15_000),
    _flag("wsl2.loadDefaultKernelModules", True),
    _text("wsl2.loadKernelModules", ""),
    _flag("wsl2.isolateDistroCgroup", True),
    _NETWORKING,
    _flag("wsl2.dnsTunneling", True, "experimental.dnsTunneling"),
    _flag("wsl2.firewall", True, "experimental.firewall"),
    _flag("wsl2.autoProxy", True, "experimental.autoProxy"),
    _choice("experimental.autoMemoryReclaim", "DropCache", ("Disabled", "DropCache", "Gradual")),
    _flag("experimental.sparseVhd", False),
    _flag("experimental.bestEffortDnsParsing", False),
    Key("experimental.dnsTunnelingIpAddress", Kind.ADDRESS, None),
    _number("experimental.initialAutoProxyTimeout", 1_000),
    Key("experimental.ignoredPorts", Kind.PORTS, ()),
    _flag("experimental.hostAddressLoopback", False),
    _flag("experimental.setVersionDebug", False),
    _size("experimental.swiotlb", 0),
    _flag("experimental.virtioFsAggregateShares", True),
)

_WSL_DISTRIBUTION: Final = (
    _text("oobe.command", ""),
    _number("oobe.defaultUid", None),
    _text("oobe.defaultName", ""),
    _text("shortcut.icon", ""),
    _flag("shortcut.enabled", True),
    _text("windowsterminal.profileTemplate", ""),
    _flag("windowsterminal.enabled", True),
)

KEYS: Final = {
    Dialect.WSL_CONF: _WSL_CONF,
    Dialect.WSLCONFIG: _WSLCONFIG,
    Dialect.WSL_DISTRIBUTION: _WSL_DISTRIBUTION,
}

_BY_NAME: Final = {
    dialect: {fold(name): key for key in keys for name in (key.name, key.alias) if name}
    for dialect, keys in KEYS.items()
}

_SECTIONS: Final = {
    dialect: {fold(key.section): key.section for key in keys} for dialect, keys in KEYS.items()
}


def find(dialect: Dialect, name: str) -> Key | None:
    """The key that WSL takes the full *name* (``boot.systemd``, in any case) for; None if it knows none."""
    return _BY_NAME[dialect].get(fold(name))


def slot(dialect: Dialect, name: str) -> str:
    """What all spellings and aliases of one setting have in common: of these the first in a file wins."""
    key = _BY_NAME[dialect].get(fold(name))
    return fold(name) if key is None else key.name


def known_section(dialect: Dialect, name: str) -> str | None:
    """The documented spelling of section *name*; None if no key lives in such a section."""
    return _SECTIONS[dialect].get(fold(name))
