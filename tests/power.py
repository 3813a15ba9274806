"""A disk that can lose its power: a `Floor` in memory that remembers what was made durable, and what not.

Assumed is nothing but what fsync promises (Pillai et al., OSDI 2014): a name is durable once its folder was
synced, bytes once their file was; of everything else any part may be there after a cut, in any order.
"""

from __future__ import annotations

import copy
import errno
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wizard.transports.direct.floor import FileKind, Stat, below, parent_of, parts_of


@dataclass(eq=False)
class Node:
    kind: FileKind
    number: int
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    data: bytes = b""
    mtime_ns: int = 0
    durable: bytes = b""
    names: dict[str, Node] = field(default_factory=dict)
    durable_names: dict[str, Node] = field(default_factory=dict)


Entry = tuple[Node, dict[str, Node | None]]


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class PowerFloor:
    keeps_owners = True

    def __init__(self, swaps: bool = True) -> None:
        self._numbers = 0
        self.root = self._node("directory", mode=0o755)
        self.pending: list[Entry] = []
        self.swaps = swaps
        self.deaf = -1  # the number of the sync that is not heard
        self.syncs = 0

    # What is asked.

    def stat(self, path: str) -> Stat:
        node = self._get(path)
        size = len(node.data)
        return Stat(
            node.kind, node.mode, node.uid, node.gid, size, node.mtime_ns, node.mtime_ns, (1, node.number)
        )

    def exists(self, path: str) -> bool:
        return self._find(path) is not None

    def names(self, path: str) -> list[str]:
        return list(self._folder(path).names)

    def readlink(self, path: str) -> str:
        return self._get(path).data.decode()

    def chunks(self, path: str) -> Iterator[bytes]:
        yield self._get(path).data

    def newest(self, path: str) -> int:
        node = self._get(path)
        return max([node.mtime_ns, *(self.newest(below(path, name)) for name in node.names)])

    # What is done.

    def create(self, path: str) -> PowerFile:
        node = self._node("file", mode=0o600)
        self._put(path, node)
        return PowerFile(self, node)

    def sync(self, path: str) -> None:
        folder = self._folder(path)
        if not self.hears():
            return
        for entry in [entry for entry in self.pending if entry[0] is folder]:
            self._endure(entry)
            self.pending.remove(entry)

    def sync_all(self, path: str) -> None:
        for entry in self.pending:
            self._endure(entry)
        self.pending = []

    def link(self, path: str, to: str) -> None:
        self._put(to, self._get(path))

    def swap(self, path: str, to: str) -> None:
        if not self.swaps:
            raise _error(errno.EINVAL)
        one, two = self._get(path), self._get(to)
        self._note((path, two), (to, one))

    def replace(self, path: str, to: str) -> None:
        self._note((to, self._get(path)), (path, None))

    def move(self, path: str, to: str) -> None:
        if self._find(to) is not None:
            raise _error(errno.EEXIST)
        self._note((to, self._get(path)), (path, None))

    def symlink(self, path: str, target: str, uid: int, gid: int) -> None:
        self._put(path, self._node("symlink", 0o777, uid, gid, target.encode()))

    def unlink(self, path: str) -> None:
        if self._get(path).kind == "directory":
            raise _error(errno.EISDIR)
        self._note((path, None))

    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None:
        self._put(path, self._node("directory", mode, uid, gid))

    def rmdir(self, path: str) -> None:
        if self._folder(path).names:
            raise _error(errno.ENOTEMPTY)
        self._note((path, None))

    def erase(self, path: str) -> None:
        self._note((path, None))

    def attributes(self, path: str) -> dict[str, bytes]:
        return {}

    def is_append_only(self, path: str) -> bool:
        return False

    @contextmanager
    def filled(self, path: str, uid: int, gid: int) -> Iterator[Path]:
        raise NotImplementedError
        yield Path(path)

    # The power goes.

    def cut(self, names: str, data: str, seed: int = 0) -> None:
        """The power is cut and comes back. Of what was not synced, *names* (``none``, ``all``, ``first``: a
        prefix, ``some``, ``one``: those of one folder, ``others``: of all but one) and *data* (``none``,
        ``half``, ``zero``, ``all``) are on the disk."""
        dice = random.Random(seed)
        folders = list(dict.fromkeys(folder for folder, _ in self.pending))
        chosen = folders[seed % len(folders)] if folders else self.root
        prefix = dice.randint(0, len(self.pending))
        for number, entry in enumerate(self.pending):
            endures = {
                "none": False,
                "all": True,
                "first": number < prefix,
                "some": dice.random() < 0.5,
                "one": entry[0] is chosen,
                "others": entry[0] is not chosen,
            }
            if endures[names]:
                self._endure(entry)
        self.pending = []
        self._wake(self.root, data)

    def _wake(self, node: Node, data: str) -> None:
        node.names = dict(node.durable_names)
        if node.kind == "file" and node.data != node.durable:
            half = len(node.data) // 2
            node.data = {
                "none": node.durable,
                "half": node.data[:half],
                "zero": bytes(len(node.data)),
                "all": node.data,
            }[data]
            node.durable = node.data
        for inner in node.names.values():
            self._wake(inner, data)

    def twin(self) -> PowerFloor:
        """Another disk with all of this, that can lose its power in its own way."""
        return copy.deepcopy(self)

    def settle(self) -> None:
        """Everything there is, is durable."""
        self.sync_all("/")
        self._wake(self.root, "all")

    def hears(self) -> bool:
        self.syncs += 1
        return self.syncs - 1 != self.deaf

    def _endure(self, entry: Entry) -> None:
        folder, changes = entry
        for name, node in changes.items():
            if node is None:
                folder.durable_names.pop(name, None)
            else:
                folder.durable_names[name] = node

    # Names.

    def _node(self, kind: FileKind, mode: int = 0o644, uid: int = 0, gid: int = 0, data: bytes = b"") -> Node:
        self._numbers = number = self._numbers + 1
        return Node(
            kind, number, mode, uid, gid, data, mtime_ns=number, durable=data if kind == "symlink" else b""
        )

    def _find(self, path: str) -> Node | None:
        node = self.root
        for part in parts_of(path):
            if node.kind == "symlink":
                raise _error(errno.ELOOP)
            if node.kind != "directory":
                raise _error(errno.ENOTDIR)
            if part not in node.names:
                return None
            node = node.names[part]
        return node

    def _get(self, path: str) -> Node:
        node = self._find(path)
        if node is None:
            raise _error(errno.ENOENT)
        return node

    def _folder(self, path: str) -> Node:
        node = self._get(path)
        if node.kind != "directory":
            raise _error(errno.ENOTDIR)
        return node

    def _put(self, path: str, node: Node) -> None:
        self._folder(parent_of(path))
        if self._find(path) is not None:
            raise _error(errno.EEXIST)
        self._note((path, node))

    def _note(self, *entries: tuple[str, Node | None]) -> None:
        """One step that names see at once. On the disk it is one within a folder; two folders may differ."""
        steps: dict[Node, dict[str, Node | None]] = {}
        for path, node in entries:
            folder, name = self._folder(parent_of(path)), path.rpartition("/")[2]
            if node is None:
                del folder.names[name]
            else:
                folder.names[name] = node
            steps.setdefault(folder, {})[name] = node
        self.pending += steps.items()


class PowerFile:
    def __init__(self, floor: PowerFloor, node: Node) -> None:
        self._floor = floor
        self._node = node

    def write(self, data: bytes) -> None:
        self._node.data += data

    def chown(self, uid: int, gid: int) -> None:
        self._node.uid, self._node.gid = uid, gid

    def chmod(self, mode: int) -> None:
        self._node.mode = mode

    def attributes(self) -> dict[str, bytes]:
        return {}

    def set_attributes(self, wanted: dict[str, bytes]) -> None:
        raise NotImplementedError

    def utime(self, atime_ns: int, mtime_ns: int) -> None:
        self._node.mtime_ns = mtime_ns

    def sync(self) -> None:
        if self._floor.hears():
            self._node.durable = self._node.data

    def close(self) -> None:
        pass
