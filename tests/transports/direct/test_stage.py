"""Before the switch: whatever is not as promised is refused, and nothing is left of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.transports.direct.conftest import CONF, change, code_of, commit, file
from tests.worlds import (
    World,
    is_before,
    seen,
)
from wizard.model.errors import StaleError
from wizard.model.orders import Accept, Commit, Phase, Undo
from wizard.model.state import Absent, Origin, Other
from wizard.transports.journal import JOURNAL

pytestmark = pytest.mark.linux(reason="needs links and modes")


@pytest.mark.parametrize(
    "actual",
    [b"edited", "mode", "link", "gone", "folder", "fifo"],
)
def test_a_file_that_moved_on_makes_the_plan_stale(world: World, root: Path, actual: bytes | str) -> None:
    path = root / "etc/wsl.conf"
    if actual == "mode":
        path.chmod(0o600)
    else:
        path.unlink()
    match actual:
        case bytes():
            path.write_bytes(actual)
        case "link":
            path.symlink_to("old.conf")
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
    before = seen(world.floor)
    with pytest.raises(StaleError) as caught:
        world.act(world.commit())
    assert "/etc/wsl.conf" in caught.value.text.render()
    assert is_before(world.floor, before)
    assert os.listdir(root / JOURNAL[1:]) == ["spare"]


def test_a_name_that_is_taken_makes_the_plan_stale(world: World, root: Path) -> None:
    (root / "etc/profile.d").mkdir()
    (root / "etc/profile.d/go.sh").symlink_to("/nowhere")
    assert code_of(world, world.commit()) == "stale"


def test_what_is_a_folder_or_device_is_never_a_target(world: World) -> None:
    for old in (Other("directory"), Other("fifo")):
        assert code_of(world, Commit((change(world, "/etc", old, file(world, b"")),))) == "stale"
    new = change(world, "/etc/x", Absent(), Other("fifo"))
    assert code_of(world, Commit((new,))) == "unsafe-path"


@pytest.mark.parametrize("path", ["etc/x", "/etc/../etc/x", "/etc//x", "/", "/etc/", "/etc/./x", "/\0"])
def test_a_path_that_is_none_is_refused(world: World, path: str) -> None:
    before = seen(world.floor)
    assert code_of(world, Commit((change(world, path, Absent(), file(world, b"")),))) == "unsafe-path"
    assert is_before(world.floor, before)


def test_an_original_comes_back_from_the_history_with_its_times(world: World, root: Path) -> None:
    os.utime(root / "etc/wsl.conf", ns=(5_000_000_000, 7_000_000_001))
    commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
    world.act(Accept(1))
    back = change(world, "/etc/wsl.conf", file(world, b"new"), file(world, CONF), Origin(batch=1, item=1))
    world.act(Commit((back,)))
    assert (root / "etc/wsl.conf").read_bytes() == CONF
    assert (root / "etc/wsl.conf").stat().st_mtime_ns == 7_000_000_001
    world.act(Undo(2))
    assert (root / "etc/wsl.conf").read_bytes() == b"new"


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_without_the_original_the_bytes_of_the_plan_come_back(world: World, root: Path, damage: str) -> None:
    commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
    world.act(Accept(1))
    keep = root / JOURNAL[1:] / "1/1.before"
    keep.unlink()
    if damage == "other":
        keep.write_bytes(b"forged")
    back = change(world, "/etc/wsl.conf", file(world, b"new"), file(world, CONF), Origin(batch=1, item=1))
    assert world.act(Commit((back,))).phase is Phase.TRIAL
    assert (root / "etc/wsl.conf").read_bytes() == CONF
