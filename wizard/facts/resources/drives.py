"""What lies on a Windows drive: paths by the mounts of the running distro, and where its usual folders really are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs import mounts
from wizard.facts.shapes import asked_first, derived, file_fact, unknown
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import HOME, Account, Answers, FileProbe, Found, Missing, Probe, Special
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

OF_WINDOWS: Final = frozenset(("9p", "v9fs", "drvfs", "virtiofs"))
"""File systems that WSL shows Windows drives with (GO §7)."""
_TABLE: Final = "/proc/self/mounts"
_DRIVE: Final = lazy_pattern(r"[a-z](?:/.*)?")


class Drives(msgspec.Struct, frozen=True):
    """*mounts* of the running distro; None in an image, where drives are the single letters below *root*."""

    mounts: tuple[mounts.Mount, ...] | None
    root: str
    is_wsl: bool = True

    def holds(self, path: str) -> bool:
        """Whether the absolute *path* lies on a Windows drive."""
        if not self.is_wsl:
            return False
        if self.mounts is None:
            return path.startswith(self.root) and _DRIVE.fullmatch(path[len(self.root) :]) is not None
        mount = _mount_of(self.mounts, path)
        return mount is not None and mount.fstype in OF_WINDOWS


def _mount_of(table: tuple[mounts.Mount, ...], path: str) -> mounts.Mount | None:
    """The mount that *path* is in: of those with the longest name the last, which is on top."""
    place = mounts.tidy(path)
    over = [each for each in table if f"{place}/".startswith(f"{mounts.tidy(each.mountpoint).rstrip('/')}/")]
    longest = max((len(mounts.tidy(each.mountpoint)) for each in over), default=0)
    here = [each for each in over if len(mounts.tidy(each.mountpoint)) == longest]
    return here[-1] if here else None


_MOUNTS: Fact[tuple[mounts.Mount, ...] | None] = file_fact(
    "all mounts",
    _TABLE,
    lambda data: None if data is None else mounts.parse(data),
    fleeting=True,
)


def _drives(see: Snapshot, want: Wanted) -> Drives | Unknown:
    if see[_MOUNTS] is None and see[KERNEL] is not Kernel.IMAGE:
        return unknown(Missing(), _TABLE)
    return Drives(see[_MOUNTS], see[WSL_CONF].repaired.automount_root, see[KERNEL] is not Kernel.LINUX)


DRIVES: Fact[Drives] = derived("drives", (_MOUNTS, WSL_CONF, KERNEL), _drives, fleeting=True)

USUAL: Final[Mapping[str, str]] = {
    "~/go": "GOPATH",
    "~/go/pkg/mod": "GOMODCACHE",
    "~/go/bin": "GOBIN",
    "~/.cache": "GOCACHE",
    "~/.cache/go-build": "GOCACHE",
}
"""Where Go keeps what if the variable is not set."""


def _folders(want: Wanted) -> tuple[str, ...]:
    return (*USUAL, *(folder.rstrip("/") for folder in want.projects.folders))


def _probes(want: Wanted) -> tuple[Probe, ...]:
    return (HOME, *(FileProbe(folder, limit=0, head=True) for folder in _folders(want)))


_ASKED: Final = asked_first("usual folders", _probes)


def _real(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, str]:
    home = _leads_to(answers, HOME, see[ACCOUNT].home, see[ACCOUNT]).rstrip("/")
    found = {"~": home}
    for folder in _folders(want):
        probe = FileProbe(folder, limit=0, head=True)
        if isinstance(answers[probe], Found | Special):
            found[folder] = _leads_to(answers, probe, folder, see[ACCOUNT])
    return found


def _leads_to(answers: Answers, probe: FileProbe, path: str, account: Account) -> str:
    answer = answers[probe]
    link = answer.link if isinstance(answer, Found | Special) else None
    return link or (f"{account.home.rstrip('/')}/{path[2:]}" if path.startswith("~/") else path)


REAL_FOLDERS: Fact[Mapping[str, str]] = Fact(
    "real folders", lambda want, see: _probes(want), _real, needs=(ACCOUNT,), uses=(_ASKED,)
)
"""Where the home (``~``), Go's usual folders and the projects of the profile really are, as far as they exist."""
