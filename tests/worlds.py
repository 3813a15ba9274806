"""A small machine, what shall become of it, and what may stand there afterwards: for all tests of the hands."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.interruptions import Count, Killed
from wizard.model.errors import WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Commit, Order, Receipt
from wizard.model.probes import Account
from wizard.model.state import Absent, Change, File, Link
from wizard.transports.direct.act import DirectHand
from wizard.transports.direct.disk import Disk, DiskEffect, Hook, no_hook
from wizard.transports.direct.floor import Floor, below
from wizard.transports.journal import JOURNAL, WINDOWS_SPACE, Holder

HOME = "/home/me"
BEFORE = {
    "/etc": None,
    "/etc/passwd": b"root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n",
    "/etc/wsl.conf": b"[boot]\nsystemd=false\n",
    "/etc/old.conf": b"remove me\n",
    "/etc/hosts": b"127.0.0.1 localhost\n",
    "/home": None,
    HOME: None,
    f"{HOME}/.profile": b"PATH=$PATH\n",
    f"{HOME}/current": "go1.24",
    "/var": None,
    "/var/lib": None,
}
AFTER = {
    "/etc/wsl.conf": b"[boot]\nsystemd=true\n",
    f"{HOME}/.profile": b"PATH=$PATH:$HOME/sdk/bin\n",
    "/etc/profile.d/go.sh": b"export GOFLAGS=-mod=mod\n",
    "/etc/old.conf": None,
    f"{HOME}/current": "go1.25",
    f"{HOME}/sdk/bin/go": "../go1.25/bin/go",
}
TARGETS = tuple(AFTER)


@dataclass(frozen=True)
class World:
    """A machine on *floor* whose system belongs to *root* and whose home to *user* (uid and gid each)."""

    floor: Floor
    root: int = 0
    user: int = 1000
    targets: tuple[str, ...] = TARGETS

    @property
    def account(self) -> Account:
        return Account("me", self.user, self.user, HOME, "/bin/sh", self.root, self.root)

    def hand(self, hook: Hook = no_hook) -> DirectHand:
        return DirectHand(Disk(self.floor, hook), self.account)

    def act(self, order: Order, hook: Hook = no_hook) -> Receipt:
        return self.hand(hook).act(order, silent, never)

    def furnish(self) -> World:
        for path, content in BEFORE.items():
            owner = self._owner(path)
            if content is None:
                self.floor.mkdir(path, 0o755, owner, owner)
            elif isinstance(content, str):
                self.floor.symlink(path, content, owner, owner)
            else:
                self.write(path, content)
        return self

    def write(self, path: str, content: bytes, mode: int = 0o644) -> None:
        file = self.floor.create(path)
        file.write(content)
        file.chown(self._owner(path), self._owner(path))
        file.chmod(mode)
        file.close()

    def _owner(self, path: str) -> int:
        return self.user if path.startswith(HOME) else self.root

    def changes(self) -> tuple[Change, ...]:
        return tuple(self._change(path) for path in self.targets)

    def commit(self) -> Commit:
        return Commit(self.changes(), b"why")

    def _change(self, path: str) -> Change:
        owner = self._owner(path)
        return Change(path, self._state(path, BEFORE), self._state(path, AFTER), owner, owner)

    def _state(self, path: str, contents: dict[str, bytes | str | None]) -> Absent | File | Link:
        content, owner = contents.get(path), self._owner(path)
        if content is None:
            return Absent()
        return Link(content) if isinstance(content, str) else File(content, 0o644, owner, owner)

    def reboot(self) -> None:
        """Whoever held the lock is gone: the computer was started anew."""
        lock = below(JOURNAL, "lock")
        try:
            self.floor.unlink(lock)
        except OSError:
            return
        space = WINDOWS_SPACE if sys.platform == "win32" else "earlier-0"
        self.floor.symlink(lock, Holder(1, 1, space, "me@here").text(), self.root, self.root)


def seen(floor: Floor, path: str = "/", inodes: bool = True) -> dict[str, tuple[object, ...]]:
    """All there is below *path* but the journal: kind, mode, owner, content or target, and of what is no
    folder its mtime and, if wanted, which file it is."""
    found: dict[str, tuple[object, ...]] = {}
    for name in sorted(floor.names(path)):
        inner = below(path, name)
        if inner == JOURNAL:
            continue
        stat = floor.stat(inner)
        facts: tuple[object, ...] = (stat.kind, stat.mode, stat.uid, stat.gid)
        if stat.kind == "directory":
            found.update(seen(floor, inner, inodes))
        else:
            which = stat.inode[1] if inodes else 0
            facts += (content(floor, inner), stat.mtime_ns, which)
        found[inner] = facts
    return found


def content(floor: Floor, path: str) -> bytes | str | None:
    """What is in a file, or the target of a link; None if it is neither."""
    try:
        kind = floor.stat(path).kind
    except OSError:
        return None
    if kind == "symlink":
        return floor.readlink(path)
    return b"".join(floor.chunks(path)) if kind == "file" else None


def everywhere(floor: Floor, path: str = "/") -> Iterator[tuple[str, bytes | str]]:
    """Every file and link there is, the journal's too."""
    for name in floor.names(path):
        inner = below(path, name)
        if floor.stat(inner).kind == "directory":
            yield from everywhere(floor, inner)
        else:
            there = content(floor, inner)
            if there is not None:
                yield inner, there


