"""The keys WSL knows in each of its three files: names, aliases, types and defaults, as data.

Sources: WSL §2 (`/etc/wsl.conf`), §8 (`/etc/wsl-distribution.conf`); `.wslconfig` has a table of its own,
`pc_keys`. A default of ``None`` means that WSL decides at run time (by the host, or from another file), or
that nothing is set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.wslconf.key import Dialect, Key, SettingValue, ValueType, choice, flag, fold, number, text
from wizard.codecs.wslconf.pc_keys import WSLCONFIG
from wizard.model.versions import EVER, NO_DNS_CACHE, Version

__all__ = [
    "KEYS",
    "Dialect",
    "Key",
    "SettingValue",
    "ValueType",
    "find",
    "fold",
    "known_section",
    "removed_in",
    "slot",
]

_WSL_CONF: Final = (
    flag("automount.enabled", True),
    Key("automount.root", ValueType.FOLDER, "/mnt/"),
    text("automount.options", None),
    flag("automount.mountFsTab", True),
    flag("automount.ldconfig", True),
    choice("automount.cgroups", "v2", ("v1", "v2")),
    number("filesystem.umask", 0o22),
    flag("interop.appendWindowsPath", True),
    flag("interop.enabled", True),
    flag("network.generateHosts", True),
    flag("network.generateResolvConf", True),
    text("network.hostname", None),
    flag("time.useWindowsTimezone", True),
    flag("fileServer.enabled", True),
    text("fileServer.logFile", None),
    number("fileServer.logLevel", 4),
    flag("fileServer.logTruncate", True),
    flag("gpu.enabled", True),
    flag("gpu.appendLibPath", True),
    text("user.default", None),
    text("boot.command", None),
    flag("boot.systemd", False),
    number("boot.initTimeout", 10_000),
    flag("boot.protectBinfmt", True),
    flag("general.guiApplications", False),
)

_WSL_DISTRIBUTION: Final = (
    text("oobe.command", ""),
    number("oobe.defaultUid", None),
    text("oobe.defaultName", ""),
    text("shortcut.icon", ""),
    flag("shortcut.enabled", True),
    text("windowsterminal.profileTemplate", ""),
    flag("windowsterminal.enabled", True),
)

KEYS: Final = {
    Dialect.WSL_CONF: _WSL_CONF,
    Dialect.WSLCONFIG: WSLCONFIG,
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


_REMOVED: Final[Mapping[Dialect, Mapping[str, Version]]] = {
    Dialect.WSLCONFIG: {
        "wsl2.pagereporting": EVER,
        "wsl2.pagereportingorder": EVER,
        "wsl2.usewindowsdnscache": NO_DNS_CACHE,
        "experimental.usewindowsdnscache": NO_DNS_CACHE,
    }
}
"""Keys that WSL had once (release notes), and the first WSL without them; `EVER` if none that the wizard meets has
them."""


def removed_in(dialect: Dialect, name: str) -> Version | None:
    """The first WSL that does not know the full *name* any more; None if there is none."""
    return _REMOVED.get(dialect, {}).get(fold(name))


def slot(dialect: Dialect, name: str) -> str:
    """What all spellings and aliases of one setting have in common: of these the first in a file wins."""
    key = _BY_NAME[dialect].get(fold(name))
    return fold(name) if key is None else key.name


def known_section(dialect: Dialect, name: str) -> str | None:
    """The documented spelling of section *name*; None if no key lives in such a section."""
    return _SECTIONS[dialect].get(fold(name))
