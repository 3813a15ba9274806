"""The package managers of distros, which of them a distro has, and whether what systemd needs is installed."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs import os_release
from wizard.facts.distro import OS_RELEASE_PATH
from wizard.facts.shapes import always, content
from wizard.model.commands.command import Argv
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, CommandProbe, Exited, FileProbe
from wizard.model.wanted import Wanted


class Manager(msgspec.Struct, frozen=True):
    """A package manager as a family of distros uses it. *ids* are those of os-release (``ID`` or ``ID_LIKE``) that use
    it; *init* the packages that bring systemd as ``/sbin/init``. *install* leaves out what is only recommended: that
    could need *init* itself, so that *remove*, which never removes more than it is told, would refuse. *refresh* gets
    the lists of packages, where *lists* (a pattern) finds none. *status* prints ``NAME installed`` or ``NAME VERSION``
    for each of *init* that is there."""

    name: str
    ids: tuple[str, ...]
    init: tuple[str, ...]
    install: Argv
    remove: Argv
    status: Argv
    refresh: Argv | None = None
    lists: str = ""


MANAGERS: Final = (
    Manager(
        "apt-get",
        ("debian", "ubuntu"),
        ("systemd", "systemd-sysv"),
        ("apt-get", "install", "--yes", "--no-install-recommends"),
        ("dpkg", "--remove"),
        ("dpkg-query", "-W", "-f", r"${Package} ${db:Status-Status}\n"),
        ("apt-get", "update"),
        "/var/lib/apt/lists/*_Packages*",
    ),
    Manager(
        "dnf",
        ("fedora", "rhel", "centos"),
        ("systemd",),
        ("dnf", "install", "-y", "--setopt=install_weak_deps=False"),
        ("rpm", "-e"),
        ("rpm", "-q", "--qf", r"%{NAME} installed\n"),
    ),
    Manager(
        "zypper",
        ("opensuse-tumbleweed", "opensuse-slowroll", "opensuse-microos"),
        ("systemd",),
        ("zypper", "--non-interactive", "install", "--no-recommends"),
        ("rpm", "-e"),
        ("rpm", "-q", "--qf", r"%{NAME} installed\n"),
    ),
    Manager(
        "zypper-15",
        ("opensuse-leap", "sles", "sled", "suse", "opensuse"),
        ("systemd", "systemd-sysvinit"),
        ("zypper", "--non-interactive", "install", "--no-recommends"),
        ("rpm", "-e"),
        ("rpm", "-q", "--qf", r"%{NAME} installed\n"),
    ),
    Manager(
        "pacman",
        ("arch",),
        ("systemd", "systemd-sysvcompat"),
        ("pacman", "-S", "--noconfirm", "--needed"),
        ("pacman", "-R", "--noconfirm"),
        ("pacman", "-Q"),
    ),
)

WITHOUT_SYSTEMD: Final = ("alpine", "void", "devuan", "artix")
"""Distros (``ID``) that have no package of systemd."""


class Packages(msgspec.Struct, frozen=True):
    """What a distro is, and what it has: *name* for people, *ids* of os-release, the nearest first; *installed* of
    the packages that systemd needs, by the manager that says so; *listed*: managers that know what they can install.
    Of a distro that has a ``/sbin/init`` nothing but *name* and *ids* is asked. With a *gap* os-release could not be
    read, and it is not known which distro it is."""

    name: str = ""
    ids: tuple[str, ...] = ()
    installed: dict[str, frozenset[str]] = {}
    listed: frozenset[str] = frozenset()
    gap: Unknown | None = None

    @property
    def has_no_systemd(self) -> bool:
        """Whether no package of this distro brings systemd."""
        return bool(self.ids) and self.ids[0] in WITHOUT_SYSTEMD

    @property
    def manager(self) -> Manager | None:
        """How packages are installed here; None if that is not known."""
        if self.has_no_systemd:
            return None
        return next((each for word in self.ids for each in MANAGERS if word in each.ids), None)


def _questions() -> str:
    """One script for all managers, as most have only one. A distro with an init is not asked."""
    asked = "; ".join(map(_question, MANAGERS))
    return f"[ -e /sbin/init ] || [ -L /sbin/init ] && exit; {asked}; exit 0"


def _question(manager: Manager) -> str:
    status = " ".join(f"'{word}'" for word in (*manager.status, *manager.init))
    lists = (
        f"set -- {manager.lists}; [ ! -e \"$1\" ] || echo 'listed {manager.name}'; " if manager.lists else ""
    )
    there = f"command -v {manager.install[0]} >/dev/null"
    return f"{there} && echo 'manager {manager.name}' && {{ {lists}{status} 2>/dev/null; }}"


PACKAGES_PROBE: Final = CommandProbe(("/bin/sh", "-c", _questions()))
OS_RELEASE: Final = FileProbe(OS_RELEASE_PATH)


def _read(answers: Answers, want: Wanted) -> Packages:
    """The `Packages` of the answers. What is not known is left empty: then nothing is offered to be installed."""
    release = content(answers[OS_RELEASE], OS_RELEASE.path)
    answer = answers[PACKAGES_PROBE]
    lines = answer.out.decode("utf-8", "replace").splitlines() if isinstance(answer, Exited) else []
    values = os_release.parse(b"" if release is None or isinstance(release, Unknown) else release)
    ids = tuple(" ".join((values.get("ID", ""), values.get("ID_LIKE", ""))).lower().split())
    listed = frozenset(line.removeprefix("listed ") for line in lines if line.startswith("listed "))
    name = values.get("PRETTY_NAME") or values.get("NAME", "")
    gap = release if isinstance(release, Unknown) else None
    return Packages(name, ids, _installed(lines), listed, gap)


def _installed(lines: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    manager = ""
    for line in lines:
        match line.split():
            case ["manager", manager]:
                found[manager] = set()
            case ["listed", _]:
                pass
            case [name, state] if manager and (state == "installed" or state[0].isdigit()):
                found[manager].add(name)
    return {name: frozenset(packages) for name, packages in found.items()}


PACKAGES: Fact[Packages] = Fact("packages", always(OS_RELEASE, PACKAGES_PROBE), _read)
