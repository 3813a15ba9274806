"""Going back: all files as before, what others wrote is left and named, and only what is ours is removed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.transports.direct.conftest import CONF, commit, file
from tests.worlds import (
    AFTER,
    BEFORE,
    HOME,
    World,
    content,
)
from wizard.model.orders import Phase, Receipt, Undo
from wizard.transports.journal import JOURNAL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes")


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
