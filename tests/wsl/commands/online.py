"""The distros that can be had from the network, as `--list --online` shows them and `--install` takes them."""

from __future__ import annotations

ONLINE = (
    ("Debian", "Debian GNU/Linux", "debian", "12"),
    ("Ubuntu", "Ubuntu", "ubuntu", "24.04"),
    ("Ubuntu-24.04", "Ubuntu 24.04 LTS", "ubuntu", "24.04"),
    ("Ubuntu-22.04", "Ubuntu 22.04 LTS", "ubuntu", "22.04"),
    ("archlinux", "Arch Linux", "arch", ""),
    ("FedoraLinux-42", "Fedora Linux 42", "fedora", "42"),
    ("openSUSE-Tumbleweed", "openSUSE Tumbleweed", "opensuse-tumbleweed", "20250101"),
)
"""Name, friendly name, flavor and version. Whatever is installed here, its files are a Debian's."""


def rows() -> list[tuple[str, str]]:
    return [(name, friendly) for name, friendly, _, _ in ONLINE]


def found(name: str) -> tuple[str, str, str, str] | None:
    for row in ONLINE:
        if row[0].lower() == name.lower():
            return row
    return None
