"""Going back: all files as before, what others wrote is left and named, and only what is ours is removed."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from tests.transports.direct.conftest import CONF, GO, commit, file, order, sha256
from tests.worlds import (
    AFTER,
    BEFORE,
    HOME,
    Shoot,
    World,
    attempt,
    content,
    died,
    is_before,
    on_disk,
    seen,
)
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.model.state import MARKER, Absent, Change, Origin, UnpackedTree
from wizard.transports.journal import JOURNAL

pytestmark = pytest.mark.linux(reason="needs links and modes")


def test_an_edited_file_is_left_as_it_is_and_named(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / "etc/wsl.conf").write_bytes(b"mine")
    (root / "home/me/.profile").unlink()
    (root / "home/me/sdk/bin/tool").write_bytes(b"my tool")
    receipt = world.act(Undo(1))
    assert receipt == Receipt(1, Phase.UNDONE, foreign=(f"{HOME}/.profile", "/etc/wsl.conf"))
    assert (root / "etc/wsl.conf").read_bytes() == b"mine"
    assert not (root / "home/me/.profile").exists()
    assert (root / JOURNAL[1:] / "1/1.before").read_bytes() == CONF
    assert os.listdir(root / "home/me/sdk/bin") == ["tool"]
    assert content(world.floor, f"{HOME}/current") == BEFORE[f"{HOME}/current"]


def test_who_wrote_to_the_original_through_a_descriptor_keeps_his_words(world: World, root: Path) -> None:
    with (root / "etc/wsl.conf").open("ab") as held:
        commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
        held.write(b"late\n")
    receipt = world.act(Undo(1))
    assert (root / "etc/wsl.conf").read_bytes() == CONF + b"late\n"
    assert receipt.foreign == ("/etc/wsl.conf",)


def test_a_lost_original_is_named_and_the_rest_comes_back(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / JOURNAL[1:] / "1/1.before").unlink()
    assert world.act(Undo(1)).foreign == ("/etc/wsl.conf",)
    assert (root / "etc/wsl.conf").read_bytes() == AFTER["/etc/wsl.conf"]
    assert (root / "etc/old.conf").read_bytes() == BEFORE["/etc/old.conf"]


def test_bytes_under_our_own_name_are_put_aside_and_named(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / "etc/.wsl-go-wizard-1-1").write_bytes(b"whose?")
    receipt = world.act(Undo(1))
    assert receipt.kept == (f"{JOURNAL}/1/1.kept",)
    assert (root / receipt.kept[0][1:]).read_bytes() == b"whose?"
    assert receipt.foreign == ()


def test_a_vanished_folder_is_no_obstacle(world: World, root: Path) -> None:
    world.act(world.commit())
    for path in ("sdk/bin/go", "sdk/bin", "sdk"):
        target = root / "home/me" / path
        target.unlink() if target.is_symlink() else target.rmdir()
    assert world.act(Undo(1)).foreign == ()


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
