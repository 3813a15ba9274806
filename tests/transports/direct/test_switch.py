"""The switch: every target in its order, told of, and a file may become a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.transports.direct.conftest import CONF, IS_ROOT, change, commit, file
from tests.worlds import (
    HOME,
    World,
    is_before,
    seen,
)
from wizard.model.events import Doing, Event, never
from wizard.model.orders import Commit, Undo
from wizard.model.state import Absent, Change, File, Link

pytestmark = pytest.mark.linux(reason="needs links and modes")


@pytest.mark.parametrize("mode", [0o600, 0o755, 0o640, 0o4755, 0o1644])
def test_bytes_mode_owner_and_times_come_back(world: World, root: Path, mode: int) -> None:
    path = root / "etc/wsl.conf"
    os.utime(path, ns=(1_111_111_111_222_222_222, 1_333_333_333_444_444_444))
    path.chmod(mode)
    old = path.stat()
    commit(world, "/etc/wsl.conf", file(world, CONF, mode), file(world, b"new", 0o600))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    world.act(Undo(1))
    new = path.stat()
    for name in ("st_ino", "st_mode", "st_uid", "st_gid", "st_size", "st_mtime_ns", "st_nlink"):
        assert getattr(new, name) == getattr(old, name), name


@pytest.mark.skipif(not IS_ROOT, reason="needs root to give files away")
def test_files_get_the_owner_that_was_ordered(world: World, root: Path) -> None:
    wanted = File(b"x", 0o600, 1234, 5678)
    world.act(Commit((Change("/home/me/a/b", Absent(), wanted, 1000, 1000),)))
    stats = [(root / "home/me" / name).stat() for name in ("a", "a/b")]
    assert [(each.st_uid, each.st_gid) for each in stats] == [(1000, 1000), (1234, 5678)]
    assert [stat.S_IMODE(each.st_mode) for each in stats] == [0o755, 0o600]


def test_a_file_may_become_a_link_and_a_link_a_file(world: World, root: Path) -> None:
    as_link = change(world, "/etc/wsl.conf", file(world, CONF), Link("hosts"))
    owner = world.user
    as_file = Change(f"{HOME}/current", Link("go1.24"), File(b"x", 0o644, owner, owner), owner, owner)
    before = seen(world.floor)
    world.act(Commit((as_link, as_file)))
    assert os.readlink(root / "etc/wsl.conf") == "hosts"
    assert (root / "home/me/current").read_bytes() == b"x"
    world.act(Undo(1))
    assert is_before(world.floor, before)


def test_what_is_done_is_told(world: World) -> None:
    events: list[Event] = []
    world.hand().act(world.commit(), events.append, never)
    steps = [(event.what.render(), event.number, event.count) for event in events if isinstance(event, Doing)]
    assert steps[0] == ("Preparing /etc/wsl.conf", 1, 6)
    assert ("Replacing /etc/old.conf", 4, 6) in steps
