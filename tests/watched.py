"""The shell hand watched at work: told of every command that can change a disk, just before and just after it.

The commands are wrappers in the hand's PATH. They say through one fifo what they are called with, wait at another
for leave, run the real command, and say how it ended. In between, the test may look and may act as a stranger.
"""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.power import Node, PowerFloor
from tests.shellground import TOOLS, Ground
from wizard.model.errors import WizardError
from wizard.model.orders import Order, Receipt
from wizard.transports.direct.floor import parent_of

CHANGING = (
    *("base64", "cat", "chmod", "chown", "chroot", "cp", "find", "ln", "mkdir", "mv", "rm", "rmdir"),
    *("setpriv", "sh", "su", "sync", "tar"),
)
"""The commands of the acting hand that can change a disk, and those that start them."""

# What a command starts itself is part of it.
_WRAPPER = """#!/bin/dash
[ -z "${{BELOW-}}" ] || exec {tool} "$@"
export BELOW=yes
printf '%s\\0' before {name} "$@" >{place}/told
read -r leave <{place}/leave
[ "$leave" = go ] || kill -9 0
{tool} "$@"
code=$?
printf '%s\\0' after "$code" >{place}/told
read -r _ <{place}/leave
exit "$code"
"""

Argv = tuple[str, ...]


@dataclass(frozen=True)
class Thing:
    """What a name is a name of: file *number*, with the fields of `tests.power.Node`."""

    number: int
    kind: str
    mode: int
    uid: int
    gid: int
    data: bytes
    mtime_ns: int


Picture = Mapping[str, Thing]
"""Everything below the site's root, by its whole path; folders before what is in them."""


@dataclass(frozen=True)
class Step:
    """A command that went well, and what was there afterwards."""

    argv: Argv
    picture: Picture

    @property
    def words(self) -> Argv:
        """The command itself."""
        return command(self.argv)

    @property
    def synced(self) -> Argv | None:
        """What it makes durable: paths, or nothing but everything; None if it syncs nothing."""
        if self.words[0] != "sync":
            return None
        return () if "-f" in self.words else tuple(word for word in self.words[1:] if word != "--")


def command(argv: Argv) -> Argv:
    """*argv* without what changes ids in front of it (`run` in words.sh)."""
    match argv:
        case ("setpriv", *rest):
            return tuple(rest[rest.index("--") + 1 :])
        case ("su", _, _, "-c", 'exec "$@"', "--", _, "sh", *rest):
            return tuple(rest)
        case ("chroot", "--userspec", _, "/", "sh", "-c", _, "sh", _, *rest):
            return tuple(rest)
    return argv


class Kill(Exception):
    """Raised by who is told of a command: here the hand dies."""


class Watch:
    """Runs orders on *site* and keeps a `Step` for each command. *before* is called with every command that comes;
    it may act as a stranger, or raise `Kill`."""

    def __init__(self, site: Ground, before: Callable[[Argv], None] = lambda argv: None) -> None:
        self.site = site
        self.before = before
        self.steps: list[Step] = []
        self._place = site.aside / "watch"
        self._lay_wrappers()
        self._argv: Argv = ()
        self._ended = False
        self._error: BaseException | None = None

    def act(self, order: Order) -> Receipt | WizardError:
        """Carry out *order*, watched."""
        self._ended = False
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        env, launch = self.site.env, self.site.launch
        self.site.env = {"WSL_GO_WIZARD_PATH": str(self._place)}
        if self.site.shell == "busybox":
            # Its shell prefers its own applets to what is in PATH, but not to functions.
            self.site.launch = ("busybox", "ash", "-c", f". {self._place}/functions; . /dev/stdin")
        try:
            return self.site.act(order)
        except WizardError as error:
            return error
        finally:
            self.site.env, self.site.launch = env, launch
            self._ended = True
            with (self._place / "told").open("wb"):
                pass
            watcher.join(20)
            if self._error is not None:
                raise self._error

    def _lay_wrappers(self) -> None:
        self._place.mkdir(mode=0o755)
        for fifo in ("told", "leave"):
            os.mkfifo(self._place / fifo)
            (self._place / fifo).chmod(0o666)
        functions = []
        for name in TOOLS:
            tool = shutil.which(name)
            if tool is None:
                continue
            wrapper = self._place / name
            if name not in CHANGING:
                wrapper.symlink_to(tool)
                continue
            wrapper.write_text(_WRAPPER.format(name=name, tool=tool, place=self._place))
            wrapper.chmod(0o755)
            functions.append(f'{name}() {{ "{wrapper}" "$@"; }}\n')
        (self._place / "functions").write_text("".join(functions))

    def _watch(self) -> None:
        while True:
            with (self._place / "told").open("rb") as told:
                words = told.read().decode("utf-8", "surrogateescape").split("\0")[:-1]
            if not words and self._ended:
                return
            word = b"go\n"
            try:
                self._hear(words)
            except Kill:
                word = b"die\n"
            except BaseException as error:
                self._error = self._error or error
            with (self._place / "leave").open("wb") as leave:
                leave.write(word)

    def _hear(self, words: list[str]) -> None:
        if words[0] == "before":
            self._argv = tuple(words[1:])
            self.before(command(self._argv))
        elif words[1] == "0":
            self.steps.append(Step(self._argv, picture(self.site.root)))


