"""What else on the PC matters to Go in WSL: Docker and Rancher Desktop, Git and its credential store, the proxy, and
the root certificates of a company."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always, derived, unknown
from wizard.facts.windows.go import INSTALLED
from wizard.facts.windows.registry import number, registry_fact, values, words
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing, RegistryProbe, Values
from wizard.model.wanted import Wanted

_DESKTOPS: Final = ("Docker Desktop", "Rancher Desktop", "Podman Desktop")


def _desktops(see: Snapshot, want: Wanted) -> tuple[str, ...]:
    names = {program.name for program in see[INSTALLED]}
    return tuple(desktop for desktop in _DESKTOPS if any(name.startswith(desktop) for name in names))


DESKTOPS: Fact[tuple[str, ...]] = derived("container desktops", (INSTALLED,), _desktops, side=Side.HOST)
"""Programs that keep distros of their own, which end with a restart of WSL."""


_GIT: Final = tuple(
    RegistryProbe(key) for key in (r"HKLM\SOFTWARE\GitForWindows", r"HKCU\Software\GitForWindows")
)
_MANAGERS: Final = tuple(
    FileProbe(f"{root}{bin}", limit=1, head=True)
    for root, bar in (("C:\\Program Files\\Git\\", "\\"), ("~/AppData/Local/Programs/Git/", "/"))
    for bin in (
        f"mingw64{bar}bin{bar}git-credential-manager.exe",
        f"clangarm64{bar}bin{bar}git-credential-manager.exe",
    )
)


class GitForWindows(msgspec.Struct, frozen=True):
    """Where Git for Windows is (empty: nowhere), and where its credential manager (empty: not found at a usual
    place; a path beginning with ``~/`` is below the profile folder)."""

    folder: str = ""
    manager: str = ""


def _git(answers: Answers, want: Wanted) -> GitForWindows | Unknown:
    for probe in _GIT:
        found = values(answers, probe)
        if isinstance(found, Unknown):
            return found
        folder = words(found.values, "InstallPath") if found is not None else ""
        if folder:
            return _with_manager(answers, folder)
    return GitForWindows()


def _with_manager(answers: Answers, folder: str) -> GitForWindows | Unknown:
    manager = next((each.path for each in _MANAGERS if isinstance(answers[each], Found)), "")
    gaps = (each for each in _MANAGERS if not isinstance(answers[each], Found | Missing))
    gap = None if manager else next(gaps, None)
    return unknown(answers[gap], gap.path) if gap is not None else GitForWindows(folder, manager)


GIT: Fact[GitForWindows] = Fact("Git for Windows", always(*_GIT, *_MANAGERS), _git, side=Side.HOST)


class SystemProxy(msgspec.Struct, frozen=True):
    """The proxy of Windows: *server* (empty: none is on), what goes *around* it, and the address of a *script*."""

    server: str = ""
    around: str = ""
    script: str = ""


PROXY_KEY: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"


def _proxy(found: Values | None) -> SystemProxy:
    if found is None:
        return SystemProxy()
    rows = found.values
    is_on = bool(number(rows, "ProxyEnable"))
    return SystemProxy(
        words(rows, "ProxyServer") if is_on else "",
        words(rows, "ProxyOverride") if is_on else "",
        words(rows, "AutoConfigURL"),
    )


PROXY: Fact[SystemProxy] = registry_fact("proxy", RegistryProbe(PROXY_KEY), _proxy)

_ROOTS: Final = tuple(
    RegistryProbe(key, deep=True)
    for key in (
        r"HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates",
        r"HKLM\SOFTWARE\Microsoft\EnterpriseCertificates\Root\Certificates",
    )
)


def _roots(answers: Answers, want: Wanted) -> tuple[str, ...] | Unknown:
    prints: dict[str, None] = {}
    for probe in _ROOTS:
        found = values(answers, probe)
        if isinstance(found, Unknown):
            return found
        if found is not None:
            prints.update(dict.fromkeys(name.upper() for name in found.keys))
    return tuple(prints)


COMPANY_ROOTS: Fact[tuple[str, ...]] = Fact("company certificates", always(*_ROOTS), _roots, side=Side.HOST)
"""Fingerprints (SHA-1, as Windows names them) of the root certificates that a company gave this PC."""
