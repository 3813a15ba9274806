"""The hands, each on its ground: the direct one, the shell's in every shell, and the shell's through wsl.exe."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from tests.shellground import JOURNAL, SHELLS, Ground
from tests.wsl.world import World
from wizard.model.events import Tell, never, silent
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Stop
from wizard.model.probes import Account, Answer, Answers, Journal, JournalProbe, Probe
from wizard.model.state import Change, Origin
from wizard.transports.direct.act import DirectHand
from wizard.transports.direct.disk import Disk, Hook, no_hook
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.read import DirectLook
from wizard.transports.shell.program import run
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

HANDS = ("direct", *SHELLS)


@dataclass
class Hand:
    """The hand called *name* on *site*."""

    name: str
    site: Ground

    def act(self, order: Order, stop: Stop = never, hook: Hook = no_hook, tell: Tell = silent) -> Receipt:
        if self.name == "direct":
            disk = Disk(LinuxFloor(Path("/")), hook)
            return DirectHand(disk, self._account(), str(self.site.journal), run).act(order, tell, stop)
        self.site.shell = self.name
        return self.site.hand().act(order, tell, stop)

    def read(self, probes: Sequence[Probe]) -> Answers:
        if self.name == "direct":
            disk = Disk(LinuxFloor(Path("/")))
            return DirectLook(disk, self._account(), str(self.site.journal)).read(probes, never)
        self.site.shell = self.name
        return self.site.hand().read(probes, never)

    def ask(self, probe: Probe) -> Answer:
        return self.read((probe,))[probe]

    def journal(self) -> Journal:
        """What a look finds in the site's journal."""
        answer = self.ask(JournalProbe())
        assert isinstance(answer, Journal)
        return answer

    def as_written(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """*changes* as the site's journal names them."""
        return tuple(changes)

    def _account(self) -> Account:
        return Account("user", self.site.uid, self.site.gid, self.site.path("home"), "/bin/sh")


def journal_of(site: Ground) -> dict[str, tuple[object, ...]]:
    """Everything in the journal, and the originals in the home: modes, owners, bytes."""
    kept = site.root / "home/.local"
    found: dict[str, tuple[object, ...]] = {}
    for place in (site.journal, kept):
        for path in sorted((place, *place.rglob("*"))):
            if not path.is_symlink() and not path.exists():
                continue
            stat = path.lstat()
            what = path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else None
            found[str(path.relative_to(site.root))] = (oct(stat.st_mode), stat.st_uid, stat.st_gid, what)
    return found


def clear(site: Ground) -> None:
    """An empty ground again, at the same place."""
    for path in site.root.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@dataclass
class WslHand(Hand):
    """The hand of the transport *wsl*, in the distro that *site* lies in."""

    world: World

    def act(self, order: Order, stop: Stop = never, hook: Hook = no_hook, tell: Tell = silent) -> Receipt:
        return self._wsl().act(order, tell, stop)

    def read(self, probes: Sequence[Probe]) -> Answers:
        return self._wsl().read(probes, never)

    def as_written(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        def moved(change: Change) -> Change:
            archive = change.origin.archive if change.origin is not None else None
            return (
                change if archive is None else replace(change, origin=Origin(archive=self._inside(archive)))
            )

        return tuple(map(moved, changes))

    def _wsl(self) -> Wsl:
        exe = WslExe(str(self.world.exe), self.world.environ)
        site = self.site
        wsl = Wsl(exe, "Debian", "nobody", journal=site.path(JOURNAL), on_site=self._inside)
        wsl.hand.user = "nobody"
        wsl.hand._account = self._account()
        return wsl

    def _inside(self, path: str) -> str:
        return self.site.path(str(Path(path).relative_to(self.site.root)))
