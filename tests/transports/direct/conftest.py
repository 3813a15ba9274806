"""A root on a real disk with one of everything, orders for it, a Go archive, and a fence that nothing may pass."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from tests.servers.goserver import make_archive
from tests.worlds import BEFORE, World, on_disk, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Commit, Order, Receipt
from wizard.model.state import Absent, Change, File, Link, Origin, State, UnpackedTree
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import Floor
from wizard.transports.direct.floor_plain import PlainFloor

FLOORS: list[type[Floor]] = [PlainFloor]
if sys.platform != "win32":
    from wizard.transports.direct.floor_linux import LinuxFloor

    FLOORS.append(LinuxFloor)

IS_ROOT = sys.platform != "win32" and os.getuid() == 0
CONF = BEFORE["/etc/wsl.conf"]
GO = "/home/me/sdk/go1.25.5"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    return root


@pytest.fixture
def world(root: Path) -> World:
    return on_disk(root)


@pytest.fixture
def before(world: World) -> dict[str, tuple[object, ...]]:
    return seen(world.floor)


def file(world: World, text: bytes, mode: int = 0o644) -> File:
    return File(text, mode, world.root, world.root)


def change(world: World, path: str, old: State, new: State, origin: Origin | None = None) -> Change:
    return Change(path, old, new, world.root, world.root, origin=origin)


def commit(world: World, path: str, old: State, new: State) -> Receipt:
    return world.act(Commit((change(world, path, old, new),)))


def code_of(world: World, order: Order) -> str:
    with pytest.raises(WizardError) as caught:
        world.act(order)
    return caught.value.code


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"src/a/b/c.go": b"package c\n", "src/a/d.go": b"package a\n" * 500, "README": b"hello\n"}
    return make_archive(tmp_path_factory.mktemp("shelf"), "1.25.5", files)


@pytest.fixture
def go(root: Path) -> Path:
    return root / GO[1:]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def order(world: World, packed: Path, digest: str = "") -> Commit:
    """A file replaced, *packed* unpacked with the promise of its *digest*, and a link to what is in it."""
    owner = world.user
    wsl = File(b"[boot]\nsystemd=false\n", 0o644, world.root, world.root)
    return Commit(
        (
            Change("/etc/wsl.conf", wsl, File(b"x", 0o644, world.root, world.root), world.root, world.root),
            Change(
                GO,
                Absent(),
                UnpackedTree(digest or sha256(packed)),
                owner,
                owner,
                origin=Origin(archive=str(packed)),
            ),
            Change("/home/me/sdk/bin/go", Absent(), Link("../go1.25.5/bin/go"), owner, owner),
        )
    )


@pytest.fixture
def fenced(tmp_path: Path) -> Path:
    """A root, and outside of it a canary to which two of its links lead."""
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/conf").write_bytes(b"conf")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary").write_bytes(b"canary")
    (root / "way-out").symlink_to(tmp_path / "outside")
    (root / "etc/leaf-out").symlink_to(tmp_path / "outside/canary")
    return root


@pytest.fixture(params=FLOORS)
def floor(request: pytest.FixtureRequest, fenced: Path) -> Floor:
    return request.param(fenced)


@pytest.fixture
def disk(floor: Floor) -> Disk:
    return Disk(floor)


EFFECTS = {
    "link to": lambda disk: disk.link("/etc/conf", "/way-out/new"),
    "link from": lambda disk: disk.link("/way-out/canary", "/etc/new"),
    "swap": lambda disk: disk.swap("/etc/conf", "/way-out/canary"),
    "replace": lambda disk: disk.replace("/etc/conf", "/way-out/canary"),
    "move to": lambda disk: disk.move("/etc/conf", "/way-out/new"),
    "move from": lambda disk: disk.move("/way-out/canary", "/etc/new"),
    "symlink": lambda disk: disk.symlink("/way-out/new", "x", 0, 0),
    "unlink": lambda disk: disk.unlink("/way-out/canary"),
    "mkdir": lambda disk: disk.mkdir("/way-out/new", 0o755, 0, 0),
    "rmdir": lambda disk: disk.rmdir("/way-out/canary"),
    "erase": lambda disk: disk.erase("/way-out/canary"),
    "create": lambda disk: disk.create("/way-out/new").__enter__(),
    "create over a link": lambda disk: disk.create("/etc/leaf-out").__enter__(),
    "sync": lambda disk: disk.sync("/way-out/canary"),
    "read": lambda disk: disk.content("/way-out/canary", 10),
    "read a link": lambda disk: disk.content("/etc/leaf-out", 10),
    "list": lambda disk: disk.names("/way-out"),
    "ask": lambda disk: disk.stat("/way-out/canary"),
}
