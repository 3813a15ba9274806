"""Going back where a folder was unpacked: it goes whole, unless somebody wrote to it."""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from pathlib import Path

import pytest

from tests.servers.goserver import make_archive
from tests.worlds import Shoot, World, attempt, died, is_before, on_disk, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.model.state import MARKER, Absent, Change, File, Link, Origin, UnpackedTree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


GO = "/home/me/sdk/go1.25.5"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"src/a/b/c.go": b"package c\n", "src/a/d.go": b"package a\n" * 500, "README": b"hello\n"}
    return make_archive(tmp_path_factory.mktemp("shelf"), "1.25.5", files)


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "root").mkdir()
    return on_disk(tmp_path / "root")


@pytest.fixture
def go(tmp_path: Path) -> Path:
    return tmp_path / "root" / GO[1:]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def order(world: World, packed: Path, digest: str = "") -> Commit:
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


def test_an_undo_removes_it_whole(world: World, packed: Path) -> None:
    before = seen(world.floor)
    world.act(order(world, packed))
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


def test_a_folder_that_somebody_wrote_to_stays_and_is_named(world: World, packed: Path, go: Path) -> None:
    world.act(order(world, packed))
    later = (go / MARKER).stat().st_mtime_ns + 1_000_000
    (go / "src/mine.go").write_bytes(b"package mine\n")
    os.utime(go / "src/mine.go", ns=(later, later))
    receipt = world.act(Undo(1))
    assert receipt.foreign == (GO,)
    assert (go / "src/mine.go").read_bytes() == b"package mine\n"
    assert (go / "bin/go").exists()
    assert not os.path.lexists(go.parent / "bin")


def test_who_writes_to_it_at_the_last_moment_keeps_what_he_wrote(
    world: World, packed: Path, go: Path
) -> None:
    world.act(order(world, packed))

    def hook(effect) -> None:
        if effect.name == "move" and effect.path == GO:
            (go / "mine").write_bytes(b"mine")
            later = (go / MARKER).stat().st_mtime_ns + 1_000_000
            os.utime(go / "mine", ns=(later, later))

    assert world.act(Undo(1), hook).foreign == (GO,)
    assert (go / "mine").read_bytes() == b"mine"


def test_an_undo_killed_at_any_effect_never_calls_its_own_rest_foreign(tmp_path: Path, packed: Path) -> None:
    """A folder that is half removed is still known as ours."""
    for at in itertools.count():
        base = tmp_path / str(at)
        base.mkdir()
        world = on_disk(base)
        before = seen(world.floor)
        world.act(order(world, packed))
        was_killed = died(lambda world=world, at=at: world.act(Undo(1), Shoot(at))) is not None
        receipt = world.act(Recover())
        assert (receipt.foreign, receipt.kept) == ((), ())
        if receipt.phase is Phase.TRIAL:
            world.act(Undo(1))
        assert is_before(world.floor, before)
        if not was_killed:
            break
    assert at > 25


def test_an_accepted_folder_stays(world: World, packed: Path, go: Path) -> None:
    world.act(order(world, packed))
    world.act(Accept(1))
    assert (go / "bin/go").exists()
    again = Change(GO, Absent(), UnpackedTree(sha256(packed)), 0, 0, origin=Origin(archive=str(packed)))
    assert isinstance(attempt(world, Commit((again,)), lambda effect: None), WizardError)