def picture(root: Path) -> Picture:
    """What is below *root*, and the folders on the way to it."""
    found: dict[str, Thing] = {}
    for place in (*reversed(root.parents), root):
        found[str(place)] = _thing(place)
    for folder, folders, files in os.walk(root):
        for name in sorted((*folders, *files)):
            with suppress(FileNotFoundError):
                found[os.path.join(folder, name)] = _thing(Path(folder, name))
    return found


def _thing(path: Path) -> Thing:
    raw = path.lstat()
    kind = "directory" if stat.S_ISDIR(raw.st_mode) else "symlink" if stat.S_ISLNK(raw.st_mode) else "file"
    data = (
        b"" if kind == "directory" else os.readlink(path).encode() if kind == "symlink" else path.read_bytes()
    )
    mode = stat.S_IMODE(raw.st_mode)
    return Thing(raw.st_dev << 64 | raw.st_ino, kind, mode, raw.st_uid, raw.st_gid, data, raw.st_mtime_ns)


class Replayed:
    """A disk that can lose its power, on which everything of *start* is durable and `take` lets steps happen.
    *has_changed* says whether the last of them made a difference to it."""

    def __init__(self, start: Picture) -> None:
        self.floor = PowerFloor()
        self.has_changed = True
        self._last: Picture = {"/": start["/"]}
        self._nodes = {start["/"].number: self.floor.root}
        self._arrive(start, one_step=False)
        self._endure_all()

    def take(self, step: Step, *, is_heard: bool = True) -> None:
        """*step* happens; if it is a sync and not *is_heard*, the disk makes nothing of it."""
        self.has_changed = step.synced is not None or step.picture != self._last
        self._arrive(step.picture, one_step=step.words[0] == "mv")
        if step.synced is None or not is_heard:
            return
        if not step.synced:
            self._endure_all()
        for path in step.synced:
            self._endure(path)

    def _arrive(self, now: Picture, *, one_step: bool) -> None:
        old, new = _entries(self._last), _entries(now)
        nodes = {thing.number: self._nodes[thing.number] for thing in self._last.values()}
        self._nodes = nodes
        for thing in now.values():
            self._renew(thing)
        for folder in {**old, **new}:
            was, is_now = old.get(folder, {}), new.get(folder, {})
            gone: dict[str, Node | None] = dict.fromkeys(was.keys() - is_now.keys())
            come = {name: nodes[number] for name, number in is_now.items() if was.get(name) != number}
            if gone or come:
                self._note(nodes[folder], {**gone, **come}, one_step)
        self._last = now

    def _renew(self, thing: Thing) -> None:
        node = self._nodes.get(thing.number)
        if node is None:
            node = Node(thing.kind, thing.number, durable=thing.data if thing.kind == "symlink" else b"")
            self._nodes[thing.number] = node
            node.mtime_ns = thing.mtime_ns
        node.mode, node.uid, node.gid, node.data = thing.mode, thing.uid, thing.gid, thing.data
        if thing.kind != "directory":  # a folder's time is lost with the names that changed it: so it stays
            node.mtime_ns = thing.mtime_ns

    def _note(self, folder: Node, names: dict[str, Node | None], one_step: bool) -> None:
        for name, node in names.items():
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node
        each = [names] if one_step else [{name: node} for name, node in names.items()]
        self.floor.pending += [(folder, change) for change in each]

    def _endure(self, path: str) -> None:
        kind = self.floor.stat(path).kind
        if kind == "directory":
            self.floor.sync(path)
            return
        node = self._nodes[self._last[path].number]
        node.durable = node.data

    def _endure_all(self) -> None:
        self.floor.sync_all("/")
        for node in self._nodes.values():
            node.durable = node.data


def _entries(seen: Picture) -> dict[int, dict[str, int]]:
    """Of every folder, by its number, the names in it and which files they are."""
    entries: dict[int, dict[str, int]] = {}
    for path, thing in seen.items():
        if path != "/":
            entries.setdefault(seen[parent_of(path)].number, {})[path.rpartition("/")[2]] = thing.number
    return entries


@contextmanager
def watched(site: Ground, before: Callable[[Argv], None] = lambda argv: None) -> Iterator[Watch]:
    """*site*'s hands, watched; gone afterwards."""
    watch = Watch(site, before)
    try:
        yield watch
    finally:
        shutil.rmtree(site.aside / "watch", ignore_errors=True)
