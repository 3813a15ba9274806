"""What the distro's and the user's configuration files say, read as WSL reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.wsl.place import Place, to_windows

if TYPE_CHECKING:
    from wizard.codecs.wslconf import Document

SAFE_MODE = {
    "automount.enabled": False,
    "automount.ldconfig": False,
    "automount.mountFsTab": False,
    "boot.command": None,
    "boot.systemd": False,
    "network.generateHosts": False,
    "network.generateResolvConf": None,
    "fileServer.enabled": False,
    "gpu.enabled": False,
    "interop.enabled": False,
    "time.useWindowsTimezone": False,
}
"""What safe mode forces off in every distro (WSL §2, last lines). Of resolv.conf it leaves what is."""


UNREADABLE = "Nothing could be read of {file}"
"""The warning of a .wslconfig that cannot be read; the words are ours."""


class Thrown(Exception):
    """Reading broke off: of a wsl.conf, init with it (WSL §1.4); of a .wslconfig, the machine (§1.6)."""


def of_distro(root: Path) -> tuple[dict[str, Any], list[str]]:
    """The settings of `/etc/wsl.conf`, and WSL's warnings about it, in English (WSL §1.7). One has its
    default from elsewhere: general.guiApplications is None where the file does not say."""
    document = _document(_bytes(root / "etc/wsl.conf"), "WSL_CONF")
    values, warnings = _told(document)
    return values | {"general.guiApplications": document.values.get("general.guiApplications")}, warnings


def of_first_launch(root: Path) -> dict[str, Any]:
    """The settings of `/etc/wsl-distribution.conf` (WSL §8)."""
    return _told(_document(_bytes(root / "etc/wsl-distribution.conf"), "WSL_DISTRIBUTION"))[0]


def of_user(place: Place) -> tuple[dict[str, Any], list[str]]:
    """The settings of `.wslconfig`, and the warnings, which name the file by its full path. One that
    cannot be read is warned of, and all is as by default (WSL §3)."""
    file = place.profile / ".wslconfig"
    shown = to_windows(place, file) or ".wslconfig"
    values, warnings = _told(_document(_bytes(file), "WSLCONFIG"))
    if file.exists() and not file.is_file():
        warnings = [UNREADABLE.format(file=shown)]
    return values, [warning.replace(" .wslconfig:", f" {shown}:") for warning in warnings]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _document(data: bytes, dialect: str) -> Document:
    from wizard.codecs.wslconf import Dialect, parse  # proven against vectors made with WSL's own reader

    document = parse(data, Dialect[dialect])
    if document.exception is not None:
        raise Thrown(document.exception)
    return document


def _told(document: Document) -> tuple[dict[str, Any], list[str]]:
    return document.effective(), list(document.complaints)