def is_before(floor: Floor, before: dict[str, tuple[object, ...]]) -> bool:
    """Everything is as it was, to the inode."""
    return seen(floor) == before


def is_after(floor: Floor, before: dict[str, tuple[object, ...]], targets: tuple[str, ...] = TARGETS) -> bool:
    """All *targets* are changed, nothing else is, and nothing of ours lies around but originals."""
    now = seen(floor)
    if any(content(floor, path) != AFTER[path] for path in targets):
        return False
    made = {"/etc/profile.d", f"{HOME}/sdk", f"{HOME}/sdk/bin", *targets}
    kept = f"{HOME}/.local"
    originals = {path for path in now if path.startswith(kept) or path.endswith(".before")}
    others = set(now) - made - originals
    return others == set(before) - made and all(now[path] == before[path] for path in others)


def effects_of(world: World, *orders: Order) -> int:
    """How many effects the last of *orders* has, after the others. *world* is used up."""
    count = Count()
    for order in orders[:-1]:
        world.act(order)
    world.act(orders[-1], count)
    return len(count.effects)


def attempt(world: World, order: Order, hook: Hook) -> Receipt | WizardError | None:
    """What came of *order*: a receipt, an error, or None if the process was killed."""
    try:
        return world.act(order, hook)
    except WizardError as error:
        return error
    except Killed:
        return None


def on_disk(root: Path) -> World:
    """The small machine in the folder *root*. Its home belongs to somebody else if we may give it away."""
    from wizard.transports.direct.floor_linux import LinuxFloor  # there is none on Windows

    mine = os.getuid()
    return World(LinuxFloor(root), root=mine, user=1000 if mine == 0 else mine).furnish()


_AS_NOBODY = """
import ctypes, encodings.ascii, encodings.latin_1, encodings.utf_16, getpass, importlib, os, platform, pwd, sys
platform.node()  # loads what it needs: Python itself may lie where nobody may look
module, name, *words = sys.argv[1:]
act = getattr(importlib.import_module(module), name)
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
act(*words)
"""


def as_nobody(act: Callable[..., None], *words: str) -> None:
    """Do *act*, a function of a module, with the ids of nobody, who has no rights here. In a fresh process: what
    forks from a process with threads may wait for ever."""
    argv = [sys.executable, "-c", _AS_NOBODY, act.__module__, act.__qualname__, *words]
    here = Path(__file__).parents[1]
    done = subprocess.run(argv, cwd=here, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def died(act: Callable[[], object]) -> int | None:
    """Do *act* in a process of its own, and wait for its end: the signal that killed it, or None."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else None


@dataclass
class Shoot:
    """SIGKILL for this very process at effect *at*."""

    at: int
    count: int = 0

    def __call__(self, effect: DiskEffect) -> None:
        self.count += 1
        if self.count > self.at:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def public_place() -> Iterator[Path]:
    """A folder to which the way is open to everybody, unlike pytest's own."""
    place = Path(tempfile.mkdtemp(prefix="world-"))
    try:
        place.chmod(0o755)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
