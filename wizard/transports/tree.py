"""Any folder as a distro's root: the demo, an unpacked image, a test. No root rights, no shell, no WSL needed.

Nothing runs in there, so what only a running machine could tell stays unknown. Links are followed inside the
folder only, and whatever is changed goes through the same journal as in a distro.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from wizard.codecs import wslconf
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt, Rehearse
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import MIB, Account, Answers, Probe
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.transports.direct.disk import Disk, Hook, floor_at, no_hook
from wizard.transports.direct.floor import Stat, normal, parts_of
from wizard.transports.direct.read import DirectLook
from wizard.transports.direct.resolve import Resolver
from wizard.transports.refusals import refusal, refusal_of

_FIRST_USER: Final = 1000
_LAST_USER: Final = 60000  # login.defs UID_MAX: above are system accounts such as nobody
_ROOT: Final = ("root", "x", "0", "0", "", "/root", "/bin/sh")


class Tree:
    """The folder *root* as a machine, looked at for *user*.

    Without *user*: the default user of etc/wsl.conf (WSL §2), else the first ordinary user whose home is
    there, else root. Ids are those that own the home and the folder itself, whatever etc/passwd says, so that
    a tree unpacked by somebody without root rights works.
    Raises `InputError` (not-a-root, no-such-user), `MachineError`.
    """

    can = Can(commands=False, act=True, restart=True)

    def __init__(self, root: Path, user: str | None = None, hook: Hook = no_hook) -> None:
        self._asked = user
        try:
            self._disk = Disk(floor_at(root), hook)
            if Resolver(self._disk).follow("/etc").found is None:
                raise refusal("not-a-root", [str(root)])
            self._account = self._find_account()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise refusal("not-a-root", [str(root)]) from error
        except OSError as error:
            raise refusal_of(error) from error
        real = os.path.realpath(root)
        word = hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.site = Site(SiteKind.TREE, str(root), f"tree-{word}")

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Answer *probes*. Raises `Stopped`."""
        return DirectLook(self._disk, self._account).read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Carry out *order*. Raises what `wizard.model.ports.Transport.act` does."""
        if isinstance(order, Rehearse):
            return Receipt(None, None, shells=NotRehearsed(RehearsalRefusal.NOTHING_RUNS))
        from wizard.transports.direct.act import DirectHand

        return DirectHand(self._disk, self._account).act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        """Nothing runs here: an image applies its settings at its next start. So only who is looked at for
        is found out anew, as etc/wsl.conf may name somebody else by now."""
        self._account = self._find_account()

    def _find_account(self) -> Account:
        rows = self._users()
        name, _, uid, gid, _, home, shell = self._choose(rows)
        top = self._stat("/")
        owner = self._stat(home)
        ids = (owner.uid, owner.gid) if owner is not None else (int(uid), int(gid))
        root = (top.uid, top.gid) if top is not None else (0, 0)
        return Account(name, *ids, normal(home) if _is_path(normal(home)) else "/", shell or "/bin/sh", *root)

    def _choose(self, rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        if self._asked is not None:
            chosen = next((row for row in rows if row[0] == self._asked), None)
            if chosen is None:
                raise refusal("no-such-user", [self._asked])
            return chosen
        default = wslconf.parse(self._content("/etc/wsl.conf"), wslconf.Dialect.WSL_CONF)
        name = default.get("user", "default")
        ordinary = (row for row in rows if _FIRST_USER <= int(row[2]) < _LAST_USER)
        with_home = (row for row in ordinary if self._stat(row[5]) is not None)
        root = next((row for row in rows if row[2] == "0"), _ROOT)
        return next((row for row in rows if row[0] == name), None) or next(with_home, root)

    def _users(self) -> list[tuple[str, ...]]:
        text = self._content("/etc/passwd").decode("utf-8", "surrogateescape")
        rows = (tuple(line.split(":")) for line in text.split("\n"))
        return [row for row in rows if len(row) == 7 and row[2].isdecimal() and row[3].isdecimal()]

    def _stat(self, path: str) -> Stat | None:
        if not _is_path(normal(path)):
            return None
        return Resolver(self._disk).follow(normal(path)).found

    def _content(self, path: str) -> bytes:
        spot = Resolver(self._disk).follow(path)
        if spot.found is None or spot.found.kind != "file":
            return b""
        return self._disk.content(spot.path, MIB)


def _is_path(path: str) -> bool:
    try:
        parts_of(path)
    except ValueError:
        return False
    return True
